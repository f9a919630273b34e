"""A counter with stamp cards by chance: sales, slips, refunds, paper cards, coupons, mergings."""

import json
import tempfile
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from db import checks
from db.connection import open_book
from db.rules.coupons import spoken_code
from db.session import Session
from desktop.feed import answer
from tests.simulation.desk import empty_book
from tests.simulation.slow_stamps import Card, Coupon, Line, Sale, SlowStamps, Streak

KINDS = ("Coffee", "Cake")
START = datetime(2026, 1, 29, 9)  # noqa: DTZ001 - the shop's wall clock
WAITS = st.sampled_from([0.1, 1, 3, 24, 24, 30, 70, 168, 168, 168, 200])  # hours
AMOUNTS = st.sampled_from([0, 1, 99, 250, 499, 500, 750, 1000, 1499, 3000])
LINES = st.one_of(
    AMOUNTS.map(lambda amount: [(amount, None, 1)]),
    st.lists(
        st.tuples(AMOUNTS, st.sampled_from([None, *KINDS]), st.integers(1, 4)),
        min_size=1, max_size=3,
    ),
)  # fmt: skip
PURCHASES = st.lists(st.tuples(WAITS, LINES, st.booleans()), min_size=1, max_size=4)
PARTS = st.sampled_from([Fraction(part) for part in ("1/7", "1/3", "1/2", "19/20", "1", "1", "1")])
CARDS = st.lists(
    st.one_of(
        st.builds(Card, st.just(""), st.integers(1, 4), st.just("visit")),
        st.builds(
            Card, st.just(""), st.integers(1, 6), st.just("spend"),
            st.sampled_from([100, 250, 333, 500]), st.sampled_from([None, *KINDS]),
        ),
        st.builds(
            Card, st.just(""), st.integers(1, 5), st.just("item"), st.integers(1, 3),
            st.sampled_from(KINDS),
        ),
    ),
    min_size=1, max_size=4,
)  # fmt: skip
STREAKS = st.builds(Streak, st.integers(2, 3), st.integers(1, 2), st.booleans())


class StampShop(RuleBasedStateMachine):
    """One shop of some months; every answer is compared, and every card at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "shop.okaeri"
        path.write_bytes(empty_book())
        self.session = Session(open_book(path))
        self.now = START
        self.requests = 0
        self.numbers: list[str] = []
        self.put: list[tuple[str, str, Card, int]] = []  # request, customer, card, stamps
        self.agreed = True

    @initialize(cards=CARDS, streak=STREAKS)
    def open_shop(self, cards: list[Card], streak: Streak) -> None:
        self.slow = SlowStamps(cards, streak)
        for name in KINDS:
            self.tell("category.add", name=name)
        self.tell("reward.add", name="Tea", kind="free_item", value="300", cost=1)
        self.tell("shop.set", coupons_per_sale=2)
        for number, card in enumerate(cards):
            card.name = f"Card {number}"
            self.tell("stamp_card.add", name=card.name, reward="Tea", **terms(card))
        gift = {"reward": "Tea"} if streak.by_coupon else {"points": 5}
        self.tell("streak.add", name="Weeks", weeks=streak.weeks, visits=streak.visits, gift=gift)
        for name in ("Misaki", "Ken", "Hana"):
            self.numbers.append(self.tell("customer.add", name=name)["customer"])

    @rule(who=st.integers(0, 2), purchases=PURCHASES)
    def sell(self, who: int, purchases: list[tuple[float, list[Line], bool]]) -> None:
        for wait, lines, with_coupon in purchases:
            self.now += timedelta(hours=wait)
            self.sell_at(self.now, self.somebody(who), lines, with_coupon=with_coupon)

    @rule(back=st.integers(1, 500), who=st.integers(0, 2), lines=LINES)
    def enter_slip(self, back: int, who: int, lines: list[Line]) -> None:
        self.sell_at(max(START, self.now - timedelta(hours=back)), self.somebody(who), lines)

    def sell_at(
        self, at: datetime, customer: str, lines: list[Line], *, with_coupon: bool = False
    ) -> None:
        coupon = self.coupon_of(customer) if with_coupon else None
        gross = sum(amount for amount, _, _ in lines)
        sale = Sale(customer, at, at.date(), lines, min(300, gross) if coupon else 0, coupon)
        fields: dict[str, Any] = {
            "customer": customer,
            "coupons": [coupon.code] if coupon else [],
            "lines": [
                {"amount": str(amount), "count": count} | ({"category": kind} if kind else {})
                for amount, kind, count in lines
            ],
        }
        preview = self.ask("sale.preview", at=at, **fields)
        told = self.tell("sale", at=at, **fields)
        sale.name, sale.request = told["sale"], told["id"]
        cards, new, gifts = self.slow.sell(sale)
        for made, answered in zip(new, told["coupons"], strict=False):
            made.code = answered["code"]
        said = [{"name": name, "have": have, "need": need} for name, have, need in cards]
        self.compare(told, stamps=said, coupons=len(new))
        self.compare(preview, stamps=said, streaks=told["streaks"], balance=told["balance"])
        self.compare(told["streaks"][0], completed=gifts)

    @precondition(lambda self: self.slow.sales)
    @rule(wait=WAITS, backs=st.lists(st.tuples(st.integers(0, 5), PARTS), min_size=1, max_size=3))
    def refund(self, wait: float, backs: list[tuple[int, Fraction]]) -> None:
        self.now += timedelta(hours=wait)
        for which, part in backs:
            self.give_back(which, part)

    def give_back(self, which: int, part: Fraction) -> None:
        sale = self.slow.sales[-1 - which % len(self.slow.sales)]
        left = sale.total - sum(sale.refunds)
        amount = left if part == 1 else int(left * part)
        if sale.whole or (amount == 0 and part != 1):
            return
        fields: dict[str, Any] = {} if part == 1 else {"amount": str(amount)}
        preview = self.ask("refund.preview", sale=sale.name, **fields)
        told = self.tell("refund", sale=sale.name, **fields)
        before = self.codes(self.slow.owner(sale.customer))
        self.slow.refund(self.now, sale, amount)
        self.compare(preview, stamps=told["stamps"], coupons_voided=told["coupons_voided"])
        assert set(told["coupons_voided"]) <= before
        self.compare_customer(self.slow.owner(sale.customer))

    @precondition(lambda self: self.slow.sales)
    @rule(which=st.integers(0, 3))
    def undo_sale(self, which: int) -> None:
        sale = self.slow.sales[-1 - which % len(self.slow.sales)]
        told = self.ask("undo", request=sale.request)
        if sale.refunds or sale.whole or sale.day != self.now.date() or sale.at > self.now:
            assert not told["ok"], told
            return
        assert told["ok"], told
        self.slow.refund(self.now, sale, sale.total)
        self.compare_customer(self.slow.owner(sale.customer))

    @rule(who=st.integers(0, 2), which=st.integers(0, 3), count=st.integers(-4, 9))
    def put_on_by_hand(self, who: int, which: int, count: int) -> None:
        customer, card = self.somebody(who), self.slow.cards[which % len(self.slow.cards)]
        have = max(self.slow.have(customer, card.name), 0)
        told = self.ask(
            "stamp.add", customer=customer, stamps=card.name, count=count, reason="paper"
        )
        if count == 0 or have + count < 0 or (count > 0 and not card.offered):
            self.compare(told.get("error", {}), code="bad_request")
            return
        self.put.append((told["id"], customer, card, count))
        self.move(customer, card, count, told["coupons"])
        self.compare(
            told["stamps"][0],
            name=card.name, have=self.slow.have(customer, card.name), need=card.needed,
        )  # fmt: skip

    @precondition(lambda self: self.put)
    @rule()
    def undo_by_hand(self) -> None:
        request, number, card, count = self.put.pop()
        customer = self.slow.owner(number)
        before = self.codes(customer)
        if not self.ask("undo", request=request)["ok"]:
            return  # of another day
        new = [{"code": code} for code in self.as_issued(self.shown(customer) - before)]
        self.move(customer, card, -count, new)
        self.compare_customer(customer)

    def move(self, customer: str, card: Card, count: int, told: list[dict[str, Any]]) -> None:
        if count < 0:
            self.slow.take(self.now, customer, card.name, -count)
            return
        new = self.slow.give(self.now, customer, card, count)
        self.compare({"coupons": told}, coupons=len(new))
        for made, answered in zip(new, told, strict=True):
            made.code = answered["code"]
        self.slow.coupons += new

    @rule(who=st.integers(0, 2))
    def use_a_coupon(self, who: int) -> None:
        coupon = self.coupon_of(self.somebody(who))
        if coupon:
            self.tell("coupon.use", code=coupon.code)
            coupon.used = True

    @precondition(lambda self: len(self.numbers) > 2)
    @rule()
    def merge(self) -> None:
        kept, merged = self.numbers[0], self.numbers.pop()
        self.tell("customer.merge", keep=kept, merge=merged)
        self.slow.joined.append((self.now, kept, merged))
        self.compare_customer(kept)

    @rule(which=st.integers(0, 3), needed=st.integers(1, 5), offered=st.booleans())
    def change_a_card(self, which: int, needed: int, offered: bool) -> None:
        card = self.slow.cards[which % len(self.slow.cards)]
        card.needed, card.offered = needed, offered or card.needed % 2 == 0
        self.tell("stamp_card.edit", stamps=card.name, needed=needed, offered=card.offered)
        if card.per != "visit":
            card.each += 1
            self.tell("stamp_card.edit", stamps=card.name, each=str(card.each))

    def teardown(self) -> None:
        try:
            if self.agreed and self.numbers:
                self.compare_the_end()
        finally:
            self.session.db.conn.close()
            self.folder.cleanup()

    def compare_the_end(self) -> None:
        for number in self.numbers:
            self.compare_customer(number)
            for days in (1, 8, 30):
                self.compare_day(number, self.now.date() - timedelta(days=days))
        given = self.tell("streak.list")["streaks"][0]["given"]
        assert given == len([run for run in self.slow.runs if not run.taken_back])
        assert checks.problems(self.session.db) == []

    # -- Comparing --------------------------------------------------------------------------

    def compare_customer(self, number: str) -> None:
        self.compare_stamps(number, {card.name: self.slow.have(number, card.name)
                                     for card in self.slow.cards}, at=self.now)  # fmt: skip
        found, expected = self.shown(number), self.codes(number)
        self.agreed = self.agreed and found == expected
        assert found == expected, f"the book: {found}, the slow shop: {expected}"

    def compare_day(self, number: str, day: date) -> None:
        end = datetime.combine(day, datetime.max.time())
        have = {card.name: self.slow.have_at(number, card.name, end) for card in self.slow.cards}
        self.compare_stamps(number, have, at=self.now, as_of=day.isoformat())

    def compare_stamps(self, number: str, have: dict[str, int], **asked: Any) -> None:  # noqa: ANN401
        told = self.tell("customer.show", customer=number, **asked)
        shown = {card["name"]: card["have"] for card in told["stamps"]}
        for card in self.slow.cards:
            if not (card.offered or have[card.name]):
                del have[card.name]
        self.compare({"stamps": shown}, stamps=have)

    def compare(self, told: dict[str, Any], **expected: Any) -> None:  # noqa: ANN401
        found = {name: told.get(name, "nothing") for name in expected}
        if isinstance(expected.get("coupons"), int):
            found["coupons"] = len(told["coupons"])
        self.agreed = self.agreed and found == expected
        assert found == expected, f"the book: {found}, the slow shop: {expected}, in {told}"

    # -- Asking -----------------------------------------------------------------------------

    def somebody(self, who: int) -> str:
        return self.numbers[who % len(self.numbers)]

    def coupon_of(self, customer: str) -> Coupon | None:
        codes = self.slow.coupons_of(customer)
        return next((one for one in self.slow.coupons if one.code in codes), None)

    def codes(self, customer: str) -> set[str]:
        return self.slow.coupons_of(customer)

    def shown(self, customer: str) -> set[str]:
        told = self.tell("customer.show", customer=customer, at=self.now)
        return {coupon["code"] for coupon in told["coupons"]}

    def as_issued(self, codes: set[str]) -> list[str]:
        rows = self.session.db.conn.execute("SELECT code FROM coupons ORDER BY rowid").fetchall()
        return [code for code in (spoken_code(row[0]) for row in rows) if code in codes]

    def ask(self, op: str, *, at: datetime | None = None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        self.requests += 1
        request = {"op": op, "at": (at or self.now).isoformat(timespec="minutes"), **fields}
        if op in ("sale", "stamp.add"):
            request["id"] = f"till-{self.requests}"
        return answer(self.session, json.dumps(request).encode())

    def tell(self, op: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        """Ask what must be accepted."""
        told = self.ask(op, **fields)
        assert told["ok"], (op, fields, told)
        return told


def terms(card: Card) -> dict[str, Any]:
    told: dict[str, Any] = {"needed": card.needed, "per": card.per}
    if card.per != "visit":
        told["each"] = str(card.each)
    if card.category:
        told["category"] = card.category
    return told
