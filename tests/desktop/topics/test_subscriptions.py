"""A customer's plan through the feed: each act, each answer, any day asked about."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(session: Session) -> Ask:
    """Return what asks about one customer's plan: `ask("pause", "2026-02-10", days=4)`."""

    def tell(op: str, at: str, **told: object) -> dict[str, Any]:
        request = {"op": f"subscription.{op}", "at": at, "customer": "A-77", **told}
        return answer(session, json.dumps(request).encode())

    for request in (
        {"op": "reward.add", "name": "Coffee", "kind": "free_item", "value": "400", "cost": 100},
        {"op": "plan.add", "name": "Club", "price": "980", "every": "month",
         "points_each_period": 50, "coupon_each_period": "Coffee",
         "renew_bonus": {"points": 30, "days_before": 7}},
        {"op": "plan.add", "name": "Gold", "price": "1980", "every": "month", "trial_days": 14},
        {"op": "customer.add", "name": "Misaki", "card": "A-77"},
    ):  # fmt: skip
        assert answer(session, json.dumps({"at": "2026-01-01", **request}).encode())["ok"]
    return tell


def plan(answered: dict[str, Any]) -> tuple[str, str, str]:
    told = answered["plan"]
    return told["name"], told["state"], told["until"]


def test_joining_answers_what_came_with_it(ask: Ask) -> None:
    joined = ask("start", "2026-01-31", plan="Club")
    (coupon,) = joined.pop("coupons")
    assert (coupon["name"], coupon["from"], coupon["until"]) == ("Coffee", "2026-01-31", None)
    assert joined == {
        "ok": True, "plan": {"name": "Club", "state": "active", "until": "2026-02-27"},
        "credit": "0", "save_offer": None, "next": None, "paid": "980", "points": 50,
    }  # fmt: skip
    early = ask("renew", "2026-02-20", paid="980")
    assert (plan(early), early["points"]) == (("Club", "active", "2026-03-30"), 80)


def test_a_year_of_one_member(ask: Ask) -> None:
    ask("start", "2026-01-31", plan="Club")
    assert plan(ask("pause", "2026-02-10", days=4)) == ("Club", "paused", "2026-03-03")
    assert plan(ask("resume", "2026-02-12")) == ("Club", "active", "2026-03-01")
    left = ask("cancel", "2026-02-14", reason="too dear")
    assert (plan(left), left["save_offer"]) == (("Club", "ending", "2026-03-01"), {"months": 2})
    assert plan(ask("keep", "2026-02-15")) == ("Club", "active", "2026-05-01")
    again = ask("cancel", "2026-02-16", reason="moving")
    assert (plan(again), again["save_offer"]) == (("Club", "ending", "2026-05-01"), None)
    said = ask("preview", "2026-02-17", plan="Gold")
    assert said == {
        "ok": True, "plan": "Gold", "at_once": True, "from": "2026-02-17", "credit": "455",
        "to_pay": "1525", "until": "2026-03-16",
    }  # fmt: skip
    gold = ask("change", "2026-02-17", plan="Gold")
    assert (plan(gold), gold["credit"]) == (("Gold", "active", "2026-03-16"), "455")
    assert gold["paid"] == "1525"
    down = ask("change", "2026-02-18", plan="Club")
    assert (plan(down), down["next"]) == (("Gold", "active", "2026-03-16"), "Club")
    assert plan(ask("renew", "2026-03-18")) == ("Club", "active", "2026-04-16")


def test_any_day_can_be_asked_about(ask: Ask, session: Session) -> None:
    ask("start", "2026-01-31", plan="Club")
    ask("pause", "2026-02-10", days=4)
    ask("change", "2026-02-20", plan="Gold")
    ask("cancel", "2026-02-21", reason="too dear")

    def state(day: str) -> str:
        return str(ask("show", "2026-11-22", as_of=day)["plan"]["state"])

    days = ("2026-02-09", "2026-02-10", "2026-02-14", "2026-02-21", "2026-03-19", "2026-03-20")
    assert [state(day) for day in days] == [
        "active", "paused", "active", "ending", "ending", "ended",
    ]  # fmt: skip
    told = ask("show", "2026-02-21")
    assert [
        (each["from"], each["until"], each["kind"], each["plan"]) for each in told["spans"]
    ] == [
        ("2026-01-31", "2026-02-09", "paid", "Club"),
        ("2026-02-10", "2026-02-13", "paused", "Club"),
        ("2026-02-14", "2026-02-19", "paid", "Club"),
        ("2026-02-20", "2026-03-19", "paid", "Gold"),
    ]
    assert (told["cancelled_on"], told["reason"]) == ("2026-02-21", "too dear")
    assert (told["save_offer"], told["grace_until"]) == ({"months": 2}, "2026-03-19")
    assert (told["credit_if_changed"], told["price_next"], told["bonus"]) == ("1909", "1980", None)
    shown = answer(session, b'{"op":"customer.show","customer":"A-77","as_of":"2026-02-11"}')
    assert shown["plan"] == {
        "name": "Club", "state": "paused", "until": "2026-03-03", "since": "2026-01-31",
        "price": "980", "every": "month", "next": None, "credit": "0",
        "paused": {"from": "2026-02-10", "until": "2026-02-13"},
    }  # fmt: skip


def test_who_never_had_a_plan_has_nothing_to_show(ask: Ask) -> None:
    told = ask("show", "2026-02-21")
    assert (told["ok"], told["plan"], told["spans"], told["credit"]) == (True, None, [], "0")


@pytest.mark.parametrize(
    ("op", "told", "code"),
    [
        ("pause", {"days": 0}, "bad_request"),
        ("pause", {"days": "4"}, "bad_request"),
        ("resume", {}, "bad_request"),
        ("cancel", {}, "bad_request"),
        ("cancel", {"reason": " "}, "bad_request"),
        ("keep", {}, "limit_reached"),
        ("change", {"plan": "Silver"}, "unknown_plan"),
        ("change", {"plan": "Club"}, "already_subscribed"),
        ("change", {"plan": "Gold", "paid": "-1"}, "bad_amount"),
        ("preview", {"plan": "Club"}, "already_subscribed"),
        ("start", {"plan": "Gold"}, "already_subscribed"),
        ("show", {"as_of": "2026-02-30"}, "bad_date"),
    ],
)
def test_each_refusal_has_its_code_and_changes_nothing(
    ask: Ask, session: Session, op: str, told: dict[str, object], code: str
) -> None:
    ask("start", "2026-01-31", plan="Club")
    facts = session.db["facts"].count
    refused = ask(op, "2026-02-10", **told)
    assert refused["error"]["code"] == code, refused
    assert session.db["facts"].count == facts


def test_a_slip_from_before_a_change_is_a_bad_date(ask: Ask) -> None:
    ask("start", "2026-01-31", plan="Club")
    ask("pause", "2026-02-20")
    refused = ask("renew", "2026-02-15")["error"]
    assert (refused["code"], refused["day"]) == ("bad_date", "2026-02-20")


def test_an_act_is_undone_by_its_id_and_the_money_goes_back(ask: Ask, session: Session) -> None:
    ask("start", "2026-01-31", plan="Club")
    before = ask("show", "2026-02-18")
    ask("change", "2026-02-18", plan="Gold", id="change-1")
    undone = answer(session, b'{"op":"undo","request":"change-1","at":"2026-02-18T18:00"}')
    assert (undone["undone"], undone["money_back"]) == ("subscription.change", "1630")
    assert ask("show", "2026-02-18T19:00") == before
    assert ask("change", "2026-02-18", plan="Gold", id="change-1")["paid"] == "1630"  # its answer


def test_what_others_build_on_is_not_undone_and_the_sentence_says_so(
    ask: Ask, session: Session
) -> None:
    ask("start", "2026-01-31", plan="Club")
    ask("renew", "2026-02-18T10:00", id="renew-1")
    ask("pause", "2026-02-18T10:05", days=3)
    refused = answer(session, b'{"op":"undo","request":"renew-1","at":"2026-02-18T18:00"}')["error"]
    assert (refused["code"], refused["problem"]) == ("not_allowed", "followed")
    assert refused["message"].startswith("Something was done since")
