"""The month as programs read it: every name, money as text, exact figures rounded once."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from json import dumps
from typing import Any

from db.queries.month import MonthFigures
from db.queries.points_account import PointsAccount
from db.rules.feedback import FeedbackCounts
from db.rules.plan_figures import PlanFigures
from db.rules.retention import Cohort, CustomersHeld, PastPeriod, Repeats, Trade
from desktop.month import month_answer

NAMES_OF_THE_INTERFACE = """
month from to window_days customers_start customers_end customers_gained first_time reactivated
retained lapsed retention_percent churn_percent month_on_month_percent sales buyers revenue refunds
net_revenue average_sale sales_per_buyer anonymous_sales anonymous_revenue new_customers
returning_customers revenue_new revenue_returning returning_revenue_share_percent
repeat_rate_percent returning_rate_percent customers_to_date repeat_rate_to_date_percent
second_visit_percent top20_count top20_share_percent cohorts stages rfm points coupons credit
vouchers stamps tiers subscriptions referrals feedback reward_cost history
"""

EMPTY = MonthFigures(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31), 90)


def names_in(answer: dict[str, Any]) -> str:
    return " ".join(answer)


def test_every_name_of_the_interface_is_there_and_no_other() -> None:
    answer = month_answer(EMPTY, digits=0)
    assert names_in(answer) == " ".join(NAMES_OF_THE_INTERFACE.split())
    assert names_in(answer["points"]) == (
        "opening earned redeemed expired reversed returned adjusted closing pending liability"
    )
    assert names_in(answer["coupons"]) == "issued used voided expired discount"
    assert names_in(answer["subscriptions"]) == (
        "active started ended mrr gross_revenue_churn_percent net_revenue_churn_percent by_plan "
        "new revived lost paused new_amount revived_amount lost_amount reduced_amount "
        "increased_amount average_life_months by_reason"
    )
    assert list(answer["stages"]) == ["0-3", "3-18", "18+"]
    assert dumps(answer)


def test_no_figure_is_null() -> None:
    answer = month_answer(EMPTY, digits=0)
    for name in NAMES_OF_THE_INTERFACE.split():
        if name.endswith("_percent") or name in ("average_sale", "sales_per_buyer"):
            assert answer[name] is None
    assert answer["feedback"]["nps"] is None


def test_percentages_are_rounded_half_even_to_four_decimals() -> None:
    held = CustomersHeld(start=538, end=512, first_time=60, reactivated=14)
    answer = month_answer(replace(EMPTY, customers=held), digits=0)
    assert (answer["retention_percent"], answer["churn_percent"]) == (81.4126, 18.5874)
    assert answer["customers_gained"] == 74
    exact = Repeats(buyers=1_600_000, buyers_twice=1)  # 0.0000625 %
    assert month_answer(replace(EMPTY, repeats=exact), digits=0)["repeat_rate_percent"] == 0.0001
    half = Repeats(buyers=2_000_000, buyers_twice=1)  # 0.00005 %
    assert month_answer(replace(EMPTY, repeats=half), digits=0)["repeat_rate_percent"] == 0.0


def test_money_leaves_in_the_shops_own_decimals() -> None:
    figures = replace(
        EMPTY,
        trade=Trade(sales=3, buyers=2, revenue=1000, refunds=1250),
        points=PointsAccount(opening=7, point_value=3),
        plans=PlanFigures(active=1, recurring=Fraction(1000, 12)),
    )
    cents, yen = month_answer(figures, digits=2), month_answer(figures, digits=0)
    assert (cents["revenue"], cents["net_revenue"], cents["average_sale"]) == (
        "10.00", "-2.50", 3.3333,
    )  # fmt: skip
    assert (yen["revenue"], yen["net_revenue"], yen["average_sale"]) == ("1000", "-250", 333.3333)
    assert cents["points"]["liability"] == "0.21"
    assert cents["subscriptions"]["mrr"] == "0.83"


def test_cohorts_and_past_months_are_named_by_their_month() -> None:
    figures = replace(
        EMPTY,
        cohorts=(Cohort(date(2026, 9, 1), 5, (5, 2)),),
        history=(PastPeriod(date(2026, 10, 1), CustomersHeld(2, 1, 0, 0), 4, 90),),
        feedback=FeedbackCounts(promoters=2, detractors=1),
    )
    answer = month_answer(figures, digits=0)
    assert answer["cohorts"] == [{"month": "2026-09", "size": 5, "active": [5, 2]}]
    assert answer["history"] == [
        {"month": "2026-10", "retention_percent": 50.0, "buyers": 4, "revenue": "90"}
    ]
    assert answer["feedback"]["nps"] == 33.3333
