"""Stamp cards and weeks in a row as slow and obvious as can be: lists, walked from the first on.

Written from the rules alone, apart from `db`; what the book says must be what this says.
"""

import math
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

WEEK = timedelta(days=7)
Line = tuple[int, str | None, int]  # the line's total, its category, how many


@dataclass
class Card:
    name: str
    needed: int
    per: str
    each: int = 1
    category: str | None = None
    offered: bool = True

    def could_count(self, lines: list[Line]) -> bool:
        return self.category is None or self.category in [category for _, category, _ in lines]

    def worth(self, sale: "Sale", *, left: int, money: int) -> int:
        """Stamps for what is left of a sale's total, of which so much money is paid."""
        gross = sum(amount for amount, _, _ in sale.lines)
        share = Fraction(money, gross) if gross else Fraction(0)
        kept = Fraction(left, sale.total) if sale.total else Fraction(1)
        counted = [line for line in sale.lines if self.category in (None, line[1])]
        if self.per == "spend":
            return math.floor(sum(amount * share for amount, _, _ in counted) / self.each)
        return math.floor(sum(count for _, _, count in counted) * kept / self.each)


@dataclass
class Coupon:
    code: str
    owner: str
    card: str | None  # None: it came from weeks in a row
    stamps: int = 0  # that it took
    used: bool = False
    void: bool = False

    def unused(self) -> bool:
        return not (self.used or self.void)


@dataclass
class Sale:
    customer: str
    at: datetime
    day: date
    lines: list[Line]
    off: int
    coupon: Coupon | None
    name: str = ""
    request: str = ""
    given: dict[str, int] = field(default_factory=dict)  # by card, less what was taken back
    terms: dict[str, Card] = field(default_factory=dict)  # as they were
    refunds: list[int] = field(default_factory=list)
    whole: bool = False

    @property
    def total(self) -> int:
        return sum(amount for amount, _, _ in self.lines) - self.off


@dataclass
class Moved:
    at: datetime
    customer: str
    card: str
    stamps: int


@dataclass
class Run:
    """Weeks that brought a gift."""

    customer: str
    weeks: list[date]
    visits: int
    coupon: Coupon | None = None
    taken_back: bool = False


@dataclass
class Streak:
    weeks: int
    visits: int
    by_coupon: bool


class SlowStamps:
    def __init__(self, cards: list[Card], streak: Streak) -> None:
        self.cards = cards
        self.streak = streak
        self.sales: list[Sale] = []
        self.moved: list[Moved] = []
        self.coupons: list[Coupon] = []
        self.runs: list[Run] = []
        self.joined: list[tuple[datetime, str, str]] = []  # when, who is kept, who was merged

    # -- What is held -----------------------------------------------------------------------

    def have(self, customer: str, card: str) -> int:
        return sum(
            one.stamps
            for one in self.moved
            if self.owner(one.customer) == customer and one.card == card
        )

    def have_at(self, customer: str, card: str, at: datetime) -> int:
        def owner_then(number: str) -> str:
            for when, kept, merged in self.joined:
                if when <= at and merged == number:
                    number = kept
            return number

        return sum(
            one.stamps
            for one in self.moved
            if one.at <= at and one.card == card and owner_then(one.customer) == customer
        )

    def owner(self, number: str) -> str:
        for _, kept, merged in self.joined:
            if merged == number:
                number = kept
        return number

    def coupons_of(self, customer: str) -> set[str]:
        return {
            one.code for one in self.coupons if one.unused() and self.owner(one.owner) == customer
        }

    def live(self, customer: str, day: date | None = None) -> list[Sale]:
        return [
            sale
            for sale in self.sales
            if self.owner(sale.customer) == customer and not sale.whole and day in (None, sale.day)
        ]

    # -- What happens -----------------------------------------------------------------------

    def sell(self, sale: Sale) -> tuple[list[tuple[str, int, int]], list[Coupon], int]:
        """Return the cards as they are told, the new coupons (their codes to come), the gifts."""
        first_of_day = not self.live(sale.customer, sale.day)
        told, new = [], list[Coupon]()
        for card in self.cards:
            if not card.offered or not card.could_count(sale.lines):
                continue
            stamps = int(first_of_day)
            if card.per != "visit":
                stamps = card.worth(sale, left=sale.total, money=sale.total)
            if stamps:
                sale.given[card.name] = stamps
                sale.terms[card.name] = Card(**vars(card))
                new += self.give(sale.at, sale.customer, card, stamps)
            told.append((card.name, self.have(sale.customer, card.name), card.needed))
        self.sales.append(sale)
        if sale.coupon:
            sale.coupon.used = True
        runs = self.complete(sale.customer)
        new += [run.coupon for run in runs if run.coupon]
        self.coupons += new
        return told, new, len(runs)

    def give(self, at: datetime, customer: str, card: Card, stamps: int) -> list[Coupon]:
        new = []
        self.moved.append(Moved(at, customer, card.name, stamps))
        while self.have(customer, card.name) >= card.needed:
            self.moved.append(Moved(at, customer, card.name, -card.needed))
            new.append(Coupon("", customer, card.name, card.needed))
        return new

    def take(self, at: datetime, customer: str, card: str, stamps: int) -> None:
        self.moved.append(Moved(at, customer, card, -stamps))
        while self.have(customer, card) < 0:
            latest = self.latest_unused(customer, card)
            if latest is None:
                return
            latest.void = True
            self.moved.append(Moved(at, customer, card, latest.stamps))

    def latest_unused(self, customer: str, card: str) -> Coupon | None:
        found = [
            one
            for one in self.coupons
            if one.card == card and one.unused() and self.owner(one.owner) == customer
        ]
        return found[-1] if found else None

    def refund(self, at: datetime, sale: Sale, amount: int) -> None:
        customer = self.owner(sale.customer)
        sale.refunds.append(amount)
        left = sale.total - sum(sale.refunds)
        sale.whole = left == 0
        for card in self.cards:
            taken = 0
            if card.name in sale.terms and sale.terms[card.name].per != "visit":
                still = 0
                if not sale.whole:
                    still = sale.terms[card.name].worth(sale, left=left, money=left)
                taken = max(0, sale.given[card.name] - still)
                sale.given[card.name] -= taken
            if sale.whole and not self.live(customer, sale.day):
                taken += self.forget_visit(customer, sale.day, card.name)
            if taken:
                self.take(at, customer, card.name, taken)
        if sale.whole and sale.coupon:
            sale.coupon.used = False
        self.break_runs(customer, sale.day)

    def forget_visit(self, customer: str, day: date, card: str) -> int:
        stamps = 0
        for sale in self.sales:
            of_day = self.owner(sale.customer) == customer and sale.day == day
            if of_day and card in sale.terms and sale.terms[card].per == "visit":
                stamps += sale.given[card]
                sale.given[card] = 0
        return stamps

    # -- Weeks in a row ---------------------------------------------------------------------

    def met(self, customer: str, week: date, visits: int) -> bool:
        days = {sale.day for sale in self.live(customer)}
        return len([day for day in days if week <= day < week + WEEK]) >= visits

    def standing_runs(self, customer: str) -> list[Run]:
        return [
            run for run in self.runs
            if self.owner(run.customer) == customer and not run.taken_back
        ]  # fmt: skip

    def complete(self, customer: str) -> list[Run]:
        """Walk all weeks from the first; each that was met and brought nothing may be part."""
        days = [sale.day for sale in self.live(customer)]
        week = monday(min(days))
        found, in_a_row = [], list[date]()
        while week <= max(days):
            spent = any(week in run.weeks for run in self.standing_runs(customer))
            in_a_row = [*in_a_row, week]
            if spent or not self.met(customer, week, self.streak.visits):
                in_a_row = []
            if len(in_a_row) == self.streak.weeks:
                coupon = Coupon("", customer, None) if self.streak.by_coupon else None
                found.append(Run(customer, in_a_row, self.streak.visits, coupon))
                in_a_row = []
            week += WEEK
        self.runs += found
        return found

    def break_runs(self, customer: str, day: date) -> None:
        for run in self.standing_runs(customer):
            week = monday(day)
            if week not in run.weeks or self.met(customer, week, run.visits):
                continue
            if run.coupon and run.coupon.used:
                continue
            if run.coupon:
                run.coupon.void = True
            run.taken_back = True


def monday(day: date) -> date:
    while day.weekday():
        day -= timedelta(days=1)
    return day
