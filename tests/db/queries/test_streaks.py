"""Streaks as the book tells them: from visits, and from the gifts that stand."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import BadRequest
from db.queries.streaks import claim_of, streak_named, streaks_of, streaks_on_sale
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.sales import SaleOutcome
from db.usecases.streaks import add_streak, edit_streak

Sell = Callable[..., SaleOutcome]


@pytest.fixture(autouse=True)
def streak(on_day: Callable[[str], Session]) -> str:
    """Return the id of a streak: two weeks in a row bring 50 points."""
    terms = {"name": "Regulars", "weeks": 2, "gift": {"points": 50}}
    return add_streak(on_day("2026-11-01"), terms=terms, operation_id="streak").id


def test_two_entries_of_one_person_are_one_run(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    one, other = a_customer(), a_customer("佐藤 健")
    sell(one, 100, on="2026-11-03")
    sell(other, 100, on="2026-11-10")
    merge_customers(session, keep=one, merge=other, operation_id="merge")
    (counted,) = streaks_on_sale(session.moment(), one)
    assert [run.week for run in counted.runs] == [date(2026, 11, 9)]  # with the next sale
    assert counted.points == 50


def test_gifts_of_both_entries_stand(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    one, other = a_customer(), a_customer("佐藤 健")
    for day in ("2026-11-03", "2026-11-10"):
        sell(other, 100, on=day)
    merge_customers(session, keep=one, merge=other, operation_id="merge")
    (counted,) = streaks_on_sale(session.moment(), one)
    assert (counted.runs, counted.standing.have) == ((), 1)


def test_a_streak_that_is_no_longer_offered_is_not_shown(
    session: Session, a_customer: Callable[..., str]
) -> None:
    edit_streak(session, streak="Regulars", changes={"offered": False}, operation_id="stop")
    assert streaks_of(session.moment(), a_customer()) == []
    assert streaks_on_sale(session.moment(), None) == ()


def test_a_gift_is_claimed_by_its_week_and_again_under_a_number(
    session: Session, streak: str, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    named = streak_named(session.db, "Regulars")
    week = date(2026, 11, 9)
    claim = f"streak:{streak}:{customer}:2026-11-09"
    assert claim_of(session.db, named, customer, week) == claim
    for day in ("2026-11-03", "2026-11-10"):
        sell(customer, 100, on=day)
    assert claim_of(session.db, named, customer, week) == f"{claim}:2"


def test_an_unknown_name_is_answered_with_those_there_are(session: Session) -> None:
    with pytest.raises(BadRequest) as refused:
        streak_named(session.db, "Nothing")
    assert refused.value.detail == "Regulars"
