"""The feed's questions about plans: figures, whose renewal is due, whether a plan pays."""

from datetime import date
from fractions import Fraction
from typing import Annotated

from msgspec import Meta, Struct, field

from db.errors import BadDate, BadRequest
from db.queries.plan_figures import month_of_plans, span_of_plans
from db.queries.plan_worth import plan_for_customer, plan_worth
from db.queries.renewals import RenewalDue, renewals_due, span_of_weeks
from db.rules.periods import add_months, parse_business_date, parse_month
from db.rules.plan_figures import PlanFigures, PlanMonth
from db.rules.plan_worth import PlanForCustomer, PlanWorth
from db.session import Session
from db.usecases.renewals import ListPaid, renew_listed
from desktop.month import json_number
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Day, Request
from desktop.topics.selling import customer
from desktop.words.plan_figures import churn_sentence
from desktop.words.plan_worth import compared_sentences, measured_sentence, pays_sentence
from desktop.words.renewals import what_to_say

_WEEKS = 4
_PERCENT = Annotated[float | None, Meta(description="to four decimals")]
_MONEY_A_MONTH = Annotated[Amount, Meta(description="a month, the exact sum rounded half-even")]


class PlanFiguresAsked(Request, tag="plan.figures", kw_only=True):
    """Asks for the figures of plans: of a month, with eleven before it, or between two days."""

    month: Annotated[str | None, Meta(description="YYYY-MM; this month by default")] = None
    from_: Day | None = field(default=None, name="from")
    to: Day | None = None


class RenewalsAsked(Request, tag="renewals", kw_only=True):
    """Asks whose plan is due: by default all late ones, this week and the three after it."""

    from_: Day | None = field(default=None, name="from")
    to: Day | None = None


class RenewalsPaid(Request, tag="renewals.paid", kw_only=True):
    """Marks the next period as paid for each customer, all or nothing."""

    customers: list[CustomerKey]


class PlanWorthAsked(Request, tag="plan.worth", kw_only=True):
    """Asks what a plan brought and cost, and how its members came before and since."""

    plan: str
    from_: Day | None = field(default=None, name="from")
    to: Day | None = None


class PlanPaysAsked(Request, tag="plan.pays", kw_only=True):
    """Asks from which visit on a plan pays for a customer."""

    customer: CustomerKey
    plan: str


class PlanMonthTold(Struct, kw_only=True):
    """Members and their revenue in one time; the amounts make the end of the beginning."""

    from_: str = field(name="from")
    to: str
    members: int
    new: int
    revived: int
    lost: int
    mrr_start: _MONEY_A_MONTH
    new_amount: _MONEY_A_MONTH
    revived_amount: _MONEY_A_MONTH
    increased_amount: _MONEY_A_MONTH
    reduced_amount: _MONEY_A_MONTH
    lost_amount: _MONEY_A_MONTH
    mrr: _MONEY_A_MONTH
    gross_revenue_churn_percent: _PERCENT
    net_revenue_churn_percent: _PERCENT


class PlanPartTold(Struct):
    """One plan's members and revenue on the last day."""

    plan: str
    members: int
    mrr: _MONEY_A_MONTH


class LossTold(Struct):
    """Who left one plan for one reason; `reason` is what was said when it was cancelled."""

    plan: str
    why: Annotated[str, Meta(description="cancelled, not_renewed, after_trial or merged")]
    reason: str | None
    members: int
    amount: _MONEY_A_MONTH


class PlanFiguresAnswer(Answer, kw_only=True):
    """The figures of plans, with what is known today."""

    figures: PlanMonthTold
    states: dict[str, int]
    by_plan: list[PlanPartTold]
    losses: list[LossTold]
    by_reason: dict[str, int]
    average_life_months: float | None
    net_revenue_churn_means: str
    history: list[PlanMonthTold]


class RenewalTold(Struct, kw_only=True):
    """A plan that is due, what to pay, and what to say."""

    customer: str
    name: str
    phone: str | None
    plan: str
    state: str
    until: str
    pay_by: str
    weeks: Annotated[int, Meta(description="from this one; -1: late")]
    price: Amount
    credit: Amount
    to_pay: Amount
    bonus: int
    bonus_until: str | None
    say: str


class RenewalsAnswer(Answer, kw_only=True):
    """Whose plan is due, in the order of the last day."""

    renewals: list[RenewalTold]
    to_pay: Amount


class RenewalsPaidAnswer(Answer, kw_only=True):
    """What was marked as paid: the last day of each, and the money of all."""

    paid: Amount
    until: Annotated[list[str], Meta(description="of each customer, in the order asked")]


class ComparedTold(Struct, kw_only=True):
    """Members in the same number of days before they joined and since."""

    members: int
    enough: Annotated[bool, Meta(description="false: too few to say")]
    days: Annotated[int, Meta(description="of all members, each side")]
    visits_before: int
    visits_since: int
    spent_before: Amount
    spent_since: Amount


class PlanWorthAnswer(Answer, kw_only=True):
    """What a plan brought and cost; points at their value."""

    plan: str
    from_: str = field(name="from")
    to: str
    payments: Amount
    discounts: Amount
    more_points: int
    period_points: int
    bonus_points: int
    points_value: Amount
    coupons: Amount
    free_months: Amount
    cost: Amount
    left: Amount
    compared: ComparedTold
    sentences: list[str]


class PlanPaysAnswer(Answer, kw_only=True):
    """From which visit in a period a plan pays; null: it never does."""

    plan: str
    usual: Amount
    price: Amount
    each_visit: Amount
    each_period: Amount
    visits: int
    comes: int
    pays_from: int | None
    pays: bool | None
    sentence: str


def plan_figures_asked(session: Session, request: PlanFiguresAsked, _: str) -> PlanFigures:
    """Ask for the figures of a month, or between two days."""
    today = session.today
    if request.from_ is None and request.to is None:
        month = parse_month(request.month) if request.month else today.replace(day=1)
        return month_of_plans(session.db, month=month, today=today)
    if request.month is not None:
        raise BadRequest("month", "unknown")
    first, last = _span(request, first=None, last=today)
    return span_of_plans(session.db, first=first, last=last, today=today)


def tell_figures(session: Session, figures: PlanFigures) -> PlanFiguresAnswer:
    """Answer every figure, the last month of the history being the one asked for."""
    return PlanFiguresAnswer(
        figures=_month(session, figures),
        states={str(state): count for state, count in figures.states.items()},
        by_plan=[
            PlanPartTold(plan, count, _rounded(session, figures.recurring_by_plan[plan]))
            for plan, count in figures.by_plan.items()
        ],
        losses=[
            LossTold(
                loss.plan, loss.why, loss.reason, loss.members, _rounded(session, loss.monthly)
            )
            for loss in figures.losses
        ],
        by_reason=figures.lost_by_reason(),
        average_life_months=json_number(figures.average_life_months),
        net_revenue_churn_means=churn_sentence(figures.net_revenue_churn_percent),
        history=[_month(session, month) for month in figures.history],
    )


def renewals_asked(session: Session, request: RenewalsAsked, _: str) -> list[RenewalDue]:
    """Ask whose plan is due."""
    first, last = span_of_weeks(session.today, weeks=_WEEKS)
    first, last = _span(request, first=first, last=last)
    return renewals_due(session.moment(), first=first, last=last)


def tell_renewals(session: Session, due: list[RenewalDue]) -> RenewalsAnswer:
    """Answer each with what to say."""
    return RenewalsAnswer(
        renewals=[_renewal(session, each) for each in due],
        to_pay=written(session, sum(each.to_pay for each in due)),
    )


def renewals_paid(session: Session, request: RenewalsPaid, operation_id: str) -> ListPaid:
    """Mark a list as paid."""
    ids = [customer(session, key) for key in request.customers]
    return renew_listed(session, customer_ids=ids, operation_id=operation_id)


def tell_paid(session: Session, paid: ListPaid) -> RenewalsPaidAnswer:
    """Answer what was paid, and until when each plan runs now."""
    return RenewalsPaidAnswer(
        paid=written(session, paid.paid),
        until=[standing.until.isoformat() for standing in paid.standings],
    )


def plan_worth_asked(session: Session, request: PlanWorthAsked, _: str) -> PlanWorth:
    """Ask what a plan brought and cost, by default in the last twelve months."""
    today = session.today
    begin = add_months(today.replace(day=1), -11)
    first, last = _span(request, first=begin, last=today)
    return plan_worth(session.moment(), request.plan, first=first, last=last)


def tell_worth(session: Session, worth: PlanWorth) -> PlanWorthAnswer:
    """Answer it, with what is measured and what is not."""
    costs, compared = worth.costs, worth.compared
    return PlanWorthAnswer(
        plan=worth.plan,
        from_=worth.first.isoformat(),
        to=worth.last.isoformat(),
        payments=written(session, worth.payments),
        discounts=written(session, costs.discounts),
        more_points=costs.more_points,
        period_points=costs.period_points,
        bonus_points=costs.bonus_points,
        points_value=written(session, costs.points),
        coupons=written(session, costs.coupons),
        free_months=written(session, costs.free_months),
        cost=written(session, costs.total),
        left=written(session, worth.left),
        compared=ComparedTold(
            members=compared.members,
            enough=compared.is_enough,
            days=compared.days,
            visits_before=compared.visits_before,
            visits_since=compared.visits_since,
            spent_before=written(session, compared.spent_before),
            spent_since=written(session, compared.spent_since),
        ),
        sentences=[*compared_sentences(worth, session.settings), measured_sentence()],
    )


def plan_pays_asked(session: Session, request: PlanPaysAsked, _: str) -> PlanForCustomer:
    """Ask from which visit on a plan pays for a customer."""
    asked = customer(session, request.customer)
    return plan_for_customer(session.moment(), asked, request.plan)


def tell_pays(session: Session, told: PlanForCustomer) -> PlanPaysAnswer:
    """Answer it with the sentence for the counter; of too few visits nothing is said."""
    return PlanPaysAnswer(
        plan=told.plan,
        usual=written(session, told.usual),
        price=written(session, told.price),
        each_visit=written(session, told.each_visit),
        each_period=written(session, told.each_period),
        visits=told.visits,
        comes=told.comes,
        pays_from=told.pays_from if told.is_known else None,
        pays=told.pays if told.is_known else None,
        sentence=pays_sentence(told, session.settings),
    )


def _span(
    request: PlanFiguresAsked | RenewalsAsked | PlanWorthAsked,
    *,
    first: date | None,
    last: date,
) -> tuple[date, date]:
    """Return the days that are asked about; raises BadDate for the wrong way round."""
    first = parse_business_date(request.from_) if request.from_ is not None else first
    last = parse_business_date(request.to) if request.to is not None else last
    if first is None:
        raise BadRequest("from", "missing")
    if last < first:
        raise BadDate(last.isoformat())
    return first, last


def _month(session: Session, month: PlanMonth) -> PlanMonthTold:
    return PlanMonthTold(
        from_=month.first.isoformat(),
        to=month.last.isoformat(),
        members=month.active,
        new=month.new,
        revived=month.revived,
        lost=month.ended,
        mrr_start=_rounded(session, month.recurring_at_start),
        new_amount=_rounded(session, month.from_new),
        revived_amount=_rounded(session, month.from_revived),
        increased_amount=_rounded(session, month.increased),
        reduced_amount=_rounded(session, month.reduced),
        lost_amount=_rounded(session, month.lost),
        mrr=_rounded(session, month.recurring),
        gross_revenue_churn_percent=json_number(month.gross_revenue_churn_percent),
        net_revenue_churn_percent=json_number(month.net_revenue_churn_percent),
    )


def _renewal(session: Session, due: RenewalDue) -> RenewalTold:
    return RenewalTold(
        customer=due.number,
        name=due.name,
        phone=due.phone,
        plan=due.plan,
        state=due.state,
        until=due.until.isoformat(),
        pay_by=due.pay_by.isoformat(),
        weeks=due.weeks,
        price=written(session, due.price),
        credit=written(session, due.credit),
        to_pay=written(session, due.to_pay),
        bonus=due.bonus,
        bonus_until=due.bonus_until.isoformat() if due.bonus_until else None,
        say=what_to_say(due, session.settings, today=session.today),
    )


def _rounded(session: Session, amount: Fraction) -> str:
    return written(session, round(amount))


OPERATIONS = (
    Operation(PlanFiguresAsked, plan_figures_asked, PlanFiguresAnswer, tell_figures, writes=False),
    Operation(RenewalsAsked, renewals_asked, RenewalsAnswer, tell_renewals, writes=False),
    Operation(RenewalsPaid, renewals_paid, RenewalsPaidAnswer, tell_paid),
    Operation(PlanWorthAsked, plan_worth_asked, PlanWorthAnswer, tell_worth, writes=False),
    Operation(PlanPaysAsked, plan_pays_asked, PlanPaysAnswer, tell_pays, writes=False),
)
