"""Who may bring whom, and when both get what was promised."""

from dataclasses import replace
from datetime import date

import pytest

from db.errors import AlreadyReferred, LimitReached, NotNewCustomer, ReferralCircle, SelfReferral
from db.rules.referrals import Candidate, Link, check_link, state_on

GOOD = Candidate("1", "2", False, False, None, False, 0, 1)


def test_a_friend_who_is_new_is_let_pass() -> None:
    check_link(GOOD)


@pytest.mark.parametrize(
    ("candidate", "refusal"),
    [
        (replace(GOOD, same_person=True), SelfReferral),
        (replace(GOOD, brought_by="3"), AlreadyReferred),
        (replace(GOOD, in_circle=True), ReferralCircle),
        (replace(GOOD, bought_before=True), NotNewCustomer),
        (replace(GOOD, links_this_month=1), LimitReached),
    ],
)
def test_every_reason_against_it_is_said(candidate: Candidate, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_link(candidate)


def test_a_link_waits_for_the_first_sale_and_then_for_the_hold() -> None:
    link = Link("a", "b", date(2026, 1, 1))
    assert state_on(link, date(2026, 6, 1), hold_days=0) == "pending"
    bought = replace(link, qualified_on=date(2026, 2, 1))
    assert state_on(bought, date(2026, 2, 1), hold_days=0) == "rewarded"
    assert state_on(bought, date(2026, 2, 14), hold_days=14) == "on_hold"
    assert state_on(bought, date(2026, 2, 15), hold_days=14) == "rewarded"
