"""A shop as slow and obvious as can be: events, and every question answered from the first on.

Written from the rules alone, apart from `db`; what the book says must be what this says.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.simulation.slow_accounts import (
    Bought,
    Given,
    Happened,
    Joined,
    Lot,
    Returned,
    Reversed,
    Taken,
)
from tests.simulation.slow_book import LAST, SlowBook
from tests.simulation.slow_earning import (
    GOODS,
    Chance,
    Line,
    Sale,
    refunded,
)
from tests.simulation.slow_promotions import Occasion, Promotion, holds, same_turn
from tests.simulation.slow_tiers import Held


@dataclass(frozen=True)
class Refusal:
    """Why not, and the most that would do where that is said."""

    code: str
    most: int | None = None


@dataclass(frozen=True)
class Sold:
    sale: Sale
    paid: int
    points: int
    breakdown: tuple[int, ...]
    balance: int | None
    pending: int | None
    tier: tuple[str, date] | None


@dataclass(frozen=True)
class Refunded:
    money_back: int
    points_reversed: int
    points_returned: int
    balance: int | None
    debt: int | None


class SlowShop(SlowBook):
    # -- Selling ----------------------------------------------------------------------------

    def sell(
        self,
        at: datetime,
        number: str | None,
        lines: Sequence[tuple[int, str | None]],
        *,
        used: int = 0,
        off: int = 0,
    ) -> Sold | Refusal:
        """Sell goods, less so much money off by a coupon."""
        gross = sum(amount for amount, _ in lines)
        total = gross - min(off, gross)
        refused = self.refused_points(at, number, total, used) if used else None
        if refused:
            return refused
        left = Fraction(total, gross) if gross else Fraction(0)
        sale = Sale(
            order=self.next(),
            at=at,
            day=self.day_of(at),
            customer=number,
            total=total,
            used=used,
            lines=tuple(
                Line(amount * left, category, self.categories.get(category or "", GOODS))
                for amount, category in lines
            ),
            choices=self.choices,
            chances=(),
            room_today=None,
        )
        if number is None:
            self.sales.append(sale)
            return Sold(sale, sale.paid, 0, (), None, None, None)
        sale.chances = self.chances(sale)
        sale.room_today = self.room_today(number, sale.day)
        return self.kept(sale, number)

    def kept(self, sale: Sale, number: str) -> Sold | Refusal:
        """Write the sale, ask what that makes, and strike it again where it may not stand."""
        history, choices = self.customer(number).history, sale.choices
        before = list(history.events)
        history.events.append(Bought(sale.at, self.next(), sale.day))
        if sale.used:
            history.events.append(Taken(sale.at, self.next(), sale.day, sale.used, sale=sale.order))
        points = sale.points()
        sale.lot = self.next()
        if points:
            usable_from = sale.day + timedelta(days=choices.pending_days)
            history.events.append(
                Given(sale.at, sale.lot, sale.day, points, usable_from, choices.expiry)
            )
        self.sales.append(sale)
        account, held = self.account(number, sale.at), self.tier(number, sale.at)
        sold = Sold(
            sale,
            sale.paid,
            points,
            tuple(points for _, points in sale.breakdown()),
            account.balance(sale.day),
            account.pending(sale.day),
            (held.tier.name, held.until) if held else None,
        )
        short = self.account(number, LAST).short
        if short:
            self.sales.remove(sale)
            history.events[:] = before
        return Refusal("not_enough_points") if short else sold

    def refused_points(
        self, at: datetime, number: str | None, total: int, used: int
    ) -> Refusal | None:
        """Say why so many points cannot be used: the step first, then what is there."""
        if number is None or used < 0:
            return Refusal("bad_request")
        choices = self.choices
        held = self.free_to_use(number, at)
        takes = math.floor(Fraction(choices.max_percent * total, 100 * choices.point_value))
        most = min(held, takes)
        while most % choices.step:
            most -= 1
        if most < choices.minimum:
            most = 0
        if used % choices.step or used < choices.minimum:
            return Refusal("points_step", most)
        if used > held:
            return Refusal("not_enough_points", most)
        return Refusal("points_max", most) if used > takes else None

    def free_to_use(self, number: str, at: datetime) -> int:
        """Points that may be taken at a time so that everything later could still be taken."""
        history, day = self.customer(number).history, self.day_of(at)
        before = list(history.events)
        held = self.account(number, at).balance(day)
        while held > 0:
            history.events.append(Taken(at, self.next(), day, held))
            short = self.account(number, LAST).short
            history.events[:] = before
            if not short:
                return held
            held -= 1
        return 0

    def room_today(self, number: str, day: date) -> int | None:
        most = self.choices.max_points_per_day
        if most is None:
            return None
        earned = sum(
            sale.points(sale.refunds) for sale in self.sales_of(number, LAST) if sale.day == day
        )
        return max(0, most - earned)

    # -- What a sale may bring beside its base ----------------------------------------------

    def chances(self, sale: Sale) -> tuple[Chance, ...]:
        """Look at tier and promotions as they are just before the sale."""
        assert sale.customer
        held = self.tier(sale.customer, sale.at)
        found = [Chance("tier", held.tier.multiplier, 0)] if held else []
        occasion = self.occasion(sale, held)
        found += [
            Chance(
                promotion.name,
                promotion.multiplier,
                promotion.points,
                promotion.category,
                promotion.minimum,
                self.room(promotion),
            )
            for promotion in self.promotions
            if holds(promotion, occasion) and not self.had_its_turn(promotion, sale)
        ]
        return tuple(found)

    def occasion(self, sale: Sale, held: Held | None) -> Occasion:
        assert sale.customer
        customer = self.customer(sale.customer)
        before = [
            one
            for one in self.sales_of(sale.customer, sale.at)
            if not one.whole(one.until(sale.at))
        ]
        days = {one.day for one in before}
        last = max(days, default=None)
        return Occasion(
            at=sale.at,
            day=sale.day,
            categories=frozenset(line.category for line in sale.lines if line.category),
            tiers=frozenset(
                tier.name for tier in self.tiers if held and tier.threshold <= held.tier.threshold
            ),
            tags=customer.tags,
            birthday=customer.birthday,
            first_sale=not before,
            visit=None if sale.day in days else len(days) + 1,
            days_away=(sale.day - last).days if last else None,
        )

    def had_its_turn(self, promotion: Promotion, sale: Sale) -> bool:
        assert sale.customer
        once = promotion.once_each()
        return once is not None and any(
            same_turn(once, other.day, sale.day) and given_by(promotion, other)
            for other in self.sales_of(sale.customer, LAST)
        )

    def room(self, promotion: Promotion) -> int | None:
        """What is left of its budget: points taken back are there again."""
        if promotion.budget is None:
            return None
        return max(0, promotion.budget - sum(given_by(promotion, sale) for sale in self.sales))

    # -- Everything else that happens to points ---------------------------------------------

    def refund(self, at: datetime, sale: Sale, amount: int | None = None) -> Refunded | Refusal:
        """Give money back for a part of a sale, or for all that is left of it."""
        left = sale.total - refunded(sale.refunds)
        if sale.whole(sale.refunds) or (amount or 0) > left:
            return Refusal("refund_too_large", left)
        if amount == 0 and sale.total:
            return Refusal("bad_amount")
        refund = sale.give_back(at, left if amount is None else amount)
        after = [*sale.refunds, refund]
        if sale.customer is None:
            sale.refunds.append(refund)
            return Refunded(refund.money_back, 0, 0, None, None)
        history, day = self.customer(sale.customer).history, self.day_of(at)
        returned = sale.returned(after) - sale.returned(sale.refunds)
        if returned:
            history.events.append(self.come_back(at, sale, returned))
        less = sale.points(sale.refunds) - sale.points(after)
        expired = self.account(sale.customer, at).expired_of(sale.lot, day)
        expired -= sum(refund.found_expired for refund in sale.refunds)
        found_expired = min(less, max(0, expired))
        if less > found_expired:
            history.events.append(Reversed(at, self.next(), day, less - found_expired, sale.lot))
        sale.refunds.append(replace(refund, found_expired=found_expired))
        account = self.account(sale.customer, at)
        return Refunded(
            refund.money_back,
            less - found_expired,
            returned,
            account.balance(day),
            account.debt,
        )

    def come_back(self, at: datetime, sale: Sale, returned: int) -> Returned:
        """Settle which lots come back: what was taken last comes first."""
        assert sale.customer
        day = self.day_of(at)
        taken = self.account(sale.customer, at).taken_by_sale[sale.order]
        one_by_one = [lot for lot, points in taken for _ in range(points)]
        one_by_one = one_by_one[: len(one_by_one) - sale.returned(sale.refunds)]
        coming = list(reversed(one_by_one))[:returned]
        lots: list[Lot] = []
        for lot in dict.fromkeys(lot.name for lot in coming):
            points = [one for one in coming if one.name == lot]
            at_least = day + timedelta(days=self.choices.return_days)
            lots.append(
                replace(
                    points[0],
                    name=self.next(),
                    since=at,
                    left=len(points),
                    usable_from=day,
                    at_least=max(at_least, points[0].at_least or at_least),
                )
            )
        return Returned(at, self.next(), day, tuple(lots))

    def adjust(self, at: datetime, number: str, points: int) -> int | Refusal:
        """Put right what is wrong, by so many points; returns the balance."""
        day = self.day_of(at)
        history = self.customer(number).history
        held = max(0, self.account(number, at).balance(day))
        if points == 0:
            return Refusal("bad_request")
        if held + points < 0:
            return Refusal("not_enough_points", held)
        event: Happened = Taken(at, self.next(), day, -points)
        if points > 0:
            event = Given(at, self.next(), day, points, day, self.choices.expiry)
        history.events.append(event)
        return self.account(number, at).balance(day)

    def spend(self, at: datetime, number: str, points: int) -> int | Refusal:
        """Exchange points for a reward; returns the balance."""
        if points > max(0, self.account(number, at).balance(self.day_of(at))):
            return Refusal("not_enough_points")
        history = self.customer(number).history
        history.events.append(Taken(at, self.next(), self.day_of(at), points))
        return self.account(number, at).balance(self.day_of(at))

    def give(self, at: datetime, number: str, to: str, points: int) -> tuple[int, int] | Refusal:
        """Hand points on to somebody else; they keep their last days."""
        giver, receiver, day = self.customer(number), self.customer(to), self.day_of(at)
        if giver is receiver:
            return Refusal("bad_request")
        account = self.account(number, at)
        held = max(0, account.balance(day))
        if points > held:
            return Refusal("not_enough_points", held)
        giver.history.events.append(Taken(at, self.next(), day, points))
        lots = tuple(
            replace(lot, name=self.next(), since=at, left=taken, usable_from=day)
            for lot, taken in account.take(points, day)
        )
        receiver.history.events.append(Returned(at, self.next(), day, lots))
        return self.account(number, at).balance(day), self.account(to, at).balance(day)

    def merge(self, at: datetime, keep: str, merge: str) -> Refusal | None:
        """Understand that two customers are one."""
        kept, merged = self.customer(keep), self.customer(merge)
        if kept is merged:
            return Refusal("bad_request")
        kept.history.events.append(Joined(at, self.next(), self.day_of(at), merged.history))
        kept.tags |= merged.tags
        kept.birthday = kept.birthday or merged.birthday
        merged.became = kept.number
        return None


def given_by(promotion: Promotion, sale: Sale) -> int:
    """Points that a promotion gave on a sale and that were not taken back."""
    lines = sale.breakdown(sale.refunds)
    return sum(points for name, points in lines if name == promotion.name)
