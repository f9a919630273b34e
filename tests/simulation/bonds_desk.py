"""A real book asked through the feed, and a slow shop of lasting bonds that must agree with it."""

import json
import tempfile
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from db.connection import open_book
from db.session import Session
from desktop.feed import answer
from tests.simulation.desk import empty_book
from tests.simulation.random_bonds import Wait
from tests.simulation.slow_bonds import Month, Sale, SlowBonds, end_of
from tests.simulation.slow_calendar import ONE_DAY, last_of_month
from tests.simulation.slow_friends import Programme
from tests.simulation.slow_plans import Plan, Told

WITH_AN_ID = ("sale", "refund", "undo", "redeem", "customer.merge")


class BondsDesk:
    """Asks both, and tells where they differ."""

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
        last = life.at(day)
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
        qualified, gifts = self.slow.rewarded(self.now, first, last)
        self.compare(told["referrals"], qualified=qualified, rewards=gifts)

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

    def days_that_matter(self, number: str) -> list[date]:
        life = self.slow.life(number, self.now)
        days = {act.day for act in self.slow.acts if act.customer == number}
        for one in life.memberships:
            grace = one.terms.grace_days
            days |= {one.until, one.until + timedelta(days=grace)}
        days |= {day + ONE_DAY for day in days} | {day - ONE_DAY for day in days}
        return sorted(day for day in days if day >= self.first)

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
        last = self.slow.life(number, self.now).at(day)
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
