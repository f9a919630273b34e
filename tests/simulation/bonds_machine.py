"""Years of a shop by chance: plans, tiers and friends, and what is done to them at a counter."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from db import checks
from tests.simulation.bonds_desk import BondsDesk
from tests.simulation.random_bonds import (
    AHEAD,
    AMOUNTS,
    EMAILS,
    JOINED,
    LEVELS,
    MEASURES,
    OPENINGS,
    PARTS,
    PHONES,
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
from tests.simulation.slow_bonds import Joined, Sale, SlowBonds
from tests.simulation.slow_calendar import ONE_DAY
from tests.simulation.slow_friends import Programme
from tests.simulation.slow_levels import rank
from tests.simulation.slow_plans import Act, Plan
from tests.simulation.slow_tiers import Measure, Tier

MOST_CUSTOMERS, FREE_COST = 6, 3
END_OF_DAY = time(23, 59)
LEVEL_NAMES = ("Silver", "Gold")


class BondsShop(BondsDesk, RuleBasedStateMachine):
    """One shop of some years; every answer is compared, and days before and ahead of it."""

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
            self.add_customer(email=email, by=None, family="0900002")
        for who, given in enumerate(joined):
            self.start(who, *given)

    # -- People -----------------------------------------------------------------------------

    @precondition(lambda self: len(self.slow.emails) < MOST_CUSTOMERS)
    @rule(email=EMAILS, by=st.none() | st.integers(0, 5), family=PHONES)
    def add_customer(self, email: str, by: int | None, family: str) -> None:
        """Somebody signs up, perhaps with a friend's code."""
        self.now += timedelta(minutes=1)
        phone = f"{family}{self.requests:04}"
        fields: dict[str, Any] = {"name": "Somebody", "email": email, "phone": phone}
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
        self.slow.emails[number], self.slow.phones[number] = email, phone
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

    @precondition(lambda self: self.slow.programme.ask_owner)
    @rule(wait=WAITS, who=st.integers(0, 5), yes=st.booleans())
    def answer_about(self, wait: Wait, who: int, yes: bool) -> None:
        """Let the owner say whether a friend's reward is given."""
        self.wait(wait, who)
        friends = self.slow.friends(self.now)
        waiting = [number for number in self.numbers if friends.waits(number)]
        friend = (waiting or self.numbers)[who % len(waiting or self.numbers)]
        word = "approve" if yes else "decline"
        why: dict[str, Any] = {} if yes else {"reason": "one household"}
        told = self.ask(f"referral.{word}", customer=friend, **why)
        if not waiting:
            self.compare(told, ok=False)
            return
        self.slow.friend_event(self.now, word, friend, self.now.date())
        self.compare(told, state=self.slow.friends(self.now).links[friend].state(self.now.date()))
        self.compare_everybody()

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

    @rule(
        wait=WAITS, who=st.integers(0, 5), amounts=st.lists(AMOUNTS, min_size=1, max_size=3),
        till=st.sampled_from([None, None, "Door"]),
    )  # fmt: skip
    def sell(self, wait: Wait, who: int, amounts: list[int], till: str | None) -> None:
        self.wait(wait, who)
        number = self.somebody(who)
        for amount in amounts:
            self.now += timedelta(minutes=4)
            factors = self.slow.factors(number, self.now)
            paid = amount - self.slow.discount(number, amount, self.now)
            place = {"till": till} if till else {}
            told = self.tell("sale", customer=number, amount=str(amount), **place)
            day = self.now.date()
            sale = Sale(told["sale"], told["id"], number, self.now, day, paid, factors, till)
            self.slow.sell(sale)
            self.compare_sale(told, sale)
            self.compare_customer(number)

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

    @precondition(lambda self: self.slow.sales)
    @rule()
    def undo_sale(self) -> None:
        """Undo the last sale, if it was today."""
        self.now += timedelta(minutes=1)
        sale = self.slow.sales[-1]
        if sale.refunds or sale.day != self.now.date():
            return
        self.tell("undo", request=sale.request)
        self.slow.undo_sale(sale, self.now)
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
