"""A period's figures a second way: pandas and sets, slow and plain, from rules.md §10."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil, floor
from typing import Any

import pandas as pd

from db.queries.figures import PeriodFigures


@dataclass(frozen=True)
class Sale:
    """One row of a shop's past; an amount below zero is a refund."""

    customer: str | None
    day: date
    amount: int
    paid: int
    total: int | None = None  # after coupons and discounts, before points; None: all of it

    @property
    def off(self) -> int:
        """Return what a coupon or a discount took off."""
        return 0 if self.total is None else self.amount - self.total


def slow_figures(
    rows: list[Sale], *, name: str, active_days: int, today: date = date.max
) -> dict[str, Any]:
    """Return the figures that follow from sales alone, of 2026-10, 2026-W47, 2026-Q4 or 2026."""
    return _SlowPeriod(rows, name, active_days, today).figures()


def slow_sets(rows: list[Sale], *, name: str, active_days: int) -> dict[str, set[str]]:
    """Return the customers behind the figures that count customers."""
    return _SlowPeriod(rows, name, active_days).sets()


def the_same_figures(figures: PeriodFigures) -> dict[str, Any]:
    """Return of the fast figures what the slow ones hold, under the same names."""
    held, trade, repeats, stages = (
        figures.customers,
        figures.trade,
        figures.repeats,
        figures.stages,
    )
    return {
        "held": (
            held.start, held.end, held.gained, held.first_time, held.reactivated, held.retained,
            held.lapsed, held.retention_percent, held.churn_percent,
        ),
        "month_on_month": repeats.month_on_month_percent,
        "trade": (trade.sales, trade.buyers, trade.revenue, trade.refunds, trade.net_revenue),
        "averages": (trade.average_sale, trade.sales_per_buyer),
        "apart": (trade.anonymous_sales, trade.anonymous_revenue, trade.anonymous_refunds),
        "new": (
            trade.new_customers, trade.returning_customers, trade.revenue_new,
            trade.revenue_returning, trade.returning_revenue_share_percent,
        ),
        "taken_off": (trade.taken_off_new, trade.taken_off_returning),
        "repeats": (
            repeats.repeat_rate_percent, repeats.returning_rate_percent,
            repeats.customers_to_date, repeats.repeat_rate_to_date_percent,
        ),
        "second_visit": (
            repeats.second_visit_month, repeats.newcomers, repeats.second_visit_percent,
        ),
        "top": (figures.top.count, figures.top.share_percent),
        "cohorts": [
            (each.month, each.size, list(each.active), list(each.revenue))
            for each in figures.cohorts
        ],
        "dependence": (
            figures.dependence.buyers_only, figures.dependence.buyers_percent,
            figures.dependence.revenue_with, figures.dependence.revenue_percent,
        ),
        "reward_parts": [
            (parts.discounts, parts.points_used)
            for parts in (figures.reward_cost.new, figures.reward_cost.returning)
        ],
        "stages": (stages.new, stages.settling, stages.loyal),
        "stage_measures": (
            stages.second_visit_percent, stages.rhythm_kept_percent, stages.growth_percent,
        ),
        "groups": dict(figures.groups),
        "history": [
            (
                past.first_day, past.customers.retention_percent, past.buyers, past.revenue,
                past.newcomers.start, past.newcomers.retention_percent,
            )
            for past in figures.history
        ],
    }  # fmt: skip


class _SlowPeriod:
    def __init__(
        self, rows: list[Sale], name: str, active_days: int, today: date = date.max
    ) -> None:
        self.period = _read(name)
        self.first, last = _span(self.period)
        self.last = min(last, today)
        self.active_days = active_days
        frame = pd.DataFrame(
            {
                "customer": pd.Series([row.customer for row in rows], dtype=object),
                "day": pd.Series([row.day for row in rows], dtype=object),
                "amount": pd.Series([row.amount for row in rows], dtype="int64"),
                "paid": pd.Series([row.paid for row in rows], dtype="int64"),
                "off": pd.Series([row.off for row in rows], dtype="int64"),
            }
        )
        frame = self.within(frame, date.min, self.last)
        named = frame[frame["customer"].notna()]
        self.apart = frame[frame["customer"].isna()]
        self.sales = named[named["amount"] >= 0]
        self.refunds = named[named["amount"] < 0]
        self.days: dict[str, list[date]] = {
            str(customer): sorted(set(days))
            for customer, days in self.sales.groupby("customer")["day"]
        }
        self.first_days = {customer: days[0] for customer, days in self.days.items()}

    def figures(self) -> dict[str, Any]:
        return {
            "held": self.held(self.period),
            "month_on_month": self.month_on_month(),
            **self.trade(),
            **self.repeats(),
            "cohorts": self.cohorts(),
            **self.stages(),
            "groups": self.groups(),
            "history": self.history(),
        }

    def within(self, frame: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
        inside = [first <= day <= last for day in frame["day"]]
        return frame[pd.Series(inside, index=frame.index, dtype=bool)]

    def bought(self, period: pd.Period) -> pd.DataFrame:
        return self.within(self.sales, *_span(period))

    def active(self, on: date) -> set[str]:
        first = on - timedelta(days=self.active_days - 1)
        return set(self.within(self.sales, first, on)["customer"])

    def held(self, period: pd.Period) -> tuple[Any, ...]:
        first, last = _span(period)
        start, end = self.active(first - timedelta(days=1)), self.active(min(last, self.last))
        gained, retained, lapsed = end - start, start & end, start - end
        first_time = {each for each in gained if self.first_days[each] >= first}
        return (
            len(start), len(end), len(gained), len(first_time), len(gained - first_time),
            len(retained), len(lapsed),
            _percent(len(end) - len(gained), len(start)), _percent(len(lapsed), len(start)),
        )  # fmt: skip

    def newcomers_kept(self, period: pd.Period) -> tuple[Any, ...]:
        first, last = _span(period)
        before = first - timedelta(days=1)
        new = {
            each for each in self.active(before) if _whole_months(self.first_days[each], before) < 3
        }
        return len(new), _percent(len(new & self.active(min(last, self.last))), len(new))

    def sets(self) -> dict[str, set[str]]:
        start, end = self.active(self.first - timedelta(days=1)), self.active(self.last)
        buyers = set(self.bought(self.period)["customer"])
        new = {each for each in buyers if self.first_days[each] >= self.first}
        newcomers = self.newcomers(self.looked_at())
        months = {each: _whole_months(day, self.last) for each, day in self.first_days.items()}
        settling = {each for each, count in months.items() if 3 <= count < 18}
        rhythm = {each for each in settling if len(self.days[each]) >= 3}
        on_time = {each for each in rhythm if self.on_time(each)}
        return {
            "start": start, "end": end, "gained": end - start, "retained": start & end,
            "lapsed": start - end, "buyers": buyers, "new": new, "returning": buyers - new,
            "to_date": set(self.days),
            "second_visit": newcomers,
            "second_visit_yes": {each for each in newcomers if self.came_again(each)},
            "stage:0-3": {each for each, count in months.items() if count < 3},
            "stage:3-18": settling, "stage:3-18:on_time": on_time,
            "stage:3-18:late": rhythm - on_time, "stage:3-18:no_rhythm": settling - rhythm,
            "stage:18+": {each for each, count in months.items() if count >= 18},
            **{f"rfm:{score}": ids for score, ids in self.scored().items()},
        }  # fmt: skip

    def month_on_month(self) -> Fraction | None:
        before = set(self.bought(self.period - 1)["customer"])
        return _percent(len(before & set(self.bought(self.period)["customer"])), len(before))

    def trade(self) -> dict[str, Any]:
        sales = self.bought(self.period)
        refunds = self.within(self.refunds, self.first, self.last)
        apart = self.within(self.apart, self.first, self.last)
        buyers = set(sales["customer"])
        new = {each for each in buyers if self.first_days[each] >= self.first}
        is_new = sales["customer"].isin(new)
        revenue, revenue_new = int(sales["paid"].sum()), int(sales[is_new]["paid"].sum())
        off, with_coupon = sales["amount"] - sales["paid"], sales["off"] > 0
        by_points = off - sales["off"]
        only = buyers - set(sales[~with_coupon]["customer"])
        revenue_with = int(sales[with_coupon]["paid"].sum())
        spent = sorted(int(paid) for paid in sales.groupby("customer")["paid"].sum())
        count = ceil(Fraction(len(buyers), 5))
        top = sum(spent[len(spent) - count :])
        return {
            "trade": (
                len(sales), len(buyers), revenue, -int(refunds["paid"].sum()),
                revenue + int(refunds["paid"].sum()),
            ),
            "averages": (_ratio(revenue, len(sales)), _ratio(len(sales), len(buyers))),
            "apart": (
                int((apart["amount"] >= 0).sum()),
                int(apart[apart["amount"] >= 0]["paid"].sum()),
                -int(apart[apart["amount"] < 0]["paid"].sum()),
            ),
            "new": (
                len(new), len(buyers - new), revenue_new, revenue - revenue_new,
                _percent(revenue - revenue_new, revenue),
            ),
            "taken_off": (int(off[is_new].sum()), int(off[~is_new].sum())),
            "dependence": (
                len(only), _percent(len(only), len(buyers)), revenue_with,
                _percent(revenue_with, revenue),
            ),
            "reward_parts": [
                (int(sales[those]["off"].sum()), int(by_points[those].sum()))
                for those in (is_new, ~is_new)
            ],
            "top": (count, _percent(top, revenue)),
        }  # fmt: skip

    def repeats(self) -> dict[str, Any]:
        sales = self.bought(self.period)
        in_month, to_date = _times(sales), _times(self.sales)
        newcomers = self.newcomers(self.looked_at())
        back = [each for each in newcomers if self.came_again(each)]
        return {
            "repeats": (
                _percent(sum(times >= 2 for times in in_month.values()), len(in_month)),
                _percent(sum(to_date[each] >= 2 for each in in_month), len(in_month)),
                len(to_date),
                _percent(sum(times >= 2 for times in to_date.values()), len(to_date)),
            ),
            "second_visit": (
                _span(self.looked_at())[0],
                len(newcomers),
                _percent(len(back), len(newcomers)),
            ),
        }

    def looked_at(self) -> pd.Period:
        looked_at = self.period
        while _span(looked_at)[1] + timedelta(days=60) > self.last:
            looked_at -= 1
        return looked_at

    def newcomers(self, period: pd.Period) -> set[str]:
        first, last = _span(period)
        return {each for each, day in self.first_days.items() if first <= day <= last}

    def came_again(self, customer: str) -> bool:
        first = self.first_days[customer]
        return any(first < day <= first + timedelta(days=60) for day in self.days[customer])

    def cohorts(self) -> list[Any]:
        bought: dict[date, Counter[str]] = {}
        rows = zip(self.sales["customer"], self.sales["day"], self.sales["paid"], strict=True)
        for customer, day, paid in rows:
            bought.setdefault(_month(day), Counter())[customer] += int(paid)
        cohorts = []
        for first in sorted({_month(day) for day in self.first_days.values()}):
            size = {each for each, day in self.first_days.items() if _month(day) == first}
            active, revenue, month = [], [], first
            while month <= self.last:
                paid = {each: bought[month][each] for each in size & set(bought.get(month, ()))}
                active.append(len(paid))
                revenue.append(sum(paid.values()))
                month = _next_month(month)
            cohorts.append((first, len(size), active, revenue))
        return cohorts

    def stages(self) -> dict[str, Any]:
        months = {each: _whole_months(day, self.last) for each, day in self.first_days.items()}
        new = [each for each, count in months.items() if count < 3]
        settling = [each for each, count in months.items() if 3 <= count < 18]
        loyal = {each for each, count in months.items() if count >= 18}
        again = sum(len(self.days[each]) > 1 for each in new)
        rhythms = [self.on_time(each) for each in settling if len(self.days[each]) >= 3]
        spent = self.net_of(loyal, 0, 12)
        before = self.net_of(loyal, 12, 24)
        return {
            "stages": (len(new), len(settling), len(loyal)),
            "stage_measures": (
                _percent(again, len(new)),
                _percent(sum(rhythms), len(rhythms)),
                _percent(spent - before, before) if before > 0 else None,
            ),
        }

    def on_time(self, customer: str) -> bool:
        days = self.days[customer]
        gaps = pd.Series([(b - a).days for a, b in pairwise(days)])
        return bool((self.last - days[-1]).days <= gaps.median())

    def net_of(self, customers: set[str], since: int, until: int) -> int:
        """Sum up what was spent so many whole months before the last day."""
        both = pd.concat([self.sales, self.refunds])
        ago = both["day"].map(lambda day: _whole_months(day, self.last))
        then = both[(ago >= since) & (ago < until)]
        return int(then[then["customer"].isin(customers)]["paid"].sum())

    def groups(self) -> dict[str, int]:
        return {score: len(ids) for score, ids in self.scored().items()}

    def scored(self) -> dict[str, set[str]]:
        net = pd.concat([self.sales, self.refunds]).groupby("customer")["paid"].sum()
        table = pd.DataFrame(
            {
                "recency": self.sales.groupby("customer")["day"].max().map(date.toordinal),
                "frequency": self.sales.groupby("customer").size(),
                "money": net[net.index.isin(list(self.first_days))],
            }
        )
        if table.empty:
            return {}
        ranks = table.rank(method="min").astype(int)
        scores = ranks.map(lambda rank: floor(Fraction((rank - 1) * 5, len(table))) + 1)
        names = scores.astype(str).agg("".join, axis=1)
        return {str(name): set(ids.index) for name, ids in names.groupby(names)}

    def history(self) -> list[Any]:
        lines = []
        for back in range(11, -1, -1):
            past = self.period - back
            sales = self.bought(past)
            told = (len(set(sales["customer"])), int(sales["paid"].sum()))
            retention = self.held(past)[7]
            lines.append((_span(past)[0], retention, *told, *self.newcomers_kept(past)))
        return lines


def _times(sales: pd.DataFrame) -> dict[str, int]:
    return {
        str(customer): int(times) for customer, times in sales.groupby("customer").size().items()
    }


def _percent(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) * 100 if whole else None


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _month(day: date) -> date:
    return day.replace(day=1)


def _next_month(month: date) -> date:
    return (pd.Timestamp(month) + pd.DateOffset(months=1)).date()


def _read(name: str) -> pd.Period:
    if "W" in name:
        year, week = name.split("-W")
        return pd.Period(date.fromisocalendar(int(year), int(week), 4), freq="W-SUN")
    return pd.Period(name, freq="Q" if "Q" in name else "M" if "-" in name else "Y")


@cache
def _span(period: pd.Period) -> tuple[date, date]:
    return period.start_time.date(), period.end_time.date()


@cache
def _whole_months(start: date, end: date) -> int:
    months = 0
    while (pd.Timestamp(start) + pd.DateOffset(months=months + 1)).date() <= end:
        months += 1
    return months
