"""Whose a follow-up is, and what was answered last: by customer and matter, not by its old name."""

from collections.abc import Callable
from datetime import date

from db.queries.follow_up_answers import hidden_follow_ups, is_answered, known_follow_up
from db.session import Session
from db.usecases.follow_ups import add_promise, defer_follow_up, finish_follow_up


def test_a_promise_is_known_by_its_fact_and_the_rest_by_what_it_is_about(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    promised = add_promise(
        session, customer_id=customer, kind="complaint", why="Stale beans", due_day=session.today,
        due_time=None, owed_by=None, operation_id="promise",
    )  # fmt: skip
    known = known_follow_up(session.moment(), promised)
    assert known is not None
    assert (known.kind, known.customer_id, known.done) == ("complaint", customer, False)
    assert not is_answered(session.db, promised)
    finish_follow_up(session, follow_up=promised, operation_id="done")
    assert is_answered(session.db, promised)
    known = known_follow_up(session.moment(), promised)
    assert known is not None
    assert known.done
    newcomer = known_follow_up(session.moment(), f"newcomer:{customer}:7")
    assert newcomer is not None
    assert newcomer.kind == "newcomer"


def test_what_is_put_off_is_hidden_until_its_day_and_the_last_word_holds(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    customer = a_customer()
    follow_up, key = f"newcomer:{customer}:7", (customer, "newcomer", "7")
    for number, until in enumerate((date(2026, 11, 30), date(2026, 11, 24))):
        defer_follow_up(session, follow_up=follow_up, until=until, operation_id=f"later {number}")
    for day, hidden in (("2026-11-22", False), ("2026-11-23", True), ("2026-11-24", False)):
        found = hidden_follow_ups(on_day(day).moment(), [customer])
        assert (key in found) == hidden, day
    finish_follow_up(session, follow_up=follow_up, operation_id="done")
    assert key in hidden_follow_ups(on_day("2027-11-24").moment(), [customer])
