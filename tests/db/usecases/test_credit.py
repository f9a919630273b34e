"""Store credit: given by who may, taken back where it is still there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.errors import BadAmount, BadRequest, NotAllowed, NotEnoughCredit, UnknownCustomer
from db.queries.credit import credit_held
from db.session import Session
from db.usecases.credit import add_credit, take_credit
from db.usecases.merging import merge_customers
from db.usecases.undo import undo


def held(session: Session, customer: str) -> int:
    return credit_held(session.moment(), customer)


def give(session: Session, customer: str, amount: int, **more: object) -> int:
    operation = f"credit-{session.db['facts'].count}"
    return add_credit(
        session, customer_id=customer, amount=amount, reason="broken cup", operation_id=operation,
        **more,  # type: ignore[arg-type]
    ).left  # fmt: skip


def test_what_is_added_adds_up_and_is_no_points(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki, ken = a_customer(), a_customer("佐藤 健")
    assert give(session, misaki, 500) == 500
    assert give(session, misaki, 300) == 800
    assert (held(session, misaki), held(session, ken)) == (800, 0)
    points = session.db.conn.execute("SELECT count(*) FROM facts WHERE account = 'points'")
    assert points.fetchone()[0] == 0


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_nothing_less_and_too_much_are_no_amounts(
    session: Session, a_customer: Callable[..., str], amount: int
) -> None:
    misaki = a_customer()
    with pytest.raises(BadAmount):
        give(session, misaki, amount)
    with pytest.raises(BadAmount):
        give(session, misaki, 500, paid=-1)
    assert held(session, misaki) == 0


def test_credit_needs_a_reason_and_a_customer(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki = a_customer()
    for reason in ("", "  ", "two\nlines"):
        with pytest.raises(BadRequest):
            add_credit(session, customer_id=misaki, amount=1, reason=reason, operation_id="c")
    with pytest.raises(UnknownCustomer):
        give(session, "nobody", 500)


def test_staff_give_no_credit_and_take_none(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki = a_customer()
    give(session, misaki, 500)
    mio = replace(session, staff="Mio", role="staff")
    with pytest.raises(NotAllowed):
        give(mio, misaki, 500)
    with pytest.raises(NotAllowed):
        take_credit(mio, customer_id=misaki, amount=1, reason="x", operation_id="t")
    assert give(replace(session, staff="Aoi", role="manager"), misaki, 1) == 501


def test_no_more_is_taken_back_than_is_there(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki = a_customer()
    give(session, misaki, 500)
    with pytest.raises(NotEnoughCredit) as refusal:
        take_credit(session, customer_id=misaki, amount=501, reason="wrong", operation_id="t")
    assert (refusal.value.needed, refusal.value.left) == (501, 500)
    left = take_credit(session, customer_id=misaki, amount=500, reason="wrong", operation_id="t")
    assert left.left == 0


def test_a_slip_of_yesterday_finds_no_credit_that_came_today(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    misaki = a_customer()
    give(session, misaki, 500)
    with pytest.raises(NotEnoughCredit):
        take_credit(
            on_day("2026-11-21"), customer_id=misaki, amount=1, reason="x", operation_id="t"
        )


def test_credit_is_undone_both_ways_but_not_once_it_was_used(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki = a_customer()
    add_credit(session, customer_id=misaki, amount=500, reason="ahead", paid=500, operation_id="in")
    take_credit(session, customer_id=misaki, amount=200, reason="wrong", operation_id="out")
    with pytest.raises(Exception, match="followed"):
        undo(session, act="in", operation_id="u0")
    assert undo(session, act="out", operation_id="u1").money_back == 0
    assert held(session, misaki) == 500
    assert undo(session, act="in", operation_id="u2").money_back == 500
    assert held(session, misaki) == 0


def test_merging_moves_the_credit(session: Session, a_customer: Callable[..., str]) -> None:
    misaki, double = a_customer(), a_customer("田中 みさき")
    give(session, misaki, 500)
    give(session, double, 300)
    merge_customers(session, keep=misaki, merge=double, operation_id="merge")
    assert held(session, misaki) == 800
    taken = take_credit(session, customer_id=misaki, amount=700, reason="x", operation_id="t")
    assert taken.left == 100
