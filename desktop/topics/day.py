"""The feed's request about the end of a day: what it brought, to hold against the drawer."""

from datetime import datetime

import msgspec
from msgspec import Struct

from db.queries.day import DayReport, StaffDay, day_report
from db.rules.periods import parse_business_date
from db.session import Session
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Day as DayAsked
from desktop.topics.requests import Request


class Day(Request, tag="day", kw_only=True):
    """Asks what a business date brought, today so far where none is named."""

    day: DayAsked | None = None


class DiscountsTold(Struct):
    """What was taken off the day's sales, by coupons and by plans."""

    coupons: Amount
    plans: Amount


class CouponsTold(Struct):
    """Coupons taken and what they were worth, and those that refunds made good again."""

    taken: int
    value: Amount
    returned: int


class PointsTold(Struct):
    """Points of the day; used are those for rewards too."""

    given: int
    used: int
    returned: int
    reversed: int


class VouchersTold(Struct):
    """Vouchers made that day, those undone left out, and the money taken in for them."""

    issued: Amount
    money: Amount


class CreditTold(Struct):
    """Credit given that day, less what was taken back, and the money taken in for it."""

    given: Amount
    money: Amount


class StampsTold(Struct):
    """Stamps of the day, the cards that they filled, and those that refunds emptied again."""

    given: int
    taken_back: int
    filled: int
    emptied: int


class StaffTold(Struct):
    """What one person took in; null: nobody was named."""

    staff: str | None
    sales: int
    paid: Amount
    refunds: int
    money_back: Amount
    points_given: int
    plan_payments: int
    plan_money: Amount
    money_in: Amount


class DayTold(Answer, kw_only=True):
    """What a day brought; `money_in` is what cash and cards should come to.

    That is `due` less `cash_back`, and what was taken in for plans, vouchers and credit.
    """

    day: str
    sales: int
    sales_with_customer: int
    sales_without_customer: int
    gross: Amount
    discounts: DiscountsTold
    points_in_money: Amount
    paid: Amount
    by_credit: Amount
    by_voucher: Amount
    due: Amount  # by cash or card
    refunds: int
    money_back: Amount
    to_credit: Amount
    to_vouchers: Amount
    cash_back: Amount
    plan_payments: int
    plan_money: Amount
    vouchers: VouchersTold
    credit: CreditTold
    money_in: Amount
    coupons: CouponsTold
    points: PointsTold
    stamps: StampsTold
    new_customers: int
    first_sale: str | None
    last_sale: str | None
    staff: list[StaffTold]


def day(session: Session, request: Day, _: str) -> DayReport:
    """Ask what a day brought."""
    asked = session.today if request.day is None else parse_business_date(request.day)
    return day_report(session.db, asked)


def tell_day(session: Session, report: DayReport) -> DayTold:
    """Answer what a day brought."""
    return DayTold(
        day=report.day.isoformat(),
        sales=report.sales,
        sales_with_customer=report.sales_with_customer,
        sales_without_customer=report.sales_without_customer,
        gross=written(session, report.gross),
        discounts=DiscountsTold(
            coupons=written(session, report.coupon_discounts),
            plans=written(session, report.plan_discounts),
        ),
        points_in_money=written(session, report.points_in_money),
        paid=written(session, report.paid),
        by_credit=written(session, report.by_credit),
        by_voucher=written(session, report.by_voucher),
        due=written(session, report.due),
        refunds=report.refunds,
        money_back=written(session, report.money_back),
        to_credit=written(session, report.to_credit),
        to_vouchers=written(session, report.to_vouchers),
        cash_back=written(session, report.cash_back),
        plan_payments=report.plan_payments,
        plan_money=written(session, report.plan_money),
        vouchers=VouchersTold(
            written(session, report.vouchers_issued), written(session, report.vouchers_money)
        ),
        credit=CreditTold(
            written(session, report.credit_given), written(session, report.credit_money)
        ),
        money_in=written(session, report.money_in),
        coupons=CouponsTold(
            taken=report.coupons_taken,
            value=written(session, report.coupons_value),
            returned=report.coupons_returned,
        ),
        points=PointsTold(
            given=report.points_given,
            used=report.points_used,
            returned=report.points_returned,
            reversed=report.points_reversed,
        ),
        stamps=StampsTold(**vars(report.stamps)),
        new_customers=report.new_customers,
        first_sale=_hour(session, report.first_sale_at),
        last_sale=_hour(session, report.last_sale_at),
        staff=[_staff_told(session, each) for each in report.staff],
    )


def day_figures(session: Session, report: DayReport) -> dict[str, object]:
    """Return what a day brought as `okaeri day --json` prints it."""
    figures: dict[str, object] = msgspec.to_builtins(tell_day(session, report))
    del figures["ok"], figures["id"]
    return figures


def _staff_told(session: Session, each: StaffDay) -> StaffTold:
    return StaffTold(
        staff=each.staff,
        sales=each.sales,
        paid=written(session, each.paid),
        refunds=each.refunds,
        money_back=written(session, each.money_back),
        points_given=each.points_given,
        plan_payments=each.plan_payments,
        plan_money=written(session, each.plan_money),
        money_in=written(session, each.money_in),
    )


def _hour(session: Session, at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(session.settings.timezone).isoformat()


OPERATIONS = (Operation(Day, day, DayTold, tell_day, writes=False),)
