"""Corrections, openings and gifts through the feed."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer


def ask(session: Session, op: str, **fields: object) -> dict[str, Any]:
    return answer(session, json.dumps({"op": op, **fields}).encode())


def refused(session: Session, op: str, **fields: object) -> dict[str, Any]:
    told = ask(session, op, **fields)
    assert told["ok"] is False, told
    error: dict[str, Any] = told["error"]
    return error


@pytest.fixture
def misaki(session: Session) -> str:
    return str(ask(session, "customer.add", name="田中 美咲")["customer"])


@pytest.fixture
def ken(session: Session) -> str:
    return str(ask(session, "customer.add", name="佐藤 健")["customer"])


def test_a_correction_answers_the_balance_and_is_done_once(session: Session, misaki: str) -> None:
    request = {"customer": misaki, "points": 30, "reason": "receipt found", "id": "a1"}
    assert ask(session, "points.adjust", **request) == {"ok": True, "id": "a1", "balance": 30}
    assert ask(session, "points.adjust", **request)["balance"] == 30
    down = refused(session, "points.adjust", customer=misaki, points=-31, reason="x")
    assert (down["code"], down["max"]) == ("not_enough_points", 30)


@pytest.mark.parametrize(
    "wrong", [{"points": 0}, {"reason": ""}, {"reason": None}, {"points": "5"}, {"points": 1.5}]
)
def test_what_is_not_meant_is_a_bad_request(
    session: Session, misaki: str, wrong: dict[str, object]
) -> None:
    request = {"customer": misaki, "points": 5, "reason": "x", **wrong}
    assert refused(session, "points.adjust", **request)["code"] == "bad_request"


def test_staff_have_a_limit_that_managers_and_requests_without_staff_have_not(
    session: Session, misaki: str
) -> None:
    ask(session, "shop.set", adjust_limit=10)
    for name, role in (("mio", "staff"), ("aoi", "manager")):
        ask(session, "staff.add", name=name, role=role)
    request = {"customer": misaki, "points": 11, "reason": "x"}
    no = refused(session, "points.adjust", staff="mio", **request)
    assert (no["code"], no["limit"]) == ("not_allowed", 10)
    assert "10" in no["message"]
    assert ask(session, "points.adjust", staff="aoi", **request)["balance"] == 11
    assert ask(session, "points.adjust", **request)["balance"] == 22
    assert refused(session, "points.opening", staff="mio", customer=misaki, points=1)["code"] == (
        "not_allowed"
    )


def test_an_opening_is_given_once(session: Session, misaki: str) -> None:
    opened = ask(session, "points.opening", customer=misaki, points=500, reason="old card")
    assert opened["balance"] == 500
    again = refused(session, "points.opening", customer=misaki, points=500)
    assert (again["code"], again["message"].count("already")) == ("not_allowed", 1)


def test_a_gift_answers_both_balances(session: Session, misaki: str, ken: str) -> None:
    ask(session, "points.opening", customer=misaki, points=100)
    request = {"customer": misaki, "to": ken, "points": 30, "note": "thanks"}
    closed = refused(session, "points.give", **request)
    assert closed["code"] == "not_allowed"
    assert "Settings" in closed["message"]
    ask(session, "shop.set", points_gifts=True)
    given = ask(session, "points.give", **request)
    assert (given["balance"], given["to_balance"]) == (70, 30)
    assert refused(session, "points.give", **{**request, "to": misaki})["code"] == "bad_request"
    assert refused(session, "points.give", **{**request, "points": 71})["max"] == 70
