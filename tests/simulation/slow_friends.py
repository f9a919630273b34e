"""Who brought whom, as slow and obvious as can be: one link for each friend, told from the rules.

Written from the rules alone, apart from `db`; what the book says must be what this says.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction


@dataclass(frozen=True)
class Programme:
    minimum: int = 0
    hold_days: int = 0
    most_a_month: int | None = None
    referrer: int = 0  # points
    friend: int = 0
    ask_owner: bool = False


@dataclass
class Link:
    friend: str
    referrer: str
    day: date
    qualified: date | None = None
    at: datetime | None = None
    sale: str = ""
    waits: bool = False  # for the owner's yes
    approved: date | None = None
    gone: date | None = None  # taken back, or declined
    hold_days: int = 0

    def due(self) -> date | None:
        """The first day on which the gifts can be used."""
        if self.qualified is None or (self.waits and self.approved is None):
            return None
        held = self.qualified + timedelta(days=self.hold_days)
        return max(held, self.approved) if self.approved else held

    def state(self, day: date) -> str:
        if self.gone and self.gone <= day:
            return "reversed"
        if self.qualified is None or self.qualified > day:
            return "pending"
        due = self.due()
        return "rewarded" if due and due <= day else "on_hold"


@dataclass(frozen=True)
class Bought:
    """One sale, for who brought whom."""

    name: str
    customer: str
    at: datetime
    day: date
    paid: int
    till: str | None = None
    by_gift_of: str | None = None  # whose coupon, voucher or credit it was paid with


@dataclass
class Gift:
    link: Link
    customer: str
    points: int
    usable: date


class SlowFriends:
    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.links: dict[str, Link] = {}
        self.given: list[Gift] = []
        self.counted: list[tuple[date, int, int]] = []  # day, friends who qualified, gifts
        self.became: dict[str, str] = {}
        self.whole: set[str] = set()  # sales of which nothing is left
        self.sales: list[Bought] = []
        self.phones: dict[str, str] = {}
        self.emails: dict[str, str] = {}

    # -- Linking ----------------------------------------------------------------------------

    def why_not(self, friend: str, referrer: str, day: date) -> set[str]:
        """All reasons for which a link is refused."""
        reasons = set()
        if friend == referrer or self.mails(friend) & self.mails(referrer):
            reasons.add("self_referral")
        if friend in self.links:
            reasons.add("already_referred")
        if self.bought_before(friend, date.max):
            reasons.add("not_new_customer")
        if friend in self.line_above(referrer):
            reasons.add("referral_circle")
        most = self.programme.most_a_month
        if most is not None and self.made_in_month(referrer, day) >= most:
            reasons.add("limit_reached")
        return reasons

    def mails(self, customer: str) -> set[str]:
        """Return somebody's addresses, those of whoever was merged into them too."""
        return {mail.lower() for mail in self.of_one(customer, self.emails)}

    def numbers(self, customer: str) -> set[str]:
        return self.of_one(customer, self.phones)

    def of_one(self, customer: str, known: dict[str, str]) -> set[str]:
        return {
            told for number, told in known.items() if customer in (number, self.became.get(number))
        }

    def line_above(self, customer: str) -> list[str]:
        """Who brought somebody, and who brought those, up to the first."""
        above = list[str]()
        while customer in self.links and self.links[customer].referrer not in above:
            customer = self.links[customer].referrer
            above.append(customer)
        return above

    def made_in_month(self, referrer: str, day: date) -> int:
        return sum(
            link.referrer == referrer and (link.day.year, link.day.month) == (day.year, day.month)
            for link in self.links.values()
        )

    def attach(self, friend: str, referrer: str, day: date) -> None:
        self.links[friend] = Link(friend, referrer, day)

    # -- Selling ----------------------------------------------------------------------------

    def sell(self, sale: Bought) -> Link | None:
        """Return the link that this sale brings to its end, if one."""
        link = self.links.get(sale.customer)
        self.sales.append(sale)
        if link is None or link.qualified or link.gone or sale.paid < self.programme.minimum:
            return None
        link.qualified, link.at, link.sale = sale.day, sale.at, sale.name
        self.counted.append((sale.day, 1, 0))
        link.hold_days = self.programme.hold_days
        link.waits = self.programme.ask_owner and bool(self.signs(link, sale))
        self.give(link, sale.day)
        return link

    def give(self, link: Link, day: date) -> None:
        due = link.due()
        if due:
            self.counted.append((day, 0, 2))
            self.given.append(Gift(link, link.referrer, self.programme.referrer, due))
            self.given.append(Gift(link, link.friend, self.programme.friend, due))

    def signs(self, link: Link, sale: Bought) -> set[str]:
        """What makes one look twice."""
        signs = set()
        mine, theirs = self.numbers(link.friend), self.numbers(link.referrer)
        if {number[:-2] for number in mine} & {number[:-2] for number in theirs}:
            signs.add("phone")
        if sale.by_gift_of == link.referrer:
            signs.add("card")
        for other in self.sales:
            close = abs(sale.at - other.at) <= timedelta(minutes=10)
            if other.customer == link.referrer and other.till == sale.till and close:
                signs.add("till")
        return signs

    def left_of(self, sale: str, paid: int, day: date, whole: bool) -> Link | None:
        """Return the link that ends since so little of its sale is left."""
        if whole:
            self.whole.add(sale)
        for link in self.links.values():
            if link.sale == sale and not link.gone and (paid < self.programme.minimum or paid <= 0):
                link.gone = day
                self.take_back(link, day)
                return link
        return None

    def undone(self, sale: str, day: date) -> None:
        """Let the next sale count where this one never was."""
        self.whole.add(sale)
        for link in self.links.values():
            if link.sale == sale and not link.gone:
                link.qualified, link.sale, link.approved, link.waits = None, "", None, False
                self.take_back(link, day)

    def take_back(self, link: Link, day: date) -> None:
        kept = [gift for gift in self.given if gift.link is not link]
        self.counted.append((day, -1, len(kept) - len(self.given)))
        self.given = kept

    def waits(self, friend: str) -> bool:
        """Tell whether the owner is asked."""
        link = self.links.get(friend)
        return bool(link and link.waits and not (link.approved or link.gone))

    def approve(self, friend: str, day: date) -> None:
        self.links[friend].approved = day
        self.give(self.links[friend], day)

    def decline(self, friend: str, day: date) -> None:
        self.links[friend].gone = day
        self.take_back(self.links[friend], day)

    # -- One person after all ---------------------------------------------------------------

    def merge(self, kept: str, merged: str) -> None:
        """One link stays: none to themselves or in a circle, a rewarded one before others."""
        both = (kept, merged)
        good = [
            link for link in (self.links.get(kept), self.links.get(merged))
            if link and link.referrer not in both
            and not set(both) & set(self.line_above(link.referrer))
            and (link.qualified or not self.bought_before(
                kept if link.friend == merged else merged, link.day))
        ]  # fmt: skip
        good.sort(key=lambda link: link.qualified is None)
        for one in both:
            self.links.pop(one, None)
        if good:
            self.links[kept] = good[0]
            good[0].friend = kept
        for link in self.links.values():
            if link.referrer == merged:
                link.referrer = kept
        for gift in self.given:
            if gift.customer == merged:
                gift.customer = kept
        self.became = {one: kept if to == merged else to for one, to in self.became.items()}
        self.became[merged] = kept
        self.sales = [
            replace(sale, customer=kept) if sale.customer == merged else sale for sale in self.sales
        ]

    def bought_before(self, customer: str, day: date) -> bool:
        """Tell of a sale that was not refunded whole."""
        return any(
            sale.customer == customer and sale.day < day and sale.name not in self.whole
            for sale in self.sales
        )

    # -- What is shown ----------------------------------------------------------------------

    def brought_by(self, referrer: str, day: date) -> list[tuple[str, str]]:
        return sorted(
            (link.friend, link.state(day))
            for link in self.links.values()
            if link.referrer == referrer and link.day <= day
        )

    def gifts(self, customer: str, day: date) -> int:
        """Points that somebody has of friends, as they can be used on a day."""
        return sum(gift.points for gift in self.given
                   if gift.customer == customer and gift.usable <= day)  # fmt: skip


def points_for(amount: int, factors: list[Fraction]) -> int:
    """Give 1 point for each 100, and each multiplier's share by itself, all rounded down."""
    base = amount // 100
    return base + sum(int(base * (factor - 1)) for factor in factors)
