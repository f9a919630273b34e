"""The feed's questions "What would it have cost?": nothing is written."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from db.errors import BadDate, BadRequest
from db.queries.shop import all_categories
from db.queries.trials import trial_span, try_earning, try_promotion
from db.rules.money import Rounding
from db.rules.periods import parse_business_date
from db.rules.points import Rate
from db.rules.promotions import Conditions
from db.rules.shop import read_rate
from db.rules.trials import Assumption, Kind, Trial, TrialSums
from db.session import Session
from db.usecases.promotions import preview_promotion
from desktop.month import json_number
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.promotions import PromotionFields, terms_of
from desktop.topics.requests import Day, Request
from desktop.words.trials import trial_sentence

_FIRST = Annotated[Day, Meta(description="by default the last twelve whole months are tried")]
_RATE = Annotated[dict[str, Any], Meta(description="{per, points}; today's where left out")]
_RATES = Annotated[dict[str, Any], Meta(description="by category: {per, points}")]


class PromotionTry(PromotionFields, tag="promotion.try", kw_only=True):
    """Asks what a promotion would have given on the sales of these days."""

    from_: _FIRST | None = field(default=None, name="from")
    to: Day | None = None


class EarnTry(Request, tag="earn.try", kw_only=True):
    """Asks what another rate of earning would have given on the sales of these days."""

    earn: _RATE | None = None
    rounding: Rounding | None = None
    categories: _RATES | None = None
    from_: _FIRST | None = field(default=None, name="from")
    to: Day | None = None


class SumsTold(Struct, kw_only=True):
    """What a trial comes to."""

    sales: int  # looked at
    touched: int
    given: int  # points, at the time
    before: int
    points: int  # that it adds
    after: int
    worth: Amount
    revenue: Amount
    percent_of_revenue: float | None


class MonthTried(SumsTold, kw_only=True):
    """What a trial comes to in one month."""

    month: str


class CustomerTried(Struct, kw_only=True):
    """A customer for whom it makes most difference."""

    name: str
    points: int
    sales: int


class TrialAnswer(Answer, kw_only=True):
    """The answer to a trial, and what it takes for granted."""

    tried: Kind
    sentence: str
    from_: Day = field(name="from")
    to: Day
    totals: SumsTold
    customers: int
    points_per_sale: float | None
    percent_of_touched: float | None
    months: list[MonthTried]
    most: list[CustomerTried]
    assumptions: list[Assumption]


def promotion_try(session: Session, request: PromotionTry, _: str) -> Trial:
    """Try a promotion on the past."""
    promotion = preview_promotion(session, terms=terms_of(request))
    first, last = _span(session, request, promotion.conditions)
    return try_promotion(session.moment(), promotion, first=first, last=last)


def earn_try(session: Session, request: EarnTry, _: str) -> Trial:
    """Try another rate of earning on the past."""
    settings = session.settings
    rate = Rate(settings.earn_per, settings.earn_points)
    if request.earn is not None:
        rate = Rate(*read_rate(request.earn, "earn", digits=settings.digits))
    first, last = _span(session, request)
    return try_earning(
        session.moment(),
        rate=rate,
        rounding=request.rounding or settings.rounding,
        categories=_rates(session, request.categories or {}),
        first=first,
        last=last,
    )


def tell_trial(session: Session, trial: Trial) -> TrialAnswer:
    """Answer a trial."""
    totals = trial.totals
    return TrialAnswer(
        tried=trial.kind,
        sentence=trial_sentence(trial, session.settings),
        from_=trial.first.isoformat(),
        to=trial.last.isoformat(),
        totals=SumsTold(**_sums(session, totals)),
        customers=trial.customers,
        points_per_sale=json_number(totals.points_per_sale),
        percent_of_touched=json_number(totals.percent_of_touched),
        months=[
            MonthTried(month=f"{each.month:%Y-%m}", **_sums(session, each)) for each in trial.months
        ],
        most=[CustomerTried(name=each.name, points=each.points, sales=each.sales)
              for each in trial.most],
        assumptions=list(trial.assumptions),
    )  # fmt: skip


def _sums(session: Session, sums: TrialSums) -> dict[str, Any]:
    return {
        "sales": sums.sales,
        "touched": sums.touched,
        "given": sums.given,
        "before": sums.before,
        "points": sums.points,
        "after": sums.after,
        "worth": written(session, sums.worth),
        "revenue": written(session, sums.revenue),
        "percent_of_revenue": json_number(sums.percent_of_revenue),
    }


def _rates(session: Session, spoken: dict[str, Any]) -> dict[str, Rate]:
    known = [category.name for category in all_categories(session.db)]
    for name in spoken:
        if name not in known:
            raise BadRequest("categories", "choice", ", ".join(known) or "–")
    digits = session.settings.digits
    return {
        name: Rate(*read_rate(rate, f"categories.{name}", digits=digits))
        for name, rate in spoken.items()
    }


def _span(
    session: Session, request: PromotionTry | EarnTry, conditions: Conditions | None = None
) -> tuple[date, date]:
    """Return the days to try; raises BadDate for the wrong way round."""
    first, last = trial_span(session.moment(), conditions)
    if request.from_ is not None:
        first = parse_business_date(request.from_)
        last = session.today
    if request.to is not None:
        last = parse_business_date(request.to)
    if last < first:
        raise BadDate(last.isoformat())
    return first, last


OPERATIONS = (
    Operation(PromotionTry, promotion_try, TrialAnswer, tell_trial, writes=False),
    Operation(EarnTry, earn_try, TrialAnswer, tell_trial, writes=False),
)
