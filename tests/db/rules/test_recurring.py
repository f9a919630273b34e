"""Recurring revenue: members, what they bring in, and when one is lost."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from db.rules.recurring import Membership, PlanFigures, plan_figures

MONTHLY = Membership(
    plan="Bean club",
    price=500,
    every="month",
    began=date(2026, 9, 10),
    trial_until=None,
    until=date(2026, 10, 9),
    grace_days=7,
)
YEARLY = replace(MONTHLY, price=1000, every="year", until=date(2027, 9, 9))


def october(*memberships: Membership, known_on: date = date(2026, 11, 22)) -> PlanFigures:
    return plan_figures(
        memberships, first=date(2026, 10, 1), last=date(2026, 10, 31), known_on=known_on
    )


def test_a_loss_is_dated_on_the_day_after_the_last_one_paid_for() -> None:
    figures = october(MONTHLY, YEARLY)
    assert (figures.active, figures.ended) == (1, 1)
    assert figures.lost == 500
    assert MONTHLY.lost_on(known_on=date(2026, 10, 17)) == date(2026, 10, 10)


def test_nobody_is_lost_while_the_time_of_grace_runs() -> None:
    figures = october(MONTHLY, known_on=date(2026, 10, 16))
    assert (figures.active, figures.ended) == (1, 0)
    assert figures.lost == 0


def test_a_loss_in_grace_at_the_months_end_counts_in_that_month_once_it_is_known() -> None:
    late = replace(MONTHLY, until=date(2026, 10, 30))
    assert october(late, known_on=date(2026, 11, 6)).ended == 0
    assert october(late, known_on=date(2026, 11, 7)).ended == 1
    assert october(late, known_on=date(2026, 11, 7)).active == 0


def test_who_is_paid_until_the_last_day_is_a_member_on_it() -> None:
    figures = october(replace(MONTHLY, until=date(2026, 10, 31)))
    assert (figures.active, figures.ended) == (1, 0)


def test_a_years_price_is_twelve_months_exact_until_summed() -> None:
    figures = october(YEARLY, YEARLY, YEARLY)
    assert figures.recurring == Fraction(3000, 12)
    assert figures.mrr == 250
    assert october(YEARLY).mrr == 83
    assert october(replace(YEARLY, price=6), YEARLY, YEARLY, YEARLY).mrr == 250  # 250.5: half-even


def test_a_trial_is_a_member_who_brings_in_nothing_yet() -> None:
    trial = replace(MONTHLY, trial_until=date(2026, 10, 31), until=date(2026, 10, 31))
    figures = october(trial)
    assert figures.active == 1
    assert figures.recurring == 0
    assert figures.net_revenue_churn_percent is None


def test_revenue_churn_is_a_share_of_what_the_month_began_with() -> None:
    joined = replace(YEARLY, began=date(2026, 10, 1))
    figures = october(MONTHLY, replace(MONTHLY, until=date(2026, 11, 30)), YEARLY, joined)
    assert figures.started == 1
    assert figures.recurring_at_start == 1000 + Fraction(1000, 12)
    assert figures.gross_revenue_churn_percent == 500 / (1000 + Fraction(1000, 12)) * 100
    assert figures.net_revenue_churn_percent == figures.gross_revenue_churn_percent
    assert (
        replace(figures, increased=Fraction(700)).net_revenue_churn_percent
        == -200 / (1000 + Fraction(1000, 12)) * 100
    )


def test_members_are_counted_by_plan() -> None:
    assert october(YEARLY, replace(YEARLY, plan="Tea club"), YEARLY).by_plan == {
        "Bean club": 2,
        "Tea club": 1,
    }


def test_one_that_ended_before_its_time_is_lost_the_day_after_without_grace() -> None:
    ended = replace(YEARLY, ended=date(2026, 10, 20))
    assert ended.lost_on(known_on=date(2026, 10, 20)) is None
    assert ended.lost_on(known_on=date(2026, 10, 21)) == date(2026, 10, 21)
    figures = october(ended, MONTHLY, known_on=date(2026, 10, 31))
    assert (figures.active, figures.ended) == (0, 2)
    in_grace = replace(MONTHLY, ended=date(2026, 10, 12))
    assert in_grace.lost_on(known_on=date(2026, 10, 13)) == date(2026, 10, 10)
