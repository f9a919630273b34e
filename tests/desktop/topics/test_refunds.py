"""Refunds through the feed."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: object) -> dict[str, Any]:
    return answer(session, json.dumps(request).encode())


def test_a_refund_answers_money_and_points(session: Session) -> None:
    ask(session, op="shop.set", earn={"per": "10", "points": 1})
    customer = ask(session, op="customer.add", name="Misaki Tanaka")["customer"]
    ask(session, op="sale", customer=customer, amount="2000", at="2026-11-01T10:00")
    sale = ask(session, op="sale", customer=customer, amount="850", points_used=150)["sale"]
    expected = ask(session, op="refund.preview", sale=sale, amount="425")
    refund = ask(session, op="refund", sale=sale, amount="425", id="r1")
    assert refund.pop("refund") is not None
    assert refund.pop("id") == "r1"
    assert refund == {name: value for name, value in expected.items() if name != "refund"}
    assert (refund["money_back"], refund["points_returned"]) == ("350", 75)
    assert (refund["points_reversed"], refund["balance"], refund["debt"]) == (35, 160, 0)
    again = ask(session, op="refund", sale=sale, amount="425", id="r1")
    assert again["money_back"] == "350"
    shown = ask(session, op="customer.show", customer=customer)
    assert (shown["points"], shown["spent"]) == (160, "2350")


def test_too_much_is_refused_with_what_is_left_as_an_amount(session: Session) -> None:
    ask(session, op="shop.set", currency="USD")
    sale = ask(session, op="sale", amount="12.50")["sale"]
    refused = ask(session, op="refund", sale=sale, amount="12.51")["error"]
    assert (refused["code"], refused["max"]) == ("refund_too_large", "12.50")
    assert ask(session, op="refund", sale=sale, amount="0")["error"]["code"] == "bad_amount"
    assert ask(session, op="refund", sale=sale)["balance"] is None
    refused = ask(session, op="refund", sale=sale)["error"]
    assert (refused["code"], refused["max"]) == ("refund_too_large", "0.00")
    assert ask(session, op="refund", sale="1-1")["error"]["code"] == "unknown_sale"
