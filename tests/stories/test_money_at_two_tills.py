"""Two tills spend the same voucher, and the same credit, at the same moment."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from tests.stories.tills import Till, at_once, waiting_tills

AT = "2026-11-22T10:14"
SALES = 15  # by each till
PRICE, HELD = 100, 1550  # 15 of 30 sales can be paid whole, one in part


@pytest.fixture
def two_tills(book_path: Path, session: Session) -> Iterator[list[Till]]:
    assert session.path == book_path
    with waiting_tills(book_path) as tills:
        yield tills


def ask(session: Session, op: str, **fields: object) -> dict[str, Any]:
    return answer(session, json.dumps({"op": op, "at": AT, **fields}).encode())


def sales(pay_with: dict[str, object], **fields: object) -> list[list[dict[str, Any]]]:
    request = {"op": "sale", "at": AT, "amount": PRICE, "pay_with": [pay_with], **fields}
    return [[{**request, "id": f"{till}-{n}"} for n in range(SALES)] for till in ("a", "b")]


def paid_of(heard: list[list[dict[str, Any]]]) -> tuple[int, list[dict[str, Any]]]:
    answers = [each for mine in heard for each in mine]
    refused = [each["error"] for each in answers if not each["ok"]]
    paid = [payment for each in answers if each["ok"] for payment in each["payments"]]
    return sum(int(payment["amount"]) for payment in paid), refused


def test_no_more_is_paid_by_a_voucher_than_is_on_it(
    two_tills: list[Till], session: Session
) -> None:
    code = ask(session, "voucher.issue", amount=HELD)["voucher"]["code"]
    paid, refused = paid_of(at_once(two_tills, sales({"voucher": code, "amount": PRICE})))
    assert paid == 1500
    assert [each["code"] for each in refused] == ["not_enough_credit"] * 15
    assert {each["left"] for each in refused} == {"50"}
    assert ask(session, "voucher.show", code=code)["voucher"]["left"] == "50"


def test_a_voucher_that_pays_what_it_can_is_empty_afterwards(
    two_tills: list[Till], session: Session
) -> None:
    code = ask(session, "voucher.issue", amount=HELD)["voucher"]["code"]
    paid, refused = paid_of(at_once(two_tills, sales({"voucher": code})))
    assert paid == HELD
    assert [each["code"] for each in refused] == ["not_enough_credit"] * 14
    shown = ask(session, "voucher.show", code=code)
    assert (shown["voucher"]["left"], shown["voucher"]["state"]) == ("0", "used")
    assert -sum(int(each["amount"]) for each in shown["movements"][1:]) == HELD


def test_no_more_is_paid_by_credit_than_the_customer_has(
    two_tills: list[Till], session: Session
) -> None:
    misaki = ask(session, "customer.add", name="田中 美咲")["customer"]
    ask(session, "credit.add", customer=misaki, amount=HELD, reason="ahead")
    paid, refused = paid_of(at_once(two_tills, sales({"credit": str(PRICE)}, customer=misaki)))
    assert paid == 1500
    assert [each["code"] for each in refused] == ["not_enough_credit"] * 15
    assert ask(session, "customer.show", customer=misaki)["credit"] == "50"
