"""What was done last at the counter, act by act, backwards."""

from collections.abc import Callable

from db.queries.acts import act_named, acts_of_today
from db.session import Session
from db.usecases.sales import SaleOutcome


def test_acts_of_today_come_the_last_one_first(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    sell(customer, 1980)
    sell(None, 500, on="2026-11-21")
    acts = list(acts_of_today(session.moment()))
    assert [act.action for act in acts] == ["sale", "customer.add"]
    assert [act.customer_id for act in acts] == [customer, customer]
    assert [fact.kind for fact in acts[0].facts] == ["sale", "points.earn"]
    assert (acts[0].undone, acts[0].day) == (False, "2026-11-22")


def test_an_act_is_found_by_its_id_on_any_day(
    session: Session, sell: Callable[..., SaleOutcome]
) -> None:
    sell(None, 500, on="2026-11-21")
    operation = session.db.conn.execute("SELECT id FROM operations").fetchone()[0]
    found = act_named(session.db, operation)
    assert found is not None
    assert (found.operation, found.day, found.customer_id) == (operation, "2026-11-21", None)
    assert act_named(session.db, "never") is None
