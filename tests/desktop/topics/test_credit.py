"""Store credit through the feed: added, taken back, told as of a moment."""

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


def test_credit_is_answered_and_given_once(session: Session, misaki: str) -> None:
    request = {"customer": misaki, "amount": "500", "reason": "broken cup", "id": "c1"}
    assert ask(session, "credit.add", **request) == {"ok": True, "id": "c1", "credit": "500"}
    assert ask(session, "credit.add", **request)["credit"] == "500"
    taken = ask(session, "credit.take", customer=misaki, amount=200, reason="mistake")
    assert taken["credit"] == "300"
    no = refused(session, "credit.take", customer=misaki, amount=301, reason="mistake")
    assert (no["code"], no["needed"], no["left"]) == ("not_enough_credit", "301", "300")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount": "0"}, "bad_amount"),
        ({"amount": "-5"}, "bad_amount"),
        ({"amount": None}, "bad_request"),
        ({"reason": ""}, "bad_request"),
        ({"reason": None}, "bad_request"),
        ({"customer": "nobody"}, "unknown_customer"),
    ],
)
def test_what_is_not_meant_is_refused(
    session: Session, misaki: str, wrong: dict[str, object], code: str
) -> None:
    request = {"customer": misaki, "amount": 5, "reason": "x", **wrong}
    assert refused(session, "credit.add", **request)["code"] == code
    assert ask(session, "customer.show", customer=misaki)["credit"] == "0"


def test_only_owners_and_managers_give_it(session: Session, misaki: str) -> None:
    for name, role in (("mio", "staff"), ("aoi", "manager")):
        ask(session, "staff.add", name=name, role=role)
    request = {"customer": misaki, "amount": 5, "reason": "x"}
    assert refused(session, "credit.add", staff="mio", **request)["code"] == "not_allowed"
    assert ask(session, "credit.add", staff="aoi", **request)["credit"] == "5"


def test_money_that_is_paid_in_comes_into_the_drawer_and_a_gift_does_not(
    session: Session, misaki: str
) -> None:
    ask(session, "credit.add", customer=misaki, amount=500, reason="ahead", paid=500)
    ask(session, "credit.add", customer=misaki, amount=300, reason="an apology")
    sale = ask(session, "sale", customer=misaki, amount=900, pay_with=[{"credit": "600"}])["sale"]
    ask(session, "refund", sale=sale, amount="900")
    day = ask(session, "day")
    assert day["credit"] == {"given": "800", "money": "500"}
    assert (day["by_credit"], day["to_credit"], day["cash_back"]) == ("600", "600", "300")
    assert day["money_in"] == "500"
    month = ask(session, "month", month="2026-11")["credit"]
    assert (month["added"], month["used"], month["returned"]) == ("800", "600", "600")
    assert month["closing"] == "800"


def test_a_customer_is_shown_as_of_a_day(session: Session, misaki: str) -> None:
    ask(session, "credit.add", customer=misaki, amount=500, reason="x", at="2026-11-20T10:00")
    pay = [{"credit": "200"}]
    ask(session, "sale", customer=misaki, amount=200, pay_with=pay, at="2026-11-21T10:00")
    shown = [
        ask(session, "customer.show", customer=misaki, as_of=f"2026-11-{day}")["credit"]
        for day in (19, 20, 21)
    ]
    assert shown == ["0", "500", "300"]
