"""Promotions through the feed: from their terms to the points of a sale, and what they gave."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language
from desktop.messages import label_of

WORKING_DAYS = ["mon", "tue", "wed", "thu", "fri"]


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    session.label = label_of
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


def a_customer(session: Session) -> str:
    return str(ask(session, "customer.add", name="Misaki Tanaka")["customer"])


def listed(session: Session, name: str) -> dict[str, Any]:
    found = ask(session, "promotion.list")["promotions"]
    return next(each for each in found if each["promotion"] == name)


def refused(answered: dict[str, Any]) -> tuple[str, str | None]:
    assert answered["ok"] is False, answered
    assert answered["error"]["message"]
    return answered["error"]["code"], answered["error"].get("field")


def test_a_promotion_multiplies_the_sales_on_which_it_holds(session: Session) -> None:
    customer = a_customer(session)
    hours = {"from": "09:00", "to": "12:00"}
    terms = {"multiplier": 1.5, "when": {"weekdays": ["sun"], "hours": hours, "minimum": 1000}}
    added = ask(session, "promotion.add", name="Sunday", id="p1", **terms)
    assert added == {"ok": True, "id": "p1", "promotion": "Sunday"}
    assert ask(session, "promotion.add", name="Sunday", id="p1", **terms) == added
    sold = ask(session, "sale", customer=customer, amount="1780")
    assert sold["breakdown"][1:] == [{"label": "Sunday × 1.5, until 12:00", "points": 8}]
    for more in ({"amount": "999"}, {"amount": "1780", "at": "2026-11-22T12:00"}):
        assert len(ask(session, "sale", customer=customer, **more)["breakdown"]) == 1
    found = listed(session, "Sunday")
    assert found == {
        "promotion": "Sunday",
        "terms": {
            "name": "Sunday",
            "multiplier": "1.5",
            "when": {"weekdays": ["sun"], "hours": hours, "minimum": "1000"},
        },
        "sentence": "Points × 1.5, every Sunday 09:00–12:00, from ¥1,000",
        "version": found["version"],
        "offered": True,
        "called_today": False,
        "points": 8,
        "sales": 1,
    }


def test_a_bonus_is_given_once_and_returns_with_the_refund(session: Session) -> None:
    customer = a_customer(session)
    ask(session, "promotion.add", name="Welcome", points=50, when={"first_sale": True}, once=True)
    sold = ask(session, "sale", customer=customer, amount="500")
    assert sold["breakdown"][1:] == [{"label": "Welcome", "points": 50}]
    assert ask(session, "sale", customer=customer, amount="500")["points"] == 5
    assert ask(session, "refund", sale=sold["sale"])["points_reversed"] == 55
    assert listed(session, "Welcome")["points"] == 0


def test_a_promotion_is_changed_stopped_and_offered_again(session: Session) -> None:
    customer = a_customer(session)
    ask(session, "promotion.add", name="Double", multiplier="2", when={"to": "2026-12-31"})

    def points() -> int:
        return int(ask(session, "sale.preview", customer=customer, amount="1000")["points"])

    assert points() == 20
    first = listed(session, "Double")["version"]
    assert ask(session, "promotion.edit", promotion="Double", multiplier="3", name="Triple")["ok"]
    assert points() == 30
    changed = listed(session, "Triple")
    assert changed["version"] != first
    assert changed["terms"] == {
        "name": "Triple", "multiplier": "3", "when": {"to": "2026-12-31"},
    }  # fmt: skip
    ask(session, "promotion.edit", promotion="Triple", offered=False)
    assert (points(), listed(session, "Triple")["offered"]) == (10, False)
    ask(session, "promotion.edit", promotion="Triple", offered=True, points=7, when=None)
    assert points() == 17
    assert listed(session, "Triple")["terms"] == {"name": "Triple", "points": 7}
    both = ask(session, "promotion.edit", promotion="Triple", multiplier="2", points=None)
    assert both["ok"]
    assert points() == 20


def test_staff_call_a_promotion_for_the_day(session: Session) -> None:
    customer = a_customer(session)
    ask(session, "promotion.add", name="Rain", multiplier="2", when={"called": True})

    def points(**more: object) -> int:
        return int(ask(session, "sale", customer=customer, amount="1000", **more)["points"])

    assert points() == 10
    assert ask(session, "promotion.call", promotion="Rain", holds=True)["promotion"] == "Rain"
    assert listed(session, "Rain")["called_today"]
    assert (points(), points(at="2026-11-23T10:00")) == (20, 10)
    ask(session, "promotion.call", promotion="Rain", holds=False)
    assert points() == 10


@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        ({}, "bad_request", "multiplier"),
        ({"multiplier": "2", "points": 5}, "bad_request", "multiplier"),
        ({"multiplier": "0.5"}, "bad_request", "multiplier"),
        ({"multiplier": "1e3"}, "bad_request", "multiplier"),
        ({"multiplier": True}, "bad_amount", None),
        ({"points": 0}, "bad_request", "points"),
        ({"points": 5, "once": "week"}, "bad_request", "once"),
        ({"points": 5, "category": "Tea"}, "bad_request", "category"),
        ({"points": 5, "colour": "red"}, "bad_request", "colour"),
        ({"points": 5, "when": {"moon": 1}}, "bad_request", "when.moon"),
        ({"points": 5, "when": {"hours": {"at": "9"}}}, "bad_request", "when.hours.at"),
        ({"points": 5, "when": {"hours": {"from": "9"}}}, "bad_request", "when.hours.from"),
        ({"points": 5, "when": {"weekdays": ["Mo"]}}, "bad_request", "when.weekdays[0]"),
        ({"points": 5, "when": {"nth_visit": 0}}, "bad_request", "when.nth_visit"),
        ({"points": 5, "when": {"tier": "Gold"}}, "bad_request", "when.tier"),
        ({"points": 5, "when": {"plan": "Club"}}, "bad_request", "when.plan"),
        ({"points": 5, "when": {"categories": ["Tea"]}}, "bad_request", "when.categories"),
        ({"points": 5, "when": {"minimum": "1.5"}}, "bad_amount", None),
        ({"points": 5, "when": {"minimum": 1.5}}, "bad_amount", None),
        ({"points": 5, "when": {"from": "2026-02-29"}}, "bad_date", None),
    ],
)
def test_terms_that_cannot_be_meant_change_nothing(
    session: Session, terms: dict[str, Any], code: str, field: str | None
) -> None:
    assert refused(ask(session, "promotion.add", name="P", **terms)) == (code, field)
    assert session.db["promotions"].count == 0


def test_what_does_not_exist_is_named_with_what_does(session: Session) -> None:
    ask(session, "promotion.add", name="Double", multiplier="2")
    edited = ask(session, "promotion.edit", promotion="Triple", offered=False)
    assert refused(edited) == ("bad_request", "promotion")
    assert "Double" in edited["error"]["message"]
    called = ask(session, "promotion.call", promotion="Double", holds=True)
    assert refused(called) == ("bad_request", "promotion")


def test_a_category_earns_at_its_own_rate_and_is_changed(session: Session) -> None:
    customer = a_customer(session)
    rate = {"per": "50", "points": 2}
    assert ask(session, "category.add", name="Beans", earn=rate)["category"] == "Beans"
    lines = [{"category": "Beans", "amount": "1000"}, {"amount": "300"}]

    def points() -> list[int]:
        seen = ask(session, "sale.preview", customer=customer, lines=lines)
        return [line["points"] for line in seen["breakdown"]]

    assert points() == [3, 40]
    assert ask(session, "category.edit", category="Beans", earn=None)["category"] == "Beans"
    assert points() == [13]
    ask(session, "category.edit", category="Beans", earns=False, tax_rate=8)
    assert points() == [3]
    for wrong in ({"earn": {"per": "0", "points": 1}}, {"earn": {"per": "1.5", "points": 1}}):
        assert refused(ask(session, "category.edit", category="Beans", **wrong))[0] == "bad_amount"
    assert refused(ask(session, "category.edit", category="Tea"))[1] == "category"
    assert refused(ask(session, "category.edit", category="Beans", name="Tea"))[1] == "name"
