"""The running figures of a history."""

from collections.abc import Callable

from db.queries.balances import balances_after
from db.queries.sales import history_of
from db.session import Session
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import SaleOutcome


def test_each_line_shows_what_was_held_after_the_whole_act(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    sell(customer, 30_000, on="2026-11-01")
    add_reward(session, NewReward("Tea", "free_item", "400", 250), operation_id="tea")
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    sell(customer, 1_000, on="2026-11-23")
    lines = history_of(session.db, customer)
    later = balances_after(session.moment(), customer, of_facts={line.id for line in lines})
    assert [later.get(line.id) for line in lines if line.at <= session.moment().now] == [50, 300]


def test_points_that_ended_meanwhile_are_not_in_later_balances(
    session: Session,
    a_customer: Callable[..., str],
    sell: Callable[..., SaleOutcome],
    set_shop: Callable[..., None],
) -> None:
    set_shop(expiry={"months": 1})
    customer = a_customer()
    sell(customer, 30_000, on="2026-09-01")
    sell(customer, 5_000, on="2026-11-22")
    lines = history_of(session.db, customer)
    after = balances_after(session.moment(), customer, of_facts={line.id for line in lines})
    assert [after[line.id] for line in lines] == [50, 300]


def test_only_what_is_asked_for_is_worked_out(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    for amount in (1_000, 2_000, 3_000):
        sell(customer, amount)
    latest = history_of(session.db, customer, limit=1)[0].id
    assert balances_after(session.moment(), customer, of_facts={latest}) == {latest: 60}
