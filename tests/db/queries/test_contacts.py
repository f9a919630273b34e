"""The log of who spoke to a customer, as it stood at any moment."""

from collections.abc import Callable
from datetime import date

from db.queries.contacts import contacts_of, spoken_to_since
from db.session import Session
from db.usecases.follow_ups import finish_follow_up, make_contact


def test_the_latest_contact_comes_first_and_later_ones_are_not_known_yet(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    customer = a_customer(birthday="--11-25")
    for day, by, note in (("2026-11-01", "call", "Liked it"), ("2026-11-20", "visit", None)):
        desk = on_day(day)
        desk.staff = "Mio"
        make_contact(desk, customer_id=customer, by=by, note=note, operation_id=day)  # type: ignore[arg-type]
    found = contacts_of(session.moment(), customer)
    assert [(each.day.isoformat(), each.by, each.note) for each in found] == [
        ("2026-11-20", "visit", None), ("2026-11-01", "call", "Liked it"),
    ]  # fmt: skip
    assert contacts_of(on_day("2026-11-19").moment(), customer) == found[1:]
    assert contacts_of(session.moment(), customer, limit=1) == found[:1]
    assert found[0].staff == "Mio"


def test_a_word_and_a_finished_follow_up_count_as_spoken_to(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    spoken, done = a_customer("一"), a_customer("二", birthday="--11-25")
    make_contact(on_day("2026-11-10"), customer_id=spoken, by="call", operation_id="call")
    finish_follow_up(session, follow_up=f"birthday:{done}:2026", operation_id="done")
    assert spoken_to_since(session.moment(), date(2026, 11, 9)) == {
        spoken: date(2026, 11, 10), done: session.today,
    }  # fmt: skip
    assert spoken_to_since(session.moment(), date(2026, 11, 10)) == {done: session.today}
    assert spoken_to_since(on_day("2026-11-21").moment(), date(2026, 11, 10)) == {}
