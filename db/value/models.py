"""All models of a book, as of a day: what `okaeri value` prints."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.value.bgnbd import fit_bgnbd
from db.value.dropout import DropoutModel
from db.value.gammagamma import GammaGamma, fit_gammagamma
from db.value.histories import Histories, read_histories
from db.value.mbgnbd import fit_mbgnbd


@dataclass(frozen=True)
class Models:
    """What could be learnt; None for a model where nothing could."""

    until: date
    customers: int
    repeat_customers: int
    bgnbd: DropoutModel | None
    mbgnbd: DropoutModel | None
    gammagamma: GammaGamma | None


def fit_models(db: Database, *, until: date, unit: int) -> Models:
    """Return the models of all purchases by the end of a day.

    `unit` is how many minor units make one of the currency. Nothing can be learnt of coming back
    where nobody has bought on a second day.
    """
    return models_of(read_histories(db, until), unit=unit)


def models_of(histories: Histories, *, unit: int) -> Models:
    """Return the models of these histories."""
    again = can_learn(histories)
    return Models(
        histories.until,
        histories.customers,
        histories.repeat_customers,
        fit_bgnbd(histories.grouped) if again else None,
        fit_mbgnbd(histories.grouped) if again else None,
        fit_gammagamma(histories, unit=unit),
    )


def can_learn(histories: Histories) -> bool:
    """Tell whether anybody bought on a second day."""
    return histories.repeat_customers > 0
