"""What coupons, plans and points took off real sales, for whom; which lots came to their end."""

from collections.abc import Callable
from datetime import date

from db.queries.figures import PeriodFigures, period_figures
from db.queries.reward_cost import breakage, reductions_in
from db.rules.rewards import Terms
from db.rules.spans import parse_period
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import start_subscription

OnDay = Callable[[str], Session]


def october(session: Session) -> PeriodFigures:
    return period_figures(
        session.db, period=parse_period("2026-10"), today=session.today, settings=session.settings
    )


def sell(
    session: Session, customer: str | None, amount: int, *, coupon: int = 0, points: int = 0
) -> str:
    codes: tuple[str, ...] = ()
    if coupon:
        issue = Issue(Terms("amount_off", coupon, "Okaeri"))
        name = f"coupon-{session.db['facts'].count}"
        codes = (issue_coupons(session, issue, operation_id=name)[0].code,)
    order = SaleOrder((OrderLine(amount),), customer, points_used=points, coupons=codes)
    sale = record_sale(session, order, operation_id=f"sale-{session.db['facts'].count}").sale
    assert sale is not None
    return sale


def test_each_part_is_told_for_newcomers_and_for_those_who_had_bought(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    regular, new = a_customer(), a_customer("佐藤 健")
    sell(on_day("2026-09-30"), regular, 10_000)  # gives 100 points
    add_plan(session, NewPlan("Club", "980", "month", discount_percent=10), operation_id="plan")
    start_subscription(on_day("2026-10-01"), customer_id=regular, plan="Club", trial=None,
                       paid=None, operation_id="join")  # fmt: skip
    sale = sell(on_day("2026-10-02"), regular, 1000, coupon=200, points=50)
    sell(on_day("2026-10-03"), new, 900, coupon=300)
    sell(on_day("2026-10-04"), None, 900, coupon=300)  # of nobody: not among them
    sell(on_day("2026-11-01"), new, 900, coupon=300)  # another month
    refund_sale(on_day("2026-10-05"), sale=sale, amount=None, reason=None, operation_id="back")
    figures = october(session)
    parts, theirs = figures.reward_cost.returning, figures.reward_cost.new
    assert (parts.coupons, parts.points_used) == (200, 50)
    assert parts.discounts == 100  # a tenth, of the goods before the coupon
    assert (theirs.coupons, theirs.discounts, theirs.points_used) == (300, 0, 0)
    assert (theirs.points_given, figures.trade.taken_off_new) == (6, 300)
    assert figures.trade.taken_off_returning == parts.taken_off
    assert parts.taken_off + theirs.taken_off == figures.trade.taken_off


def test_who_buys_only_with_coupons_is_told_and_points_are_none(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    only, both, points = a_customer(), a_customer("佐藤 健"), a_customer("鈴木 花")
    sell(on_day("2026-09-01"), points, 10_000)
    sell(on_day("2026-09-01"), only, 500)  # before the month
    sell(on_day("2026-10-01"), only, 500, coupon=100)
    sell(on_day("2026-10-02"), only, 500, coupon=500)
    sell(on_day("2026-10-01"), both, 500, coupon=100)
    sell(on_day("2026-10-02"), both, 500)
    sell(on_day("2026-10-02"), points, 300, points=100)
    told = october(session).dependence
    assert (told.buyers, told.buyers_only) == (3, 1)
    assert (told.revenue, told.revenue_with) == (400 + 0 + 400 + 500 + 200, 800)


def test_what_was_given_to_one_who_was_merged_counts_for_the_one_kept(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    regular, twin = a_customer(), a_customer("田中 美咲", phone="090-0000-0001")
    sell(on_day("2026-09-01"), regular, 500)
    sell(on_day("2026-10-01"), twin, 1000, coupon=100)
    assert october(session).reward_cost.new.coupons == 100
    merge_customers(session, keep=regular, merge=twin, operation_id="merge")
    cost = october(session).reward_cost
    assert (cost.new.coupons, cost.returning.coupons, cost.returning.points_given) == (0, 100, 9)
    reduced = reductions_in(session.db, parse_period("2026-10"))
    assert reduced.taken_off() == {regular: 100}
    assert reduced.sales_with_coupon() == {regular: 1}


def test_breakage_is_what_was_left_in_lots_whose_last_day_is_over(
    session: Session,
    a_customer: Callable[..., str],
    on_day: OnDay,
    set_shop: Callable[..., None],
) -> None:
    set_shop(expiry={"months": 1})
    customer = a_customer()
    sell(on_day("2026-08-01"), customer, 10_000)  # 100 points, until 1 September
    sell(on_day("2026-08-20"), customer, 500, points=30)  # of them; gives 4, until 20 September
    sell(on_day("2026-10-10"), customer, 5_000)  # 50, until 10 November

    def until(day: str) -> tuple[int, int, int]:
        found = breakage(session.db, on=date.fromisoformat(day), outstanding=0, point_value=1)
        return found.lots, found.points, found.lapsed

    assert until("2026-09-01") == (0, 0, 0)  # the whole of its last day it can be used
    assert until("2026-09-02") == (1, 100, 70)
    assert until("2026-09-21") == (2, 104, 74)
    assert until("2026-11-11") == (3, 154, 124)
    set_shop(expiry="never")
    sell(on_day("2026-11-12"), customer, 1_000)
    told = october(session).breakage
    assert (told.running, told.running_to_a_day) == (50, 50)
    today = period_figures(session.db, period=parse_period("2026-11"), today=session.today,
                           settings=session.settings).breakage  # fmt: skip
    assert (today.running, today.running_to_a_day) == (10, 0)
