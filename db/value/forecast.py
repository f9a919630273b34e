"""What the models expect of each customer from a day on: still ours, how often, how much."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256

import numpy as np
from sqlite_utils import Database

from db.value.dropout import DropoutModel
from db.value.fitting import Real
from db.value.gammagamma import GammaGamma, fit_gammagamma
from db.value.histories import DAYS_OF_A_WEEK, Histories, read_purchases
from db.value.mbgnbd import fit_mbgnbd
from db.value.models import can_learn

AHEAD_DAYS = 365
_PLACES = 10_000


@dataclass(frozen=True)
class Expected:
    """What the models expect of one customer; money in minor units."""

    alive: Fraction  # percent, to four decimals
    purchases: Fraction  # in the next 365 days, to four decimals
    money: int | None  # in the next 365 days; None where nothing is known of amounts


@dataclass(frozen=True)
class Forecast:
    """What is expected of all customers who have bought; a place for each."""

    places: dict[str, int]
    alive: Real
    purchases: Real
    money: Real | None  # minor units

    def of(self, customer_id: str) -> Expected | None:
        """Return what is expected of a customer, None of one who never bought."""
        place = self.places.get(customer_id)
        if place is None:
            return None
        return Expected(
            Fraction(round(100 * _PLACES * float(self.alive[place])), _PLACES),
            Fraction(round(_PLACES * float(self.purchases[place])), _PLACES),
            None if self.money is None else round(float(self.money[place])),
        )


def forecast(
    db: Database, *, today: date, learnt_until: date, unit: int, least_days: int
) -> Forecast | None:
    """Return what is expected of every customer from today on.

    None where the book was too young when the models learnt, or nobody had come again.
    """
    purchases = read_purchases(db, today)
    learnt = _learn(purchases.histories(learnt_until), unit=unit, least_days=least_days)
    if learnt is None:
        return None
    model, amounts = learnt
    now = purchases.histories(today)
    groups, places = now.grouped, now.grouped.places
    history = (groups.again, groups.last, groups.known)
    weeks = AHEAD_DAYS / DAYS_OF_A_WEEK
    often = model.expected_purchases(weeks, *history)[places]
    money = None
    if amounts is not None:
        average = now.paid_again / (np.maximum(now.again, 1) * unit)
        money = often * amounts.expected_amount(now.again, average) * unit
    return Forecast(
        {id: place for place, id in enumerate(now.customer_ids)},
        model.chance_alive(*history)[places],
        often,
        money,
    )


_LEARNT: dict[bytes, tuple[DropoutModel, GammaGamma | None]] = {}
_MOST_KEPT = 8


def _learn(
    histories: Histories, *, unit: int, least_days: int
) -> tuple[DropoutModel, GammaGamma | None] | None:
    """Return the models of these histories, from memory where they were learnt before."""
    if not can_learn(histories) or histories.oldest_days < least_days:
        return None
    key = _digest(histories, unit)
    if key not in _LEARNT:
        while len(_LEARNT) >= _MOST_KEPT:
            del _LEARNT[next(iter(_LEARNT))]
        _LEARNT[key] = fit_mbgnbd(histories.grouped), fit_gammagamma(histories, unit=unit)
    return _LEARNT[key]


def _digest(histories: Histories, unit: int) -> bytes:
    """Return what tells these histories from all others: every number that is learnt from."""
    digest = sha256(str(unit).encode())
    for column in (
        histories.again, histories.last_days, histories.known_days, histories.paid_again
    ):  # fmt: skip
        digest.update(column.tobytes())
    return digest.digest()
