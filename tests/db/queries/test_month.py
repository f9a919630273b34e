"""Every figure of the month, against a slow second way and by hand; rules.md §10."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest

from db.clock import fixed_clock
from db.journal import Draft
from db.queries.month import MonthFigures, month_figures
from db.session import Action, Session
from tests.db.queries.past_days import on_day
from tests.db.queries.past_sales import a_shop_by_chance, cdnow, record, sold
from tests.db.queries.slow_month import slow_figures, the_same_figures


def figures_of(session: Session, month: str, *, active_days: int = 90) -> MonthFigures:
    return month_figures(
        session.db,
        month=date.fromisoformat(f"{month}-01"),
        today=session.today,
        settings=replace(session.settings, active_days=active_days),
    )


# -- A real shop ------------------------------------------------------------------------------


def test_the_real_shop_is_read_whole(record_shop: Session) -> None:
    sums = "SELECT count(*), count(DISTINCT customer_id), sum(paid) FROM sales"
    assert record_shop.db.execute(sums).fetchone() == (6919, 2357, 244_091_94)


@pytest.mark.parametrize(
    ("month", "active_days"),
    [
        ("1996-12", 90), ("1997-01", 90), ("1997-02", 90), ("1997-03", 30), ("1997-05", 90),
        ("1997-10", 90), ("1998-01", 7), ("1998-06", 90), ("1998-11", 365),
    ],
)  # fmt: skip
def test_every_figure_of_a_real_shop_equals_the_slow_way(
    record_shop: Session, month: str, active_days: int
) -> None:
    fast = the_same_figures(figures_of(record_shop, month, active_days=active_days))
    assert fast == slow_figures(cdnow(), name=month, active_days=active_days)


# -- Shops by chance: refunds, sales without a customer, several sales a day, discounts ------------


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_of_a_shop_by_chance_equals_the_slow_way(session: Session, seed: int) -> None:
    rows = a_shop_by_chance(seed)
    record(session, rows)
    months = ("2024-02", "2025-06", "2026-02", "2026-05", "2026-09", "2027-01")
    for month, active_days in zip(months, (90, 400, 1, 20, 90, 90), strict=True):
        fast = the_same_figures(figures_of(session, month, active_days=active_days))
        assert fast == slow_figures(rows, name=month, active_days=active_days)


# -- By hand ---------------------------------------------------------------------------------------


def test_a_month_without_customers_at_its_start_has_no_retention(session: Session) -> None:
    record(session, [sold("a", "2026-10-05", 100)])
    figures = figures_of(session, "2026-10")
    assert figures.customers.start == 0
    assert figures.customers.retention_percent is None
    assert figures.customers.churn_percent is None
    assert figures.customers.first_time == 1


def test_a_book_without_sales_has_figures_of_nothing(session: Session) -> None:
    figures = figures_of(session, "2026-10")
    assert figures.trade.average_sale is None
    assert figures.repeats.repeat_rate_percent is None
    assert figures.top.share_percent is None
    assert figures.cohorts == ()
    assert len(figures.history) == 12


@pytest.mark.parametrize(
    ("last_visit", "at_start", "at_end"),
    [
        ("2026-07-02", 0, 0),
        ("2026-07-03", 1, 0),  # 30 September − 89 days
        ("2026-08-02", 1, 0),
        ("2026-08-03", 1, 1),  # 31 October − 89 days
        ("2026-09-30", 1, 1),
        ("2026-10-01", 0, 1),
        ("2026-10-31", 0, 1),
        ("2026-11-01", 0, 0),
    ],
)
def test_a_sale_keeps_somebody_active_for_ninety_days(
    session: Session, last_visit: str, at_start: int, at_end: int
) -> None:
    record(session, [sold("a", last_visit, 100)])
    held = figures_of(session, "2026-10").customers
    assert (held.start, held.end) == (at_start, at_end)


def test_a_reactivated_customer_is_gained_not_retained(session: Session) -> None:
    record(
        session,
        [
            sold("regular", "2026-09-20", 100), sold("regular", "2026-10-20", 100),
            sold("lapsing", "2026-07-20", 100),
            sold("back", "2026-01-20", 100), sold("back", "2026-10-20", 100),
            sold("new", "2026-10-20", 100),
        ],
    )  # fmt: skip
    held = figures_of(session, "2026-10").customers
    assert (held.start, held.end, held.gained, held.retained, held.lapsed) == (2, 3, 2, 1, 1)
    assert (held.first_time, held.reactivated) == (1, 1)
    assert held.retention_percent == held.churn_percent == 50


def test_the_leap_day_belongs_to_its_february(session: Session) -> None:
    record(session, [sold("a", "2028-02-29", 100), sold("a", "2028-03-01", 100)])
    figures = figures_of(session, "2028-02")
    assert figures.last_day == date(2028, 2, 29)
    assert figures.trade.sales == 1
    assert figures.customers.end == 1


def test_a_refund_from_a_file_lowers_money_and_nothing_else(session: Session) -> None:
    record(
        session,
        [
            sold("a", "2026-06-01", 1000),
            sold("a", "2026-10-10", -400),
            sold("only-refunds", "2026-10-11", -50),
        ],
    )
    figures = figures_of(session, "2026-10")
    assert figures.trade.refunds == 450
    assert figures.trade.net_revenue == -450
    assert (figures.trade.sales, figures.trade.buyers, figures.trade.revenue) == (0, 0, 0)
    assert figures.customers.end == 0
    assert figures.repeats.customers_to_date == 1


def test_money_handed_back_lowers_net_revenue_by_its_own_month_and_nothing_else(
    session: Session,
) -> None:
    record(session, [sold("a", "2026-09-10", 1000), sold(None, "2026-09-11", 500)])
    before = figures_of(session, "2026-09")
    record(
        session,
        [
            sold("a", "2026-10-10", 700), sold("a", "2026-10-11", -700),
            sold(None, "2026-10-11", 500), sold(None, "2026-10-12", -500),
        ],
        name="october",
    )  # fmt: skip
    assert session.db["refunds"].count == 1
    trade = figures_of(session, "2026-10").trade
    assert (trade.sales, trade.buyers, trade.revenue) == (1, 1, 700)
    assert trade.average_sale == 700
    assert (trade.refunds, trade.net_revenue) == (700, 0)
    assert (trade.anonymous_revenue, trade.anonymous_refunds) == (500, 500)
    assert figures_of(session, "2026-10").customers.end == 1
    assert figures_of(session, "2026-09") == before


def test_a_sale_of_nothing_is_a_sale(session: Session) -> None:
    record(session, [sold("a", "2026-10-10", 0)])
    figures = figures_of(session, "2026-10")
    assert (figures.trade.sales, figures.trade.buyers, figures.customers.end) == (1, 1, 1)
    assert figures.trade.average_sale == 0
    assert figures.trade.returning_revenue_share_percent is None


def test_sales_without_a_customer_stand_apart(session: Session) -> None:
    record(session, [sold("a", "2026-10-10", 500), sold(None, "2026-10-10", 700)])
    trade = figures_of(session, "2026-10").trade
    assert (trade.sales, trade.revenue) == (1, 500)
    assert (trade.anonymous_sales, trade.anonymous_revenue) == (1, 700)


def test_two_sales_on_a_day_are_two_sales_but_no_second_visit(session: Session) -> None:
    record(session, [sold("a", "2026-08-10", 500), sold("a", "2026-08-10", 500)])
    repeats = figures_of(session, "2026-10").repeats
    assert repeats.second_visit_month == date(2026, 8, 1)
    assert repeats.second_visit_percent == 0
    assert repeats.repeat_rate_to_date_percent == 100


@pytest.mark.parametrize(("second", "came_back"), [("2026-10-09", 100), ("2026-10-10", 0)])
def test_a_second_visit_counts_within_sixty_days(
    session: Session, second: str, came_back: int
) -> None:
    record(session, [sold("a", "2026-08-10", 500), sold("a", second, 500)])
    assert figures_of(session, "2026-10").repeats.second_visit_percent == came_back


def test_the_top_fifth_is_rounded_up_to_a_whole_person(session: Session) -> None:
    record(session, [sold(name, "2026-10-10", 100 + 10 * i) for i, name in enumerate("abcdef")])
    top = figures_of(session, "2026-10").top
    assert top.count == 2
    assert top.share_percent == Fraction(100 * (150 + 140), 750)


def test_what_discounts_and_points_took_off_is_told_for_new_and_returning(session: Session) -> None:
    record(
        session,
        [
            sold("old", "2026-01-10", 500), sold("old", "2026-10-10", 500, 450),
            sold("new", "2026-10-10", 900, 700), sold(None, "2026-10-10", 900, 100),
        ],
    )  # fmt: skip
    trade = figures_of(session, "2026-10").trade
    assert (trade.taken_off_new, trade.taken_off_returning) == (200, 50)


def test_a_past_month_is_not_changed_by_what_came_later(session: Session) -> None:
    rows = [sold("a", "2026-08-10", 500), sold("b", "2026-09-10", 500)]
    record(session, rows)
    before = figures_of(session, "2026-09")
    record(session, [sold("a", "2026-10-01", 900), sold("c", "2026-11-02", 900)], name="later")
    assert figures_of(session, "2026-09") == before


def test_a_sale_after_midnight_belongs_to_the_month_of_its_business_date(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(day_starts="04:00")
    at_night = fixed_clock(datetime.fromisoformat("2026-11-01T03:59:00+09:00"))
    with session.with_request(clock=at_night).write(Action.RECORD_SALE, "late") as tx:
        tx.post(Draft("sale", {"amount": 5, "total": 5, "paid": 5}, "a", "spent", 5))
    assert figures_of(session, "2026-10").trade.sales == 1
    assert figures_of(session, "2026-11").trade.sales == 0


def test_the_loyal_grow_against_the_year_before(session: Session) -> None:
    record(
        session,
        [
            sold("a", "2024-11-01", 400),  # the year before begins
            sold("a", "2025-10-31", 100), sold("a", "2025-11-01", 700),
            sold("a", "2026-10-31", 100), sold("b", "2025-05-01", 9999),
        ],
    )  # fmt: skip
    stages = figures_of(session, "2026-10").stages
    assert (stages.new, stages.settling, stages.loyal) == (0, 1, 1)
    assert stages.growth_percent == Fraction(100 * (800 - 500), 500)


# -- Plans ------------------------------------------------------------------------------------


def test_plans_are_counted_with_what_is_known_today(session: Session) -> None:
    terms = {
        "price": 1200, "every": "year", "grace_days": 7, "multiplier": "1",
        "discount_percent": 0, "points_each_period": 0, "renew_bonus": None,
        "save_offer_months": 2,
    }  # fmt: skip
    told: dict[str, object] = {"plan_id": "p", "plan": "Club", "terms": terms, "periods": 1}
    with session.write(Action.START_SUBSCRIPTION, "plans") as tx:
        for customer, began, until in (
            ("a", "2025-10-11", "2026-10-10"), ("b", "2025-11-20", "2026-11-19"),
        ):  # fmt: skip
            told |= {"anchor": began, "until": until}
            on_day(tx, began).post(Draft("subscription.start", told, customer))
    october, november = figures_of(session, "2026-10").plans, figures_of(session, "2026-11").plans
    assert (october.active, october.ended, october.mrr) == (1, 1, 100)
    assert october.gross_revenue_churn_percent == 50
    # b's year ended three days ago; the days of grace still run.
    assert (november.active, november.ended, november.by_plan) == (1, 0, {"Club": 1})
