"""Who may bring whom, and when both get what was promised."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.errors import AlreadyReferred, LimitReached, NotNewCustomer, ReferralCircle, SelfReferral
from db.rules.referrals import (
    Candidate,
    Circumstances,
    Identity,
    Link,
    check_link,
    is_one_person,
    signs_of,
    state_on,
    waits_on,
)

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
    assert state_on(link, date(2026, 6, 1)) == "pending"
    bought = replace(link, qualified_on=date(2026, 2, 1), usable_from=date(2026, 2, 1))
    assert state_on(bought, date(2026, 1, 31)) == "pending"
    assert state_on(bought, date(2026, 2, 1)) == "rewarded"
    held = replace(bought, usable_from=date(2026, 2, 15))
    assert state_on(held, date(2026, 2, 14)) == "on_hold"
    assert state_on(held, date(2026, 2, 15)) == "rewarded"


ODD = Link(
    "a", "b", date(2026, 1, 1), date(2026, 2, 1), usable_from=date(2026, 2, 1), signs=("phone",)
)


def test_what_looks_odd_waits_for_the_owners_word_on_every_day_until_then() -> None:
    assert [state_on(ODD, date(2026, *day)) for day in ((1, 31), (2, 1), (12, 31))] == [
        "pending", "on_hold", "on_hold",
    ]  # fmt: skip
    yes = replace(ODD, answered_on=date(2026, 2, 5), approved=True, usable_from=date(2026, 2, 5))
    days = [date(2026, 2, day) for day in (4, 5)]
    assert [(state_on(yes, day), waits_on(yes, day)) for day in days] == [
        ("on_hold", True), ("rewarded", False),
    ]  # fmt: skip
    no = replace(ODD, answered_on=date(2026, 2, 5), approved=False, reversed_on=date(2026, 2, 5))
    assert [(state_on(no, day), waits_on(no, day)) for day in days] == [
        ("on_hold", True), ("reversed", False),
    ]  # fmt: skip
    refunded = replace(ODD, reversed_on=date(2026, 2, 5))
    assert [waits_on(refunded, day) for day in days] == [True, False]


def person(
    name: str,
    *,
    emails: Sequence[str] = (),
    phone_keys: Sequence[str] = (),
    phones: Sequence[str] = (),
    address: str | None = None,
) -> Identity:
    known = (frozenset(phone_keys), frozenset(emails), frozenset(phones))
    return Identity(frozenset({name}), *known, address)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"emails": ["Ken@Example.jp"]}, {"emails": ["ken@example.JP"]}, True),
        ({"emails": ["ＫＥＮ@example.jp"]}, {"emails": ["ken@example.jp"]}, True),
        ({"emails": ["ÄNNA@example.de"]}, {"emails": ["änna@example.de"]}, True),
        ({"emails": ["ken@example.jp"]}, {"emails": ["kenta@example.jp"]}, False),
        ({"phone_keys": ["9012345678"]}, {"phone_keys": ["819012345678", "9012345678"]}, True),
        ({}, {}, False),
    ],
)
def test_a_mailbox_or_a_phone_in_any_writing_is_one_person(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    assert is_one_person(person("a", **one), person("b", **other)) is same
    assert is_one_person(person("a"), person("a"))


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        ({"phones": ["+819012345678"]}, {"phones": ["+819012345699"]}, ("phone",)),
        ({"phones": ["+819012345678"]}, {"phones": ["+819012345778"]}, ()),
        ({"phones": ["12345"]}, {"phones": ["12399"]}, ()),  # too short to say anything
        (
            {"address": "見本県見本市こもれび町1-2-3"},
            {"address": "見本県見本市こもれび町　１－２－３"},
            ("phone",),
        ),
        ({"address": "1-2"}, {"address": "1-2"}, ()),
        ({"address": "見本市こもれび町1-2-3"}, {"phones": ["+819012345678"]}, ()),
    ],
)
def test_one_household_is_told_by_phone_or_address(
    one: dict[str, Any], other: dict[str, Any], signs: tuple[str, ...]
) -> None:
    people = person("a", **one), person("b", **other)
    assert signs_of(Circumstances(*people, pays_with_theirs=False, minutes_apart=None)) == signs


@pytest.mark.parametrize(
    ("theirs", "minutes", "signs"),
    [
        (False, 10, ("till",)),
        (False, 11, ()),
        (True, None, ("card",)),
        (True, 0, ("card", "till")),
    ],
)
def test_one_card_and_one_till_within_ten_minutes_are_signs(
    theirs: bool, minutes: int | None, signs: tuple[str, ...]
) -> None:
    around = Circumstances(person("a"), person("b"), pays_with_theirs=theirs, minutes_apart=minutes)
    assert signs_of(around) == signs
