"""Years of a shop by chance: plans, tiers and friends, and what is done to them at a counter."""

import json
import tempfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from db import checks
from db.connection import open_book
from db.session import Session
from desktop.feed import answer
from tests.simulation.desk import empty_book
from tests.simulation.random_bonds import (
    AHEAD,
    AMOUNTS,
    EMAILS,
    JOINED,
    LEVELS,
    MEASURES,
    OPENINGS,
    PARTS,
    PLAN_ACTS,
    PLANS,
    PROGRAMMES,
    UNIT,
    WAITS,
    Wait,
    spoken_plan,
    spoken_programme,
    spoken_tier,
)
from tests.simulation.slow_bonds import Joined, Month, Sale, SlowBonds, end_of
from tests.simulation.slow_calendar import ONE_DAY, last_of_month
from tests.simulation.slow_friends import Programme
from tests.simulation.slow_levels import rank
from tests.simulation.slow_plans import Act, Plan, Told
from tests.simulation.slow_tiers import Measure, Tier

WITH_AN_ID = ("sale", "refund", "undo", "redeem", "customer.merge")
MOST_CUSTOMERS, FREE_COST = 6, 3
END_OF_DAY = time(23, 59)
LEVEL_NAMES = ("Silver", "Gold")


class BondsShop(RuleBasedStateMachine):
    """One shop of some years; every answer is compared, and days before and ahead of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "shop.okaeri"
        path.write_bytes(empty_book())
        self.session = Session(open_book(path))
        self.slow = SlowBonds("spend", Programme())
        self.now = datetime(2026, 1, 29, 9)  # noqa: DTZ001 - the shop's wall clock
        self.first = self.now.date()
        self.numbers: list[str] = []  # of whoever was not merged into somebody
        self.codes: dict[str, str] = {}
        self.requests = 0
        self.agreed = True
        self.attached: list[date] = []

    @initialize(
        opening=OPENINGS, plans=PLANS, measure=MEASURES, levels=LEVELS, programme=PROGRAMMES,
        joined=JOINED,
    )  # fmt: skip
    def open_shop(
        self,
        opening: date,
        plans: list[Plan],
        measure: Measure,
        levels: list[Tier],
        programme: Programme,
        joined: list[tuple[int, bool | None]],
    ) -> None:
        self.first = opening
        self.now = datetime.combine(opening, datetime.min.time()) + timedelta(hours=9)
        self.slow = SlowBonds(measure, programme)
        self.tell("reward.add", name="Free", kind="free_months", value="1", cost=FREE_COST,
                  immediate=True)  # fmt: skip
        self.tell("shop.set", referral=spoken_programme(programme))
        for number, plan in enumerate(plans):
            named = replace(plan, name=f"Plan {number}")
            self.slow.plans[named.name] = named
            self.tell("plan.add", **spoken_plan(named))
        for name, level in zip(LEVEL_NAMES, levels, strict=False):
            tier = replace(level, name=name, threshold=level.threshold * UNIT[measure])
            self.slow.levels.add(tier, opening)
            self.tell("tier.add", **spoken_tier(tier, measure))
        for email in ("misaki@example.jp", "ken@example.jp"):
            self.add_customer(email=email, by=None)
        for who, given in enumerate(joined):
            self.start(who, *given)

    # -- People -----------------------------------------------------------------------------

    @precondition(lambda self: len(self.slow.emails) < MOST_CUSTOMERS)
    @rule(email=EMAILS, by=st.none() | st.integers(0, 5))
    def add_customer(self, email: str, by: int | None) -> None:
        """Somebody signs up, perhaps with a friend's code."""
        self.now += timedelta(minutes=1)
        fields: dict[str, Any] = {"name": "Somebody", "email": email}
        referrer = None if by is None else self.somebody(by)
        if referrer:
            fields["referral_code"] = self.codes[referrer]
            friends = self.slow.friends(self.now)
            friends.emails = {**friends.emails, "new": email}
            reasons = friends.why_not("new", referrer, self.now.date())
            if reasons:
                self.compare_refusal(self.ask("customer.add", **fields), reasons)
                return
        told = self.tell("customer.add", **fields)
        number = told["customer"]
        self.numbers.append(number)
        self.codes[number] = told["referral_code"]
        self.slow.emails[number] = email
        self.slow.corrections.append((self.now, number, 0))
        if referrer:
            self.slow.friend_event(self.now, "attach", number, referrer, self.now.date())
            self.attached.append(self.now.date())

    @rule(who=st.integers(0, 5), by=st.integers(0, 5))
    def attach(self, who: int, by: int) -> None:
        self.now += timedelta(minutes=1)
        friend, referrer = self.somebody(who), self.somebody(by)
        told = self.ask("referral.attach", customer=friend, code=self.codes[referrer])
        reasons = self.slow.friends(self.now).why_not(friend, referrer, self.now.date())
        if reasons:
            self.compare_refusal(told, reasons)
            return
        self.compare(told, state="pending")
        self.slow.friend_event(self.now, "attach", friend, referrer, self.now.date())
        self.attached.append(self.now.date())
        self.compare_customer(referrer)

    @precondition(lambda self: len(self.numbers) > 2)
    @rule(keep=st.integers(0, 5), merge=st.integers(0, 5))
    def merge(self, keep: int, merge: int) -> None:
        self.now += timedelta(minutes=1)
        kept, merged = self.somebody(keep), self.somebody(merge)
        told = self.ask("customer.merge", keep=kept, merge=merged)
        if kept == merged:
            self.compare_refusal(told, {"bad_request"})
            return
        credit = self.slow.merge_credit(kept, merged, self.now)
        self.numbers.remove(merged)
        self.slow.joined.append(Joined(self.now, self.now.date(), kept, merged))
        self.slow.friend_event(self.now, "merge", kept, merged)
        self.compare(told, customer=kept, credit=str(credit))
        self.compare_everybody()

    # -- Plans ------------------------------------------------------------------------------

    @rule(acts=PLAN_ACTS)
    def serve(self, acts: list[tuple[str, Wait, int, tuple[Any, ...]]]) -> None:
        """Do some acts on plans, one after the other."""
        for kind, wait, who, given in acts:
            self.wait(wait, who)
            getattr(self, kind)(who, *given)

    def start(self, who: int, which: int, trial: bool | None) -> None:
        plan = self.a_plan(which)
        fields = {"plan": plan.name} | ({} if trial is None else {"trial": trial})
        self.do("start", who, fields, plan=plan, trial=trial)

    def renew(self, who: int) -> None:
        self.do("renew", who, {})

    def pause(self, who: int, days: int | None) -> None:
        self.do("pause", who, {} if days is None else {"days": days}, days=days)

    def resume(self, who: int) -> None:
        self.do("resume", who, {})

    def change(self, who: int, which: int) -> None:
        plan = self.a_plan(which)
        self.do("change", who, {"plan": plan.name}, plan=plan)

    def cancel(self, who: int, kept: int | None) -> None:
        """Cancel, and often take the offer, at once or some days later."""
        self.do("cancel", who, {"reason": "moved away"})
        if kept is not None:
            self.now += timedelta(days=kept)
            self.keep(who)

    def keep(self, who: int) -> None:
        self.do("keep", who, {})

    def slip(self, who: int, back: int, kind: str) -> None:
        """Enter what was done earlier, from a slip of paper."""
        at = datetime.combine(self.now.date() - timedelta(days=back), END_OF_DAY)
        if at.date() > self.first and all(one.at < at for one in self.slow.joined):
            self.do(kind, who, {"reason": "moved away"} if kind == "cancel" else {}, at=at)

    def do(
        self,
        kind: str,
        who: int,
        fields: dict[str, Any],
        at: datetime | None = None,
        **more: Any,  # noqa: ANN401
    ) -> None:
        self.now += timedelta(minutes=1)
        number, at = self.somebody(who), at or self.now
        told = self.ask(f"subscription.{kind}", at=at, customer=number, **fields)
        act = Act(at, at.date(), number, kind, request=told.get("id", ""), **more)
        expected = self.slow.attempt(act)
        if isinstance(expected, set):
            self.compare_refusal(told, expected)
            return
        self.compare_plan(told, number, at, expected)
        self.compare_customer(number)

    def compare_plan(self, told: dict[str, Any], number: str, at: datetime, expected: Told) -> None:
        standing = self.spoken_standing(number, at, at.date())
        assert standing
        offer = {"months": expected.offer} if expected.offer else None
        self.compare(
            told,
            plan={name: standing[name] for name in ("name", "state", "until")},
            credit=str(expected.credit),
            save_offer=offer,
            paid=str(expected.paid),
            points=expected.points,
        )

    def extend(self, who: int) -> None:
        """Let points be spent for a free month."""
        self.now += timedelta(minutes=1)
        number = self.somebody(who)
        told = self.ask("redeem", customer=number, reward="Free")
        act = Act(self.now, self.now.date(), number, "extend", months=1, request=told["id"])
        enough = self.slow.balance(number, self.now) >= FREE_COST
        expected = self.slow.attempt(act) if enough else {"not_enough_points", "not_subscribed"}
        if isinstance(expected, set):
            self.compare_refusal(told, expected | {"plan_required", "not_enough_points"})
            return
        self.slow.corrections.append((self.now, number, -FREE_COST))
        self.compare(told, balance=self.slow.balance(number, self.now))
        self.compare_customer(number)

    def undo(self, who: int) -> None:
        """Undo what was done last to somebody's plan, if it was today."""
        self.now += timedelta(minutes=1)
        number = self.somebody(who)
        act = self.slow.last_act(number)
        merged = [one.at for one in self.slow.joined if number in (one.kept, one.merged)]
        if act is None or act.day != self.now.date() or any(at > act.at for at in merged):
            return
        self.tell("undo", request=act.request)
        self.slow.acts.remove(act)
        if act.kind == "extend":
            self.slow.corrections.remove((act.at, number, -FREE_COST))
        self.compare_customer(number)

    # -- Sales ------------------------------------------------------------------------------

    @rule(wait=WAITS, who=st.integers(0, 5), amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
    def sell(self, wait: Wait, who: int, amounts: list[int]) -> None:
        self.wait(wait, who)
        number = self.somebody(who)
        for amount in amounts:
            self.now += timedelta(minutes=30)
            factors = self.slow.factors(number, self.now)
            paid = amount - self.slow.discount(number, amount, self.now)
            told = self.tell("sale", customer=number, amount=str(amount))
            sale = Sale(told["sale"], told["id"], number, self.now, self.now.date(), paid, factors)
            self.slow.sell(sale)
            self.compare_sale(told, sale)
            self.compare_customer(number)

    def compare_sale(self, told: dict[str, Any], sale: Sale) -> None:
        self.compare(
            told,
            paid=str(sale.total),
            points=sale.points(sale.at),
            balance=self.slow.balance(sale.customer, sale.at),
        )
        self.compare_level(told["tier"], sale.customer, sale.at, sale.day)
        for link in self.slow.friends(sale.at).links.values():
            if link.sale == sale.name:
                self.compare_customer(link.referrer)

    @precondition(lambda self: self.slow.sales)
    @rule(wait=WAITS, which=st.integers(0, 5), part=PARTS)
    def refund(self, wait: Wait, which: int, part: Fraction) -> None:
        self.wait(wait, which)
        self.now += timedelta(minutes=1)
        sale = self.slow.sales[-1 - which % len(self.slow.sales)]
        left = sale.left(self.now)
        amount = left if part == 1 else int(left * part)
        if amount == 0 and (part != 1 or sale.refunds):
            return
        told = self.tell("refund", sale=sale.name, **({} if part == 1 else {"amount": str(amount)}))
        self.slow.refund(sale, amount, self.now)
        number = self.slow.owner(sale.customer, self.now)
        self.compare(told, money_back=str(amount), balance=self.slow.balance(number, self.now))
        self.compare_everybody()

    # -- What the owner changes -------------------------------------------------------------

    @rule(
        wait=WAITS, who=st.integers(0, 5), which=st.integers(0, 1), by=st.integers(-2, 2),
        offered=st.sampled_from([True, True, True, False]),
    )  # fmt: skip
    def edit_a_tier(self, wait: Wait, who: int, which: int, by: int, offered: bool) -> None:
        self.wait(wait, who)
        name = LEVEL_NAMES[which]
        version = self.slow.levels.version(name, date.max)
        if version is None:
            return
        unit = UNIT[self.slow.levels.measure]
        tier = replace(version.tier, threshold=max(unit, version.tier.threshold + by * unit))
        others = [one.tier for one in self.slow.levels.versions if one.tier.name != name]
        if rank(tier) in map(rank, others):
            return  # which of two alike is higher nobody can say
        spoken = spoken_tier(tier, self.slow.levels.measure)
        self.tell("tier.edit", tier=name, threshold=spoken["threshold"], offered=offered)
        self.slow.levels.edit(tier, self.now.date(), offered=offered)
        self.compare_everybody()

    @rule(wait=WAITS, who=st.integers(0, 5))
    def turn_the_day(self, wait: Wait, who: int) -> None:
        self.wait(wait, who)
        self.tell("day.rollover")
        told = self.tell("day.rollover")
        self.compare(told, ended=0, reviewed=0, expired=0)

    # -- Looking ----------------------------------------------------------------------------

    @rule(who=st.integers(0, 5), ahead=AHEAD)
    def look(self, who: int, ahead: int) -> None:
        """Ask about a day that lies ahead or is gone."""
        day = self.now.date() + timedelta(days=ahead)
        if day >= self.first:
            self.compare_day(self.somebody(who), day)

    @rule(back=st.integers(0, 30))
    def count(self, back: int) -> None:
        """Ask for the figures of a month that is gone, or runs."""
        first = self.now.date().replace(day=1)
        for _ in range(back):
            if first > self.first:
                first = (first - ONE_DAY).replace(day=1)
        self.compare_month(first)

    def teardown(self) -> None:
        try:
            if self.agreed and self.numbers:
                self.compare_the_end()
        finally:
            self.session.db.conn.close()
            self.folder.cleanup()

    def compare_the_end(self) -> None:
        self.compare_everybody()
        for number in self.numbers:
            for day in self.days_that_matter(number):
                self.compare_day(number, day)
        for first in {act.day.replace(day=1) for act in self.slow.acts[-6:]}:
            self.compare_month(first)
        assert checks.problems(self.session.db) == []

    def days_that_matter(self, number: str) -> list[date]:
        life = self.slow.life(number, self.now)
        days = {act.day for act in self.slow.acts if act.customer == number}
        for one in life.memberships:
            grace = one.terms.grace_days
            days |= {one.until, one.until + timedelta(days=grace)}
        days |= {day + ONE_DAY for day in days} | {day - ONE_DAY for day in days}
        return sorted(day for day in days if day >= self.first)

    # -- Comparing --------------------------------------------------------------------------

    def compare_everybody(self) -> None:
        for number in self.numbers:
            self.compare_customer(number)

    def compare_customer(self, number: str) -> None:
        self.compare_shown(number, self.now, self.now.date())

    def compare_day(self, number: str, day: date) -> None:
        self.compare_shown(number, min(self.now, end_of(day)), day, as_of=day.isoformat())

    def compare_shown(self, number: str, at: datetime, day: date, **asked: str) -> None:
        told = self.tell("customer.show", customer=number, **asked)
        standing = self.spoken_standing(number, at, day)
        plan = (
            {name: told["plan"][name] for name in standing}
            if told["plan"] and standing
            else told["plan"]
        )
        self.compare(
            {**told, "plan": plan},
            points=self.slow.balance(number, at, day),
            plan=standing,
        )
        self.compare_level(told["tier"], number, at, day)
        if all(one.at <= at for one in self.slow.joined):  # friends have the names of today
            shown = sorted((friend["customer"], friend["state"]) for friend in told["referrals"])
            expected = self.slow.friends(at).brought_by(number, day)
            self.compare({"referrals": shown}, referrals=expected)

    def spoken_standing(self, number: str, at: datetime, day: date) -> dict[str, Any] | None:
        life = self.slow.life(number, at)
        last = life.last
        if last is None:
            return None
        name, state = last.plan(day).name, last.state(day)
        return {
            "name": name,
            "state": state,
            "until": last.until.isoformat(),
            "since": last.first.isoformat(),
            "credit": str(life.credit),
            "next": last.terms.name if last.terms.name != name and state != "ended" else None,
        }

    def compare_level(
        self, told: dict[str, Any] | None, number: str, at: datetime, day: date
    ) -> None:
        held = self.slow.tier(number, at, day)
        expected = {"name": held.tier.name, "until": held.until.isoformat()} if held else None
        found = {name: told[name] for name in ("name", "until")} if told else None
        self.compare({"tier": found}, tier=expected)

    def compare_month(self, first: date) -> None:
        told = self.tell("month", month=first.isoformat()[:7])
        expected: Month = self.slow.month(first, self.now)
        plans = told["subscriptions"]
        self.compare(
            {**plans, "mrr": Fraction(plans["mrr"])},
            active=expected.active,
            started=expected.started,
            ended=expected.ended,
            mrr=Fraction(round(expected.mrr)),
            gross_revenue_churn_percent=shown_percent(expected.gross),
            net_revenue_churn_percent=shown_percent(expected.net),
            by_plan=expected.by_plan,
        )
        last = last_of_month(first)
        attached = sum(first <= day <= last for day in self.attached)
        self.compare(told["referrals"], attached=attached)
        qualified = self.slow.qualified(first, last)
        self.compare(told["referrals"], qualified=qualified, rewards=2 * qualified)

    def compare_refusal(self, told: dict[str, Any], codes: set[str]) -> None:
        code = told.get("error", {}).get("code", "none")
        self.agreed = self.agreed and code in codes
        assert code in codes, f"the book: {told}, the slow shop: {codes}"

    def compare(self, told: dict[str, Any], **expected: object) -> None:
        found = {name: told.get(name, "nothing") for name in expected}
        wrong = {name: (found[name], expected[name]) for name in found
                 if found[name] != expected[name]}  # fmt: skip
        self.agreed = self.agreed and not wrong
        assert not wrong, f"the book and the slow shop: {wrong}, in {told}"

    # -- Asking -----------------------------------------------------------------------------

    def somebody(self, who: int) -> str:
        return self.numbers[who % len(self.numbers)]

    def a_plan(self, which: int) -> Plan:
        plans = list(self.slow.plans.values())
        return plans[which % len(plans)]

    def wait(self, wait: Wait, who: int) -> None:
        """Let days pass: so many, or until the plan or tier of somebody ends, or about then."""
        what, days = wait
        day = self.now.date() + timedelta(days=days)
        number = self.somebody(who)
        last = self.slow.life(number, self.now).last
        held = self.slow.tier(number, self.now)
        if what == "plan" and last:
            day = last.until + timedelta(days=days)
        if what == "tier" and held:
            day = held.until + timedelta(days=days)
        if day > self.now.date():
            self.now = datetime.combine(day, datetime.min.time()) + timedelta(hours=9)
        self.now += timedelta(minutes=1)

    def ask(self, op: str, *, at: datetime | None = None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        self.requests += 1
        request = {"op": op, "at": (at or self.now).isoformat(timespec="minutes"), **fields}
        if op in WITH_AN_ID or op.startswith("subscription."):
            request["id"] = f"till-{self.requests}"
        return answer(self.session, json.dumps(request).encode())

    def tell(self, op: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        """Ask what must be accepted."""
        told = self.ask(op, **fields)
        self.agreed = self.agreed and told["ok"]
        assert told["ok"], (op, fields, told)
        return told


def shown_percent(percent: Fraction | None) -> float | None:
    return None if percent is None else float(round(percent, 4))
