"""Whom to ring up first: who may be called, was left alone of late, and gives a reason."""

from dataclasses import dataclass

from db.moment import Moment
from db.rules.scoring import Score, Signs
from db.value.standing import Chance


@dataclass(frozen=True)
class WorthACall:
    """Somebody worth a call, and why."""

    customer_id: str
    number: str
    name: str
    phone: str  # as it is kept; db/phones.py shows it
    signs: Signs
    score: Score
    chance: Chance


def worth_a_call(
    moment: Moment, limit: int = 10, *, quiet_days: int | None = None
) -> list[WorthACall]:
    """Return those most worth a call, best first.

    Left out are those without a phone, who asked for another way or for none, and who were spoken
    or written to within the quiet days.
    """
    raise NotImplementedError
