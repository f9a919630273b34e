"""Puts a month's figures on the record of the monthly summary, for window, command and demo."""

from dataclasses import replace
from datetime import date, timedelta
from typing import BinaryIO

from db.moment import Moment
from db.queries.best_customers import best_customers
from db.queries.figure_cache import kept_figures
from db.queries.figures import PeriodFigures
from db.queries.friends import newcomers_brought
from db.rules.buyers import second_visits_may_be_alike
from db.rules.periods import end_of_business_date
from db.rules.spans import Period, period_of
from db.session import Session
from desktop.papers.summary_accounts import campaigns_of, promotions_of, rewards_of
from desktop.papers.summary_people import (
    calls_of,
    friends_of,
    groups_of,
    team_of_month,
    words_of,
)
from desktop.printing.summary import draw_summary
from desktop.printing.summary_sheet import (
    Cohort,
    HistoryMonth,
    KeyFigures,
    OtherFigures,
    PlanFigures,
    PointsAccount,
    StageFigures,
    SummarySheet,
    TopCustomer,
)

_ON_LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "PR"})  # the others print on A4


def summary_sheet(session: Session, month: date) -> SummarySheet:
    """Return all that the summary of the month that begins on that day says."""
    period = period_of("month", month)
    figures = _figures(session, period)
    sheet = _sheet(session, figures, _figures(session, period.before))
    return _with_people(sheet, figures, _moment_of(session, figures.as_of))


def print_summary(session: Session, month: date, to: BinaryIO, *, paper: str) -> None:
    """Print the summary of the month that begins on that day."""
    draw_summary(summary_sheet(session, month), to, paper=paper)


def office_paper(country: str) -> str:
    """Return the paper that offices of a country have in their printers."""
    return "letter" if country in _ON_LETTER else "a4"


def _figures(session: Session, period: Period) -> PeriodFigures:
    return kept_figures(session.db, period=period, today=session.today, settings=session.settings)


def _moment_of(session: Session, day: date) -> Moment:
    """Return the end of a day that is over, else now: a month does not tell of what came later."""
    now = session.moment()
    if day >= now.today:
        return now
    settings = now.settings
    next_day = end_of_business_date(day, zone=settings.timezone, day_starts=settings.day_starts)
    return Moment(session.db, next_day - timedelta(milliseconds=1), day, settings)


def _with_people(sheet: SummarySheet, figures: PeriodFigures, moment: Moment) -> SummarySheet:
    """Add what is asked as of a moment: people, offers, and what was tried."""
    first, last = figures.first_day, figures.last_day
    calls, at_risk = calls_of(moment)
    return replace(
        sheet,
        calls=calls,
        at_risk=at_risk,
        newcomers_by_friends=newcomers_brought(
            moment.db, first=first, last=last, active_days=figures.active_days
        ),
        groups=groups_of(figures),
        friends=friends_of(figures, moment),
        promotions=promotions_of(moment, first=first, last=last),
        campaigns=campaigns_of(moment, first=first, last=last),
        team=team_of_month(moment, first=first, last=last),
        words=words_of(moment, first=first, last=last),
    )


def _sheet(session: Session, figures: PeriodFigures, before: PeriodFigures) -> SummarySheet:
    settings, held, trade = session.settings, figures.customers, figures.trade
    return SummarySheet(
        shop_name=settings.name,
        first_day=figures.month,
        last_day=figures.last_day,
        so_far=figures.as_of if figures.as_of < figures.last_day else None,
        printed_at=session.clock().astimezone(settings.timezone),
        currency=settings.currency,
        digits=settings.digits,
        window_days=figures.active_days,
        start=held.start,
        end=held.end,
        gained=held.gained,
        first_time=held.first_time,
        reactivated=held.reactivated,
        retained=held.retained,
        lapsed=held.lapsed,
        figures=_key_figures(figures),
        previous=_key_figures(before) if before.repeats.customers_to_date else None,
        second_visit_month=figures.repeats.second_visit_month,
        second_visit_size=figures.repeats.newcomers,
        second_visit_is_chance=second_visits_may_be_alike(figures.repeats, before.repeats),
        sales=trade.sales,
        buyers=trade.buyers,
        new_customers=trade.new_customers,
        returning_customers=trade.returning_customers,
        revenue_minor=trade.revenue,
        revenue_new_minor=trade.revenue_new,
        revenue_returning_minor=trade.revenue_returning,
        refunds_minor=trade.refunds,
        net_revenue_minor=trade.net_revenue,
        anonymous_sales=trade.anonymous_sales,
        anonymous_revenue_minor=trade.anonymous_revenue,
        points=_points(figures),
        history=tuple(
            HistoryMonth(past.month, past.customers.retention_percent, past.buyers, past.revenue)
            for past in figures.history
        ),
        cohorts=tuple(Cohort(each.month, each.size, each.active) for each in figures.cohorts),
        others=_others(figures),
        plans=_plans(figures),
        stages=_stages(figures),
        rewards=rewards_of(figures),
        top_customers=tuple(
            TopCustomer(best.name, best.visits, best.spent)
            for best in best_customers(session.db, month=figures.month)
        ),
    )


def _key_figures(figures: PeriodFigures) -> KeyFigures:
    return KeyFigures(
        retention_percent=figures.customers.retention_percent,
        churn_percent=figures.customers.churn_percent,
        repeat_rate_percent=figures.repeats.repeat_rate_percent,
        second_visit_percent=figures.repeats.second_visit_percent,
        returning_share_percent=figures.trade.returning_revenue_share_percent,
        average_sale_minor=figures.trade.average_sale,
        plan_members=figures.plans.active,
        points_owed=figures.points.outstanding,
    )


def _points(figures: PeriodFigures) -> PointsAccount:
    points = figures.points
    return PointsAccount(
        opening=points.opening,
        earned=points.earned,
        redeemed=points.redeemed,
        expired=points.expired,
        reversed=points.reversed,
        returned=points.returned,
        adjusted=points.adjusted,
        closing=points.closing,
        pending=points.pending,
        liability_minor=points.liability,
        owed=points.owed,
    )


def _others(figures: PeriodFigures) -> OtherFigures:
    repeats, top = figures.repeats, figures.top
    return OtherFigures(
        month_on_month_percent=repeats.month_on_month_percent,
        returning_rate_percent=repeats.returning_rate_percent,
        repeat_rate_to_date_percent=repeats.repeat_rate_to_date_percent,
        customers_to_date=repeats.customers_to_date,
        sales_per_buyer=figures.trade.sales_per_buyer,
        top20_count=top.count,
        top20_share_percent=top.share_percent,
    )


def _stages(figures: PeriodFigures) -> StageFigures:
    stages = figures.stages
    return StageFigures(
        new=stages.new,
        new_back_percent=stages.second_visit_percent,
        settling=stages.settling,
        rhythm_kept_percent=stages.rhythm_kept_percent,
        loyal=stages.loyal,
        growth_percent=stages.growth_percent,
    )


def _plans(figures: PeriodFigures) -> PlanFigures | None:
    """Return the plans' figures, None in a shop where nobody ever was on one."""
    plans = figures.plans
    if not (plans.active or plans.started or plans.ended):
        return None
    return PlanFigures(
        started=plans.started,
        ended=plans.ended,
        monthly_minor=plans.mrr,
        net_revenue_churn_percent=plans.net_revenue_churn_percent,
        by_plan=tuple(plans.by_plan.items()),
    )
