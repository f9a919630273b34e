"""Figures of any period through the feed, and the customers behind them."""

import json
from typing import Any

import msgspec
import pytest

from db.session import Session
from desktop.feed import answer, schema
from desktop.topics.figures import FiguresAnswer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


@pytest.fixture
def shop(session: Session) -> Session:
    """Return a shop with cents where Misaki came four times and Ken once, with a coupon."""
    ask(session, op="shop.set", currency="USD")
    ask(session, op="customer.add", name="Misaki", card="A-1", at="2026-07-01T10:00")
    ask(session, op="customer.add", name="Ken", card="A-2", at="2026-10-05T10:00")
    for day in ("2026-07-05", "2026-08-05", "2026-09-05", "2026-10-05"):
        sold = ask(session, op="sale", customer="A-1", amount="10.00", at=f"{day}T10:00")
        assert sold["ok"], sold
    issued = ask(session, op="coupon.issue", terms={"kind": "amount_off", "value": "2.00"},
                 at="2026-10-05T10:00")  # fmt: skip
    code = issued["coupons"][0]["code"]
    sold = ask(session, op="sale", customer="A-2", amount="6.00", coupons=[code],
               at="2026-10-07T10:00")  # fmt: skip
    assert sold["ok"], sold
    return session


@pytest.mark.parametrize(
    ("period", "kind", "first", "last", "sales"),
    [
        ("2026-10", "month", "2026-10-01", "2026-10-31", 2),
        ("2026-W41", "week", "2026-10-05", "2026-10-11", 2),
        ("2026-Q3", "quarter", "2026-07-01", "2026-09-30", 3),
        ("2026", "year", "2026-01-01", "2026-12-31", 5),
    ],
)
def test_any_period_is_answered(
    shop: Session, period: str, kind: str, first: str, last: str, sales: int
) -> None:
    told = ask(shop, op="figures", period=period)
    assert (told["period"], told["kind"], told["from"], told["to"]) == (period, kind, first, last)
    assert told["sales"] == sales
    assert len(told["history"]) == 12
    assert told["history"][-1]["period"] == period
    assert "month" not in told
    msgspec.convert(told, FiguresAnswer)


def test_what_a_month_does_not_tell_is_told_too(shop: Session) -> None:
    told = ask(shop, op="figures", period="2026-10")
    month = ask(shop, op="month", month="2026-10")
    apart = {"period", "kind", "as_of", "cohorts", "history", "second_visit", "groups",
             "coupon_dependence", "reward_parts", "breakage"}  # fmt: skip
    assert told.keys() - month.keys() == apart - {"cohorts", "history"}
    assert {key: told[key] for key in told.keys() - apart} == {
        key: month[key] for key in month.keys() - {"month", "cohorts", "history"}
    }
    assert told["cohorts"][0] == {
        "month": "2026-07", "size": 1, "active": [1, 1, 1, 1],
        "revenue": ["10.00", "10.00", "10.00", "10.00"],
    }  # fmt: skip
    assert told["coupon_dependence"] == {
        "buyers_only": 1, "buyers_percent": 50.0, "revenue_with": "4.00",
        "revenue_percent": 28.5714,
    }  # fmt: skip
    assert told["reward_parts"]["new"]["coupons"] == "2.00"
    assert told["reward_cost"] == {"new": "2.00", "returning": "0.00"}
    assert told["breakage"]["percent"] is None
    assert sum(told["groups"].values()) == 2
    assert told["second_visit"] == {"period": "2026-08", "newcomers": 0, "back": 0}


def test_the_customers_behind_a_figure_are_answered(shop: Session) -> None:
    told = ask(shop, op="behind", period="2026-10", figure="revenue")
    assert (told["unit"], told["total"], told["amount"]) == ("money", 2, "14.00")
    misaki, ken = told["customers"]
    assert (misaki["name"], misaki["amount"], misaki["days_late"]) == ("Misaki", "10.00", 0)
    assert (ken["first"], ken["sales"], ken["days_late"]) == ("2026-10-07", 1, None)
    lapsed = ask(shop, op="behind", period="2026-Q4", figure="cohort:2026-07:3", limit=1)
    assert (lapsed["unit"], lapsed["total"], lapsed["amount"]) == ("customers", 1, 1)


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({"op": "figures", "period": "2026-13"}, "period"),
        ({"op": "behind", "period": "soon", "figure": "start"}, "period"),
        ({"op": "behind", "period": "2026", "figure": "nobody"}, "figure"),
        ({"op": "behind", "period": "2026", "figure": "start", "limit": 0}, "limit"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    shop: Session, request_: dict[str, Any], field: str
) -> None:
    refused = ask(shop, **request_)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", field)


def test_the_schema_tells_every_figure_that_can_be_asked() -> None:
    asked = schema()["$defs"]["BehindAsked"]["properties"]["figure"]["description"]
    assert "lapsed" in asked
    assert "rfm:loyal" in asked
