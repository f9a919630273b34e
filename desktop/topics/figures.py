"""The feed's questions about a month, week, quarter or year, and who is behind each figure.

What each figure means stands in the README of db/rules, "Counting customers" and after it.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct, field

from db.errors import BadDate, BadRequest
from db.queries.behind import FIGURES, Behind, CustomerBehind, customers_behind
from db.queries.figure_cache import kept_figures
from db.queries.figures import PeriodFigures
from db.rules.money import amount_text
from db.rules.retention import PastPeriod
from db.rules.reward_cost import RewardParts
from db.rules.spans import Period, parse_period, period_of
from db.session import Session
from desktop.month import json_number, month_answer
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Request

_MOST = 1000
_PERIOD = Annotated[str, Meta(description="2026-10, 2026-W47, 2026-Q4 or 2026")]
_PERCENT = Annotated[float | None, Meta(description="to four decimals; null: no figure")]
_NAMES = ", ".join(FIGURES)


class FiguresAsked(Request, tag="figures", kw_only=True):
    """Asks for the figures of a month, an ISO week (Monday to Sunday), a quarter or a year."""

    period: _PERIOD


class BehindAsked(Request, tag="behind", kw_only=True):
    """Asks for the customers behind a figure of a period; together they make it exactly."""

    period: _PERIOD
    figure: Annotated[
        str,
        Meta(
            description=f"{_NAMES}; cohort:2026-03 (whose first sale was in March 2026), "
            "cohort:2026-03:2 (of these, who bought two months later), rfm:543, rfm:loyal, "
            "tier:Gold"
        ),
    ]
    limit: Annotated[int, Meta(ge=1, le=_MOST)] = 100
    offset: Annotated[int, Meta(ge=0)] = 0


class CohortTold(Struct, kw_only=True):
    """Whose first sale lies in one month; place k of each list: k months later."""

    month: str
    size: int
    active: Annotated[list[int], Meta(description="who bought; months to come are absent")]
    revenue: Annotated[list[Amount], Meta(description="what they paid for those sales")]


class PastTold(Struct, kw_only=True):
    """One of the last twelve periods of the kind."""

    period: str
    retention_percent: _PERCENT
    newcomers_retention_percent: Annotated[
        float | None, Meta(description="of those active at the start, new for under three months")
    ]
    buyers: int
    revenue: Amount


class SecondVisitTold(Struct, kw_only=True):
    """The newcomers of the latest period whose 60 days are over, and how many came again."""

    period: str | None
    newcomers: int
    back: int


class DependenceTold(Struct, kw_only=True):
    """What came only with a coupon or a discount; points used are neither."""

    buyers_only: Annotated[int, Meta(description="each of their sales of the period had one")]
    buyers_percent: _PERCENT
    revenue_with: Annotated[Amount, Meta(description="paid for sales that had one")]
    revenue_percent: _PERCENT


class PartsTold(Struct, kw_only=True):
    """What rewards took off sales, and the worth of points given: a promise, not a cost yet."""

    coupons: Amount
    discounts: Amount
    points_used: Amount
    points_given: Amount


class BreakageTold(Struct, kw_only=True):
    """What became of all lots whose last day has passed; percent null below 100 lots."""

    lots: int
    points: int
    lapsed: int
    past_percent: _PERCENT
    percent: Annotated[
        float | None, Meta(description="of the points owed; less where some have no last day")
    ]
    expected_points: Annotated[int | None, Meta(description="of those owed, that will lapse")]
    expected_liability: Annotated[Amount | None, Meta(description="of those that will not")]


class FiguresAnswer(Answer, kw_only=True):
    """All that `month` answers, for any period, and what follows.

    Instead of `month` it has `period` and `kind`.
    """

    period: str
    kind: str
    from_: str = field(name="from")
    to: str
    as_of: str
    cohorts: list[CohortTold]
    history: list[PastTold]
    second_visit: SecondVisitTold
    groups: Annotated[dict[str, int], Meta(description="customers by the group's name")]
    coupon_dependence: DependenceTold
    reward_parts: Annotated[dict[str, PartsTold], Meta(description="new and returning")]
    breakage: BreakageTold


class CustomerTold(Struct, kw_only=True):
    """A customer behind a figure, as of the period's last day."""

    customer: str
    name: str
    amount: Annotated[
        Amount | int, Meta(description="of the figure: 1 of a number of customers, money, points")
    ]
    first: str | None
    last: str | None
    sales: int
    spent: Annotated[Amount, Meta(description="to date, less what was handed back")]
    sales_in_period: int
    spent_in_period: Amount
    days_late: Annotated[int | None, Meta(description="beyond their own rhythm; null: none yet")]


class BehindAnswer(Answer, kw_only=True):
    """Who is behind a figure: those with the most of it first, then who spent most."""

    figure: str
    unit: Annotated[str, Meta(description="customers, money, points, members, friends or answers")]
    total: Annotated[int, Meta(description="customers")]
    amount: Annotated[Amount | int, Meta(description="the figure itself")]
    customers: list[CustomerTold]


def figures_asked(session: Session, request: FiguresAsked, _: str) -> PeriodFigures:
    """Ask for the figures of a period."""
    return kept_figures(
        session.db,
        period=period_asked(request.period),
        today=session.today,
        settings=session.settings,
    )


def behind_asked(session: Session, request: BehindAsked, _: str) -> Behind:
    """Ask who is behind a figure."""
    return customers_behind(
        session.db,
        period=period_asked(request.period),
        figure=request.figure,
        settings=session.settings,
        today=session.today,
        limit=request.limit,
        offset=request.offset,
    )


def period_asked(text: str) -> Period:
    """Read a period as a request names it; raises BadRequest."""
    try:
        return parse_period(text)
    except BadDate as error:
        raise BadRequest("period", "form", "2026-10, 2026-W47, 2026-Q4, 2026") from error


def figures_answer(figures: PeriodFigures, *, digits: int) -> dict[str, Any]:
    """Return every figure of a period under the name that programs know it by."""
    told = month_answer(figures, digits=digits)
    del told["month"]
    repeats, dependence, breakage = figures.repeats, figures.dependence, figures.breakage
    looked_at, kept = figures.second_visit_period, breakage.expected_liability
    return {
        "period": figures.period.name,
        "kind": figures.kind,
        **told,
        "as_of": figures.as_of.isoformat(),
        "cohorts": [
            {**told, "revenue": [amount_text(paid, digits=digits) for paid in cohort.revenue]}
            for told, cohort in zip(told["cohorts"], figures.cohorts, strict=True)
        ],
        "history": [_past(figures, past, digits=digits) for past in figures.history],
        "second_visit": {
            "period": looked_at.name if looked_at else None,
            "newcomers": repeats.newcomers,
            "back": repeats.newcomers_back,
        },
        "groups": dict(figures.named_groups),
        "coupon_dependence": {
            "buyers_only": dependence.buyers_only,
            "buyers_percent": json_number(dependence.buyers_percent),
            "revenue_with": amount_text(dependence.revenue_with, digits=digits),
            "revenue_percent": json_number(dependence.revenue_percent),
        },
        "reward_parts": {
            "new": _parts(figures.reward_cost.new, digits=digits),
            "returning": _parts(figures.reward_cost.returning, digits=digits),
        },
        "breakage": {
            "lots": breakage.lots,
            "points": breakage.points,
            "lapsed": breakage.lapsed,
            "past_percent": json_number(breakage.past_percent),
            "percent": json_number(breakage.percent),
            "expected_points": breakage.expected_points,
            "expected_liability": None if kept is None else amount_text(kept, digits=digits),
        },
    }


def tell_figures(session: Session, figures: PeriodFigures) -> dict[str, Any]:
    """Answer a period's figures."""
    return figures_answer(figures, digits=session.settings.digits)


def tell_behind(session: Session, found: Behind) -> BehindAnswer:
    """Answer who is behind a figure."""
    return BehindAnswer(
        figure=found.figure,
        unit=found.unit,
        total=found.total,
        amount=_amount(session, found, found.amount),
        customers=[_customer(session, found, row) for row in found.rows],
    )


def _past(figures: PeriodFigures, past: PastPeriod, *, digits: int) -> dict[str, Any]:
    return {
        "period": period_of(figures.kind, past.first_day).name,
        "retention_percent": json_number(past.customers.retention_percent),
        "newcomers_retention_percent": json_number(past.newcomers.retention_percent),
        "buyers": past.buyers,
        "revenue": amount_text(past.revenue, digits=digits),
    }


def _parts(parts: RewardParts, *, digits: int) -> dict[str, str]:
    return {
        name: amount_text(getattr(parts, name), digits=digits)
        for name in ("coupons", "discounts", "points_used", "points_given")
    }


def _customer(session: Session, found: Behind, row: CustomerBehind) -> CustomerTold:
    return CustomerTold(
        customer=row.number,
        name=row.name,
        amount=_amount(session, found, row.amount),
        first=row.first_day.isoformat() if row.first_day else None,
        last=row.last_day.isoformat() if row.last_day else None,
        sales=row.sales,
        spent=written(session, row.spent),
        sales_in_period=row.sales_in_period,
        spent_in_period=written(session, row.spent_in_period),
        days_late=row.days_late,
    )


def _amount(session: Session, found: Behind, amount: int) -> str | int:
    return written(session, amount) if found.unit == "money" else amount


OPERATIONS = (
    Operation(FiguresAsked, figures_asked, FiguresAnswer, tell_figures, writes=False),
    Operation(BehindAsked, behind_asked, BehindAnswer, tell_behind, writes=False),
)
