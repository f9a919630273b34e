"""Campaigns through the feed: planned, drawn, measured."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


@pytest.fixture
def autumn(session: Session) -> Session:
    """Return a shop of twenty, a campaign among whom was drawn on 1 November."""
    for count in range(20):
        ask(session, op="customer.add", name=f"Guest {count}", card=f"A-{count}")
    ask(session, op="reward.add", name="Tea", kind="free_item", value="300", cost=10)
    added = ask(
        session, op="campaign.add", name="Autumn", segment={}, offer={"reward": "Tea"},
        holdout_percent=50, cost_each=90, at="2026-11-01T10:00",
        **{"from": "2026-11-01", "to": "2026-11-30"},
    )  # fmt: skip
    assert (added["counts"]["treated"], added["counts"]["held"]) == (10, 10)
    assert (added["lift"], added["interval"], added["verdict"]) == (None, None, None)
    ask(session, op="campaign.start", campaign="Autumn", at="2026-11-01T10:05", id="start")
    return session


def members(session: Session) -> list[dict[str, Any]]:
    found = ask(session, op="campaign.members", campaign="Autumn")["members"]
    return list(found)


def test_the_result_carries_counts_lift_interval_and_what_it_paid(autumn: Session) -> None:
    arms = members(autumn)
    treated = [each for each in arms if each["treated"]]
    held = [each["customer"] for each in arms if not each["treated"]]
    for each in treated[:9]:
        ask(
            autumn, op="sale", customer=each["customer"], amount="1000",
            coupons=[each["coupon"]], at="2026-11-20T10:00",
        )  # fmt: skip
    ask(autumn, op="sale", customer=held[0], amount="500", at="2026-11-20T10:00")
    running = ask(autumn, op="campaign.result", campaign="Autumn", at="2026-11-21T10:00")
    assert (running["verdict"], running["state"]) == ("too_few", "running")
    told = ask(autumn, op="campaign.result", campaign="Autumn", at="2026-12-01T10:00")
    assert (told["lift"], told["interval"]) == (0.8, [0.3699, 0.9161])
    assert told["verdict"] == "better"
    counts = told["counts"]
    assert [counts[name] for name in ("treated", "treated_back", "held", "held_back")] == [
        10, 9, 10, 1,
    ]  # fmt: skip
    assert told["spent"] == {"discounts": "2700", "points": "0", "total": "3600", "writing": "900"}
    assert (told["treated"]["money"], told["held"]["money_each"]) == ("6300", 50.0)
    assert (told["gained"], told["gained_per_spent"]) == (5800.0, 1.6111)
    assert told["coupons"] == {"issued": 10, "used": 9}
    assert told["sentence"] == (
        "9 of 10 came back, 1 of 10 who were told nothing: more came back because of it"
    )
    listed = ask(autumn, op="campaign.list", at="2026-12-01T10:00")["campaigns"]
    assert [{"ok": True, **each} for each in listed] == [told]
    assert told["campaign"] == "Autumn"
    assert ask(autumn, op="campaign.result", name="Autumn", at="2026-12-01T10:00") == told


def test_started_again_with_the_same_id_nothing_happens_with_another_it_is_refused(
    autumn: Session,
) -> None:
    before = members(autumn)
    again = ask(autumn, op="campaign.start", campaign="Autumn", at="2026-11-01T10:05", id="start")
    assert again["counts"]["held"] == 10
    refused = ask(autumn, op="campaign.start", campaign="Autumn")["error"]
    assert (refused["code"], refused["field"], refused["problem"]) == (
        "bad_request", "campaign", "started",
    )  # fmt: skip
    assert members(autumn) == before


def test_refusals_say_what_is_wrong(autumn: Session) -> None:
    wrong: list[tuple[dict[str, Any], str, str | None]] = [
        ({"op": "campaign.result", "campaign": "Nope"}, "bad_request", "campaign"),
        ({"op": "campaign.result"}, "bad_request", "campaign"),
        ({"op": "campaign.stop", "campaign": "Autumn", "name": "X"}, "bad_request", "campaign"),
        ({"op": "campaign.add", "name": "X", "segment": "Nope"}, "bad_request", "segment"),
        ({"op": "campaign.add", "name": "X", "segment": {"a": 1}}, "bad_request", "segment.a"),
        ({"op": "campaign.add", "name": "X", "to": "2026-01-01"}, "bad_date", None),
        ({"op": "campaign.add", "name": "Autumn"}, "bad_request", "name"),
        ({"op": "campaign.add", "name": "X", "offer": {"reward": "No"}}, "unknown_reward", None),
        ({"op": "campaign.edit", "campaign": "Autumn", "to": "2027-01-01"}, "bad_request",
         "campaign"),
    ]  # fmt: skip
    for request, code, field in wrong:
        error = ask(autumn, **request)["error"]
        assert (error["code"], error.get("field")) == (code, field)
        assert error["message"]


def test_a_planned_one_changes_and_is_given_up(autumn: Session) -> None:
    ask(autumn, op="campaign.add", name="Small", segment={"customers": ["A-1"]})
    edited = ask(autumn, op="campaign.edit", campaign="Small", message="Hello", cost_each="10")
    terms = edited["terms"]
    assert (terms["message"], terms["cost_each"], terms["channel"]) == ("Hello", "10", "counter")
    assert edited["counts"]["elsewhere"] == 1
    error = ask(autumn, op="campaign.start", campaign="Small")["error"]
    assert (error["field"], error["problem"], error["detail"]) == ("segment", "nobody_left", "1")
    assert ask(autumn, op="campaign.stop", name="Small")["state"] == "stopped"
    assert ask(autumn, op="campaign.sent", campaign="Autumn") == {"ok": True, "contacts": 0}
