"""Gift vouchers as they are looked up, listed and summed."""

from collections.abc import Callable
from datetime import date

from db.queries.vouchers import (
    Outstanding,
    VoucherMonth,
    next_voucher_claim,
    outstanding_vouchers,
    voucher_month,
    vouchers_of,
    vouchers_page,
)
from db.rules.coupons import spoken_code
from db.rules.payments import PayWith
from db.rules.vouchers import Voucher
from db.session import Session
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.vouchers import NewVoucher, issue_voucher, void_voucher

TODAY = date(2026, 11, 22)
OnDay = Callable[[str], Session]


def issue(session: Session, amount: int, until: str | None = None, name: str | None = None) -> str:
    day = date.fromisoformat(until) if until else None
    new = NewVoucher(amount, customer_id=name, valid_until=day)
    return issue_voucher(session, new, operation_id=f"v-{session.db['facts'].count}").code


def pay(session: Session, code: str, amount: int) -> str:
    order = SaleOrder((OrderLine(amount),), pay_with=(PayWith(code),))
    sale = record_sale(session, order, operation_id=f"s-{session.db['facts'].count}").sale
    assert sale is not None
    return sale


def test_a_month_s_vouchers_add_up_and_what_ended_is_told(session: Session, on_day: OnDay) -> None:
    first, old = issue(on_day("2026-10-05"), 3000), issue(on_day("2026-10-06"), 1000, "2026-11-10")
    sale = pay(on_day("2026-10-20"), first, 500)
    pay(on_day("2026-11-03"), old, 400)
    refund_sale(on_day("2026-11-04"), sale=sale, amount=200, reason=None, operation_id="r")
    lost = issue(on_day("2026-11-05"), 700)
    void_voucher(on_day("2026-11-06"), code=lost, reason="lost", operation_id="void")

    def month(first: str, last: str, on: str) -> VoucherMonth:
        days = [date.fromisoformat(day) for day in (first, last, on)]
        return voucher_month(session.db, first=days[0], last=days[1], on=days[2])

    october = month("2026-10-01", "2026-10-31", "2026-10-31")
    assert october == VoucherMonth(issued=4000, used=500, closing=3500)
    november = month("2026-11-01", "2026-11-30", "2026-11-22")
    assert november == VoucherMonth(
        opening=3500, issued=700, used=400, returned=200, voided=700, expired=600, closing=2700
    )
    before_its_last_day = month("2026-11-01", "2026-11-30", "2026-11-10")
    assert (before_its_last_day.expired, before_its_last_day.closing) == (0, 3300)
    december = month("2026-12-01", "2026-12-31", "2026-12-31")
    assert december == VoucherMonth(opening=2700, closing=2700)


def test_what_is_out_leaves_out_what_ended_and_tells_what_ends_within_six_months(
    session: Session, on_day: OnDay
) -> None:
    assert outstanding_vouchers(session.db, on=TODAY) == Outstanding()
    issue(on_day("2026-10-05"), 3000)
    issue(on_day("2026-10-05"), 1000, "2026-11-21")
    issue(on_day("2026-10-05"), 500, "2027-04-04")
    issue(on_day("2026-10-05"), 200, "2027-04-05")
    pay(on_day("2026-10-06"), issue(on_day("2026-10-06"), 70), 70)
    assert outstanding_vouchers(session.db, on=TODAY) == Outstanding(3, 3700, 500)


def test_a_list_goes_on_where_it_ended_and_leaves_out_what_pays_nothing(
    session: Session, on_day: OnDay
) -> None:
    codes = [issue(on_day(f"2026-11-{day:02}"), 100) for day in (3, 3, 3, 5, 7)]
    pay(on_day("2026-11-08"), codes[0], 100)
    found: list[Voucher] = []
    while page := vouchers_page(session.db, limit=2, after=found[-1] if found else None):
        found += page
    assert [each.code for each in found] == [codes[4], codes[3], *sorted(codes[:3])]
    good = vouchers_page(session.db, limit=9, open_on=TODAY)
    assert {each.code for each in good} == set(codes[1:])


def test_a_list_is_narrowed_by_code_and_by_name(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki = a_customer("田中 美咲", reading="タナカ ミサキ")
    code, other = issue(session, 100, name=misaki), issue(session, 100)

    def found(text: str) -> set[str]:
        return {each.code for each in vouchers_page(session.db, text, limit=9)}

    assert found("") == {code, other}
    assert found(spoken_code(code)[:9].lower()) == {code}
    assert found("田中") == found("ミサキ") == {code}
    assert found("鈴木") == set()


def test_a_customer_s_vouchers_are_told_as_of_a_moment(
    a_customer: Callable[..., str], on_day: OnDay
) -> None:
    misaki = a_customer()
    code = issue(on_day("2026-11-10"), 1000, "2026-12-31", name=misaki)
    issue(on_day("2026-11-10"), 500, "2026-11-15", name=misaki)
    pay(on_day("2026-11-20"), code, 400)

    def held(day: str) -> list[int]:
        return [each.left for each in vouchers_of(on_day(day).moment(), misaki)]

    assert [held(f"2026-11-{day}") for day in ("09", "15", "16", "20")] == [
        [], [500, 1000], [1000], [600],
    ]  # fmt: skip


def test_each_movement_has_its_place(session: Session) -> None:
    code = issue(session, 1000)
    assert next_voucher_claim(session.db, code) == f"voucher:{code}:1"
    pay(session, code, 100)
    assert next_voucher_claim(session.db, code) == f"voucher:{code}:2"


def test_a_month_without_vouchers_is_empty(session: Session) -> None:
    assert voucher_month(session.db, first=TODAY, last=TODAY, on=TODAY) == VoucherMonth()
