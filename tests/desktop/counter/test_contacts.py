"""Promises and what is to be said are seen to at the counter, for whoever is served."""

from datetime import date

from db.queries.contacts import contacts_of
from db.queries.follow_ups import follow_ups_of
from db.usecases.follow_ups import add_promise
from tests.desktop.desk import Desk


def test_a_promise_needs_somebody_and_closes_with_them(desk: Desk) -> None:
    contacts = desk.counter.contacts
    contacts.promise()
    assert not contacts.is_open()
    desk.counter.serve(desk.tanaka)
    desk.counter.board.promise_action.trigger()
    assert contacts.is_open()
    assert not desk.counter.is_free()
    desk.counter.leave()
    assert not contacts.is_open()


def test_what_is_done_at_the_counter_is_a_word_in_person(desk: Desk) -> None:
    add_promise(
        desk.session, customer_id=desk.tanaka, kind="complaint", why="Stale beans",
        due_day=date(2026, 11, 22), due_time=None, owed_by=None, operation_id="promise",
    )  # fmt: skip
    desk.counter.serve(desk.tanaka)
    moment = desk.session.moment()
    [promise] = [each for each in follow_ups_of(moment, desk.tanaka) if each.kind == "complaint"]
    desk.counter.contacts.finish(promise)
    assert [each.by for each in contacts_of(moment, desk.tanaka)] == ["visit"]
    assert "Done for" in desk.counter.notice.text()
    desk.counter.contacts.finish(promise)  # it was done already, and that is said
    assert len(contacts_of(moment, desk.tanaka)) == 1
