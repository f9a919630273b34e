"""Good causes through the feed: points given, money owed, money handed over."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


@pytest.fixture
def misaki(session: Session) -> str:
    """Return the number of a customer with 500 points; Trees get ¥50 for 100 of them."""
    number = str(ask(session, "customer.add", name="Misaki Tanaka")["customer"])
    ask(session, "sale", customer=number, amount="50000")
    ask(session, "reward.add", name="Trees", kind="donation", value="50", cost=100)
    return number


def test_points_become_money_for_a_cause(session: Session, misaki: str) -> None:
    given = ask(session, "points.donate", customer=misaki, cause="Trees", points=130, id="d")
    assert given == {"ok": True, "id": "d", "cause": "Trees", "points": 130, "balance": 370}
    assert (
        ask(session, "points.donate", customer=misaki, cause="Trees", points=130, id="d") == given
    )
    ask(session, "redeem", customer=misaki, reward="Trees")
    (found,) = ask(session, "cause.list")["causes"]
    assert found == {
        "cause": "Trees", "offered": True, "points": 230, "worth": "115", "donors": 1,
        "paid": "0", "owed": "115", "payments": [],
    }  # fmt: skip
    part = ask(session, "cause.pay", cause="Trees", amount="15", note="receipt 3", id="p")
    assert part["cause"]["owed"] == "100"
    assert ask(session, "cause.pay", cause="Trees")["cause"]["owed"] == "0"
    (found,) = ask(session, "cause.list")["causes"]
    assert found["payments"] == [
        {"day": "2026-11-22", "amount": "15", "points": 30, "note": "receipt 3"},
        {"day": "2026-11-22", "amount": "100", "points": 200, "note": ""},
    ]
    assert ask(session, "undo", request="p")["undone"] == "cause.pay"
    (found,) = ask(session, "cause.list")["causes"]
    assert (found["owed"], found["payments"][-1]["amount"]) == ("15", "-15")


def test_refusals_say_what_can_be_given(session: Session, misaki: str) -> None:
    too_many = ask(session, "points.donate", customer=misaki, cause="Trees", points=501)["error"]
    assert (too_many["code"], too_many["max"]) == ("not_enough_points", 500)
    unknown = ask(session, "points.donate", customer=misaki, cause="Bees", points=1)["error"]
    assert unknown["code"] == "unknown_reward"
    for points in (0, -1):
        said = ask(session, "points.donate", customer=misaki, cause="Trees", points=points)
        assert said["error"]["code"] == "bad_request"
    nothing = ask(session, "cause.pay", cause="Trees")["error"]
    assert nothing["code"] == "bad_request"
    assert nothing["message"] == "Nothing is owed to “Trees” now. Type an amount to give more."
    ask(session, "staff.add", name="Mio", role="staff")
    assert ask(session, "cause.pay", cause="Trees", amount="1", staff="Mio")["error"]["code"] == (
        "not_allowed"
    )
