"""Surprises: drawn from a group, recorded with its members and odds, each winner gets a gift."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.errors import BadRequest, NotAllowed, Repeated, UnknownReward
from db.queries.coupons import coupons_of
from db.queries.points import account_at, holdings
from db.queries.surprises import DrawnSurprise, surprises
from db.rules.shop import Gift
from db.rules.surprises import Below, Group, WeightedGift, read_gifts
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.rewards import NewReward, add_reward
from db.usecases.surprises import GroupSize, NewSurprise, draw_surprise, preview_surprise

FIFTY = (WeightedGift(Gift(50)),)


@pytest.fixture
def people(a_customer: Callable[..., str]) -> list[str]:
    """Return five customers, in the order of their ids, as the book puts them into the hat."""
    return sorted(a_customer(f"顧客 {number}") for number in range(5))


def first(_: int) -> int:
    """Take whoever comes first, whatever the limit."""
    return 0


def draw(
    session: Session, group: Group, count: int, gifts: tuple[WeightedGift, ...] = FIFTY,
    below: Below = first, operation: str = "draw",
) -> DrawnSurprise:  # fmt: skip
    new = NewSurprise("Autumn thanks", group, "everybody", count, gifts)
    return draw_surprise(session, new, operation_id=operation, below=below)


def points(session: Session, customer: str) -> int:
    return holdings(account_at(session.moment(), customer), on=session.today).balance


def test_each_winner_gets_points_and_the_others_nothing(
    session: Session, people: list[str]
) -> None:
    found = draw(session, Group(), 2)
    assert (found.size, found.count, found.odds) == (5, 2, "2/5")
    assert [winner.customer_id for winner in found.winners] == people[:2]
    assert [points(session, each) for each in people] == [50, 50, 0, 0, 0]


def test_a_gift_may_be_a_coupon_which_says_why(session: Session, people: list[str]) -> None:
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    found = draw(session, Group(), 1, read_gifts([{"reward": "Tea"}]))
    (coupon,) = coupons_of(session.db, people[0], on=session.today)
    assert found.winners[0].code == coupon.code
    reason = next(session.db.query("SELECT reason FROM coupons"))["reason"]
    assert reason == "surprise"


def test_the_draw_is_kept_with_its_group_its_members_and_all_odds(
    session: Session, people: list[str]
) -> None:
    gifts = read_gifts([{"points": 10, "weight": 9}, {"points": 500}])
    draw(session, Group(joined_since=date(2026, 1, 1)), 3, gifts)
    doc: dict[str, Any] = json.loads(
        next(session.db.query("SELECT doc FROM facts WHERE kind = 'surprise.draw'"))["doc"]
    )
    assert doc["members"] == people
    assert (doc["group"], doc["group_words"]) == ({"joined_since": "2026-01-01"}, "everybody")
    assert (doc["size"], doc["count"], doc["odds"]) == (5, 3, "3/5")
    assert [gift["odds"] for gift in doc["gifts"]] == ["9/10", "1/10"]


def test_past_draws_are_told_the_newest_first_with_the_names_of_today(
    session: Session, people: list[str]
) -> None:
    draw(session, Group(), 1)
    draw(session, Group(), 5, operation="second")
    found = surprises(session.db)
    assert [each.count for each in found] == [5, 1]
    assert found[0].gifts == FIFTY
    merge_customers(session, keep=people[1], merge=people[0], operation_id="merge")
    assert [winner.customer_id for winner in surprises(session.db)[1].winners] == [people[1]]


def test_nobody_who_was_merged_is_drawn(session: Session, people: list[str]) -> None:
    merge_customers(session, keep=people[1], merge=people[0], operation_id="merge")
    found = draw(session, Group(), 4)
    assert [winner.customer_id for winner in found.winners] == people[1:]


def test_the_same_press_draws_nobody_twice(session: Session, people: list[str]) -> None:
    seen = [preview_surprise(session, Group(), count=2)]
    assert seen == [GroupSize(5, "2/5")]
    draw(session, Group(), 2)
    facts = session.db["facts"].count
    with pytest.raises(Repeated):
        draw(session, Group(), 2)
    assert session.db["facts"].count == facts
    assert sum(points(session, each) for each in people) == 100


def test_what_cannot_be_drawn_changes_nothing(session: Session, people: list[str]) -> None:
    facts = session.db["facts"].count
    for group, count, gifts in (
        (Group(tag="nobody"), 1, FIFTY),
        (Group(), 6, FIFTY),
        (Group(tier="Gold"), 1, FIFTY),
    ):
        with pytest.raises(BadRequest):
            draw(session, group, count, gifts)
        with pytest.raises(BadRequest):
            preview_surprise(session, group, count=count)
    with pytest.raises(UnknownReward):
        draw(session, Group(), 1, read_gifts([{"reward": "Nothing"}]))
    assert session.db["facts"].count == facts
    assert len(people) == preview_surprise(session, Group()).size


def test_staff_do_not_draw(session: Session, people: list[str]) -> None:
    with pytest.raises(NotAllowed):
        draw(session.with_request(role="staff"), Group(), len(people))
