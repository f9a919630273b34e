"""The end of a day adds up: what was taken off, handed back, paid for plans, and by whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.clock import fixed_clock
from db.journal import Draft
from db.queries.day import DayReport, StaffDay, day_report
from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Action, Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.subscriptions import start_subscription

TODAY = date(2026, 11, 22)
Sell = Callable[..., SaleOutcome]


@pytest.fixture
def at(session: Session) -> Callable[..., Session]:
    """Return the session at an hour of today, with somebody at the desk."""

    def then(hour: str, staff: str | None = None) -> Session:
        instant = datetime.fromisoformat(f"2026-11-22T{hour}:00+09:00")
        return replace(session.with_request(clock=fixed_clock(instant)), staff=staff)

    return then


def sold(session: Session, amount: int, customer: str | None = None, **more: object) -> str:
    order = SaleOrder((OrderLine(amount),), customer, **more)  # type: ignore[arg-type]
    sale = record_sale(session, order, operation_id=f"sale-{session.db['facts'].count}").sale
    assert sale is not None
    return sale


def test_a_day_without_anything_is_nothing(session: Session) -> None:
    assert day_report(session.db, TODAY) == DayReport(TODAY)


def test_a_whole_day_adds_up(
    session: Session, at: Callable[..., Session], sell: Sell, a_customer: Callable[..., str]
) -> None:
    old = a_customer("佐藤 健", joined="2026-10-01")
    sell(old, 50_000, on="2026-11-21")  # 500 points
    customer = add_customer(
        at("08:55", "Mio"), new=NewCustomer(name="田中 美咲"), operation_id="new"
    ).id
    (coupon,) = issue_coupons(
        session, Issue(Terms("amount_off", 200, "¥200 off")), operation_id="coupon"
    )
    plan = NewPlan("Club", "980", "month", discount_percent=10, points_each_period=50)
    add_plan(session, plan, operation_id="plan")
    morning = at("09:03", "Mio")
    sold(morning, 1200)
    first = sold(morning, 3000, customer, coupons=(coupon.code,))  # 2,800 paid, 28 points
    start_subscription(
        at("11:00", "Ken"), customer_id=customer, plan="Club", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip
    sold(at("12:00", "Ken"), 1000, customer)  # 100 off, 900 paid, 9 points
    sold(at("13:00"), 2000, old, points_used=300)  # 1,700 paid, 17 points
    add_reward(session, NewReward("Tea", "free_item", "300", 40), operation_id="reward")
    redeem_reward(at("14:00", "Aya"), customer_id=old, reward="Tea", operation_id="redeem")
    refund_sale(at("18:30", "Ken"), sale=first, amount=None, reason=None, operation_id="back")
    report = day_report(session.db, TODAY)
    assert report == DayReport(
        day=TODAY,
        sales_with_customer=3,
        sales_without_customer=1,
        gross=7200,
        coupon_discounts=200,
        plan_discounts=100,
        points_in_money=300,
        paid=6600,
        refunds=1,
        money_back=2800,
        plan_payments=1,
        plan_money=980,
        coupons_taken=1,
        coupons_value=200,
        coupons_returned=1,
        points_given=28 + 50 + 9 + 17,
        points_used=340,
        points_reversed=28,
        new_customers=1,
        first_sale_at=datetime(2026, 11, 22, 0, 3, tzinfo=UTC),
        last_sale_at=datetime(2026, 11, 22, 4, 0, tzinfo=UTC),
        staff=(
            StaffDay(None, sales=1, paid=1700, points_given=17),
            StaffDay("Ken", 1, 900, 1, 2800, 59, 1, 980),
            StaffDay("Mio", 2, 4000, points_given=28),
        ),
    )
    taken_off = report.coupon_discounts + report.plan_discounts + report.points_in_money
    assert report.gross - taken_off == report.paid
    assert (report.sales, report.money_in) == (4, 6600 - 2800 + 980)
    assert [each.money_in for each in report.staff] == [1700, 900 - 2800 + 980, 4000]


def test_a_refund_counts_on_its_own_day_and_brings_points_back(
    session: Session, at: Callable[..., Session], sell: Sell, a_customer: Callable[..., str]
) -> None:
    customer = a_customer(joined="2026-10-01")
    sell(customer, 10_000, on="2026-11-20")
    sale = sell(customer, 850, on="2026-11-21", points_used=50).sale
    assert sale is not None
    refund_sale(at("10:00"), sale=sale, amount=425, reason=None, operation_id="back")
    report = day_report(session.db, TODAY)
    assert (report.sales, report.paid, report.refunds, report.money_back) == (0, 0, 1, 400)
    assert (report.points_returned, report.points_reversed) == (25, 4)
    assert (report.money_in, report.first_sale_at) == (-400, None)
    before = day_report(session.db, date(2026, 11, 21))
    assert (before.paid, before.refunds, before.points_in_money) == (800, 0, 50)


def test_a_refund_from_a_file_and_a_trial_are_told_for_what_they_are(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    doc = {"amount": -300, "total": -300, "paid": -300, "points": 0, "refund": True}
    with session.write(Action.IMPORT_PURCHASES, "file") as tx:
        tx.post(Draft("sale", doc, customer, "spent", -300))
    add_plan(session, NewPlan("Club", "980", "month", trial_days=14), operation_id="plan")
    start_subscription(
        session, customer_id=customer, plan="Club", trial=True, paid=None, operation_id="try"
    )
    report = day_report(session.db, TODAY)
    assert (report.sales, report.gross, report.refunds, report.money_back) == (0, 0, 1, 300)
    assert (report.plan_payments, report.plan_money) == (0, 0)


def test_the_night_belongs_to_the_evening_before(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(day_starts="04:00")
    for moment in ("2026-11-22T23:50+09:00", "2026-11-23T03:59+09:00", "2026-11-23T04:00+09:00"):
        then = session.with_request(clock=fixed_clock(datetime.fromisoformat(moment)))
        sold(then, 1000)
    assert day_report(session.db, TODAY).sales == 2
    assert day_report(session.db, date(2026, 11, 23)).sales == 1
