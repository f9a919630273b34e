"""The feed's requests about what customers say: a score of 0–10, why, and kind words to print."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from db.queries.feedback import (
    FeedbackAnswer,
    KindWords,
    answers_in,
    answers_of,
    feedback_counts,
    kind_words,
)
from db.rules.feedback import FeedbackCounts, counts_of
from db.rules.periods import parse_business_date
from db.session import Session
from db.usecases.feedback import GivenFeedback, give_feedback, quote_feedback
from desktop.month import json_number
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Day, Request
from desktop.topics.selling import customer, number_of

_Score = Annotated[int, Meta(ge=0, le=10, description="how likely they are to recommend the shop")]


class Feedback(Request, tag="feedback", kw_only=True):
    """Keeps how likely a customer is to recommend the shop, and why; 0–6 is followed up."""

    customer: CustomerKey
    score: _Score
    comment: str | None = None
    quotable: Annotated[bool, Meta(description="the words may be printed")] = False
    named: Annotated[bool, Meta(description="the given name may stand beside them")] = False


class FeedbackQuote(Request, tag="feedback.quote", kw_only=True):
    """Adds why somebody gave a score, or changes what may be printed of it."""

    feedback: Annotated[str, Meta(description="as it was answered")]
    comment: str | None = None
    quotable: bool | None = None
    named: bool | None = None


class FeedbackList(Request, tag="feedback.list", kw_only=True, rename={"from_": "from"}):
    """Asks for answers: of a customer, or of all in a span of days; the newest first."""

    customer: CustomerKey | None = None
    from_: Day | None = None
    to: Day | None = None


class KindWordsAsked(Request, tag="kind_words", kw_only=True, rename={"from_": "from"}):
    """Asks for kind words, the newest first."""

    printable: Annotated[bool, Meta(description="only those that may be printed")] = False
    from_: Day | None = None
    to: Day | None = None


class FeedbackGiven(Answer, kw_only=True):
    """An answer that was kept; `follow_up` is what became of an unhappy one."""

    feedback: str
    group: str
    follow_up: str | None


class FeedbackShown(Struct, kw_only=True):
    """One answer."""

    feedback: str
    customer: str
    day: str
    score: int
    group: str
    comment: str | None
    quotable: bool
    named: bool
    staff: str | None


class FeedbackChanged(Answer, kw_only=True):
    """An answer as it stands now."""

    answer: FeedbackShown


class FeedbackListed(Answer, kw_only=True):
    """Answers and what they come to; the interval holds the true score in 95 of 100 cases."""

    answers: list[FeedbackShown]
    promoters: int
    passives: int
    detractors: int
    nps: float | None
    nps_from: float | None
    nps_to: float | None


class KindWordsTold(Struct, kw_only=True):
    """Words worth reading again, and whose they are."""

    feedback: str
    customer: str
    name: str
    day: str
    score: int
    words: str
    quotable: bool
    named: bool


class KindWordsListed(Answer, kw_only=True):
    """Kind words, the newest first."""

    kind_words: list[KindWordsTold]


def feedback(session: Session, request: Feedback, operation_id: str) -> GivenFeedback:
    """Keep an answer."""
    return give_feedback(
        session,
        customer_id=customer(session, request.customer),
        score=request.score,
        comment=request.comment,
        quotable=request.quotable,
        named=request.named,
        operation_id=operation_id,
    )


def tell_given(_: Session, given: GivenFeedback) -> FeedbackGiven:
    """Answer what was kept."""
    return FeedbackGiven(feedback=given.id, group=given.group, follow_up=given.follow_up)


def feedback_quote(session: Session, request: FeedbackQuote, operation_id: str) -> FeedbackAnswer:
    """Change the words of an answer, or what may be printed."""
    return quote_feedback(
        session,
        feedback=request.feedback,
        comment=request.comment,
        quotable=request.quotable,
        named=request.named,
        operation_id=operation_id,
    )


def tell_changed(session: Session, answer: FeedbackAnswer) -> FeedbackChanged:
    """Answer how it stands now."""
    return FeedbackChanged(answer=_shown(session, answer))


def feedback_list(
    session: Session, request: FeedbackList, _: str
) -> tuple[list[FeedbackAnswer], FeedbackCounts]:
    """Ask for answers and what they come to."""
    first, last = _days(request)
    if request.customer is None:
        counts = feedback_counts(session.db, first=first, last=last)
        return answers_in(session.db, first=first, last=last), counts
    every = answers_of(session.db, customer(session, request.customer))
    found = [answer for answer in every if first <= answer.day <= last]
    return found, counts_of(answer.score for answer in found)


def tell_listed(
    session: Session, found: tuple[list[FeedbackAnswer], FeedbackCounts]
) -> FeedbackListed:
    """Answer them, with the net score and how sure it is."""
    answers, counts = found
    interval = counts.interval
    return FeedbackListed(
        answers=[_shown(session, answer) for answer in answers],
        promoters=counts.promoters,
        passives=counts.passives,
        detractors=counts.detractors,
        nps=json_number(counts.score),
        nps_from=json_number(interval.low if interval else None),
        nps_to=json_number(interval.high if interval else None),
    )


def kind_words_asked(session: Session, request: KindWordsAsked, _: str) -> list[KindWords]:
    """Ask for kind words."""
    first, last = _days(request)
    return kind_words(session.db, first=first, last=last, printable=request.printable)


def tell_kind_words(session: Session, found: list[KindWords]) -> KindWordsListed:
    """Answer them."""
    return KindWordsListed(
        kind_words=[
            KindWordsTold(
                feedback=each.id,
                customer=number_of(session, each.customer_id),
                name=each.name,
                day=each.day.isoformat(),
                score=each.score,
                words=each.words,
                quotable=each.quotable,
                named=each.named,
            )
            for each in found
        ]
    )


def _days(request: FeedbackList | KindWordsAsked) -> tuple[date, date]:
    first = parse_business_date(request.from_) if request.from_ is not None else date.min
    return first, parse_business_date(request.to) if request.to is not None else date.max


def _shown(session: Session, answer: FeedbackAnswer) -> FeedbackShown:
    return FeedbackShown(
        feedback=answer.id,
        customer=number_of(session, answer.customer_id),
        day=answer.day.isoformat(),
        score=answer.score,
        group=answer.group,
        comment=answer.comment,
        quotable=answer.quotable,
        named=answer.named,
        staff=answer.staff,
    )


OPERATIONS = (
    Operation(Feedback, feedback, FeedbackGiven, tell_given),
    Operation(FeedbackQuote, feedback_quote, FeedbackChanged, tell_changed),
    Operation(FeedbackList, feedback_list, FeedbackListed, tell_listed, writes=False),
    Operation(KindWordsAsked, kind_words_asked, KindWordsListed, tell_kind_words, writes=False),
)
