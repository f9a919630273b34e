"""Months of a shop by chance: what people do at the counter, and what the owner changes."""

import json
from collections.abc import Callable
from datetime import time, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from db import checks
from desktop.feed import answer
from tests.simulation import random_shops as random
from tests.simulation.desk import Desk
from tests.simulation.random_shops import (
    Act,
    Choice,
    Correction,
    MoneyBack,
    Offer,
    Opening,
    Present,
    Purchase,
    Redemption,
    Slip,
    TakenBack,
)
from tests.simulation.slow_book import Customer
from tests.simulation.slow_earning import Kind
from tests.simulation.slow_model import Refunded, Refusal
from tests.simulation.slow_promotions import Promotion
from tests.simulation.slow_tiers import Measure, Tier

MOST_CUSTOMERS, MOST_PROMOTIONS, REWARD_COST = 4, 8, 25
UNIT = {"spend": 1000, "points": 10, "visits": 1}  # of a tier's threshold


class Shop(Desk, RuleBasedStateMachine):
    """One shop of some months; each answer is compared, and each day at the end."""

    # -- Both shops open --------------------------------------------------------------------

    @initialize(opening=random.OPENINGS)
    def open_shop(self, opening: Opening) -> None:
        self.now = self.first = opening.start
        if opening.dollars:
            self.digits = 2
            self.tell("shop.set", currency="USD")
        self.tell("shop.set", day_starts=opening.day_starts)
        self.slow.day_starts = time.fromisoformat(opening.day_starts)
        for choice in opening.choices:
            self.choose(0, choice, [])
        self.tell("shop.set", points_gifts=True)
        for name, kind in zip(random.CATEGORIES, opening.kinds, strict=True):
            self.tell("category.add", name=name, earns=kind.earns, earn=self.rate(kind))
            self.slow.categories[name] = kind
        self.slow.measure = opening.measure
        for name, tier in zip(("Gold", "Silver"), opening.tiers, strict=False):
            self.add_tier(name, tier, opening.measure)
        for offer in opening.offers:
            self.add_promotion(offer)
        for birthday in opening.people:
            self.add_customer(birthday, birthday is None, [])
        self.tell("reward.add", name="Tea towel", kind="free_item", value="100", cost=REWARD_COST)

    def add_tier(self, name: str, asked: dict[str, Any], measure: Measure) -> None:
        threshold = asked["threshold"] * UNIT[measure]
        said = self.money(threshold) if measure == "spend" else str(threshold)
        self.tell("tier.add", name=name, measure=measure, **{**asked, "threshold": said})
        window = asked["window"]
        self.slow.tiers.append(
            Tier(
                name,
                threshold,
                Fraction(asked["multiplier"]),
                asked["keep_months"],
                window["months"] if isinstance(window, dict) else None,
                asked["drop"],
            )
        )

    # -- What a day brings ------------------------------------------------------------------

    @rule(acts=random.ACTS)
    def trade(self, acts: list[Act]) -> None:
        ways: dict[type, Callable[[Any], None]] = {
            Purchase: self.sell,
            Slip: self.enter_slip,
            MoneyBack: self.refund,
            TakenBack: self.undo,
            Correction: self.adjust,
            Redemption: self.redeem,
            Present: self.give,
        }
        for act in acts:
            if self.slow.sales or not isinstance(act, MoneyBack | TakenBack):
                ways[type(act)](act)

    def sell(self, act: Purchase) -> None:
        """Sell to somebody, who may use a part of their points, or try to use more."""
        self.pass_time(act.wait)
        number = self.somebody(act.who)
        held = max(0, self.slow.standing(number, self.now).points) if number else 0
        used = int(held * act.part)
        if act.part <= 1:
            used -= used % self.slow.choices.step
        fields = self.sale_fields(number, act.lines, used)
        if act.off:
            terms = {"kind": "amount_off", "value": self.money(act.off), "name": "Off"}
            fields["coupons"] = [self.tell("coupon.issue", terms=terms)["coupons"][0]["code"]]
        preview = self.ask("sale.preview", **fields)
        told = self.ask("sale", **fields)
        self.compare_preview(preview, told, "sale")
        self.compare_sale(told, self.slow.sell(self.now, number, act.lines, used=used, off=act.off))

    def enter_slip(self, act: Slip) -> None:
        """Enter a sale later than it was made, from a slip of paper."""
        at = max(self.first, self.now - timedelta(minutes=act.back))
        number = self.somebody(act.who)
        told = self.ask("sale", at=at, **self.sale_fields(number, act.lines, act.used))
        self.compare_sale(told, self.slow.sell(at, number, act.lines, used=act.used), at=at)

    def refund(self, act: MoneyBack) -> None:
        """Give money back for one of the last sales."""
        self.pass_time(act.wait)
        sale = self.one_of_last(act.which)
        amount = None if act.part == 1 else int(sale.total * act.part)
        fields: dict[str, Any] = {} if amount is None else {"amount": self.money(amount)}
        preview = self.ask("refund.preview", sale=sale.name, **fields)
        told = self.ask("refund", sale=sale.name, **fields)
        self.compare_preview(preview, told, "refund")
        expected = self.slow.refund(self.now, sale, amount)
        if isinstance(expected, Refusal):
            self.compare_refusal(told, expected)
            return
        self.compare(
            told,
            money_back=self.money(expected.money_back),
            points_reversed=expected.points_reversed,
            points_returned=expected.points_returned,
            balance=expected.balance,
            debt=expected.debt,
        )

    def undo(self, act: TakenBack) -> None:
        """Undo one of the last sales: the same as giving all of its money back, today."""
        self.pass_time(act.wait)
        sale = self.one_of_last(act.which)
        told = self.ask("undo", request=sale.request)
        if sale.refunds or sale.day != self.slow.day_of(self.now):
            self.compare_refusal(told, Refusal("not_allowed"))
            return
        expected = self.slow.refund(self.now, sale)
        assert isinstance(expected, Refunded)
        self.compare(told, money_back=self.money(expected.money_back), balance=expected.balance)

    def adjust(self, act: Correction) -> None:
        self.pass_time(act.wait)
        number = self.anybody(act.who)
        told = self.ask("points.adjust", customer=number, points=act.points, reason="mistyped")
        self.compare_balance(told, self.slow.adjust(self.now, number, act.points))

    def redeem(self, act: Redemption) -> None:
        self.pass_time(act.wait)
        number = self.anybody(act.who)
        told = self.ask("redeem", customer=number, reward="Tea towel")
        self.compare_balance(told, self.slow.spend(self.now, number, REWARD_COST))

    def give(self, act: Present) -> None:
        self.pass_time(act.wait)
        number, to = self.anybody(act.who), self.anybody(act.to)
        points = max(1, int(self.slow.standing(number, self.now).points * act.part))
        told = self.ask("points.give", customer=number, to=to, points=points)
        expected = self.slow.give(self.now, number, to, points)
        if isinstance(expected, Refusal):
            self.compare_refusal(told, expected)
        else:
            self.compare(told, balance=expected[0], to_balance=expected[1])

    # -- What the owner changes -------------------------------------------------------------

    @precondition(lambda self: len(self.slow.customers) < MOST_CUSTOMERS)
    @rule(birthday=st.sampled_from(random.BIRTHDAYS), regular=st.booleans(), acts=random.ACTS)
    def add_customer(self, birthday: str | None, regular: bool, acts: list[Act]) -> None:
        fields: dict[str, Any] = {"birthday": birthday} if birthday else {}
        if regular:
            fields["tags"] = ["regular"]
        told = self.tell("customer.add", name=f"Customer {len(self.slow.customers)}", **fields)
        number = told["customer"]
        tags = frozenset(fields.get("tags", ()))
        self.slow.customers[number] = Customer(number, birthday, tags)
        self.trade(acts)

    @rule(wait=random.WAITS, choice=random.CHOICES, acts=random.ACTS)
    def choose(self, wait: int, choice: Choice, acts: list[Act]) -> None:
        self.pass_time(wait)
        spoken = dict(choice.spoken)
        if "earn" in spoken:
            spoken["earn"] = {**spoken["earn"], "per": self.money(spoken["earn"]["per"])}
        if "point_value" in spoken:
            spoken["point_value"] = self.money(spoken["point_value"])
        self.tell("shop.set", **spoken)
        self.slow.choose(**choice.meant)
        self.trade(acts)

    @rule(
        wait=random.WAITS, name=st.sampled_from(random.CATEGORIES), kind=random.KINDS,
        acts=random.ACTS,
    )  # fmt: skip
    def change_category(self, wait: int, name: str, kind: Kind, acts: list[Act]) -> None:
        self.pass_time(wait)
        self.tell("category.edit", category=name, earns=kind.earns, earn=self.rate(kind))
        self.slow.categories[name] = kind
        self.trade(acts)

    @precondition(lambda self: len(self.slow.customers) > 1)
    @rule(
        wait=random.WAITS, keep=st.integers(0, 3), merge=st.integers(0, 3), acts=random.ACTS
    )  # fmt: skip
    def merge(self, wait: int, keep: int, merge: int, acts: list[Act]) -> None:
        self.pass_time(wait)
        kept, merged = self.anybody(keep), self.anybody(merge)
        told = self.ask("customer.merge", keep=kept, merge=merged)
        refused = self.slow.merge(self.now, kept, merged)
        if refused:
            self.compare_refusal(told, refused)
        else:
            self.compare(told, customer=self.slow.customer(kept).number)
        self.trade(acts)

    @precondition(lambda self: len(self.slow.promotions) < MOST_PROMOTIONS)
    @rule(wait=random.WAITS, offers=random.OFFERS, acts=random.ACTS)
    def promote(self, wait: int, offers: list[Offer], acts: list[Act]) -> None:
        self.pass_time(wait)
        for offer in offers:
            self.add_promotion(offer)
        self.trade(acts)

    def add_promotion(self, offer: Offer) -> None:
        """Start a promotion; its days are counted from now."""
        gift, when = offer.gift, offer.when
        today = self.slow.day_of(self.now)
        meant = dict(when)
        for name in ("from", "to"):
            if name in when:
                meant[name] = (today + timedelta(days=when[name])).isoformat()
        if not self.slow.tiers:
            meant.pop("tier", None)
        if meant.get("from", "") > meant.get("to", "9"):
            meant["from"], meant["to"] = meant["to"], meant["from"]
        spoken = {**meant, "minimum": self.money(meant["minimum"])} if "minimum" in meant else meant
        fields = {**gift, "when": spoken, "once": offer.once, "points_budget": offer.budget}
        name = f"Promotion {len(self.slow.promotions)}"
        self.tell("promotion.add", name=name, **{key: said for key, said in fields.items() if said})
        multiplier = Fraction(gift["multiplier"]) if "multiplier" in gift else None
        self.slow.promotions.append(
            Promotion(
                name,
                multiplier,
                gift.get("points", 0),
                gift.get("category"),
                meant,
                meant.get("minimum", 0),
                offer.once,
                offer.budget,
            )
        )

    @precondition(lambda self: self.last)
    @rule()
    def ask_the_same_again(self) -> None:
        """A till that did not hear the answer asks again; the last comparison sees no change."""
        assert self.last
        request, told = self.last
        again = answer(self.session, json.dumps(request).encode())
        self.compare(again, **told)

    # -- The end ---------------------------------------------------------------------------

    def teardown(self) -> None:
        """Look back at each day of the shop: nothing that came later may have changed it."""
        try:
            if self.agreed:
                self.look_back()
                assert checks.problems(self.session.db) == []
        finally:
            self.session.db.conn.close()
            self.folder.cleanup()

    def look_back(self) -> None:
        last = self.slow.day_of(self.now) + timedelta(days=35)
        for number, customer in self.slow.customers.items():
            if customer.became:
                continue
            day = self.slow.day_of(self.first)
            while day <= last:
                self.compare_customer(number, day)
                day += timedelta(days=1)
            told = self.ask("customer.show", customer=number)
            spent = self.money(self.slow.spent(number))
            self.compare(told, visits=self.slow.visits(number), spent=spent)
