"""Gift vouchers through the feed: made, shown, listed, declared void."""

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


def made(session: Session, amount: int = 1000, **fields: object) -> dict[str, Any]:
    voucher: dict[str, Any] = ask(session, "voucher.issue", amount=amount, **fields)["voucher"]
    return voucher


def test_a_voucher_is_made_once_and_told_with_all_that_it_is(session: Session) -> None:
    misaki = ask(session, "customer.add", name="田中 美咲")["customer"]
    request = {"amount": "3000", "customer": misaki, "until": "2027-05-21", "id": "v1"}
    told = ask(session, "voucher.issue", **request)
    code = told["voucher"]["code"]
    assert told["voucher"] == {
        "code": code, "amount": "3000", "left": "3000", "issued": "2026-11-22",
        "until": "2027-05-21", "customer": misaki, "state": "issued",
    }  # fmt: skip
    assert ask(session, "voucher.issue", **request) == told
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    shown = ask(session, "customer.show", customer=misaki)
    assert shown["vouchers"] == [{"code": code, "left": "3000", "until": "2027-05-21"}]


def test_showing_tells_what_became_of_its_money(session: Session) -> None:
    code = made(session)["code"]
    pay = [{"voucher": code, "amount": "400"}]
    sale = ask(session, "sale", amount=500, pay_with=pay, at="2026-11-22T10:14")["sale"]
    told = ask(session, "voucher.show", code=code.replace("-", " ").lower())
    assert (told["voucher"]["left"], told["voucher"]["state"]) == ("600", "issued")
    assert [(each["kind"], each["amount"], each["left"]) for each in told["movements"]] == [
        ("issue", "1000", "1000"), ("use", "-400", "600"),
    ]  # fmt: skip
    assert told["movements"][1]["sale"] == sale
    assert told["movements"][1]["at"] == "2026-11-22T10:14:00+09:00"


def test_what_is_void_pays_no_more(session: Session) -> None:
    code = made(session)["code"]
    told = ask(session, "voucher.void", code=code, reason="lost")["voucher"]
    assert (told["left"], told["state"]) == ("0", "voided")
    no = refused(session, "sale", amount=100, pay_with=[{"voucher": code}])
    assert (no["code"], no["problem"], no["end"]) == ("voucher_not_valid", "voided", "2026-11-22")
    assert refused(session, "voucher.void", code=code, reason="x")["code"] == "voucher_not_valid"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"amount": "0"}, "bad_amount"),
        ({"amount": "-5"}, "bad_amount"),
        ({"amount": "1.5"}, "bad_amount"),
        ({"amount": 10, "paid": "1e3"}, "bad_amount"),
        ({"amount": 10, "until": "2026-11-21"}, "bad_date"),
        ({"amount": 10, "until": "2026-02-30"}, "bad_date"),
        ({"amount": 10, "customer": "nobody"}, "unknown_customer"),
        ({}, "bad_request"),
    ],
)
def test_what_cannot_be_is_refused(session: Session, fields: dict[str, object], code: str) -> None:
    assert refused(session, "voucher.issue", **fields)["code"] == code
    assert ask(session, "voucher.list")["vouchers"] == []


def test_codes_that_are_none_are_told_apart(session: Session) -> None:
    code = made(session)["code"]
    coupon = ask(session, "coupon.issue", terms={"kind": "amount_off", "value": "100"})
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    for text, problem in (
        ("x", "unknown"),
        (wrong, "letter"),
        (coupon["coupons"][0]["code"], "coupon"),
    ):
        no = refused(session, "voucher.show", code=text)
        assert (no["code"], no["problem"]) == ("unknown_voucher", problem)
    as_coupon = refused(session, "sale", amount=500, coupons=[code])
    assert as_coupon["code"] == "unknown_coupon"


def test_the_list_tells_the_newest_first_and_what_is_still_out(session: Session) -> None:
    old = made(session, 300, at="2026-11-20T09:00")["code"]
    used = made(session, 500, at="2026-11-21T09:00")["code"]
    ask(session, "sale", amount=500, pay_with=[{"voucher": used}])
    told = ask(session, "voucher.list")
    assert [each["code"] for each in told["vouchers"]] == [used, old]
    assert (told["open"], told["outstanding"]) == (1, "300")
    assert [each["code"] for each in ask(session, "voucher.list", open=True)["vouchers"]] == [old]
    assert len(ask(session, "voucher.list", limit=1)["vouchers"]) == 1


def test_staff_sell_them_and_owners_declare_them_void(session: Session) -> None:
    ask(session, "staff.add", name="mio", role="staff")
    code = made(session, staff="mio")["code"]
    no = refused(session, "voucher.void", code=code, reason="x", staff="mio")
    assert no["code"] == "not_allowed"
    assert "owner" in no["message"]


def test_a_day_and_a_month_tell_vouchers_apart_from_points(session: Session) -> None:
    code = made(session, 1000)["code"]
    made(session, 500, paid=0)
    sale = ask(session, "sale", amount=1500, pay_with=[{"voucher": code}])["sale"]
    ask(session, "refund", sale=sale, amount=700)
    day = ask(session, "day")
    assert (day["paid"], day["by_voucher"], day["due"]) == ("1500", "1000", "500")
    assert (day["money_back"], day["to_vouchers"], day["cash_back"]) == ("700", "700", "0")
    assert day["vouchers"] == {"issued": "1500", "money": "1000"}
    assert day["money_in"] == "1500"
    month = ask(session, "month", month="2026-11")
    assert month["vouchers"] == {
        "opening": "0", "issued": "1500", "used": "1000", "returned": "700", "voided": "0",
        "expired": "0", "closing": "1200",
    }  # fmt: skip
    assert month["points"]["liability"] == "0"


def test_cents_are_kept(session: Session) -> None:
    ask(session, "shop.set", currency="USD")
    code = made(session, "12.50")["code"]  # type: ignore[arg-type]
    told = ask(session, "sale", amount="20", pay_with=[{"voucher": code, "amount": "12.49"}])
    assert (told["due"], told["payments"][0]["left"]) == ("7.51", "0.01")
