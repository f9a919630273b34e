"""Promises are noted, follow-ups are done and put off, contacts are noted; each can be undone."""

from collections.abc import Callable
from datetime import date, time

import pytest

from db.errors import BadDate, BadRequest, NothingToUndo, UnknownCustomer
from db.queries.contacts import contacts_of
from db.queries.follow_ups import follow_ups
from db.session import Session
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import (
    add_promise,
    defer_follow_up,
    finish_follow_up,
    make_contact,
)
from db.usecases.merging import merge_customers
from db.usecases.shop import add_staff
from db.usecases.undo import last_act, undo

OnDay = Callable[[str], Session]
NEXT_WEEK = date(2026, 11, 29)


def ids(session: Session) -> list[str]:
    return [each.id for each in follow_ups(session.moment())]


def promise(session: Session, customer: str, **told: object) -> str:
    given: dict[str, object] = {
        "kind": "promise", "why": "A call back", "due_day": NEXT_WEEK, "due_time": None,
        "owed_by": None, **told,
    }  # fmt: skip
    return add_promise(session, customer_id=customer, operation_id=f"promise-{told}", **given)  # type: ignore[arg-type]


def test_what_is_done_is_gone_for_good_and_what_is_put_off_comes_again_on_its_day(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    birthday = f"birthday:{a_customer(birthday='--11-25')}:2026"
    promised = promise(session, a_customer("伊藤 直樹"))
    assert ids(session) == [promised, birthday]
    defer_follow_up(session, follow_up=birthday, until=date(2026, 11, 24), operation_id="later")
    assert [ids(on_day(f"2026-11-{day}")) for day in (22, 23, 24)] == [
        [promised, birthday], [promised], [promised, birthday],
    ]  # fmt: skip
    assert ids(session) == [promised]
    finish_follow_up(on_day("2026-11-24"), follow_up=promised, operation_id="done")
    assert [ids(on_day(f"2026-11-{day}")) for day in (23, 24, 29)] == [[promised], [birthday], []]


def test_done_with_a_way_notes_the_contact_too(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer(birthday="--11-25")
    birthday = f"birthday:{customer}:2026"
    session.staff = "Ken"
    with pytest.raises(BadRequest) as missing:
        finish_follow_up(session, follow_up=birthday, note="Said hello", operation_id="note")
    assert missing.value.field == "by"
    done = finish_follow_up(
        session, follow_up=birthday, by="call", note="Said hello", operation_id="done"
    )
    [contact] = contacts_of(session.moment(), customer)
    assert (contact.id, contact.by, contact.note) == (done.contact, "call", "Said hello")
    assert (contact.follow_up, contact.staff) == (birthday, "Ken")
    with pytest.raises(BadRequest) as again:
        finish_follow_up(session, follow_up=birthday, operation_id="again")
    assert again.value.problem == "done_already"


def test_whoever_was_spoken_to_is_left_in_peace_but_not_with_what_is_owed(
    session: Session, a_customer: Callable[..., str], on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    customer = a_customer(birthday="--12-10")
    promised = promise(session, customer)
    unhappy = give_feedback(session, customer_id=customer, score=3, operation_id="3").follow_up
    make_contact(session, customer_id=customer, by="visit", operation_id="spoken")
    set_shop(follow_ups={"birthday": {"days_before": 30}})
    birthday = f"birthday:{customer}:2026"
    assert set(ids(session)) == {promised, unhappy}
    assert set(ids(on_day("2026-12-05"))) == {promised, unhappy}
    assert set(ids(on_day("2026-12-06"))) == {promised, unhappy, birthday}  # 14 days later
    set_shop(follow_ups={"quiet_days": 0})
    assert set(ids(session)) == {promised, unhappy, birthday}
    set_shop(follow_ups={"quiet_days": 14})
    finish_follow_up(on_day("2026-11-24"), follow_up=promised, operation_id="kept")
    assert set(ids(on_day("2026-12-07"))) == {unhappy}
    assert set(ids(on_day("2026-12-08"))) == {unhappy, birthday}


def test_each_act_is_undone_on_its_day_as_if_it_had_never_been(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    customer = a_customer(birthday="--11-25")
    birthday = f"birthday:{customer}:2026"
    before = follow_ups(session.moment())

    def put_off(session: Session) -> object:
        return defer_follow_up(session, follow_up=birthday, until=NEXT_WEEK, operation_id="put off")

    def done(session: Session) -> object:
        return finish_follow_up(session, follow_up=birthday, by="letter", operation_id="done")

    def spoken(session: Session) -> object:
        return make_contact(session, customer_id=customer, by="call", operation_id="spoken")

    def promised(session: Session) -> object:
        return promise(session, customer)

    for number, act in enumerate((put_off, done, spoken, promised)):
        act(session)
        assert follow_ups(session.moment()) != before
        last = last_act(session.moment())
        assert last is not None
        assert undo(session, act=last.operation, operation_id=f"undo {number}").balance is None
        assert follow_ups(session.moment()) == before
    assert contacts_of(session.moment(), customer) == []
    assert last_act(on_day("2026-11-23").moment()) is None


def test_undoing_what_was_done_lets_what_was_said_before_hold_again(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    birthday = f"birthday:{a_customer(birthday='--11-25')}:2026"
    defer_follow_up(session, follow_up=birthday, until=date(2026, 11, 24), operation_id="later")
    finish_follow_up(session, follow_up=birthday, operation_id="done")
    undo(session, act="done", operation_id="undo")
    assert [ids(on_day(f"2026-11-{day}")) for day in (23, 24)] == [[], [birthday]]


def test_a_promise_that_was_answered_is_not_taken_back(
    session: Session, a_customer: Callable[..., str]
) -> None:
    promised = promise(session, a_customer())
    defer_follow_up(session, follow_up=promised, until=NEXT_WEEK, operation_id="later")
    first = session.db.conn.execute("SELECT operation FROM facts WHERE kind = 'followup.add'")
    with pytest.raises(NothingToUndo):
        undo(session, act=first.fetchone()[0], operation_id="undo")


def test_what_was_done_before_a_merging_stays_done_after_it(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    kept, merged = a_customer(), a_customer("田中 みさき", birthday="--12-10")
    promised = promise(session, merged)
    birthday = f"birthday:{merged}:2026"
    finish_follow_up(session, follow_up=birthday, operation_id="done")
    later = on_day("2026-12-07")  # the days of quiet are over
    assert ids(later) == [promised]
    merge_customers(session, keep=kept, merge=merged, operation_id="merge")
    assert ids(later) == [promised]
    [found] = follow_ups(later.moment())
    assert found.customer_id == kept
    # By its old name it is known still, as the one that was done.
    with pytest.raises(BadRequest) as refusal:
        finish_follow_up(session, follow_up=birthday, operation_id="again")
    assert refusal.value.problem == "done_already"
    defer_follow_up(session, follow_up=promised, until=date(2026, 12, 8), operation_id="later")
    assert ids(later) == []
    undo(session, act="later", operation_id="undo")
    assert ids(later) == [promised]


def test_a_follow_up_that_nobody_knows_is_refused(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    unknown = (
        "", "nonsense", "birthday", f"birthday:{customer}:x", "birthday:nobody:2026",
        f"promise:{customer}:2026", f"unhappy:{customer}:ab-1", f"referral:{customer}:ab-1",
        f"newcomer:{customer}:７", f"renewal:{customer}:2026-13", "x" * 10_000,
    )  # fmt: skip
    for follow_up in unknown:
        with pytest.raises(BadRequest) as done:
            finish_follow_up(session, follow_up=follow_up, operation_id="o")
        with pytest.raises(BadRequest) as later:
            defer_follow_up(session, follow_up=follow_up, until=NEXT_WEEK, operation_id="o")
        for refusal in (done.value, later.value):
            assert (refusal.field, refusal.problem) == ("follow_up", "no_follow_up")


def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer, facts = a_customer(birthday="--11-25"), session.db["facts"]
    add_staff(session, name="Mio", role="staff", operation_id="mio")
    before = facts.count
    refused = [
        ({"why": " "}, "why", "missing"),
        ({"why": "a\nb"}, "why", "invalid"),
        ({"owed_by": "Nobody"}, "owed_by", "no_staff"),
        ({"kind": "birthday"}, "kind", "choice"),
    ]
    for told, field, problem in refused:
        with pytest.raises(BadRequest) as refusal:
            promise(session, customer, **told)
        assert (refusal.value.field, refusal.value.problem) == (field, problem)
    with pytest.raises(BadDate):
        promise(session, customer, due_day=date(2026, 11, 21))
    with pytest.raises(UnknownCustomer):
        promise(session, "nobody")
    birthday = f"birthday:{customer}:2026"
    with pytest.raises(BadRequest) as today:
        defer_follow_up(session, follow_up=birthday, until=session.today, operation_id="today")
    assert (today.value.field, today.value.problem) == ("until", "not_ahead")
    other = a_customer("伊藤 直樹")
    with pytest.raises(BadRequest):
        make_contact(
            session, customer_id=other, by="call", follow_up=birthday, operation_id="wrong"
        )
    with pytest.raises(BadRequest):
        make_contact(session, customer_id=other, by="fax", operation_id="fax")  # type: ignore[arg-type]
    assert facts.count == before + 1
    owed = promise(session, customer, owed_by="Mio", due_time=time(14))
    [found] = [each for each in follow_ups(session.moment()) if each.id == owed]
    assert (found.owed_by, found.due_time) == ("Mio", time(14))
