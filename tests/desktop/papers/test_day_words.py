"""The words for the end of a day: sums that can be followed, nothing that is nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from db.queries.day import DayReport, StaffDay
from db.queries.drawer import DrawerOpening
from db.queries.stamps import StampCounts
from desktop import formats
from desktop.i18n import speaking
from desktop.papers import day_words as words
from desktop.printing.day_sheet import DayPart

TOKYO = ZoneInfo("Asia/Tokyo")
YEN = partial(formats.money, currency="JPY", digits=0)
FULL = DayReport(
    day=date(2026, 11, 22), sales_with_customer=33, sales_without_customer=16, gross=90_580,
    coupon_discounts=600, plan_discounts=100, points_in_money=520, paid=89_360, refunds=2,
    money_back=5500, plan_payments=1, plan_money=980, coupons_taken=3, coupons_value=600,
    coupons_returned=1, points_given=1269, points_used=520, points_returned=7, points_reversed=83,
    new_customers=4, first_sale_at=datetime(2026, 11, 22, 0, 3, tzinfo=UTC),
    last_sale_at=datetime(2026, 11, 22, 9, 42, tzinfo=UTC),
    staff=(StaffDay(None, 16, 30_000), StaffDay("Mio", 33, 59_360, 2, 5500, 1269, 1, 980)),
)  # fmt: skip


def told(part: DayPart) -> list[tuple[str, str]]:
    return [(line.words, line.figure) for line in part.lines]


def test_credit_and_vouchers_stand_between_what_was_paid_and_what_is_in_the_drawer() -> None:
    report = replace(
        DayReport(date(2026, 11, 22)), gross=9000, paid=9000, by_voucher=3000, by_credit=500,
        refunds=1, money_back=1200, to_vouchers=1000, vouchers_issued=5500, vouchers_money=5000,
        credit_given=800, credit_money=300,
    )  # fmt: skip
    assert report.money_in == 10_600
    assert told(words.money_part(report, money=YEN)) == [
        ("All sales", "¥9,000"),
        ("Paid", "¥9,000"),
        ("Of it by vouchers", "−¥3,000"),
        ("Of it by credit", "−¥500"),
        ("1 refund", "−¥1,200"),
        ("Of it back to vouchers and credit", "¥1,000"),
        ("Vouchers sold", "¥5,000"),
        ("Paid in as credit", "¥300"),
        ("Money in", "¥10,600"),
    ]
    part = words.prepaid_part(report, money=YEN)
    assert part is not None
    assert told(part) == [("Vouchers made", "¥5,500"), ("Credit given", "¥800")]
    assert words.prepaid_part(FULL, money=YEN) is None


def test_money_is_told_from_all_sales_down_to_what_should_be_there() -> None:
    part = words.money_part(FULL, money=YEN)
    assert told(part) == [
        ("All sales", "¥90,580"),
        ("Coupons", "−¥600"),
        ("Discounts of plans", "−¥100"),
        ("Points used as money", "−¥520"),
        ("Paid", "¥89,360"),
        ("2 refunds", "−¥5,500"),
        ("1 plan payment", "¥980"),
        ("Money in", "¥84,840"),
    ]
    assert [line.words for line in part.lines if line.is_sum] == ["Paid", "Money in"]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (DayReport(date(2026, 11, 22)), ["All sales", "Money in"]),
        (DayReport(date(2026, 11, 22), gross=500, paid=500, refunds=1, money_back=200),
         ["All sales", "1 refund", "Money in"]),
        (DayReport(date(2026, 11, 22), gross=500, points_in_money=100, paid=400),
         ["All sales", "Points used as money", "Money in"]),
    ],
)  # fmt: skip
def test_what_is_nothing_is_left_out(report: DayReport, expected: list[str]) -> None:
    assert [line.words for line in words.money_part(report, money=YEN).lines] == expected


def test_sales_coupons_and_points_are_counted() -> None:
    assert told(words.sales_part(FULL, money=YEN)) == [
        ("Sales with a customer", "33"), ("Sales without a customer", "16"),
        ("Number of sales", "49"), ("New customers", "4"), ("Coupons taken", "3 · ¥600"),
        ("Coupons given back", "1"),
    ]  # fmt: skip
    assert told(words.points_part(FULL)) == [
        ("Points given", "1,269"), ("Points used", "520"), ("Points given back", "7"),
        ("Points taken back", "83"),
    ]  # fmt: skip


def test_stamps_stand_beside_points_where_there_were_any() -> None:
    report = DayReport(date(2026, 11, 22), stamps=StampCounts(12, 1, 2, 1))
    assert told(words.points_part(report))[2:] == [
        ("Stamps given", "12"), ("Stamps taken back", "1"), ("Stamp cards filled", "1"),
    ]  # fmt: skip


def test_people_are_told_only_where_somebody_was_named() -> None:
    nobody, mio = words.staff_lines(FULL, money=YEN)
    assert (nobody.name, nobody.money_in, nobody.money_back) == ("Nobody named", "¥30,000", "–")
    assert (mio.name, mio.money_in, mio.money_back) == ("Mio", "¥54,840", "−¥5,500")
    assert words.together_line(FULL, money=YEN).money_in == "¥84,840"
    alone = DayReport(date(2026, 11, 22), staff=(StaffDay(None, 16, 30_000),))
    assert words.staff_lines(alone, money=YEN) == ()


def test_what_was_counted_is_held_against_what_should_be_there() -> None:
    for counted, figure, sentence in (
        (84_840, "¥0", "It fits exactly."),
        (84_900, "+¥60", "¥60 more than should be there."),
        (84_000, "−¥840", "¥840 is missing."),
    ):
        lines = words.counted_lines(FULL, counted, money=YEN)
        assert lines[1].figure == figure
        assert words.difference_words(counted - FULL.money_in, money=YEN) == sentence


def test_the_command_line_says_it_all_in_the_shop_s_own_hours() -> None:
    lines = words.day_lines(FULL, money=YEN, zone=TOKYO)
    assert lines[:3] == [
        "Sun 22 Nov 2026", "First sale 09:03, last sale 18:42", "All sales: ¥90,580",
    ]  # fmt: skip
    assert lines[-1] == "Mio: 33 sales, ¥54,840 in, 1,269 points given"
    assert words.hours_words(DayReport(date(2026, 11, 22)), zone=TOKYO) == ""
    with speaking("ja"):
        assert "Money in" not in " ".join(words.day_lines(FULL, money=YEN, zone=TOKYO))


def test_who_opened_the_drawer_without_a_sale_is_counted() -> None:
    at = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
    mio, nobody = DrawerOpening(at, "Mio", "Change"), DrawerOpening(at, None, "Count")
    day = date(2026, 11, 22)
    named = words.sales_part(DayReport(day, drawer=(mio, nobody, mio)), money=YEN)
    assert told(named)[-1] == ("Drawer opened without a sale", "3 (Mio 2, Nobody named 1)")
    unnamed = words.sales_part(DayReport(day, drawer=(nobody,)), money=YEN)
    assert told(unnamed)[-1] == ("Drawer opened without a sale", "1")
