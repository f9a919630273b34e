"""Stamp cards through the feed: set up, counted, listed, put on by hand."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


@pytest.fixture(autouse=True)
def customer(session: Session) -> str:
    """Return the number of a customer of a shop with a reward."""
    ask(session, op="category.add", name="Coffee")
    ask(session, op="reward.add", name="Tea", kind="free_item", value="300", cost=1)
    return str(ask(session, op="customer.add", name="Misaki", card="A-77")["customer"])


def add(session: Session, **terms: Any) -> dict[str, Any]:  # noqa: ANN401
    told = {"name": "Card", "needed": 3, "reward": "Tea", **terms}
    return ask(session, op="stamp_card.add", **told)


def test_a_visit_is_counted_where_nothing_else_is_said(session: Session) -> None:
    assert add(session) == {"ok": True, "stamps": "Card"}
    sale = ask(session, op="sale", customer="A-77", amount="500")
    assert sale["stamps"] == [{"name": "Card", "have": 1, "need": 3}]
    assert ask(session, op="sale", amount="500")["stamps"] == []
    shown = ask(session, op="customer.show", customer="A-77")
    assert shown["stamps"] == [{"name": "Card", "have": 1, "need": 3}]


def test_a_full_card_is_answered_among_the_coupons(session: Session) -> None:
    add(session, per="item", category="Coffee", needed=2)
    lines = [{"amount": "900", "category": "Coffee", "count": 3}]
    preview = ask(session, op="sale.preview", customer="A-77", lines=lines)
    sale = ask(session, op="sale", customer="A-77", lines=lines)
    assert preview["stamps"] == sale["stamps"] == [{"name": "Card", "have": 1, "need": 2}]
    assert [coupon["name"] for coupon in sale["coupons"]] == ["Tea"]


def test_a_refund_tells_the_cards_that_lost_stamps_and_the_coupons_that_are_void(
    session: Session,
) -> None:
    add(session, per="spend", each="500", needed=2)
    sale = ask(session, op="sale", customer="A-77", amount="1000")
    told = ask(session, op="refund", sale=sale["sale"], amount="600")
    assert told["stamps"] == [{"name": "Card", "have": 0, "need": 2}]
    assert told["coupons_voided"] == [sale["coupons"][0]["code"]]


def test_stamps_are_put_on_by_hand_and_taken_off(session: Session) -> None:
    add(session)
    asked = {"op": "stamp.add", "customer": "A-77", "stamps": "Card", "reason": "paper card"}
    told = ask(session, **asked, count=4)
    assert told["stamps"] == [{"name": "Card", "have": 1, "need": 3}]
    assert [coupon["name"] for coupon in told["coupons"]] == ["Tea"]
    assert ask(session, **asked, count=-1)["stamps"][0]["have"] == 0
    refused = ask(session, **asked, count=-1)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", "count")
    refused = ask(session, **{**asked, "stamps": "Nothing"}, count=1)["error"]
    assert (refused["code"], refused["field"], refused["detail"]) == (
        "bad_request", "stamps", "Card",
    )  # fmt: skip


def test_cards_are_listed_with_their_terms_and_what_came_of_them(session: Session) -> None:
    add(session, per="spend", each="500", needed=2)
    ask(session, op="sale", customer="A-77", amount="1500")
    (told,) = ask(session, op="stamp_card.list")["cards"]
    assert told["terms"] == {
        "name": "Card", "needed": 2, "reward": "Tea", "per": "spend", "each": "500",
    }  # fmt: skip
    assert {name: told[name] for name in ("customers", "held", "filled", "used")} == {
        "customers": 1, "held": 1, "filled": 1, "used": 0,
    }  # fmt: skip


def test_a_card_is_changed_and_stopped(session: Session) -> None:
    add(session, per="spend", each="500")
    edit = {"op": "stamp_card.edit", "stamps": "Card"}
    assert ask(session, **edit, needed=5, each="250") == {"ok": True, "stamps": "Card"}
    assert ask(session, **edit, offered=False)["ok"]
    (told,) = ask(session, op="stamp_card.list")["cards"]
    assert (told["terms"]["needed"], told["terms"]["each"], told["offered"]) == (5, "250", False)
    assert ask(session, op="sale", customer="A-77", amount="500")["stamps"] == []
    assert ask(session, **edit, per="year")["error"]["code"] == "bad_request"


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"per": "spend"}, "each"),
        ({"per": "item"}, "category"),
        ({"reward": "Nothing"}, "reward"),
        ({"needed": 0}, "needed"),
        ({"each": "5"}, "each"),
    ],
)
def test_a_card_that_cannot_be_names_what_is_wrong(
    session: Session, terms: dict[str, Any], field: str
) -> None:
    refused = add(session, **terms)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", field)
