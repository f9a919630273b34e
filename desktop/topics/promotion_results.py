"""The feed's question "Did it pay?": a promotion's days beside the same weekdays without it."""

from typing import Annotated

from msgspec import Meta, field

from db.queries.promotion_results import PromotionPaid, promotion_result
from db.rules.periods import parse_business_date
from db.rules.promotion_results import Verdict
from db.session import Session
from desktop.month import json_number
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Day, Request
from desktop.words.promotion_results import result_sentences


class PromotionResultAsked(Request, tag="promotion.result", kw_only=True):
    """Asks what a promotion gave, and how its days did; by default in the year until yesterday."""

    promotion: Annotated[str, Meta(description="the promotion's name")]
    from_: Day | None = field(default=None, name="from")
    to: Day | None = None


class PromotionResultAnswer(Answer, kw_only=True):
    """What is known; in 95 of 100 cases `low` to `high` hold the difference, null: too few days."""

    sentences: list[str]
    from_: Day = field(name="from")
    to: Day
    days: int
    points: int
    worth: Amount
    sales: int
    customers: int
    compared_days: int
    other_days: int
    revenue: Amount
    expected: Amount
    more: Amount
    more_percent: float | None
    low: Amount | None
    high: Amount | None
    verdict: Verdict


def ask_result(session: Session, request: PromotionResultAsked, _: str) -> PromotionPaid:
    """Read what became of a promotion."""
    return promotion_result(
        session.moment(),
        request.promotion,
        first=parse_business_date(request.from_) if request.from_ else None,
        last=parse_business_date(request.to) if request.to else None,
    )


def tell_result(session: Session, paid: PromotionPaid) -> PromotionResultAnswer:
    """Answer what became of it."""
    result = paid.result
    low, high = result.low, result.high
    return PromotionResultAnswer(
        sentences=list(result_sentences(result, session.settings)),
        from_=result.first.isoformat(),
        to=result.last.isoformat(),
        days=result.days,
        points=result.points,
        worth=written(session, result.worth),
        sales=result.sales,
        customers=result.customers,
        compared_days=result.compared,
        other_days=result.others,
        revenue=written(session, result.revenue),
        expected=written(session, round(result.expected)),
        more=written(session, round(result.more)),
        more_percent=json_number(result.more_percent),
        low=None if low is None else written(session, round(low)),
        high=None if high is None else written(session, round(high)),
        verdict=result.verdict,
    )


OPERATIONS = (
    Operation(PromotionResultAsked, ask_result, PromotionResultAnswer, tell_result, writes=False),
)
