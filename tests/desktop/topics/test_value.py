"""Whom to approach, and how likely a customer comes back, through the feed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.i18n import speaking


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    with speaking("ja"):
        yield


def test_a_late_customer_is_worth_a_call(session: Session) -> None:
    ask(session, op="customer.add", name="Misaki", phone="090-0000-0101", at="2026-09-01T10:00")
    for day in ("2026-10-01", "2026-10-08", "2026-10-15"):
        ask(session, op="sale", customer="090-0000-0101", amount="1000", at=f"{day}T10:00")
    ask(session, op="feedback", customer="090-0000-0101", score=6)
    (told,) = ask(session, op="worth_a_call", limit=5)["customers"]
    assert (told["name"], told["score"], told["days_late"], told["rhythm_days"]) == (
        "Misaki", 79, 31, 7.0,
    )  # fmt: skip
    assert [part["points"] for part in told["parts"]] == [40, 30, 9, 0, 0]
    assert (told["yearly_worth"], told["phone"]) == ("3000", "09000000101")
    assert told["chance"] == {
        "basis": "rule", "percent": None, "expected_purchases": None, "expected_money": None,
        "text": "いつもは7日おき、31日遅れています",
    }  # fmt: skip
    assert told["text"] == "31日遅れ · 評価は6点 · 年間 ¥3,000"
    standing = ask(session, op="customer.standing", customer="090-0000-0101")["standing"]
    assert standing == {name: told[name] for name in standing}
    # As of an earlier day, as all questions can be asked.
    before = ask(session, op="worth_a_call", at="2026-10-16T10:00")
    assert before == {"ok": True, "customers": []}


def test_what_cannot_be_meant_is_refused(session: Session) -> None:
    assert ask(session, op="worth_a_call", limit=0)["error"]["field"] == "limit"
    refused = ask(session, op="customer.standing", customer="nobody")["error"]
    assert refused["code"] == "unknown_customer"
