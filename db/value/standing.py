"""Where customers stand: how likely they are still ours, what to expect of them, their score.

The models are asked where the book is large enough for them (rules.md §10); else the plain rule
says who is late against their own rhythm. They learn from all that was bought before the month
began, so that they stay the same for a month; each customer's own chance is as of today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from db.collecting import nothing_to_collect
from db.moment import Moment
from db.queries.customers import customers_count
from db.queries.signs import customer_signs
from db.rules.scoring import Score, Signs, score_of
from db.value.keeping import Kept

if TYPE_CHECKING:
    from db.value.forecast import Forecast

Basis = Literal["model", "rule"]

LEAST_BUYERS = 500
LEAST_DAYS = 180  # since the first sale
LATEST_SALE_DAYS = 30


@dataclass(frozen=True)
class Chance:
    """How likely a customer comes back unasked, and what the plain rule says."""

    basis: Basis
    percent: Fraction | None  # None by the plain rule
    days_late: int
    rhythm: Fraction | None  # days between visits; None before three visits
    expected_purchases: Fraction | None = None  # in the next 365 days, one a day
    expected_money: int | None = None  # minor units, in the next 365 days

    @property
    def is_late(self) -> bool:
        """Tell whether the customer is beyond their own rhythm."""
        return self.days_late > 0


@dataclass(frozen=True)
class Chances:
    """The chances of all customers on a day."""

    signs: Mapping[str, Signs]
    forecast: "Forecast | None"  # None: too few data for the models

    @property
    def basis(self) -> Basis:
        """Return whether the models speak, or the plain rule."""
        return "rule" if self.forecast is None else "model"

    def of(self, customer_id: str) -> Chance:
        """Return the chance of one customer; of somebody who never bought nothing is expected."""
        signs = self.signs.get(customer_id, Signs())
        late, rhythm = signs.days_late, signs.rhythm
        expected = self.forecast.of(customer_id) if self.forecast is not None else None
        if expected is None:
            return Chance("rule", None, late, rhythm)
        return Chance("model", expected.alive, late, rhythm, expected.purchases, expected.money)

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """Return the score of every customer who gives any reason to be approached."""
        with nothing_to_collect():
            scored = {id: score_of(signs) for id, signs in self.signs.items() if signs.is_telling}
            return {id: score for id, score in scored.items() if score.has_reason}


@dataclass(frozen=True)
class Standing:
    """What the shop would know of one customer before speaking to them."""

    customer_id: str
    signs: Signs
    score: Score
    chance: Chance


def customer_chances(moment: Moment) -> Chances:
    """Return how likely each customer is still ours; kept in memory until the book changes."""
    return _KEPT.get(moment.db, (moment.today,), lambda: _work_out(moment))


def is_at_hand(moment: Moment) -> bool:
    """Tell whether chances can be asked for without a wait: kept, or those of a small shop."""
    few = customers_count(moment.db) < LEAST_BUYERS
    return few or _KEPT.holds(moment.db, (moment.today,))


def standing_of(moment: Moment, customer_id: str) -> Standing:
    """Return where one customer stands."""
    chances = customer_chances(moment)
    signs = chances.signs.get(customer_id, Signs())
    return Standing(customer_id, signs, score_of(signs), chances.of(customer_id))


def learnt_until(today: date) -> date:
    """Return the last day from which the models learn: the end of the month before."""
    return today.replace(day=1) - timedelta(days=1)


_KEPT: Kept[Chances] = Kept(most=2)


def _work_out(moment: Moment) -> Chances:
    signs = customer_signs(moment)
    return Chances(signs, _forecast(moment) if _may_learn(signs) else None)


def _may_learn(signs: Mapping[str, Signs]) -> bool:
    """Tell whether the book has what the models need, before they are loaded at all."""
    since = [each.days_since for each in signs.values() if each.days_since is not None]
    return len(since) >= LEAST_BUYERS and min(since) < LATEST_SALE_DAYS


def _forecast(moment: Moment) -> "Forecast | None":
    from db.value.forecast import forecast  # numpy and scipy, only now

    return forecast(
        moment.db,
        today=moment.today,
        learnt_until=learnt_until(moment.today),
        unit=10**moment.settings.digits,
        least_days=LEAST_DAYS,
    )
