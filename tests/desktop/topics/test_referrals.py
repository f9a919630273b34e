"""Friends through the feed: who brought whom, whose reward waits, what all are worth."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer

Told = dict[str, Any]


def ask(session: Session, **request: Any) -> Told:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


@pytest.fixture
def two(session: Session) -> tuple[str, str]:
    """Return the numbers of who brings and of the friend, one household, of a careful shop."""
    gifts = {"referrer": {"points": 200}, "referee": {"points": 100}}
    ask(session, op="shop.set", referral={**gifts, "minimum": "1000", "ask_owner": True})
    misaki = ask(session, op="customer.add", name="Misaki", phone="03-5550-0141")
    ken = ask(
        session, op="customer.add", name="Ken", phone="03-5550-0142",
        referral_code=misaki["referral_code"].lower(),
    )  # fmt: skip
    return misaki["customer"], ken["customer"]


def test_what_looks_odd_waits_is_told_and_answered_once(
    session: Session, two: tuple[str, str]
) -> None:
    misaki, ken = two
    sold = ask(session, op="sale", customer=ken, amount="1000")
    assert sold["balance"] == 10
    assert sold["notices"] == [
        {"code": "referral", "message": "The reward for bringing Ken waits for the owner's yes."}
    ]
    (waiting,) = ask(session, op="referral.waiting")["waiting"]
    assert waiting == {
        "customer": ken, "name": "Ken", "brought_by": {"customer": misaki, "name": "Misaki"},
        "sale": sold["sale"], "day": "2026-11-22", "paid": "1000", "signs": ["phone"],
        "why": ["their phone numbers or addresses are those of one household"],
    }  # fmt: skip
    shown = ask(session, op="customer.show", customer=misaki)
    assert shown["referrals"] == [{"customer": ken, "state": "on_hold"}]
    yes = {"op": "referral.approve", "customer": ken, "id": "yes", "at": "2026-11-23T10:00"}
    first = ask(session, **yes)
    assert first == {
        "ok": True, "id": "yes", "state": "rewarded", "waiting": False, "signs": ["phone"],
        "usable_from": "2026-11-23", "coupons": [],
    }  # fmt: skip
    assert ask(session, **yes) == first
    assert ask(session, op="customer.show", customer=misaki, as_of="2026-11-23")["points"] == 200
    refused = ask(session, op="referral.approve", customer=ken, at="2026-11-23T11:00")["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", "customer")
    assert refused["message"] == "No reward for bringing this customer waits for an answer."


def test_a_no_needs_a_reason_and_staff_say_neither(session: Session, two: tuple[str, str]) -> None:
    _, ken = two
    ask(session, op="staff.add", name="mio", role="staff")
    ask(session, op="sale", customer=ken, amount="1000")
    for said in ({"op": "referral.approve"}, {"op": "referral.decline", "reason": "x"}):
        refused = ask(session, customer=ken, staff="mio", **said)["error"]
        assert refused["code"] == "not_allowed"
    missing = ask(session, op="referral.decline", customer=ken)["error"]
    assert (missing["code"], missing["field"]) == ("bad_request", "reason")
    done = ask(session, op="referral.decline", customer=ken, reason="one household")
    assert (done["state"], done["waiting"]) == ("reversed", False)
    unknown = ask(session, op="referral.decline", customer="2000000009994", reason="x")["error"]
    assert unknown["code"] == "unknown_customer"


def test_a_link_is_told_as_it_was_at_an_hour_of_its_day(
    session: Session, two: tuple[str, str]
) -> None:
    misaki, ken = two
    ask(session, op="sale", customer=ken, amount="1000", at="2026-11-24T10:00")
    ask(session, op="referral.decline", customer=ken, reason="one home", at="2026-11-24T14:00")

    def state(hour: str) -> str:
        shown = ask(session, op="customer.show", customer=misaki, as_of=f"2026-11-24T{hour}")
        tree = ask(session, op="referral.tree", customer=misaki, as_of=f"2026-11-24T{hour}")
        assert [each["state"] for each in tree["friends"]] == [shown["referrals"][0]["state"]]
        return str(shown["referrals"][0]["state"])

    hours = ("09:59", "10:00", "13:59", "14:00")
    assert [state(hour) for hour in hours] == ["pending", "on_hold", "on_hold", "reversed"]
    waiting = [
        len(ask(session, op="referral.waiting", as_of=f"2026-11-24T{hour}")["waiting"])
        for hour in hours
    ]
    assert waiting == [0, 1, 1, 0]


def test_strangers_both_get_theirs_and_the_answer_says_so(session: Session) -> None:
    gifts = {"referrer": {"points": 200}, "referee": {"points": 100}}
    ask(session, op="shop.set", referral={**gifts, "hold_days": 3})
    misaki = ask(session, op="customer.add", name="Misaki")
    ken = ask(session, op="customer.add", name="Ken")["customer"]
    attached = ask(session, op="referral.attach", customer=ken, code=misaki["referral_code"])
    assert (attached["state"], attached["waiting"], attached["signs"]) == ("pending", False, [])
    (notice,) = ask(session, op="sale.preview", customer=ken, amount="500")["notices"]
    assert notice["message"] == (
        "Ken gets 100 points · Misaki gets 200 points, to be used from 25 Nov."
    )
    assert ask(session, op="sale", customer=ken, amount="500")["pending"] == 100
    assert ask(session, op="sale", customer=ken, amount="500")["notices"] == []


def test_a_tree_and_the_best_are_told_as_of_any_day(session: Session, two: tuple[str, str]) -> None:
    misaki, ken = two
    code = ask(session, op="customer.show", customer=ken)["referral_code"]
    aoi = ask(session, op="customer.add", name="Aoi", referral_code=code)["customer"]
    ask(session, op="sale", customer=ken, amount="1500")
    ask(session, op="sale", customer=aoi, amount="300", at="2026-11-24T10:00")
    tree = ask(session, op="referral.tree", customer=misaki, as_of="2026-11-24")
    (friend,) = tree["friends"]
    assert (tree["worth"], tree["rank"], tree["bringers"]) == ("1800", 1, 2)
    assert (friend["state"], friend["waiting"], friend["worth"]) == ("on_hold", True, "1800")
    (theirs,) = friend["friends"]
    assert theirs == {
        "customer": aoi, "name": "Aoi", "since": "2026-11-22", "state": "pending", "visits": 1,
        "spent": "300",
    }  # fmt: skip
    below = ask(session, op="referral.tree", customer=ken)
    assert below["brought_by"] == {"customer": misaki, "name": "Misaki"}
    assert ask(session, op="referral.tree", customer=misaki, as_of="2026-11-21")["friends"] == []
    best = ask(session, op="referral.list", as_of="2026-11-24")["bringers"]
    assert [(each["customer"], each["rank"], each["worth"]) for each in best] == [
        (misaki, 1, "1800"), (ken, 2, "300"),
    ]  # fmt: skip
    assert len(ask(session, op="referral.list", limit=1)["bringers"]) == 1
    assert ask(session, op="referral.list", limit=0)["error"]["code"] == "bad_request"


def test_terms_that_cannot_be_meant_are_refused_by_name(session: Session) -> None:
    for terms, field in (
        ({"ask_owner": "yes"}, "referral.ask_owner"),
        ({"hold_days": -1}, "referral.hold_days"),
        ({"referrer": {"points": 1, "reward": "x"}}, "referral.referrer"),
        ({"referee": {"reward": "nothing"}}, "referral.referee.reward"),
        ({"most": 1}, "referral.most"),
    ):
        refused = ask(session, op="shop.set", referral=terms)["error"]
        assert (refused["code"], refused["field"]) == ("bad_request", field)
