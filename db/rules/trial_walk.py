"""The way through a shop's past on which a promotion or a rate of earning is tried.

A hundred thousand sales are gone through in the order of their times, by the same conditions as
at the counter, with whole numbers alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from fractions import Fraction
from heapq import nlargest

from db.rules.money import Rounding
from db.rules.periods import add_months
from db.rules.promotions import ALWAYS, Occasion, Promotion, holds, holds_on, once_span
from db.rules.shop import ShopSettings
from db.rules.trials import (
    Assumption,
    Earning,
    Kind,
    Level,
    PastSale,
    Trial,
    TrialCustomer,
    TrialMonth,
    TrialSums,
)
from db.rules.wall_clock import WallClock

_MOST_NAMED = 10


def promotion_trial(
    sales: Iterable[PastSale],
    *,
    promotion: Promotion,
    earning: Earning,
    levels: Mapping[str, Level],
    settings: ShopSettings,
    first: date,
    last: date,
) -> Trial:
    """Return what a promotion would have given on these sales, which are in order of time.

    Sales before the first day are only looked at for what its conditions ask of the past.
    """
    tried = _tried(promotion, first=first, last=last)
    walk = _Walk(settings, earning, levels, first)
    idea = _PromotionIdea(walk, tried)
    walk.over(sales, idea.points_on)
    conditions = promotion.conditions
    assumptions: dict[Assumption, object] = {
        "rates": True,
        "levels": conditions.tier or conditions.plan or walk.has_factors,
        "tags": conditions.tag,
        "called": conditions.called,
        "dates": tried.conditions.first_day != conditions.first_day
        or tried.conditions.last_day != conditions.last_day,
    }
    return walk.trial("promotion", last, assumptions)


def earning_trial(
    sales: Iterable[PastSale],
    *,
    tried: Earning,
    earning: Earning,
    levels: Mapping[str, Level],
    settings: ShopSettings,
    first: date,
    last: date,
) -> Trial:
    """Return what another rate of earning would have given on these sales."""
    walk = _Walk(settings, earning, levels, first)
    other = _Base(tried)

    def points_on(sale: PastSale, customer: "_Customer") -> tuple[int, int]:
        base, base_after = walk.base.of(sale), other.of(sale)
        before = base + walk.added(base, customer.factors, walk.base)
        return before, base_after + walk.added(base_after, customer.factors, other)

    walk.over(sales, points_on)
    return walk.trial("earning", last, {"rates": True, "levels": walk.has_factors})


def _tried(promotion: Promotion, *, first: date, last: date) -> Promotion:
    """Return a promotion as it is tried: dates of its own that lie apart are put aside."""
    when = promotion.conditions
    starts_later = when.first_day is not None and when.first_day > last
    ended_before = when.last_day is not None and when.last_day < first
    if starts_later or ended_before:
        when = replace(when, first_day=None, last_day=None)
    return replace(promotion, conditions=when, offered=True)


class _Customer:
    """What is remembered of a customer on the way."""

    __slots__ = (
        "factors", "last", "level", "points", "today_after", "today_before", "touched", "used",
        "visits",
    )  # fmt: skip

    def __init__(self, level: Level) -> None:
        self.level = level
        self.factors = [(factor.numerator, factor.denominator) for factor in level.factors]
        self.visits = 0
        self.last: date | None = None
        self.used: date | None = None  # the last day on which the promotion gave something
        self.today_before = self.today_after = 0  # points of the day's sales so far
        self.points = self.touched = 0


class _Tally:
    """The sums of a month, while they grow."""

    __slots__ = ("before", "given", "points", "revenue", "sales", "touched", "touched_revenue")

    def __init__(self) -> None:
        self.sales = self.touched = self.given = self.before = self.points = 0
        self.revenue = self.touched_revenue = 0

    def sums(self, kind: Kind, *, point_value: int) -> dict[str, int]:
        sums = {name: getattr(self, name) for name in self.__slots__}
        if kind == "promotion":
            sums["before"] = self.given
        return {**sums, "worth": self.points * point_value}


class _Base:
    """The base of a sale by a rate of earning, and that of one category's lines."""

    def __init__(self, earning: Earning) -> None:
        own = list(dict.fromkeys(earning.categories.values()))
        # Numbers instead of rates: they are looked up for every line of every sale.
        self._rates = [earning.rate, *own]
        self._rate_of = {name: own.index(rate) + 1 for name, rate in earning.categories.items()}
        self.rounded = _ROUNDED[earning.rounding]

    def of(self, sale: PastSale) -> int:
        """Return the base: each rate's share of what was paid, rounded by itself."""
        goods = sale.goods
        if not goods:
            rate = self._rates[0]
            return self.rounded(sale.paid * rate.points, rate.per)
        amounts: dict[int, int] = {}
        whole = 0
        for category, amount, earns in goods:
            whole += amount
            if earns:
                number = self._rate_of.get(category, 0) if category else 0
                amounts[number] = amounts.get(number, 0) + amount
        base = 0
        for number, amount in amounts.items():
            base += self._share(sale.paid, amount, whole, number)
        return base

    def of_category(self, sale: PastSale, wanted: str) -> int:
        """Return the base that the earning lines of one category give."""
        whole = lines = 0
        for name, amount, earns in sale.goods:
            whole += amount
            if earns and name == wanted:
                lines += amount
        return self._share(sale.paid, lines, whole, self._rate_of.get(wanted, 0))

    def _share(self, paid: int, amount: int, whole: int, number: int) -> int:
        rate = self._rates[number]
        return self.rounded(paid * amount * rate.points, whole * rate.per) if whole else 0


Idea = Callable[[PastSale, _Customer], tuple[int, int]]
"""Tells from a sale and its customer the points before and after."""


class _Walk:
    """Goes through the sales one by one and adds up what an idea makes of them."""

    def __init__(
        self, settings: ShopSettings, earning: Earning, levels: Mapping[str, Level], first: date
    ) -> None:
        self.settings = settings
        self.best_alone = settings.stacking == "best"
        self.base = _Base(earning)
        self._levels = levels
        self._first = first
        self._customers: dict[str, _Customer] = {}
        self._months: dict[date, _Tally] = {}
        self._month_of: dict[date, _Tally] = {}  # by day: a shop's sales lie on few days
        limits = (settings.max_points_per_sale, settings.max_points_per_day)
        self.capped = limits != (None, None)
        self.has_factors = any(level.factors for level in levels.values())

    def over(self, sales: Iterable[PastSale], points_on: Idea) -> None:
        """Add up what the idea makes of each sale."""
        customers, first = self._customers, self._first
        for sale in sales:
            customer = customers.get(sale.customer)
            if customer is None:
                level = self._levels.get(sale.customer, _NOTHING_SPECIAL)
                customer = customers[sale.customer] = _Customer(level)
            if sale.day != customer.last:
                customer.today_before = customer.today_after = 0
            if sale.day >= first:
                self._count(sale, customer, *points_on(sale, customer))
            if sale.day != customer.last:
                customer.visits += 1
                customer.last = sale.day

    def added(self, base: int, factors: list[tuple[int, int]], by: _Base) -> int:
        """Return what the customer's tier and plan add to a base, each rounded by itself."""
        if not factors:
            return 0
        lines = [by.rounded(base * (over - under), under) for over, under in factors]
        return max(lines) if self.best_alone else sum(lines)

    def _count(self, sale: PastSale, customer: _Customer, before: int, after: int) -> None:
        if self.capped:
            before = _capped(before, self.settings, customer.today_before)
            after = _capped(after, self.settings, customer.today_after)
            customer.today_before += before
            customer.today_after += after
        tally = self._month_of.get(sale.day) or self._tally_of(sale.day)
        tally.sales += 1
        tally.given += sale.given
        tally.before += before
        tally.revenue += sale.paid
        if before != after:
            tally.touched += 1
            tally.points += after - before
            tally.touched_revenue += sale.paid
            customer.touched += 1
            customer.points += after - before

    def _tally_of(self, day: date) -> _Tally:
        tally = self._months.setdefault(day.replace(day=1), _Tally())
        self._month_of[day] = tally
        return tally

    def trial(self, kind: Kind, last: date, assumptions: Mapping[Assumption, object]) -> Trial:
        """Return what it all comes to."""
        value = self.settings.point_value
        touched = [
            TrialCustomer(id, customer.points, customer.touched)
            for id, customer in self._customers.items()
            if customer.touched
        ]
        months = tuple(
            TrialMonth(
                month=month, **self._months.get(month, _Tally()).sums(kind, point_value=value)
            )
            for month in _months(min(self._months, default=None), last)
        )
        return Trial(
            kind=kind,
            first=self._first,
            last=last,
            totals=_totals(months),
            months=months,
            customers=len(touched),
            most=tuple(nlargest(_MOST_NAMED, touched, key=lambda each: abs(each.points))),
            assumptions=tuple(name for name, made in assumptions.items() if made),
        )


class _PromotionIdea:
    """Says of each sale what it gives with the promotion, and without."""

    def __init__(self, walk: _Walk, promotion: Promotion) -> None:
        self._walk = walk
        self._promotion = promotion
        self._clock = WallClock(walk.settings.timezone)
        self._is_day: dict[date, bool] = {}
        factor = promotion.multiplier or Fraction(1)
        self._over, self._under = factor.numerator, factor.denominator
        self._budget = promotion.points_budget
        self._best_alone = walk.best_alone and promotion.multiplier is not None
        self._days_alone = _asks_for_days_alone(promotion)

    def points_on(self, sale: PastSale, customer: _Customer) -> tuple[int, int]:
        """Return a sale's points without the promotion and with it.

        Where no limit asks for the whole, what both have in common is left out.
        """
        line = self._line(sale, customer) if self._holds_on(sale.day) else 0
        if not (self._walk.capped or (self._best_alone and line)):
            self._give(line, sale, customer)
            return 0, line
        base = self._walk.base.of(sale)
        added = self._walk.added(base, customer.factors, self._walk.base)
        if self._best_alone and line <= added:
            line = 0  # the tier or plan gives as much
        self._give(line, sale, customer)
        return base + added, base + (line if self._best_alone and line else added + line)

    def _give(self, line: int, sale: PastSale, customer: _Customer) -> None:
        if line:
            customer.used = sale.day
            if self._budget is not None:
                self._budget -= line

    def _holds_on(self, day: date) -> bool:
        found = self._is_day.get(day)
        if found is None:
            found = self._is_day[day] = holds_on(self._promotion.conditions, day)
        return found

    def _line(self, sale: PastSale, customer: _Customer) -> int:
        """Return the points of the promotion's own line: 0 where it does not hold."""
        promotion = self._promotion
        if not self._days_alone and not self._holds_for(sale, customer):
            return 0
        points = promotion.points or 0
        if promotion.multiplier is not None:
            bases, category = self._walk.base, promotion.category
            base = bases.of(sale) if category is None else bases.of_category(sale, category)
            points = bases.rounded(base * (self._over - self._under), self._under)
        return points if self._budget is None else min(points, self._budget)

    def _holds_for(self, sale: PastSale, customer: _Customer) -> bool:
        occasion = self._occasion(sale, customer)
        if not holds(self._promotion, occasion, called=True):
            return False
        if customer.used is None:
            return True
        span = once_span(self._promotion, occasion)
        return span is None or not span[0] <= customer.used <= span[1]

    def _occasion(self, sale: PastSale, customer: _Customer) -> Occasion:
        level, visited_today = customer.level, customer.last == sale.day
        return Occasion(
            day=sale.day,
            clock=self._clock.at(sale.at) if self._promotion.conditions.hours else time(0),
            total=sale.total,
            categories=frozenset([name for name, _, _ in sale.goods if name]),
            tiers=level.tiers,
            plan=level.plan,
            tags=level.tags,
            birthday=level.birthday,
            visits_before=customer.visits - visited_today,
            visited_today=visited_today,
            last_visit=customer.last,
        )


def _asks_for_days_alone(promotion: Promotion) -> bool:
    """Tell whether all that matters is the day, so that no sale need be looked at more closely.

    A category needs no closer look where it is multiplied: without its goods there is nothing to
    multiply.
    """
    when = promotion.conditions
    rest = replace(when, first_day=None, last_day=None, weekdays=(), called=False)
    whole = promotion.category is None or promotion.multiplier is not None
    return whole and rest == ALWAYS and promotion.once is None


def _capped(points: int, settings: ShopSettings, earned_today: int) -> int:
    """Return the points after the limits for one sale and for one day."""
    if settings.max_points_per_sale is not None:
        points = min(points, settings.max_points_per_sale)
    if settings.max_points_per_day is not None:
        points = min(points, max(0, settings.max_points_per_day - earned_today))
    return points


def _months(first: date | None, last: date) -> Iterable[date]:
    month = first
    while month is not None and month <= last:
        yield month
        month = add_months(month, 1)


def _totals(months: Iterable[TrialMonth]) -> TrialSums:
    names = ("sales", "touched", "given", "before", "points", "worth", "revenue", "touched_revenue")
    rows = [[getattr(month, name) for name in names] for month in months]
    return TrialSums(**{name: sum(row[place] for row in rows) for place, name in enumerate(names)})


def _down(over: int, under: int) -> int:
    return over // under


def _nearest(over: int, under: int) -> int:
    return (2 * over + under) // (2 * under)  # half up


def _up(over: int, under: int) -> int:
    return -(-over // under)


_ROUNDED: dict[Rounding, Callable[[int, int], int]] = {
    "down": _down,
    "nearest": _nearest,
    "up": _up,
}
_NOTHING_SPECIAL = Level()
