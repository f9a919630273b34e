"""What a scanner reads, and what a person types who has no scanner."""

from collections.abc import Callable

import pytest

from db.journal import Draft
from db.queries.coupons import coupon_key
from db.queries.scan import ScanKind, Scanned, what_is
from db.rules.coupons import code_of
from db.rules.rewards import Terms
from db.rules.vouchers import voucher_key
from db.session import Action, Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.vouchers import NewVoucher, issue_voucher


def told(session: Session, customer: str, column: str) -> str:
    row = session.db.conn.execute(f"SELECT {column} FROM customers WHERE id = ?", (customer,))
    return str(row.fetchone()[0])


def kind(session: Session, text: str) -> ScanKind:
    return what_is(session.db, text).kind


def issued(session: Session, customer: str | None = None) -> str:
    wanted = Issue(Terms("amount_off", 200), customer_id=customer)
    return issue_coupons(session, wanted, operation_id="coupon")[0].code


def full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() else letter for letter in text)


def test_a_member_s_card_is_its_owner_s(session: Session, a_customer: Callable[..., str]) -> None:
    customer = a_customer()
    number = told(session, customer, "number")
    assert what_is(session.db, number) == Scanned("customer", number, customer)
    printed = " ".join((number[:4], number[4:8], number[8:12], number[12:]))
    for typed in (f" {number}\n", full_width(number), printed, f"{number[0]} {number[1:7]}-{number[7:]}"):  # noqa: E501  # fmt: skip
        assert what_is(session.db, typed).customer_id == customer, typed


@pytest.mark.parametrize("card", ["4901234567894", "49123456", "012345678905", "A-77", "C7K29QXM4T8D"])  # noqa: E501  # fmt: skip
def test_a_bound_card_goes_before_goods_and_coupons(
    session: Session, a_customer: Callable[..., str], card: str
) -> None:
    assert kind(session, card) != "customer"
    customer = a_customer(card=card)
    assert what_is(session.db, card).customer_id == customer
    assert what_is(session.db, full_width(card)).customer_id == customer


@pytest.mark.parametrize(
    "barcode", ["49123456", "012345678905", "4901234567894", "14901234567891", "2012345678900"]
)
def test_goods_are_let_pass(session: Session, barcode: str) -> None:
    assert what_is(session.db, barcode) == Scanned("product", barcode)
    assert kind(session, full_width(barcode)) == "product"


@pytest.mark.parametrize("text", ["1980", "123456789", "490123456789412", "", "   ", "田中"])
def test_a_number_of_another_length_is_no_barcode(session: Session, text: str) -> None:
    assert kind(session, text) == "unknown"


def test_a_coupon_is_known_however_it_is_typed_and_names_its_owner(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    code = issued(session, customer)
    spoken = f"{code[:4]}-{code[4:8]}-{code[8:]}"
    for typed in (code, spoken.lower(), full_width(code), code.replace("0", "o").replace("1", "l")):
        assert what_is(session.db, typed) == Scanned("coupon", code, customer)


def test_a_coupon_of_digits_alone_is_not_taken_for_goods(session: Session) -> None:
    key = coupon_key(session.db)
    digits = next(
        code for number in range(10**8) if (code := code_of(f"{number:08}", key=key)).isdecimal()
    )
    assert kind(session, digits) == "product", "nobody issued it"
    doc = {"code": digits, "terms": {"kind": "amount_off", "value": 1}, "from": "2026-11-22",
           "uses": 1}  # fmt: skip
    with session.write(Action.ISSUE_COUPONS, "digits") as tx:
        tx.post(Draft("coupon.issue", doc, claim=f"coupon.issue:{digits}"))
    assert kind(session, digits) == "coupon"


def test_a_code_with_a_wrong_letter_is_a_wrong_coupon(session: Session) -> None:
    code = issued(session)
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    assert kind(session, wrong) == "wrong_coupon"


def test_a_voucher_is_known_however_it_is_typed_and_names_its_owner(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    new = NewVoucher(1000, customer_id=customer)
    code = issue_voucher(session, new, operation_id="voucher").code
    groups = (code[:4], code[4:8], code[8:])
    for typed in (code, "-".join(groups), " ".join(groups).lower(), full_width(code)):
        assert what_is(session.db, typed) == Scanned("voucher", code, customer), typed
    never = code_of("47Q14XGB", key=voucher_key(coupon_key(session.db)))
    assert kind(session, never) == "wrong_coupon"


def test_a_friend_s_code_is_understood_in_any_case_and_width(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer(reading="タナカ ミサキ")
    code = told(session, customer, "referral_code")
    for typed in (code, code.lower(), full_width(code), f"{code[:-1]}-{code[-1]}", f" {code} "):
        found = what_is(session.db, typed)
        assert (found.kind, found.customer_id) == ("referral", customer), typed


def test_words_of_any_length_are_read_without_fuss(session: Session) -> None:
    assert kind(session, "あ" * 100_000) == "unknown"
    assert kind(session, "\x00") == "unknown"
