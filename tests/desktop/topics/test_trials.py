"""Trials through the feed: the question, the answer, and what is refused."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language
from desktop.messages import label_of


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    session.label = label_of
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


def refused(answered: dict[str, Any]) -> tuple[str, str | None]:
    assert answered["ok"] is False, answered
    return answered["error"]["code"], answered["error"].get("field")


@pytest.fixture
def sold(session: Session) -> Session:
    """Return a shop with two sales of last month."""
    customer = ask(session, "customer.add", name="Misaki Tanaka")["customer"]
    for at, amount in (("2026-10-05T10:00", "1780"), ("2026-10-09T18:00", "1000")):
        assert ask(session, "sale", customer=customer, amount=amount, at=at)["ok"]
    return session


def test_a_promotion_is_tried_in_the_words_in_which_it_is_added(sold: Session) -> None:
    facts = sold.db["facts"].count
    tried = ask(
        sold, "promotion.try", name="Evening", multiplier="1.5", when={"hours": {"from": "17:00"}}
    )
    assert sold.db["facts"].count == facts
    sums = {
        "sales": 2,
        "touched": 1,
        "given": 27,
        "before": 27,
        "points": 5,
        "after": 32,
        "worth": "5",
        "revenue": "2780",
        "percent_of_revenue": 0.1799,
    }
    assert tried == {
        "ok": True,
        "tried": "promotion",
        "sentence": "In October 2026, this would have given 5 points (¥5) on 1 sale, 0.5 % of what "
        "that sale brought.",
        "from": "2025-11-01",
        "to": "2026-10-31",
        "totals": sums,
        "customers": 1,
        "points_per_sale": 5.0,
        "percent_of_touched": 0.5,
        "months": [{"month": "2026-10", **sums}],
        "most": [{"name": "Misaki Tanaka", "points": 5, "sales": 1}],
        "assumptions": ["rates"],
    }


def test_a_rate_of_earning_is_tried_against_the_one_in_force(sold: Session) -> None:
    ask(sold, "category.add", name="Tea", earns=True)
    tried = ask(
        sold,
        "earn.try",
        earn={"per": "50", "points": 1},
        rounding="up",
        categories={"Tea": {"per": "100", "points": 3}},
        **{"from": "2026-10-01", "to": "2026-10-07"},
    )
    totals = tried["totals"]
    assert (tried["tried"], tried["from"], tried["to"]) == ("earning", "2026-10-01", "2026-10-07")
    assert (totals["before"], totals["after"], totals["points"]) == (17, 36, 19)
    same = ask(sold, "earn.try")
    assert (same["totals"]["points"], same["totals"]["touched"]) == (0, 0)


def test_from_a_day_on_it_is_tried_up_to_today(sold: Session) -> None:
    tried = ask(sold, "promotion.try", name="Ten", points=10, **{"from": "2026-10-06"})
    assert (tried["to"], tried["totals"]["points"]) == ("2026-11-22", 10)


def test_what_cannot_be_meant_is_refused(sold: Session) -> None:
    double = {"name": "Double", "multiplier": "2"}
    wrong_promotions: list[tuple[dict[str, Any], tuple[str, str | None]]] = [
        ({**double, "points": 5}, ("bad_request", "multiplier")),
        ({**double, "category": "Tea"}, ("bad_request", "category")),
        ({**double, "from": "2026-13-01"}, ("bad_date", None)),
        ({**double, "from": "2026-10-05", "to": "2026-10-04"}, ("bad_date", None)),
    ]
    for request, refusal in wrong_promotions:
        assert refused(ask(sold, "promotion.try", **request)) == refusal
    wrong_rates: list[tuple[dict[str, Any], tuple[str, str | None]]] = [
        ({"earn": {"per": "0", "points": 1}}, ("bad_amount", None)),
        ({"earn": {"per": "100"}}, ("bad_request", "earn.points")),
        ({"rounding": "sideways"}, ("bad_request", "rounding")),
        ({"categories": {"Tea": {"per": "1", "points": 1}}}, ("bad_request", "categories")),
    ]
    for request, refusal in wrong_rates:
        assert refused(ask(sold, "earn.try", **request)) == refusal
