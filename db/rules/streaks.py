"""Streaks: a gift for visits in so many weeks without a gap; weeks run from Monday to Sunday."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.rules.shop import Gift

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Streak:
    """Who comes so often in each of so many weeks gets the gift."""

    id: str
    name: str
    weeks: int
    visits: int  # in each of them
    gift: Gift
    since: date  # the first business date that counts
    offered: bool = True


@dataclass(frozen=True)
class GivenRun:
    """A run of weeks that brought its gift; each week counts for one gift only."""

    week: date  # the Monday of its last week
    weeks: int
    visits: int  # that each of its weeks had to have

    def holds(self, week: date) -> bool:
        """Tell whether a week is one of the run."""
        return self.week - (self.weeks - 1) * _WEEK <= week <= self.week


@dataclass(frozen=True)
class StreakStanding:
    """How far a customer is on a day."""

    streak: Streak
    have: int  # weeks in a row, this one too once it has its visits
    visits_this_week: int

    @property
    def to_go(self) -> int:
        """Return the weeks that are still to come."""
        return max(self.streak.weeks - self.have, 0)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_met(days: Iterable[date], *, visits: int) -> set[date]:
    """Return the weeks, by their Mondays, in which so many of the days lie."""
    found = Counter(map(week_of, set(days)))
    return {week for week, count in found.items() if count >= visits}


def runs_completed(
    streak: Streak, days: Iterable[date], given: Collection[GivenRun]
) -> list[GivenRun]:
    """Return the runs among these visits that are complete and have not brought their gift yet.

    Weeks of a run that has brought one count no more; a run begins where the one before it ends.
    """
    completed, length, last = [], 0, date.min
    for week in sorted(_weeks_free(streak, days, given)):
        length = length + 1 if last + _WEEK == week else 1
        last = week
        if length == streak.weeks:
            completed.append(GivenRun(week, streak.weeks, streak.visits))
            length = 0
    return completed


def standing_on(
    streak: Streak, days: Collection[date], given: Collection[GivenRun], *, on: date
) -> StreakStanding:
    """Return how far visits have come by a day; this week breaks no run before it is over."""
    this_week = week_of(on)
    free = _weeks_free(streak, days, given)
    week = this_week if this_week in free else this_week - _WEEK
    if any(run.holds(this_week) for run in given):
        week = this_week  # a new run begins with the week after
    have = 0
    while week in free:
        have, week = have + 1, week - _WEEK
    counted = {day for day in days if day >= streak.since}
    visits = sum(1 for day in counted if week_of(day) == this_week)
    return StreakStanding(streak, have, visits)


def run_broken(run: GivenRun, days: Iterable[date], *, week: date) -> bool:
    """Tell whether a run has lost the visits of one of its weeks."""
    return run.holds(week) and week not in weeks_met(days, visits=run.visits)


def _weeks_free(streak: Streak, days: Iterable[date], given: Collection[GivenRun]) -> set[date]:
    met = weeks_met((day for day in days if day >= streak.since), visits=streak.visits)
    return {week for week in met if not any(run.holds(week) for run in given)}


def spoken_streak(streak: Streak) -> dict[str, Any]:
    """Return a streak's terms in the words of the feed."""
    gift = streak.gift
    return {
        "name": streak.name,
        "weeks": streak.weeks,
        "visits": streak.visits,
        "gift": {"reward": gift.reward} if gift.reward else {"points": gift.points},
        "offered": streak.offered,
    }
