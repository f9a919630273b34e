"""Buyers: who bought in a month, again, for the first time, most; rules.md §10.

Everything here counts histories up to the month's last day; Histories hold days as ordinals.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import sub

from db.rules.histories import History, Pasts
from db.rules.periods import add_months, last_day_of_month
from db.rules.retention import Repeats, Stages, TopBuyers, Trade

SECOND_VISIT_DAYS = 60
NEW_MONTHS, LOYAL_MONTHS = 3, 18
_VISITS_OF_A_RHYTHM = 3
_SCORES = 5


def trade_of(bought: Sequence[History], *, month: date, apart: Trade) -> Trade:
    """Return what the buyers bought, beside what is told apart: refunds, anonymous sales."""
    first = month.toordinal()
    new = [past for past in bought if past.days[0] >= first]
    return replace(
        apart,
        sales=sum(len(past.days) - bisect_left(past.days, first) for past in bought),
        buyers=len(bought),
        revenue=sum(past.revenue for past in bought),
        new_customers=len(new),
        revenue_new=sum(past.revenue for past in new),
        taken_off=sum(past.taken_off for past in bought),
        taken_off_new=sum(past.taken_off for past in new),
    )


def buyers_in(histories: Iterable[History], month: date) -> list[History]:
    """Return those who bought in the month, which is the last of their histories."""
    first = month.toordinal()
    return [past for past in histories if past.days[-1] >= first]


def repeats_of(
    histories: Sequence[History], bought: Sequence[History], pasts: Pasts, *, month: date
) -> Repeats:
    """Return how many of all customers and of the month's buyers bought again."""
    first = month.toordinal()
    last_month = add_months(month, -1)
    looked_at = second_visit_month(month)
    newcomers = _first_bought_in(histories, looked_at)
    return Repeats(
        buyers_last_month=pasts.buyers(last_month),
        buyers_of_both=pasts.buyers(last_month, month),
        buyers=len(bought),
        buyers_twice=sum(len(past.days) > 1 and past.days[-2] >= first for past in bought),
        buyers_not_first=sum(len(past.days) > 1 for past in bought),
        customers_to_date=len(histories),
        customers_twice=sum(len(past.days) > 1 for past in histories),
        second_visit_month=looked_at,
        newcomers=len(newcomers),
        newcomers_back=sum(map(_came_again_in_time, newcomers)),
    )


def second_visit_month(month: date) -> date:
    """Return the latest month that had ended 60 days before this one's last day."""
    day = last_day_of_month(month) - timedelta(days=SECOND_VISIT_DAYS)
    ended = day if day == last_day_of_month(day) else add_months(day, -1)
    return ended.replace(day=1)


def top_buyers(bought: Sequence[History]) -> TopBuyers:
    """Return what the fifth of the buyers who spent most spent; a part of a person counts whole."""
    revenues = sorted((past.revenue for past in bought), reverse=True)
    count = -(-len(revenues) // 5)
    return TopBuyers(count, sum(revenues[:count]), sum(revenues))


def loyal_since(last_day: date) -> date:
    """Return the last day of a first sale with which somebody is loyal on a month's last day."""
    return _first_sale_by(last_day, LOYAL_MONTHS)


def stages_of(histories: Iterable[History], *, last_day: date) -> Stages:
    """Return the customers of each stage on a month's last day, with what its measure counts."""
    settled_by = _first_sale_by(last_day, NEW_MONTHS).toordinal()
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
    return Stages(
        new=len(new),
        new_came_again=sum(past.days[-1] > past.days[0] for past in new),
        settling=len(settling),
        settling_with_rhythm=len(known),
        settling_on_time=sum(2 * (today - last) <= twice for twice, last in known),
        loyal=len(loyal),
    )


def twice_rhythm(days: Sequence[int]) -> int | None:
    """Return twice the median gap between visit days, a whole number; None before three visits."""
    gaps: list[int] = sorted(map(sub, days[1:], days))
    same_day = bisect_right(gaps, 0)
    between_visits = len(gaps) - same_day
    if between_visits < _VISITS_OF_A_RHYTHM - 1:
        return None
    middle = between_visits // 2
    return gaps[same_day + middle] + gaps[-1 - middle]


def groups_of(histories: Sequence[History]) -> dict[str, int]:
    """Return how many customers have each score of recency, frequency and money, as "555"."""
    measures = (
        [past.days[-1] for past in histories],
        [len(past.days) for past in histories],
        [past.net for past in histories],
    )
    scored = [map(scores(values).__getitem__, values) for values in measures]
    counts = Counter(zip(*scored, strict=True))
    return {"".join(map(str, group)): customers for group, customers in sorted(counts.items())}


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


def _first_bought_in(histories: Iterable[History], month: date) -> list[History]:
    first, last = month.toordinal(), last_day_of_month(month).toordinal()
    return [past for past in histories if first <= past.days[0] <= last]


def _came_again_in_time(past: History) -> bool:
    later = bisect_right(past.days, past.days[0])
    return later < len(past.days) and past.days[later] <= past.days[0] + SECOND_VISIT_DAYS


def _first_sale_by(last_day: date, months: int) -> date:
    """Return the last day of a first sale from which so many whole months have passed.

    The end of a month clamps: from 30 November three months are over on 28 February.
    """
    return last_day_of_month(add_months(last_day.replace(day=1), -months))
