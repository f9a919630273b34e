"""Questions about follow-ups share their values; one customer's rows are found by the index."""

from db.queries.follow_up_asking import asked, whose
from db.session import Session


def test_one_customer_is_a_condition_and_all_are_none(session: Session) -> None:
    assert whose(None) == "TRUE"
    assert whose("a") == "customer_id = :customer"
    assert whose("a", "id") == "id = :customer"
    assert asked(session.moment(), "a") == {
        "today": "2026-11-22", "now": 1795310040000, "customer": "a",
    }  # fmt: skip
