"""Undo: counter-facts on the same day, never a deletion, and never twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from db.clock import fixed_clock
from db.errors import LimitReached, NothingToUndo
from db.queries.coupons import coupon_typed
from db.queries.memberships import memberships
from db.queries.points import account_at, holdings
from db.queries.rewards import all_rewards
from db.queries.subscriptions import subscription_at
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import renew_subscription, start_subscription
from db.usecases.undo import last_act, undo

Sell = Callable[..., SaleOutcome]


def balance(session: Session, customer: str) -> int:
    return holdings(account_at(session.moment(), customer), on=session.today).balance


def undo_last(session: Session) -> int:
    act = last_act(session.moment())
    assert act is not None
    return undo(session, act=act.operation, operation_id=f"undo-{act.operation}").money_back


def test_a_sale_is_undone_by_a_refund_of_all(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1980)
    assert undo_last(session) == 1980
    assert balance(session, customer) == 0
    assert session.db["sales"].count == 1  # it stays told
    assert last_act(session.moment()) is None


def test_undoing_goes_back_act_by_act(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    sell(customer, 1980)
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    assert balance(session, customer) == 9
    undo_last(session)
    assert balance(session, customer) == 19
    undo_last(session)
    assert balance(session, customer) == 0


def test_a_redemption_gives_points_stock_and_chance_back(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    new = NewReward("Tea", "free_item", "300", 10, stock=2, max_per_customer=1, immediate=True)
    add_reward(session, new, operation_id="tea")
    sell(customer, 3000)
    done = redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    undo_last(session)
    assert balance(session, customer) == 30
    coupon = coupon_typed(session.db, done.coupon.code)
    assert (coupon.used, coupon.void_reason) == (0, "undo")
    assert [reward.stock_left for reward in all_rewards(session.db)] == [2]
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="again")
    with pytest.raises(LimitReached):
        redeem_reward(session, customer_id=customer, reward="Tea", operation_id="once more")


def test_what_was_undone_or_refunded_is_not_undone_again(session: Session, sell: Sell) -> None:
    sale = sell(None, 1980)
    act = last_act(session.moment())
    assert act is not None
    refund_sale(session, sale=str(sale.sale), amount=80, reason=None, operation_id="part")
    assert last_act(session.moment()) is None
    with pytest.raises(NothingToUndo) as refused:
        undo(session, act=act.operation, operation_id="undo")
    assert refused.value.problem == "done"


def test_yesterday_and_other_acts_are_not_undone(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    a_customer()
    sell(None, 500, on="2026-11-21")
    assert last_act(session.moment()) is None
    operations = [row[0] for row in session.db.conn.execute("SELECT id, action FROM operations")]
    problems = set()
    for operation in (*operations, "never"):
        with pytest.raises(NothingToUndo) as refused:
            undo(session, act=operation, operation_id="undo")
        problems.add(refused.value.problem)
    assert problems == {"kind", "another_day", "nothing"}


def test_a_plans_payment_is_undone_with_the_points_it_gave(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    add_plan(session, NewPlan("Club", "980", "month", points_each_period=100), operation_id="plan")
    start_subscription(
        session, customer_id=customer, plan="Club", trial=None, paid=None, operation_id="join"
    )
    renewed = renew_subscription(session, customer_id=customer, paid=None, operation_id="renew")
    assert (str(renewed.until), balance(session, customer)) == ("2027-01-21", 200)
    assert undo_last(session) == 980
    assert balance(session, customer) == 100
    again = renew_subscription(session, customer_id=customer, paid=None, operation_id="again")
    assert again.until == renewed.until
    assert undo_last(session) == 980
    assert undo_last(session) == 980
    assert balance(session, customer) == 0
    assert subscription_at(session.moment(), customer) is None
    paid = session.db.conn.execute("SELECT total FROM sums WHERE account = 'plan_payments'")
    assert paid.fetchone()[0] == 0
    assert memberships(session.db, began_by=session.today, known_on=session.today) == []


def test_nothing_is_undone_at_an_hour_before_it_was_done(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    adjust_points(session, customer_id=customer, points=5, reason="x", operation_id="adjust")
    earlier = session.clock() - timedelta(hours=1)
    morning = session.with_request(clock=fixed_clock(earlier))
    assert last_act(morning.moment()) is None
    with pytest.raises(NothingToUndo):
        undo(morning, act="adjust", operation_id="undo")
    undo(session, act="adjust", operation_id="undo")
    assert balance(session, customer) == 0
