"""Facts are read as things happened, or as people entered them; each has a name everywhere."""

from collections.abc import Callable

from db.clock import milliseconds
from db.queries.facts import fact_id, facts_as_entered, facts_of_customer, facts_of_kinds
from db.session import Session
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]
_FOR_EVER_MS = 2**62


def test_slips_of_yesterday_stand_where_they_happened_and_where_they_were_entered(
    session: Session, sell: Sell
) -> None:
    today = sell(None, 300, on="2026-11-22").sale
    slip = sell(None, 100, on="2026-11-20").sale
    between = sell(None, 200, on="2026-11-21").sale
    assert [fact.id for fact in facts_of_kinds(session.db, ("sale",))] == [slip, between, today]
    assert [fact.id for fact in facts_as_entered(session.db)] == [today, slip, between]


def test_facts_of_one_instant_keep_the_order_in_which_they_were_written(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1000)
    sell(customer, 1000, points_used=5)
    facts = list(facts_of_customer(session.db, customer, until_ms=_FOR_EVER_MS))
    kinds = [fact.kind for fact in facts if fact.kind != "customer.add"]
    assert kinds == ["sale", "points.earn", "sale", "points.spend", "points.earn"]


def test_a_customer_s_facts_end_with_the_instant_asked_for(
    session: Session,
    a_customer: Callable[..., str],
    sell: Sell,
    on_day: Callable[[str], Session],
) -> None:
    customer = a_customer()
    sell(a_customer("佐藤 健"), 1000, on="2026-11-20")
    sell(customer, 1000, on="2026-11-20")
    sell(customer, 2000, on="2026-11-21")
    ten = milliseconds(on_day("2026-11-21").clock())

    def paid(until_ms: int) -> list[int]:
        facts = facts_of_customer(session.db, customer, until_ms=until_ms)
        return [fact.doc["paid"] for fact in facts if fact.kind == "sale"]

    assert paid(ten - 1) == [1000]
    assert paid(ten) == [1000, 2000]


def test_a_fact_is_named_by_its_counter_and_its_number(session: Session, sell: Sell) -> None:
    sale = sell(None, 100).sale
    origin, seq = session.db.conn.execute("SELECT origin, seq FROM facts").fetchone()
    assert sale == fact_id(origin, seq)
    assert fact_id(255, 12) == "ff-12"


def test_a_fact_tells_who_when_and_what(session: Session, sell: Sell) -> None:
    sell(None, 100)
    (fact,) = facts_of_kinds(session.db, ("sale",))
    assert (fact.kind, fact.day, fact.staff, fact.customer) == ("sale", "2026-11-22", None, None)
    assert (fact.account, fact.delta, fact.claim) == (None, None, None)
    assert fact.doc["amount"] == 100
