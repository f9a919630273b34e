"""The feed's questions whom to approach, and how likely a customer comes back unasked."""

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct

from db.queries.customers import customer_record
from db.rules.scoring import Score, Signs
from db.session import Session
from db.value.standing import Chance, Standing, standing_of
from db.value.worth_a_call import WorthACall, worth_a_call
from desktop.month import json_number
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Request
from desktop.topics.selling import customer
from desktop.words.chances import chance_sentence, reasons_line

if TYPE_CHECKING:
    from db.value.dropout import DropoutModel
    from db.value.models import Models

_MOST = 1000
_PLACES = 6


class WorthACallAsked(Request, tag="worth_a_call", kw_only=True):
    """Asks whom to ring up first: who may be called, and was not spoken to of late."""

    limit: Annotated[int, Meta(ge=1, le=_MOST)] = 10


class CustomerStandingAsked(Request, tag="customer.standing", kw_only=True):
    """Asks for a customer's score in parts, and the chance that they come back unasked."""

    customer: CustomerKey


class PartTold(Struct, kw_only=True):
    """A part of a score; `part` is late, worth, unhappy, plan_ended or friends."""

    part: str
    points: int
    most: int


class ChanceTold(Struct, kw_only=True):
    """By the models, or by the plain rule where data are too few: then percent is null."""

    basis: str
    percent: float | None
    expected_purchases: float | None  # in the next 365 days
    expected_money: Amount | None
    text: str


class StandingTold(Struct, kw_only=True):
    """Score, parts and chance of a customer; `text` says why in the shop's language."""

    customer: str
    name: str
    score: int
    parts: list[PartTold]
    days_late: int
    rhythm_days: float | None
    yearly_worth: Amount
    chance: ChanceTold
    text: str


class WorthACallTold(StandingTold, kw_only=True):
    """Somebody worth a call."""

    phone: str


class WorthACallAnswer(Answer, kw_only=True):
    """Those most worth a call, best first."""

    customers: list[WorthACallTold]


class CustomerStandingAnswer(Answer, kw_only=True):
    """Where the customer stands."""

    standing: StandingTold


def worth_asked(session: Session, request: WorthACallAsked, _: str) -> list[WorthACall]:
    """Ask whom to call."""
    return worth_a_call(session.moment(), request.limit)


def tell_worth(session: Session, found: list[WorthACall]) -> WorthACallAnswer:
    """Answer whom to call."""
    return WorthACallAnswer(
        customers=[
            WorthACallTold(
                phone=each.phone,
                **_told(session, each.number, each.name, each.signs, each.score, each.chance),
            )
            for each in found
        ]
    )


def standing_asked(session: Session, request: CustomerStandingAsked, _: str) -> Standing:
    """Ask where a customer stands."""
    return standing_of(session.moment(), customer(session, request.customer))


def tell_standing(session: Session, found: Standing) -> CustomerStandingAnswer:
    """Answer where a customer stands."""
    record = customer_record(session.db, found.customer_id)
    told = _told(session, record.number, record.name, found.signs, found.score, found.chance)
    return CustomerStandingAnswer(standing=StandingTold(**told))


def _told(
    session: Session, number: str, name: str, signs: Signs, score: Score, chance: Chance
) -> dict[str, Any]:
    money = chance.expected_money
    return {
        "customer": number,
        "name": name,
        "score": score.points,
        "parts": [
            PartTold(part=part.name, points=part.points, most=part.most) for part in score.parts
        ],
        "days_late": signs.days_late,
        "rhythm_days": json_number(signs.rhythm),
        "yearly_worth": written(session, signs.yearly_worth),
        "chance": ChanceTold(
            basis=chance.basis,
            percent=json_number(chance.percent),
            expected_purchases=json_number(chance.expected_purchases),
            expected_money=None if money is None else written(session, money),
            text=chance_sentence(chance),
        ),
        "text": reasons_line(score, signs, session.settings, session.today),
    }


# -- What `okaeri value --json` prints ---------------------------------------------------------


def models_told(models: "Models") -> dict[str, Any]:
    """Return the fitted models as plain JSON; null for one that could not be learnt."""
    amounts = models.gammagamma
    return {
        "until": models.until.isoformat(),
        "customers": models.customers,
        "repeat_customers": models.repeat_customers,
        "bgnbd": _dropout_told(models.bgnbd),
        "mbgnbd": _dropout_told(models.mbgnbd),
        "gammagamma": None
        if amounts is None
        else {
            **_rounded(p=amounts.p, q=amounts.q, v=amounts.v),
            "log_likelihood": round(amounts.log_likelihood, 4),
            "customers": amounts.customers,
        },
    }


def _dropout_told(model: "DropoutModel | None") -> dict[str, float] | None:
    if model is None:
        return None
    return {
        **_rounded(r=model.r, alpha=model.alpha, a=model.a, b=model.b),
        "log_likelihood": round(model.log_likelihood, 4),
    }


def _rounded(**parameters: float) -> dict[str, float]:
    return {name: round(value, _PLACES) for name, value in parameters.items()}


OPERATIONS = (
    Operation(WorthACallAsked, worth_asked, WorthACallAnswer, tell_worth, writes=False),
    Operation(
        CustomerStandingAsked, standing_asked, CustomerStandingAnswer, tell_standing, writes=False
    ),
)
