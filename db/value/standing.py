"""Where customers stand: how likely they are still ours, what to expect of them, their score.

The models are asked where the book is large enough for them (rules.md §10); else the plain rule
says who is late against their own rhythm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from db.moment import Moment
from db.rules.scoring import Score, Signs

Basis = Literal["model", "rule"]


@dataclass(frozen=True)
class Expected:
    """What a model expects of one customer; money in minor units."""

    alive: Fraction  # percent, exact to four decimals
    purchases: Fraction  # in the next 365 days, same-day purchases as one
    money: int | None  # in the next 365 days; None where nobody's money is known


@dataclass(frozen=True)
class Chance:
    """How likely a customer comes back unasked, and what the plain rule says."""

    basis: Basis
    percent: Fraction | None  # None by the plain rule
    days_late: int
    rhythm: Fraction | None  # days between visits; None before three visits
    expected_purchases: Fraction | None = None  # in the next 365 days
    expected_money: int | None = None  # minor units, in the next 365 days

    @property
    def is_late(self) -> bool:
        """Tell whether the customer is beyond their own rhythm."""
        return self.days_late > 0


@dataclass(frozen=True)
class Chances:
    """The chances of all customers on a day."""

    basis: Basis
    signs: Mapping[str, Signs]
    expected: Mapping[str, Expected]

    def of(self, customer_id: str) -> Chance:
        """Return the chance of one customer; of somebody who never bought, nothing is expected."""
        raise NotImplementedError


@dataclass(frozen=True)
class Standing:
    """What the shop would know of one customer before speaking to them."""

    customer_id: str
    signs: Signs
    score: Score
    chance: Chance


def customer_chances(moment: Moment) -> Chances:
    """Return how likely each customer is still ours; kept in memory until the book changes."""
    raise NotImplementedError


def standing_of(moment: Moment, customer_id: str) -> Standing:
    """Return where one customer stands."""
    raise NotImplementedError
