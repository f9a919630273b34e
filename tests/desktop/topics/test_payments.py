"""Paying for a sale by credit and vouchers through the feed, and their part of refunds."""

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


@pytest.fixture
def voucher(session: Session) -> str:
    return str(ask(session, "voucher.issue", amount=1000)["voucher"]["code"])


def test_what_paid_is_told_with_what_is_left_of_it_and_what_is_still_due(
    session: Session, misaki: str, voucher: str
) -> None:
    ask(session, "credit.add", customer=misaki, amount="500", reason="broken cup")
    order = {"customer": misaki, "amount": 1780, "pay_with": [
        {"voucher": voucher.lower(), "amount": "900"}, {"credit": "300"},
    ]}  # fmt: skip
    foretold = ask(session, "sale.preview", **order)
    told = ask(session, "sale", **order)
    assert {**told, "sale": None} == foretold
    assert (told["paid"], told["due"], told["points"]) == ("1780", "580", 17)
    assert told["payments"] == [
        {"voucher": voucher, "amount": "900", "left": "100"},
        {"credit": "300", "amount": "300", "left": "200"},
    ]
    shown = ask(session, "customer.show", customer=misaki)
    assert (shown["credit"], shown["points"], shown["spent"]) == ("200", 17, "1780")
    assert ask(session, "voucher.show", code=voucher)["voucher"]["left"] == "100"


def test_without_an_amount_as_much_is_taken_as_is_left_or_needed(
    session: Session, misaki: str, voucher: str
) -> None:
    ask(session, "credit.add", customer=misaki, amount="500", reason="broken cup")
    both = [{"voucher": voucher}, {"credit": None}]
    small = ask(session, "sale.preview", customer=misaki, amount=300, pay_with=both)
    assert [each["amount"] for each in small["payments"]] == ["300", "0"]
    large = ask(session, "sale.preview", customer=misaki, amount=2000, pay_with=both)
    assert [each["amount"] for each in large["payments"]] == ["1000", "500"]
    assert large["due"] == "500"
    fixed = ask(
        session, "sale.preview", customer=misaki, amount=700,
        pay_with=[{"voucher": voucher}, {"credit": "500"}],
    )  # fmt: skip
    assert [each["amount"] for each in fixed["payments"]] == ["200", "500"]


@pytest.mark.parametrize(
    ("pay_with", "error"),
    [
        ([{"credit": "501"}], {"code": "not_enough_credit", "needed": "501", "left": "500"}),
        ([{"credit": "0"}], {"code": "bad_amount"}),
        ([{"credit": "1.5"}], {"code": "bad_amount"}),
        ([{"credit": "1"}, {"credit": "1"}], {"code": "bad_request"}),
        ([{"credit": "1", "amount": "1"}], {"code": "bad_request"}),
        ([{"credit": "1", "voucher": "x"}], {"code": "bad_request"}),
        ([{}], {"code": "bad_request"}),
        ([{"cash": "1"}], {"code": "bad_request"}),
        ([{"voucher": "x"}], {"code": "unknown_voucher"}),
    ],
)
def test_what_cannot_pay_is_refused_with_its_reason(
    session: Session, misaki: str, pay_with: list[dict[str, str]], error: dict[str, str]
) -> None:
    ask(session, "credit.add", customer=misaki, amount="500", reason="broken cup")
    no = refused(session, "sale", customer=misaki, amount=2000, pay_with=pay_with)
    assert {name: no.get(name) for name in error} == error


def test_no_more_than_the_sale_takes_is_paid_and_credit_needs_its_customer(
    session: Session, misaki: str, voucher: str
) -> None:
    ask(session, "credit.add", customer=misaki, amount="500", reason="broken cup")
    both = [{"voucher": voucher, "amount": "600"}, {"credit": "401"}]
    no = refused(session, "sale", customer=misaki, amount=1000, pay_with=both)
    assert (no["code"], no["max"]) == ("bad_amount", "1000")
    assert "1,000" in no["message"]
    assert (
        refused(session, "sale", amount=1000, pay_with=[{"credit": "1"}])["code"] == "bad_request"
    )
    twice = [{"voucher": voucher, "amount": "1"}, {"voucher": voucher.lower()}]
    assert refused(session, "sale", amount=1000, pay_with=twice)["code"] == "bad_request"
    more = refused(session, "sale", amount=2000, pay_with=[{"voucher": voucher, "amount": "1001"}])
    assert (more["code"], more["needed"], more["left"], more["voucher"]) == (
        "not_enough_credit", "1001", "1000", voucher,
    )  # fmt: skip


def test_money_goes_back_to_vouchers_first_then_to_credit_then_by_hand(
    session: Session, misaki: str, voucher: str
) -> None:
    ask(session, "credit.add", customer=misaki, amount="500", reason="broken cup")
    pay_with = [{"credit": "300"}, {"voucher": voucher}]
    sale = ask(session, "sale", customer=misaki, amount=1780, pay_with=pay_with)["sale"]
    foretold = ask(session, "refund.preview", sale=sale, amount="1200")
    first = ask(session, "refund", sale=sale, amount="1200")
    assert {**first, "refund": None} == foretold
    assert (first["money_back"], first["to_credit"], first["cash_back"]) == ("1200", "200", "0")
    assert first["to_vouchers"] == [{"voucher": voucher, "amount": "1000"}]


def test_refunds_in_parts_add_up_to_what_was_paid(
    session: Session, misaki: str, voucher: str
) -> None:
    ask(session, "credit.add", customer=misaki, amount="500", reason="broken cup")
    pay_with = [{"voucher": voucher}, {"credit": "300"}]
    sale = ask(session, "sale", customer=misaki, amount=1780, pay_with=pay_with)["sale"]
    parts = [ask(session, "refund", sale=sale, amount=amount) for amount in (999, 1, 299, 1, 480)]
    assert [part["cash_back"] for part in parts] == ["0", "0", "0", "0", "480"]
    assert [part["to_credit"] for part in parts] == ["0", "0", "299", "1", "0"]
    assert ask(session, "customer.show", customer=misaki)["credit"] == "500"
    assert ask(session, "voucher.show", code=voucher)["voucher"]["left"] == "1000"


def test_a_sale_with_nothing_more_than_money_says_so(session: Session) -> None:
    told = ask(session, "sale", amount=1780)
    assert (told["payments"], told["due"]) == ([], "1780")
    back = ask(session, "refund", sale=told["sale"])
    assert (back["to_credit"], back["to_vouchers"], back["cash_back"]) == ("0", [], "1780")
