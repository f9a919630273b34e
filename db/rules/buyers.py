"""Buyers: who bought in a period, again, for the first time, most; rules.md §10.

Everything here counts histories up to the period's last day; Histories hold days as ordinals.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import sub
from typing import NamedTuple

from db.rules.campaigns import Arm, newcombe
from db.rules.histories import NEW_MONTHS, History, Pasts
from db.rules.retention import Repeats, Stages, TopBuyers, Trade
from db.rules.spans import Period, months_back

SECOND_VISIT_DAYS = 60
LOYAL_MONTHS = 18
_MONTHS_OF_GROWTH = 12
_VISITS_OF_A_RHYTHM = 3
_SCORES = 5


class Buyer(NamedTuple):
    """Somebody who bought in a period, what they bought in it, and all before."""

    past: History
    sales: int
    revenue: int  # minor units

    @property
    def new(self) -> bool:
        """Tell whether the first sale ever lies in the period."""
        return self.sales == len(self.past.days)


def buyers_in(histories: Iterable[History], period: Period) -> list[Buyer]:
    """Return those who bought in the period, which is the last of their histories."""
    first = period.first.toordinal()
    return [buyer_of(past, first) for past in histories if past.days[-1] >= first]


def buyer_of(past: History, first: int) -> Buyer:
    """Return what a customer bought from a day on."""
    place = bisect_left(past.days, first)
    return Buyer(past, len(past.days) - place, sum(past.paid[place:]))


def trade_of(bought: Sequence[Buyer], *, apart: Trade) -> Trade:
    """Return what the buyers bought, beside what is told apart: refunds, what was taken off."""
    new = [buyer for buyer in bought if buyer.new]
    return replace(
        apart,
        sales=sum(buyer.sales for buyer in bought),
        buyers=len(bought),
        revenue=sum(buyer.revenue for buyer in bought),
        new_customers=len(new),
        revenue_new=sum(buyer.revenue for buyer in new),
    )


def repeats_of(
    histories: Sequence[History], bought: Sequence[Buyer], pasts: Pasts, *, period: Period
) -> Repeats:
    """Return how many of all customers and of the period's buyers bought again."""
    looked_at = second_visit_period(period)
    newcomers = [past for past in histories if first_bought_in(past, looked_at)]
    return Repeats(
        buyers_last_month=pasts.buyers(period.before),
        buyers_of_both=pasts.buyers(period.before, period),
        buyers=len(bought),
        buyers_twice=sum(buyer.sales > 1 for buyer in bought),
        buyers_not_first=sum(len(buyer.past.days) > 1 for buyer in bought),
        customers_to_date=len(histories),
        customers_twice=sum(len(past.days) > 1 for past in histories),
        second_visit_month=looked_at.first,
        newcomers=len(newcomers),
        newcomers_back=sum(map(came_again_in_time, newcomers)),
    )


def second_visit_period(period: Period) -> Period:
    """Return the latest one of the same kind that had ended 60 days before this one's last day."""
    looked_at = period
    while (period.last - looked_at.last).days < SECOND_VISIT_DAYS:
        looked_at = looked_at.before
    return looked_at


def second_visits_may_be_alike(now: Repeats, before: Repeats) -> bool:
    """Tell whether chance alone may have brought more of one time's newcomers back, or fewer."""
    arms = (Arm(each.newcomers, each.newcomers_back) for each in (now, before))
    return not (now.newcomers and before.newcomers) or 0 in newcombe(*arms)


def first_bought_in(past: History, period: Period) -> bool:
    """Tell whether the first sale ever lies in a period."""
    return period.first.toordinal() <= past.days[0] <= period.last.toordinal()


def came_again_in_time(past: History) -> bool:
    """Tell whether a newcomer bought again on another day within 60 days."""
    later = bisect_right(past.days, past.days[0])
    return later < len(past.days) and past.days[later] <= past.days[0] + SECOND_VISIT_DAYS


def top_buyers(bought: Sequence[Buyer]) -> TopBuyers:
    """Return what the fifth of the buyers who spent most spent; a part of a person counts whole."""
    revenues = sorted((buyer.revenue for buyer in bought), reverse=True)
    count = top_count(len(revenues))
    return TopBuyers(count, sum(revenues[:count]), sum(revenues))


def top_count(buyers: int) -> int:
    """Return how many a fifth of the buyers are, a part of a person counted whole."""
    return -(-buyers // 5)


def loyal_since(last_day: date) -> date:
    """Return the last day of a first sale with which somebody is loyal on a day."""
    return months_back(last_day, LOYAL_MONTHS)


def settled_since(last_day: date) -> date:
    """Return the last day of a first sale with which somebody is no longer new on a day."""
    return months_back(last_day, NEW_MONTHS)


def stages_of(histories: Iterable[History], *, last_day: date) -> Stages:
    """Return the customers of each stage on a day, with what its measure counts."""
    settled_by = settled_since(last_day).toordinal()
    loyal_by = loyal_since(last_day).toordinal()
    new: list[History] = []
    settling: list[History] = []
    loyal: list[History] = []
    for past in histories:
        first = past.days[0]
        (loyal if first <= loyal_by else settling if first <= settled_by else new).append(past)
    rhythms = [(twice_rhythm(past.days), past.days[-1]) for past in settling]
    known = [(twice, last) for twice, last in rhythms if twice is not None]
    today = last_day.toordinal()
    spent, before = _two_years(loyal, last_day=last_day)
    return Stages(
        new=len(new),
        new_came_again=sum(past.days[-1] > past.days[0] for past in new),
        settling=len(settling),
        settling_with_rhythm=len(known),
        settling_on_time=sum(2 * (today - last) <= twice for twice, last in known),
        loyal=len(loyal),
        loyal_spent=spent,
        loyal_spent_before=before,
    )


def twice_rhythm(days: Sequence[int]) -> int | None:
    """Return twice the median gap between visit days, a whole number; None before three visits."""
    if len(days) < _VISITS_OF_A_RHYTHM:
        return None
    gaps: list[int] = sorted(map(sub, days[1:], days))
    same_day = bisect_right(gaps, 0)
    between_visits = len(gaps) - same_day
    if between_visits < _VISITS_OF_A_RHYTHM - 1:
        return None
    middle = between_visits // 2
    return gaps[same_day + middle] + gaps[-1 - middle]


def days_late(days: Sequence[int], *, on: int) -> int | None:
    """Return how many days somebody is beyond their rhythm, a part of one counted whole.

    0: not late. None: no rhythm yet.
    """
    twice = twice_rhythm(days)
    return None if twice is None else max(0, -((twice - 2 * (on - days[-1])) // 2))


def groups_of(histories: Sequence[History]) -> dict[str, int]:
    """Return how many customers have each score of recency, frequency and money, as "555"."""
    return dict(sorted(Counter(score_names(histories)).items()))


def score_names(histories: Sequence[History]) -> list[str]:
    """Return the scores of each of these customers among all of them, as "555"."""
    measures = (
        [past.days[-1] for past in histories],
        [len(past.days) for past in histories],
        [past.net for past in histories],
    )
    scored = [map(scores(values).__getitem__, values) for values in measures]
    name = {(r, f, m): f"{r}{f}{m}" for r in _FIVE for f in _FIVE for m in _FIVE}
    return [name[score] for score in zip(*scored, strict=True)]


def scores(values: Iterable[int]) -> Mapping[int, int]:
    """Return the score of each value, 5 for the best: floor((rank − 1) × 5 ÷ n) + 1.

    A value's rank is one more than how many are worse, so that equal values share a score.
    """
    counts = Counter(values)
    customers = counts.total()
    score, worse = {}, 0
    for value in sorted(counts):
        score[value] = worse * _SCORES // customers + 1
        worse += counts[value]
    return score


_FIVE = range(1, _SCORES + 1)


def _two_years(loyal: Iterable[History], *, last_day: date) -> tuple[int, int]:
    """Return what these customers spent in the year to a day and in the one before, net."""
    year = months_back(last_day, _MONTHS_OF_GROWTH).toordinal()
    before = months_back(last_day, 2 * _MONTHS_OF_GROWTH).toordinal()
    spent = spent_before = 0
    for past in loyal:
        first, middle = bisect_right(past.days, before), bisect_right(past.days, year)
        spent_before += sum(past.paid[first:middle])
        spent += sum(past.paid[middle:])
        for day, amount in past.back:
            spent -= amount if day > year else 0
            spent_before -= amount if before < day <= year else 0
    return spent, spent_before
