"""What the customer display may show of a customer."""

from collections.abc import Callable

from db.queries.customer_display import shown_to_all
from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.day import turn_day
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale


def test_who_bought_before_is_greeted_as_such(session: Session) -> None:
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="new").id
    assert not shown_to_all(session.moment(), customer).came_before
    record_sale(session, SaleOrder((OrderLine(500),), customer), operation_id="sale")
    assert shown_to_all(session.moment(), customer).came_before


def test_a_coupon_that_tells_a_birthday_is_not_named(
    session: Session, set_shop: Callable[..., None]
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "450", 300), operation_id="cake")
    set_shop(birthday={"reward": "Cake", "days_before": 7})
    new = NewCustomer("田中 美咲", birthday="1990-11-24")
    customer = add_customer(session, new=new, operation_id="new").id
    turn_day(session, operation_id="day")
    tea = Issue(Terms("amount_off", 200, "¥200 off"), customer_id=customer)
    issue_coupons(session, tea, operation_id="tea")
    held = session.db.conn.execute("SELECT count(*) FROM coupons").fetchone()
    assert held == (2,)
    shown = shown_to_all(session.moment(), customer).coupons
    assert [coupon.terms.name for coupon in shown] == ["¥200 off"]
