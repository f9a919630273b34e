"""The feed answers why a balance is what it is."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from db.session import Session
from desktop import feed
from desktop.i18n import speaking
from desktop.messages import label_of

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(session: Session) -> Ask:
    """Return a till; it names the customer by the number it was given."""
    session.label = label_of
    count = 0

    def answer(op: str, at: str = "2026-11-22T10:14", **fields: object) -> dict[str, Any]:
        nonlocal count
        count += 1
        request = {"op": op, "id": f"q{count}", "at": at, **fields}
        with speaking("en"):
            return feed.answer(session, json.dumps(request).encode())

    return answer


@pytest.fixture
def number(ask: Ask) -> str:
    """Return the number of a customer with sales, a reward, a refund and points that ended."""
    ask("shop.set", name="Hana", timezone="Asia/Tokyo", expiry={"months": 2})
    ask("reward.add", name="Tea", kind="free_item", value="400", cost=30)
    number = str(ask("customer.add", name="田中 美咲")["customer"])
    ask("sale", "2026-09-01T10:00", customer=number, amount="10000", receipt="77")
    ask("redeem", "2026-09-02T10:00", customer=number, reward="Tea")
    sale = ask("sale", "2026-11-20T10:00", customer=number, amount="5000")["sale"]
    ask("refund", "2026-11-21T10:00", sale=sale, amount="2000", reason="broken")
    return number


def test_lines_lead_from_the_opening_to_the_closing(ask: Ask, number: str) -> None:
    told = ask("statement", customer=number)
    assert told["ok"]
    assert (told["customer"], told["name"], told["from"], told["on"]) == (
        number, "田中 美咲", None, "2026-11-22",
    )  # fmt: skip
    assert [
        (line["cause"]["kind"], line["cause"]["day"], line["change"]["points"], line["balance"])
        for line in told["lines"]
    ] == [
        ("sale", "2026-09-01", 100, 100),
        ("redeem", "2026-09-02", -30, 70),
        ("expired", "2026-11-02", -70, 0),
        ("sale", "2026-11-20", 50, 50),
        ("reversed", "2026-11-21", -20, 30),
    ]
    assert told["opening"] == {"points": 0, "pending": 0, "debt": 0}
    assert told["closing"] == {"points": 30, "pending": 0, "debt": 0}
    assert told["closing"]["points"] == ask("customer.show", customer=number)["points"]


def test_a_line_names_its_sale_and_says_it_in_words(ask: Ask, number: str) -> None:
    first, reward, expired, *_, last = ask("statement", customer=number)["lines"]
    assert first["cause"]["amount"] == "10000"
    assert first["cause"]["receipt"] == "77"
    assert first["cause"]["at"] == "2026-09-01T10:00:00+09:00"
    assert first["cause"]["text"] == "Sale ¥10,000"
    assert ask("refund", sale=first["cause"]["sale"], amount="1")["ok"]
    assert (reward["cause"]["name"], reward["cause"]["sale"]) == ("Tea", None)
    assert (expired["cause"]["at"], expired["cause"]["sale"]) == (None, first["cause"]["sale"])
    assert (last["cause"]["reason"], last["cause"]["name"]) == ("refund", "broken")


def test_each_lot_tells_what_took_from_it(ask: Ask, number: str) -> None:
    told = ask("statement", customer=number)
    gone, live = told["lots"]
    assert (gone["points"], gone["left"], gone["state"]) == (100, 0, "expired")
    assert [(each["cause"]["kind"], each["points"]) for each in gone["taken"]] == [
        ("redeem", 30), ("expired", 70),
    ]  # fmt: skip
    assert (live["left"], live["state"], live["expires_on"]) == (30, "usable", "2027-01-20")
    assert told["lines"][0]["lots"] == [gone["lot"]]


def test_from_a_day_on_and_as_of_another(ask: Ask, number: str) -> None:
    told = ask("statement", customer=number, **{"from": "2026-11-01"}, as_of="2026-11-20")
    assert (told["from"], told["on"]) == ("2026-11-01", "2026-11-20")
    assert told["opening"]["points"] == 70
    assert [line["change"]["points"] for line in told["lines"]] == [-70, 50]
    assert told["closing"]["points"] == 50


def test_points_that_wait_and_debt_stand_apart(ask: Ask, number: str) -> None:
    ask("shop.set", pending_days=3)
    ask("sale", customer=number, amount="1000")
    line = ask("statement", customer=number)["lines"][-1]
    assert line["change"] == {"points": 0, "pending": 10, "debt": 0}
    assert line["usable_from"] == "2026-11-25"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"customer": "nobody"}, "unknown_customer"),
        ({"from": "2026-13-01"}, "bad_date"),
        ({"as_of": "soon"}, "bad_date"),
        ({"until": "2026-11-22"}, "bad_request"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    ask: Ask, number: str, fields: dict[str, str], code: str
) -> None:
    told = ask("statement", **{"customer": number, **fields})
    assert told["error"]["code"] == code
