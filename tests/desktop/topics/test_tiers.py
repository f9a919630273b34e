"""Tiers through the feed: set up, tried, changed, told with their reasons."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer, schema

TODAY, TOMORROW = "2026-11-22", "2026-11-23"


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


@pytest.fixture
def misaki(session: Session) -> str:
    """Let Misaki be 3,200 yen away from gold, and silver."""
    silver = {"name": "Silver", "threshold": "10000", "multiplier": "1.2"}
    ask(session, op="tier.add", at="2026-01-01", **silver)
    gold = {"name": "Gold", "threshold": 50000, "multiplier": 1.5, "gift": {"points": 100}}
    assert ask(session, op="tier.add", at="2026-01-01", **gold) == {
        "ok": True, "tier": "Gold", "since": "2026-01-01",
    }  # fmt: skip
    customer = str(ask(session, op="customer.add", name="Misaki", at="2026-01-01")["customer"])
    ask(session, op="sale", customer=customer, amount="46800", at="2026-04-01T10:00")
    return customer


def test_a_customer_is_told_the_way_to_the_next_tier_with_its_day(
    session: Session, misaki: str
) -> None:
    shown = ask(session, op="customer.show", customer=misaki)
    way = {"name": "Gold", "missing": "3200", "measure": "spend", "by": "2027-03-31"}
    assert shown["next_tier"] == way
    assert shown["tier"] == {
        "name": "Silver", "until": "2027-04-30", "reached": "2026-04-01", "keep_missing": "10000",
        "stays": True, "next": way,
    }  # fmt: skip
    before = ask(session, op="customer.show", customer=misaki, as_of="2026-03-31")
    assert (before["tier"], before["next_tier"]["missing"]) == (None, "10000")
    assert before["next_tier"]["by"] is None


def test_what_a_change_would_do_is_told_before_it_is_done(session: Session, misaki: str) -> None:
    tried = ask(session, op="tier.try", tier="Gold", threshold="40000")
    assert tried == {
        "ok": True, "tier": "Gold", "since": TOMORROW, "holders": 0, "stay": 0,
        "reach_count": 1, "lose_count": 0, "lose": [],
        "reach": [{"customer": misaki, "name": "Misaki", "tier": "Silver", "have": "46800"}],
    }  # fmt: skip
    none = ask(session, op="tier.try", tier="Gold", threshold="40000", limit=0)
    assert (none["reach_count"], none["reach"]) == (1, [])
    tried = ask(session, op="tier.try", tier="Silver", threshold="46801")
    assert tried["lose"] == [
        {
            "customer": misaki, "name": "Misaki", "until": "2027-04-30", "have": "46800",
            "missing": "1", "falls_to": None, "anyway": False,
        }
    ]  # fmt: skip
    new = ask(session, op="tier.try", name="Pearl", threshold="1", measure="visits")
    assert (new["since"], new["reach_count"]) == (TODAY, 0)
    stopped = ask(session, op="tier.try", tier="Silver", offered=False)
    assert (stopped["holders"], stopped["stay"]) == (1, 0)


def test_an_edit_holds_from_tomorrow_and_the_list_tells_both(session: Session, misaki: str) -> None:
    edit = {"op": "tier.edit", "tier": "Gold", "threshold": "40000", "id": "till-1"}
    done = ask(session, **edit)
    assert done == {"ok": True, "tier": "Gold", "since": TOMORROW, "id": "till-1"}
    assert ask(session, **edit) == done
    silver, gold = ask(session, op="tier.list")["tiers"]
    assert (silver["customers"], silver["next_terms"]) == (1, None)
    assert (gold["terms"]["threshold"], gold["next_since"]) == ("50000", TOMORROW)
    assert gold["next_terms"] == {**gold["terms"], "threshold": "40000", "offered": True}
    assert gold["terms"] == {
        "name": "Gold", "threshold": "50000", "measure": "spend", "multiplier": "1.5",
        "keep_months": 12, "window": {"months": 12}, "drop": "met", "gift": {"points": 100},
    }  # fmt: skip
    sale = ask(session, op="sale", customer=misaki, amount="1", at=f"{TOMORROW}T10:00")
    assert (sale["tier"]["name"], sale["balance"]) == ("Gold", 468 + 100)


def test_a_tier_is_renamed_stopped_and_offered_again(session: Session, misaki: str) -> None:
    ask(session, op="tier.edit", tier="Gold", name="Ginkgo", gift=None)
    ask(session, op="tier.edit", tier="Ginkgo", offered=False)
    sale = ask(session, op="sale", customer=misaki, amount="9000", at=f"{TOMORROW}T10:00")
    assert sale["tier"]["name"] == "Silver"
    stopped = ask(session, op="tier.list", at=f"{TOMORROW}T11:00")["tiers"][1]
    assert (stopped["tier"], stopped["offered"]) == ("Ginkgo", False)
    ask(session, op="tier.edit", tier="Ginkgo", offered=True, at=f"{TOMORROW}T12:00")
    sale = ask(session, op="sale", customer=misaki, amount="1", at="2026-11-24T10:00")
    assert sale["tier"]["name"] == "Ginkgo"


def test_the_history_names_sales_and_refunds_and_can_be_read_aloud(
    session: Session, misaki: str
) -> None:
    sale = ask(session, op="sale", customer=misaki, amount="3200", at=f"{TODAY}T10:00")["sale"]
    back = ask(session, op="refund", sale=sale, amount="1", at=f"{TODAY}T11:00")["refund"]
    history = ask(session, op="tier.history", customer=misaki, as_of="2027-05-01")["changes"]
    assert [(each["because"], each["kind"], each["tier"]) for each in history] == [
        ("sale", "reached", "Silver"),
        ("sale", "reached", "Gold"),
        ("refund", "dropped", "Silver"),
        ("look", "lost", None),
    ]
    assert (history[1]["sale"], history[2]["refund"]) == (sale, back)
    assert (history[2]["have"], history[2]["needed"]) == ("49999", "50000")
    assert history[3]["sentence"] == (
        "Silver is over. Looked at on 30 Apr 2027: ¥3,199 since 1 May 2026; ¥10,000 are needed."
    )


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({"op": "tier.edit", "tier": "Pearl", "threshold": "1"}, "tier"),
        ({"op": "tier.edit", "tier": "Gold", "threshold": "0"}, "threshold"),
        ({"op": "tier.edit", "tier": "Gold", "measure": "visits"}, "threshold"),
        ({"op": "tier.edit", "tier": "Gold", "name": "Silver"}, "name"),
        ({"op": "tier.edit", "tier": "Gold", "colour": "red"}, "colour"),
        ({"op": "tier.edit", "tier": "Gold", "window": {"days": 1}}, "window"),
        ({"op": "tier.try", "threshold": "1"}, "name"),
        ({"op": "tier.try", "name": "Pearl"}, "threshold"),
        ({"op": "tier.add", "name": "Gold", "threshold": "1"}, "name"),
        ({"op": "tier.add", "name": "Pearl"}, "threshold"),
        ({"op": "tier.add", "name": "Pearl", "threshold": None}, "threshold"),
    ],
)
@pytest.mark.usefixtures("misaki")
def test_each_refusal_names_its_field_and_changes_nothing(
    session: Session, request_: dict[str, Any], field: str
) -> None:
    before = session.db["facts"].count
    refused = ask(session, **request_)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", field)
    assert session.db["facts"].count == before


def test_every_request_has_its_schema() -> None:
    operations = schema()["operations"]
    names = {name for name in operations if name.startswith("tier.")}
    assert names == {"tier.add", "tier.edit", "tier.try", "tier.list", "tier.history"}
