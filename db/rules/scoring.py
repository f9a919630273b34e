"""Scoring: whom to approach, 0–100, in parts that one can read aloud.

Each part has its most points and never goes below nothing; a stronger sign never gives fewer.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

PartName = Literal["late", "worth", "unhappy", "plan_ended", "friends"]

MOST: dict[PartName, int] = {
    "late": 40,
    "worth": 30,
    "unhappy": 15,
    "plan_ended": 10,
    "friends": 5,
}
"""The most that each part gives; together 100."""

REASONS: frozenset[PartName] = frozenset({"late", "unhappy", "plan_ended"})
"""What somebody is approached for; worth and friends only say for whom first."""

HAPPY_FROM = 7
_SHORTEST_RHYTHM = 7  # who comes every day is not missed after two
_POINTS_OF_FRIENDS = (0, 2, 4, 5)


class Signs(NamedTuple):  # there is one for each customer
    """What is known of a customer on a day; money in minor units."""

    days_since: int | None = None  # the last sale; None: never bought
    twice_rhythm: int | None = None  # twice the median gap in days; None before three visits
    yearly_worth: int = 0  # paid in the 365 days that end today, less what was handed back
    worth_rank: Fraction = Fraction(0)  # the share of the year's buyers who brought no more
    scored: int | None = None  # the latest answer of the year, 0–10
    scored_on: date | None = None
    plan_ended_on: date | None = None  # the last day of a plan that was not renewed
    friends: int = 0  # who were brought and bought

    @property
    def rhythm(self) -> Fraction | None:
        """Return the usual days between two visits."""
        return None if self.twice_rhythm is None else Fraction(self.twice_rhythm, 2)

    @property
    def days_late(self) -> int:
        """Return the whole days beyond the own rhythm, 0 where somebody is in time or has none."""
        if self.twice_rhythm is None or self.days_since is None:
            return 0
        return max((2 * self.days_since - self.twice_rhythm) // 2, 0)

    @property
    def is_telling(self) -> bool:
        """Tell whether anything is a reason to approach them; quick, before a score is made."""
        is_late = self.days_late > 0
        return is_late or self.plan_ended_on is not None or unhappy_points(self.scored) > 0


class Part(NamedTuple):  # there are five for each customer
    """One part of a score."""

    name: PartName
    points: int

    @property
    def most(self) -> int:
        """Return the most that this part gives."""
        return MOST[self.name]


@dataclass(frozen=True)
class Score:
    """How much there is to be said for approaching somebody, 0–100."""

    parts: tuple[Part, ...]  # all of them, in a fixed order

    @property
    def points(self) -> int:
        """Return all parts together."""
        return sum(part.points for part in self.parts)

    @property
    def has_reason(self) -> bool:
        """Tell whether there is anything to approach this customer for."""
        return any(part.points and part.name in REASONS for part in self.parts)

    @property
    def told(self) -> tuple[Part, ...]:
        """Return the parts that gave points: the reasons first, most points first."""
        given = [part for part in self.parts if part.points]
        return tuple(
            sorted(given, key=lambda part: (part.name not in REASONS, -part.points, part.name))
        )


def score_of(signs: Signs) -> Score:
    """Return the score that signs give."""
    points: dict[PartName, int] = {
        "late": late_points(signs.days_late, signs.twice_rhythm),
        "worth": worth_points(signs.worth_rank),
        "unhappy": unhappy_points(signs.scored),
        "plan_ended": MOST["plan_ended"] if signs.plan_ended_on else 0,
        "friends": friend_points(signs.friends),
    }
    return Score(tuple(Part(name, points[name]) for name in get_args(PartName)))


def late_points(days_late: int, twice_rhythm: int | None) -> int:
    """Return the points of lateness: all of them from two more rhythms on, at least two weeks."""
    if twice_rhythm is None:
        return 0
    whole = max(twice_rhythm, 2 * _SHORTEST_RHYTHM)
    return min(MOST["late"] * max(days_late, 0) // whole, MOST["late"])


def worth_points(rank: Fraction) -> int:
    """Return the points of a rank by yearly worth: all of them for who brought most."""
    points = MOST["worth"] * rank.numerator // rank.denominator
    return min(max(points, 0), MOST["worth"])


def unhappy_points(scored: int | None) -> int:
    """Return the points of an unhappy answer: 15 for a 0, one less for each step up, 9 for a 6."""
    if scored is None or scored >= HAPPY_FROM:
        return 0
    return MOST["unhappy"] - max(scored, 0)


def friend_points(friends: int) -> int:
    """Return the points of friends who were brought: 2, 4, and 5 from three on."""
    return _POINTS_OF_FRIENDS[min(max(friends, 0), len(_POINTS_OF_FRIENDS) - 1)]


def worth_ranks(worths: Iterable[int]) -> "Ranks":
    """Return the ranks among those who brought anything in the year."""
    return Ranks(sorted(worth for worth in worths if worth > 0))


@dataclass(frozen=True)
class Ranks:
    """What each of the year's buyers brought, least first."""

    worths: Sequence[int]

    def of(self, worth: int) -> Fraction:
        """Return the share of the buyers who brought no more than this; 0 for nothing."""
        if worth <= 0 or not self.worths:
            return Fraction(0)
        return Fraction(bisect_right(self.worths, worth), len(self.worths))
