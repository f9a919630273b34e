"""Two months of a shop in figures, side by side, for the words that tell them."""

from datetime import date

from db.queries.figures import PeriodFigures
from db.queries.points_account import PointsAccount
from db.rules.feedback import FeedbackCounts
from db.rules.plan_figures import PlanFigures
from db.rules.retention import CustomersHeld, Repeats, Stages, TopBuyers, Trade
from db.rules.reward_cost import Breakage, CouponDependence, RewardCost, RewardParts
from db.rules.spans import PeriodKind, period_of


def month(number: int, *, kind: PeriodKind = "month", **figures: object) -> PeriodFigures:
    """Return the figures of a month of 2026, or of the period of another kind that holds it."""
    period = period_of(kind, date(2026, number, 1))
    return PeriodFigures(period.first, period.last, period.last, 90, kind, **figures)  # type: ignore[arg-type]


OCTOBER = month(
    10,
    customers=CustomersHeld(start=538, end=512, first_time=50, reactivated=24),
    trade=Trade(sales=4, buyers=3, revenue=2_076_900, new_customers=1, revenue_new=664_600),
    repeats=Repeats(
        second_visit_month=date(2026, 8, 1), newcomers=81, newcomers_back=35, buyers=3,
        buyers_last_month=4, buyers_of_both=1, customers_to_date=900, customers_twice=450,
    ),
    top=TopBuyers(1, 600, 1000),
    stages=Stages(new=3, new_came_again=1, settling=5, loyal=2, loyal_spent=9,
                  loyal_spent_before=10),
    groups={"555": 3, "111": 1},
    points=PointsAccount(opening=178_100, earned=10_000, redeemed=3_880),
    breakage=Breakage(100, 1000, 210, 184_220, 1),
    reward_cost=RewardCost(RewardParts(coupons=20), RewardParts(coupons=30, points_used=50)),
    dependence=CouponDependence(buyers=3, buyers_only=1, revenue=100, revenue_with=10),
    plans=PlanFigures(active=3, by_plan={"Bean Club": 3}),
    tiers={"Gold": 2},
    feedback=FeedbackCounts(promoters=6, passives=3, detractors=1),
)  # fmt: skip
SEPTEMBER = month(
    9,
    customers=CustomersHeld(start=500, end=480, first_time=83),
    trade=Trade(revenue=100, revenue_new=33),
    repeats=Repeats(second_visit_month=date(2026, 7, 1), newcomers=100, newcomers_back=45),
    points=PointsAccount(opening=178_100),
    feedback=FeedbackCounts(promoters=5, passives=3, detractors=2),
)
NOTHING = month(10)
