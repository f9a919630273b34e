"""The month's figures a second way: pandas and sets, slow and plain, straight from rules.md §10."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil, floor
from typing import Any

import pandas as pd

from db.queries.month import MonthFigures


@dataclass(frozen=True)
class Sale:
    """One row of a shop's past; an amount below zero is a refund."""

    customer: str | None
    day: date
    amount: int
    paid: int


def slow_figures(rows: list[Sale], *, month: date, active_days: int) -> dict[str, Any]:
    """Return the figures that follow from sales alone."""
    return _SlowMonth(rows, month, active_days).figures()


def the_same_figures(figures: MonthFigures) -> dict[str, Any]:
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
        "cohorts": [(each.month, each.size, list(each.active)) for each in figures.cohorts],
        "stages": (stages.new, stages.settling, stages.loyal),
        "stage_measures": (
            stages.second_visit_percent, stages.rhythm_kept_percent, stages.growth_percent,
        ),
        "groups": dict(figures.groups),
        "history": [
            (past.month, past.customers.retention_percent, past.buyers, past.revenue)
            for past in figures.history
        ],
    }  # fmt: skip


class _SlowMonth:
    def __init__(self, rows: list[Sale], month: date, active_days: int) -> None:
        self.month, self.last = month, _month_end(month)
        self.active_days = active_days
        frame = pd.DataFrame(
            {
                "customer": pd.Series([row.customer for row in rows], dtype=object),
                "day": pd.Series([row.day for row in rows], dtype=object),
                "amount": pd.Series([row.amount for row in rows], dtype="int64"),
                "paid": pd.Series([row.paid for row in rows], dtype="int64"),
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
            "held": self.held(self.month, first_days=self.first_days),
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

    def bought(self, month: date) -> pd.DataFrame:
        return self.within(self.sales, month, _month_end(month))

    def active(self, on: date) -> set[str]:
        first = on - timedelta(days=self.active_days - 1)
        return set(self.within(self.sales, first, on)["customer"])

    def held(self, month: date, *, first_days: dict[str, date]) -> tuple[Any, ...]:
        start = self.active(month - timedelta(days=1))
        end = self.active(_month_end(month))
        gained, retained, lapsed = end - start, start & end, start - end
        first_time = {each for each in gained if first_days[each] >= month}
        return (
            len(start), len(end), len(gained), len(first_time), len(gained - first_time),
            len(retained), len(lapsed),
            _percent(len(end) - len(gained), len(start)), _percent(len(lapsed), len(start)),
        )  # fmt: skip

    def month_on_month(self) -> Fraction | None:
        before = set(self.bought(_months_back(self.month, 1))["customer"])
        return _percent(len(before & set(self.bought(self.month)["customer"])), len(before))

    def trade(self) -> dict[str, Any]:
        sales = self.bought(self.month)
        refunds = self.within(self.refunds, self.month, self.last)
        apart = self.within(self.apart, self.month, self.last)
        buyers = set(sales["customer"])
        new = {each for each in buyers if self.first_days[each] >= self.month}
        is_new = sales["customer"].isin(new)
        revenue, revenue_new = int(sales["paid"].sum()), int(sales[is_new]["paid"].sum())
        off = sales["amount"] - sales["paid"]
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
            "top": (count, _percent(top, revenue)),
        }  # fmt: skip

    def repeats(self) -> dict[str, Any]:
        sales = self.bought(self.month)
        in_month, to_date = _times(sales), _times(self.sales)
        looked_at = self.month
        while _month_end(looked_at) + timedelta(days=60) > self.last:
            looked_at = _months_back(looked_at, 1)
        newcomers = [each for each, day in self.first_days.items() if _month(day) == looked_at]
        back = [each for each in newcomers if self.came_again(each)]
        return {
            "repeats": (
                _percent(sum(times >= 2 for times in in_month.values()), len(in_month)),
                _percent(sum(to_date[each] >= 2 for each in in_month), len(in_month)),
                len(to_date),
                _percent(sum(times >= 2 for times in to_date.values()), len(to_date)),
            ),
            "second_visit": (looked_at, len(newcomers), _percent(len(back), len(newcomers))),
        }

    def came_again(self, customer: str) -> bool:
        first = self.first_days[customer]
        return any(first < day <= first + timedelta(days=60) for day in self.days[customer])

    def cohorts(self) -> list[Any]:
        bought: dict[date, set[str]] = {}
        for customer, day in zip(self.sales["customer"], self.sales["day"], strict=True):
            bought.setdefault(_month(day), set()).add(customer)
        cohorts = []
        for first in sorted({_month(day) for day in self.first_days.values()}):
            size = {each for each, day in self.first_days.items() if _month(day) == first}
            active, month = [], first
            while month <= self.month:
                active.append(len(size & bought.get(month, set())))
                month = _months_back(month, -1)
            cohorts.append((first, len(size), active))
        return cohorts

    def stages(self) -> dict[str, Any]:
        months = {each: _whole_months(day, self.last) for each, day in self.first_days.items()}
        new = [each for each, count in months.items() if count < 3]
        settling = [each for each, count in months.items() if 3 <= count < 18]
        loyal = {each for each, count in months.items() if count >= 18}
        again = sum(len(self.days[each]) > 1 for each in new)
        rhythms = [self.on_time(each) for each in settling if len(self.days[each]) >= 3]
        year = _months_back(self.month, 11)
        spent = self.net_of(loyal, year, self.last)
        before = self.net_of(loyal, _months_back(year, 12), year - timedelta(days=1))
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

    def net_of(self, customers: set[str], first: date, last: date) -> int:
        both = pd.concat([self.sales, self.refunds])
        span = self.within(both, first, last)
        return int(span[span["customer"].isin(customers)]["paid"].sum())

    def groups(self) -> dict[str, int]:
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
        return {str(name): int(count) for name, count in names.value_counts().items()}

    def history(self) -> list[Any]:
        lines = []
        for back in range(11, -1, -1):
            month = _months_back(self.month, back)
            retention = self.held(month, first_days=self.first_days)[7]
            sales = self.bought(month)
            buyers = len(set(sales["customer"]))
            lines.append((month, retention, buyers, int(sales["paid"].sum())))
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


@cache
def _months_back(month: date, count: int) -> date:
    return (pd.Timestamp(month) - pd.DateOffset(months=count)).date()


@cache
def _month_end(month: date) -> date:
    return (pd.Timestamp(month) + pd.offsets.MonthEnd(0)).date()


@cache
def _whole_months(start: date, end: date) -> int:
    months = 0
    while (pd.Timestamp(start) + pd.DateOffset(months=months + 1)).date() <= end:
        months += 1
    return months
