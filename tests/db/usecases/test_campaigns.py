"""Campaigns: drawn by chance, frozen, given what is offered; what counts as coming back."""

from collections.abc import Callable
from typing import Any

import pytest

from db.errors import BadDate, BadRequest, NotAllowed, OutOfStock, ShopError, UnknownReward
from db.queries.campaigns import (
    CampaignResult,
    campaign_codes,
    campaign_members,
    campaign_named,
    campaign_result,
    campaigns,
)
from db.queries.contacts import contacts_of
from db.queries.history import history_of
from db.queries.points import account_at, holdings
from db.queries.rewards import reward_named
from db.rules.campaigns import Arm
from db.rules.segments import Segment
from db.session import Session
from db.usecases.campaigns import (
    add_campaign,
    edit_campaign,
    note_written,
    preview_campaign,
    start_campaign,
    stop_campaign,
)
from db.usecases.customers import edit_customer
from db.usecases.merging import merge_customers
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.undo import last_act

Sell = Callable[..., SaleOutcome]
Day = Callable[[str], Session]


@pytest.fixture
def people(a_customer: Callable[..., str]) -> list[str]:
    """Return ten customers in the order of their ids, as they lie in the hat."""
    return sorted(a_customer(f"顧客 {number}") for number in range(10))


def first(_: int) -> int:
    """Draw whoever lies first."""
    return 0


def plan(session: Session, name: str = "Autumn", **terms: Any) -> None:  # noqa: ANN401
    told = {"name": name, "from": "2026-11-22", "to": "2026-12-20", **terms}
    add_campaign(session, terms=told, operation_id=f"add-{name}")


def start(session: Session, name: str = "Autumn") -> CampaignResult:
    return start_campaign(session, campaign=name, operation_id=f"start-{name}", below=first)


def result(session: Session, name: str = "Autumn") -> CampaignResult:
    return campaign_result(session.moment(), campaign_named(session.db, name, digits=0))


def test_a_fifth_is_held_back_by_chance_and_stays_so(
    session: Session, people: list[str], a_customer: Callable[..., str]
) -> None:
    plan(session)
    assert result(session).measured.treated == Arm()
    found = start(session)
    campaign = found.campaign
    assert campaign_members(session.db, campaign, treated=False) == people[:2]
    assert campaign_members(session.db, campaign, treated=True) == people[2:]
    a_customer("後から")
    assert result(session) == found
    assert (found.size, found.left_out.total) == (10, 0)


def test_every_draw_is_another_one(session: Session, people: list[str]) -> None:
    drawn = set()
    for number in range(6):
        plan(session, f"Try {number}", holdout_percent=50)
        begun = start_campaign(session, campaign=f"Try {number}", operation_id=f"go {number}")
        drawn.add(tuple(campaign_members(session.db, begun.campaign, treated=False)))
        stop_campaign(session, campaign=f"Try {number}", operation_id=f"stop {number}")
    assert len(drawn) > 1
    assert all(len(held) == len(people) // 2 for held in drawn)


def test_coupons_are_for_those_drawn_until_the_last_day_and_take_from_the_stock(
    session: Session, people: list[str], on_day: Day
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "300", 10, stock=9), operation_id="tea")
    plan(session, offer={"reward": "Tea"}, **{"from": "2026-12-01"})
    found = start(session)
    codes = campaign_codes(session.moment(), found.campaign)
    assert set(codes) == set(people[2:])
    row = next(session.db.query("SELECT * FROM coupons WHERE code = ?", (codes[people[2]],)))
    assert (row["batch"], row["reason"], row["valid_from"], row["valid_until"]) == (
        "Autumn", "campaign", "2026-12-01", "2026-12-20",
    )  # fmt: skip
    assert reward_named(session.db, "Tea").stock_left == 1
    assert campaign_codes(on_day("2026-12-21").moment(), found.campaign) == {}
    plan(session, "Winter", offer={"reward": "Tea"}, segment={"customers": people})
    stop_campaign(session, campaign="Autumn", operation_id="stop")
    with pytest.raises(OutOfStock):
        start(session, "Winter")
    assert result(session, "Winter").campaign.started_on is None


def test_points_are_given_and_counted_at_their_value(session: Session, people: list[str]) -> None:
    plan(session, offer={"points": 50}, cost_each="90")
    found = start(session)
    held = [holdings(account_at(session.moment(), id), on=session.today).balance for id in people]
    assert held == [0, 0] + [50] * 8
    assert (found.points, found.points_worth, found.cost) == (400, 400, 720)
    line = history_of(session.moment(), people[2])[0]
    assert (line.kind, line.reason, line.name) == ("gift", "campaign", "Autumn")
    assert found.spent == 1120


def test_who_cannot_be_reached_or_is_in_another_campaign_stands_in_neither_arm(
    session: Session, people: list[str]
) -> None:
    for place, id in enumerate(people[:8]):
        changes: dict[str, Any] = {"address": f"見本市{place}", "postcode": "000-0001"}
        if place == 0:
            changes["consent"] = ["no letter"]
        edit_customer(session, customer_id=id, changes=changes, operation_id=f"edit-{place}")
    plan(session, "Other", segment={"customers": people[1:3]}, holdout_percent=50)
    start(session, "Other")
    preview = preview_campaign(session, Segment(), channel="postcard", holdout_percent=20)
    assert (preview.treated, preview.held) == (4, 1)
    plan(session, channel="postcard")
    found = start(session)
    assert vars(found.left_out) == {"refused": 1, "unreachable": 2, "elsewhere": 2}
    assert campaign_members(session.db, found.campaign, treated=True) == people[4:8]


def test_a_letter_is_noted_once_for_each(session: Session, people: list[str]) -> None:
    for id in people:
        edit_customer(
            session, customer_id=id, changes={"address": "見本市1"}, operation_id=f"at-{id}"
        )
    plan(session, channel="letter")
    with pytest.raises(BadRequest):
        note_written(session, campaign="Autumn", operation_id="early")
    start(session)
    merge_customers(session, keep=people[3], merge=people[2], operation_id="merge")
    counts = [
        note_written(session, campaign="Autumn", operation_id=f"note-{time}") for time in (1, 2)
    ]
    assert counts == [7, 0]
    assert [len(contacts_of(session.moment(), id)) for id in people[3:5]] == [1, 1]
    assert contacts_of(session.moment(), people[0]) == []
    assert last_act(session.moment()) is None  # Ctrl+Z at the counter takes no post back


def test_a_campaign_changes_until_it_starts_and_ends_once(
    session: Session, people: list[str], on_day: Day
) -> None:
    assert people
    plan(session)
    changes = {"name": "Advent", "to": "2026-12-24", "holdout_percent": 30, "message": "Come!"}
    after = edit_campaign(session, campaign="Autumn", changes=changes, operation_id="edit")
    assert (after.name, after.holdout_percent, after.message) == ("Advent", 30, "Come!")
    start(session, "Advent")
    stopped = stop_campaign(
        on_day("2026-11-30"), campaign="Advent", operation_id="stop"
    ).campaign  # fmt: skip
    assert (stopped.state(session.today), stopped.counted_to.isoformat()) == (
        "stopped", "2026-11-30",
    )  # fmt: skip
    for act in (start_campaign, stop_campaign):
        with pytest.raises(BadRequest):
            act(session, campaign="Advent", operation_id="again")
    with pytest.raises(BadRequest):
        edit_campaign(session, campaign="Advent", changes={}, operation_id="late")
    assert [each.name for each in campaigns(session.db, digits=0)] == ["Advent"]


NOT_MEANT: list[tuple[dict[str, Any], type[ShopError]]] = [
    ({"from": "2026-12-20", "to": "2026-12-01"}, BadDate),
    ({"segment": "nobody knows"}, BadRequest),
    ({"segment": {"tier": "Gold"}}, BadRequest),
    ({"offer": {"reward": "Nothing"}}, UnknownReward),
    ({"holdout_percent": 51}, BadRequest),
    ({"channel": "smoke"}, BadRequest),
    ({"colour": "red"}, BadRequest),
    ({"name": ""}, BadRequest),
    ({"name": "Taken"}, BadRequest),
    ({"message": "x" * 2001}, BadRequest),
]


def test_what_cannot_be_meant_changes_nothing(session: Session) -> None:
    plan(session, "Taken")
    facts = session.db["facts"].count
    for terms, refusal in NOT_MEANT:
        told = {"name": "New", **terms}
        with pytest.raises(refusal):
            add_campaign(session, terms=told, operation_id="new")
    assert session.db["facts"].count == facts


def test_what_cannot_start_changes_nothing(
    session: Session, people: list[str], on_day: Day
) -> None:
    plan(session, "Empty", segment={"tag": "nobody"})
    plan(session, "One", segment={"customers": people[:1]})
    plan(session, "Over")
    facts = session.db["facts"].count
    for name in ("Empty", "One", "Nobody knows"):
        with pytest.raises(BadRequest):
            start(session, name)
    with pytest.raises(BadDate):
        start(on_day("2026-12-21"), "Over")
    with pytest.raises(NotAllowed):
        start(session.with_request(role="staff"), "Over")
    assert session.db["facts"].count == facts
