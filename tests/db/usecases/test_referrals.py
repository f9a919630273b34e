"""A customer says who brought them, until the first sale."""

from collections.abc import Callable

import pytest

from db.errors import NotNewCustomer, ReferralCircle, SelfReferral
from db.queries.customer_card import customer_card
from db.rules.referrals import Link
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.referrals import attach_referral
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]


def attach(session: Session, referee: str, referrer: str) -> Link:
    operation = f"attach-{session.db['facts'].count}"
    return attach_referral(
        session, referee_id=referee, referrer_id=referrer, operation_id=operation
    )


@pytest.fixture
def promised(set_shop: Callable[..., None]) -> None:
    """Promise points to both, after three days."""
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}, "hold_days": 3})


@pytest.mark.usefixtures("promised")
def test_the_first_sale_brings_both_their_gift_after_the_hold(
    session: Session, a_customer: Callable[..., str], sell: Sell, on_day: Callable[[str], Session]
) -> None:
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach(session, friend, referrer)
    assert sell(friend, 1000).pending == 100
    sell(friend, 1000)
    for day, points in (("2026-11-24", 0), ("2026-11-25", 200)):
        card = customer_card(on_day(day).moment(), referrer)
        assert card.holdings.balance == points


def test_a_circle_of_friends_is_refused_however_long(
    session: Session, a_customer: Callable[..., str]
) -> None:
    people = [a_customer(f"Friend {number}") for number in range(4)]
    for referee, referrer in zip(people[1:], people, strict=False):
        attach(session, referee, referrer)
    with pytest.raises(ReferralCircle):
        attach(session, people[0], people[-1])


def test_two_with_one_email_are_one(session: Session, a_customer: Callable[..., str]) -> None:
    one = a_customer(email="Guest@example.jp")
    other = a_customer("佐藤 健", email="guest@example.jp")
    with pytest.raises(SelfReferral):
        attach(session, one, other)


def test_who_has_bought_cannot_be_brought(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    referrer, buyer = a_customer(), a_customer("佐藤 健")
    sell(buyer, 1)
    with pytest.raises(NotNewCustomer):
        attach(session, buyer, referrer)


def test_nobody_brings_whom_an_address_from_before_a_merging_shows_to_be_themselves(
    session: Session, a_customer: Callable[..., str]
) -> None:
    keep, merged = a_customer(), a_customer("佐藤 健", email="ken@example.jp")
    merge_customers(session, keep=keep, merge=merged, operation_id="merge")
    again = a_customer("K. Sato", email="KEN@example.jp")
    with pytest.raises(SelfReferral):
        attach_referral(session, referee_id=again, referrer_id=keep, operation_id="link")
