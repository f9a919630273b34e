"""Who is behind the figures that follow from sales: each is a question asked of one history."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from db.errors import BadDate, BadRequest
from db.queries.reward_cost import reductions_in
from db.rules.buyers import (
    buyer_of,
    came_again_in_time,
    days_late,
    first_bought_in,
    loyal_since,
    score_names,
    second_visit_period,
    settled_since,
    top_count,
)
from db.rules.groups import GROUP_NAMES, group_of_scores
from db.rules.histories import History
from db.rules.periods import add_months, parse_month
from db.rules.shop import ShopSettings
from db.rules.spans import Period, period_of

_REFUNDS = """
SELECT customer_id, sum(back) FROM (
  SELECT customer_id, money_back AS back FROM refunds INDEXED BY refunds_by_day
  WHERE day BETWEEN :first AND :last AND customer_id IS NOT NULL
  UNION ALL
  SELECT customer_id, -paid FROM sales INDEXED BY sales_by_day
  WHERE day BETWEEN :first AND :last AND customer_id IS NOT NULL AND amount < 0
) GROUP BY customer_id
"""


@dataclass(frozen=True)
class Asked:
    """What is asked about: a period of a book, and what everybody had bought by its end."""

    db: Database
    period: Period
    as_of: date
    today: date
    settings: ShopSettings
    histories: Mapping[str, History]

    @property
    def first(self) -> int:
        """Return the first day as an ordinal."""
        return self.period.first.toordinal()

    @property
    def last(self) -> int:
        """Return the last day as an ordinal."""
        return self.period.last.toordinal()

    @property
    def span(self) -> dict[str, str]:
        """Return the days as the book writes them."""
        return {"first": self.period.first.isoformat(), "last": self.period.last.isoformat()}


@dataclass(frozen=True)
class Found:
    """Who is behind a figure, and what of it is theirs."""

    amounts: Mapping[str, int] = field(default_factory=dict)
    unit: str = "customers"

    @classmethod
    def those(cls, customers: Iterable[str]) -> "Found":
        """Return a number of customers."""
        return cls(dict.fromkeys(customers, 1))


Whether = Callable[[Asked, History], bool]


# -- Active, gained, lost --------------------------------------------------------------------------


def _active(asked: Asked, past: History, on: int) -> bool:
    sales = bisect_right(past.days, on)
    return sales > 0 and past.days[sales - 1] > on - asked.settings.active_days


def _at_start(asked: Asked, past: History) -> bool:
    return _active(asked, past, asked.first - 1)


def _at_end(asked: Asked, past: History) -> bool:
    return _active(asked, past, asked.last)


def _gained(asked: Asked, past: History) -> bool:
    return _at_end(asked, past) and not _at_start(asked, past)


def _new(asked: Asked, past: History) -> bool:
    return past.days[0] >= asked.first


def _newcomer_at_start(asked: Asked, past: History) -> bool:
    settled_by = settled_since(asked.period.before.last).toordinal()
    return past.days[0] > settled_by and _at_start(asked, past)


# -- Buyers ----------------------------------------------------------------------------------------


def _bought(asked: Asked, past: History) -> bool:
    return past.days[-1] >= asked.first


def _bought_before(asked: Asked, past: History) -> bool:
    before = asked.period.before
    place = bisect_left(past.days, before.first.toordinal())
    return place < len(past.days) and past.days[place] <= before.last.toordinal()


def _came_first_then(asked: Asked, past: History) -> bool:
    return first_bought_in(past, second_visit_period(asked.period))


# -- Stages ----------------------------------------------------------------------------------------


def _stage(asked: Asked, past: History) -> str:
    first = past.days[0]
    if first <= loyal_since(asked.period.last).toordinal():
        return "18+"
    return "3-18" if first <= settled_since(asked.period.last).toordinal() else "0-3"


def _late(asked: Asked, past: History) -> int | None:
    return days_late(past.days, on=asked.last)


_WHO: Mapping[str, Whether] = {
    "start": _at_start,
    "end": _at_end,
    "gained": _gained,
    "first_time": lambda asked, past: _gained(asked, past) and _new(asked, past),
    "reactivated": lambda asked, past: _gained(asked, past) and not _new(asked, past),
    "retained": lambda asked, past: _at_start(asked, past) and _at_end(asked, past),
    "lapsed": lambda asked, past: _at_start(asked, past) and not _at_end(asked, past),
    "newcomers_start": _newcomer_at_start,
    "newcomers_kept": lambda asked, past: _newcomer_at_start(asked, past) and _at_end(asked, past),
    "buyers": _bought,
    "new": lambda asked, past: _bought(asked, past) and _new(asked, past),
    "returning": lambda asked, past: _bought(asked, past) and not _new(asked, past),
    "buyers_twice": lambda asked, past: len(past.days) - bisect_left(past.days, asked.first) > 1,
    "buyers_not_first": lambda asked, past: _bought(asked, past) and len(past.days) > 1,
    "buyers_before": _bought_before,
    "buyers_both": lambda asked, past: _bought_before(asked, past) and _bought(asked, past),
    "to_date": lambda asked, past: True,  # noqa: ARG005 - whoever has a history
    "to_date_twice": lambda asked, past: len(past.days) > 1,  # noqa: ARG005
    "second_visit": _came_first_then,
    "second_visit_yes": lambda asked, past: (
        _came_first_then(asked, past) and came_again_in_time(past)
    ),
    "second_visit_no": lambda asked, past: (
        _came_first_then(asked, past) and not came_again_in_time(past)
    ),
    "stage:0-3": lambda asked, past: _stage(asked, past) == "0-3",
    "stage:0-3:again": lambda asked, past: (
        past.days[-1] > past.days[0] and _stage(asked, past) == "0-3"
    ),
    "stage:0-3:once": lambda asked, past: (
        past.days[-1] == past.days[0] and _stage(asked, past) == "0-3"
    ),
    "stage:3-18": lambda asked, past: _stage(asked, past) == "3-18",
    "stage:3-18:on_time": lambda asked, past: (
        _stage(asked, past) == "3-18" and _late(asked, past) == 0
    ),
    "stage:3-18:late": lambda asked, past: (
        _stage(asked, past) == "3-18" and (_late(asked, past) or 0) > 0
    ),
    "stage:3-18:no_rhythm": lambda asked, past: (
        _stage(asked, past) == "3-18" and _late(asked, past) is None
    ),
    "stage:18+": lambda asked, past: _stage(asked, past) == "18+",
}


def _those(whether: Whether) -> Callable[[Asked], Found]:
    return lambda asked: Found.those(
        id for id, past in asked.histories.items() if whether(asked, past)
    )


# -- Figures that are money ------------------------------------------------------------------------


def _spent(whether: Whether) -> Callable[[Asked], Found]:
    def find(asked: Asked) -> Found:
        return Found(
            {
                id: buyer_of(past, asked.first).revenue
                for id, past in asked.histories.items()
                if _bought(asked, past) and whether(asked, past)
            },
            "money",
        )

    return find


def _refunds(asked: Asked) -> Found:
    return Found(dict(asked.db.conn.execute(_REFUNDS, asked.span).fetchall()), "money")


def _top(asked: Asked) -> Found:
    spent = _spent(lambda *_: True)(asked).amounts
    best = sorted(spent, key=lambda id: (-spent[id], id))
    return Found({id: spent[id] for id in best[: top_count(len(spent))]}, "money")


def _taken_off(*, new: bool) -> Callable[[Asked], Found]:
    def find(asked: Asked) -> Found:
        taken = reductions_in(asked.db, asked.period).taken_off()
        those = {id: off for id, off in taken.items() if _new(asked, asked.histories[id]) == new}
        return Found(those, "money")

    return find


def _only_with_coupon(asked: Asked) -> Found:
    with_coupon = reductions_in(asked.db, asked.period).sales_with_coupon()
    return Found.those(
        id
        for id, sales in with_coupon.items()
        if buyer_of(asked.histories[id], asked.first).sales == sales
    )


def _revenue_with_coupon(asked: Asked) -> Found:
    found: dict[str, int] = {}
    for sale in reductions_in(asked.db, asked.period).sales:
        if sale.with_coupon:
            found[sale.customer_id] = found.get(sale.customer_id, 0) + sale.paid
    return Found(found, "money")


FIGURES: Mapping[str, Callable[[Asked], Found]] = {
    **{name: _those(whether) for name, whether in _WHO.items()},
    "top20": _top,
    "revenue": _spent(lambda *_: True),
    "revenue_new": _spent(_new),
    "revenue_returning": _spent(lambda asked, past: not _new(asked, past)),
    "refunds": _refunds,
    "reward_cost_new": _taken_off(new=True),
    "reward_cost_returning": _taken_off(new=False),
    "only_with_coupon": _only_with_coupon,
    "revenue_with_coupon": _revenue_with_coupon,
}


# -- Figures whose names are made ------------------------------------------------------------------


def cohort(asked: Asked, rest: str) -> Found:
    """Return who came first in a month, 2026-03, or of these who bought 2 months later: 2026-03:2.

    Raises BadRequest for anything else.
    """
    name, colon, later = rest.partition(":")
    try:
        month = period_of("month", parse_month(name))
    except BadDate as error:
        raise BadRequest("figure", "unknown") from error
    if colon and not (later.isascii() and later.isdecimal() and len(later) <= _LATER_DIGITS):
        raise BadRequest("figure", "unknown")
    bought = period_of("month", add_months(month.first, int(later or 0)))
    first, last = bought.first.toordinal(), bought.last.toordinal()
    return Found.those(
        id
        for id, past in asked.histories.items()
        if first_bought_in(past, month)
        and (not colon or bisect_left(past.days, first) < bisect_right(past.days, last))
    )


def group(asked: Asked, rest: str) -> Found:
    """Return who has a score such as 543, or is in a group with a plain name; raises BadRequest."""
    is_score = len(rest) == _MEASURES and set(rest) <= set("12345")
    if not is_score and rest not in GROUP_NAMES:
        raise BadRequest("figure", "unknown")
    names = score_names(list(asked.histories.values()))
    return Found.those(
        id
        for id, score in zip(asked.histories, names, strict=True)
        if rest in (score, group_of_scores(*map(int, score)))
    )


_MEASURES, _LATER_DIGITS = 3, 4
