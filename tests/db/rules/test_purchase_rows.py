"""One row of a purchases file, and rows that are one sale."""

from datetime import UTC, date, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from db.rules.columns import Columns
from db.rules.intake import Cells, FileRow, FileTable, Habits, Unreadable, habits_of
from db.rules.purchase_rows import (
    PurchaseRow,
    claim_of,
    columns_read,
    in_whole_units,
    lists_goods,
    read_purchase,
    tells_times,
    together,
)
from db.rules.shop import ShopSettings

NOW = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)  # 10:14 in Tokyo
YEN = ShopSettings()
CENTS = ShopSettings(currency="USD", digits=2, country="US", timezone=ZoneInfo("America/New_York"))


def prepared(settings: ShopSettings, *rows: dict[str, str]) -> tuple[FileTable, Columns, Habits]:
    columns: Columns = {field: place for place, field in enumerate(rows[0])}
    lines = tuple(FileRow(n, tuple(row.values())) for n, row in enumerate(rows, 2))
    table = FileTable("f.csv", FileRow(1, tuple(rows[0])), lines)
    habits = habits_of(table, columns, settings=settings, now=NOW, today=date(2026, 11, 22))
    return table, columns, habits


def read(settings: ShopSettings = YEN, **cells: str) -> PurchaseRow:
    row = {"customer": "1001", "date": "2026-10-03", "amount": "1980", **cells}
    table, columns, habits = prepared(
        settings, {key: text for key, text in row.items() if text != "∅"}
    )
    timed = tells_times(table, columns, habits)
    return read_purchase(Cells(table.rows[0], columns), habits, timed=timed)


def refusal(settings: ShopSettings = YEN, **cells: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as refused:
        read(settings, **cells)
    return refused.value.field, refused.value.problem


def sale(line: int, amount: int, receipt: str | None = "r1", customer: str = "c") -> PurchaseRow:
    return PurchaseRow(line, customer, NOW, Fraction(amount), receipt)


def test_a_purchase_is_read() -> None:
    row = read(receipt="R-7", category="豆", staff="Mio", note="gift")
    assert (row.line, row.customer, row.amount_minor) == (2, "1001", 1980)
    assert (row.receipt, row.category, row.staff, row.note) == ("R-7", "豆", "Mio", "gift")


def test_a_day_without_a_time_is_noon_of_the_shops_day() -> None:
    assert read().at == datetime(2026, 10, 3, 3, 0, tzinfo=UTC)
    assert read(CENTS).at == datetime(2026, 10, 3, 16, 0, tzinfo=UTC)


def test_midnight_behind_every_day_is_no_time() -> None:
    assert read(date="2026-10-03 00:00:00").at == read().at


def test_where_times_are_told_midnight_is_one() -> None:
    rows = [
        {"customer": "c", "date": f"2026-10-03 {clock}", "amount": "1"}
        for clock in ("00:00", "09:30")
    ]
    table, columns, habits = prepared(YEN, *rows)
    assert tells_times(table, columns, habits)
    first = read_purchase(Cells(table.rows[0], columns), habits, timed=True)
    assert first.at == datetime(2026, 10, 2, 15, 0, tzinfo=UTC)


def test_a_shop_whose_day_starts_after_noon_has_its_days_too() -> None:
    late = ShopSettings(day_starts=time(15, 0))
    assert read(late).at == datetime(2026, 10, 3, 6, 0, tzinfo=UTC)


def test_a_time_is_the_shops_own_unless_it_tells_its_offset() -> None:
    assert read(date="2026-10-03 08:26").at == datetime(2026, 10, 2, 23, 26, tzinfo=UTC)
    assert read(date="2026-10-03T08:26Z").at == datetime(2026, 10, 3, 8, 26, tzinfo=UTC)
    assert read(date="2026-10-03", time="8:26").at == datetime(2026, 10, 2, 23, 26, tzinfo=UTC)


def test_today_is_no_day_ahead_though_noon_is_still_to_come() -> None:
    assert read(date="2026-11-22").at == datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("date", "", "missing"),
        ("date", "1999-13-45", "no_day"),
        ("date", "2026-11-23", "ahead"),
        ("date", "2026-11-22 10:15", "ahead"),
        ("date", "0097-01-01", "no_day"),
        ("amount", "", "missing"),
        ("amount", "free", "no_amount"),
        ("amount", "1980.5", "too_precise"),
        ("amount", "$5", "currency"),
    ],
)
def test_a_bad_cell_keeps_its_row_out_with_the_reason(field: str, text: str, problem: str) -> None:
    assert refusal(YEN, **{field: text}) == (field, problem)


def test_nobody_named_is_nobody() -> None:
    assert read(customer="").customer is None


def test_a_number_that_a_spreadsheet_made_is_the_number() -> None:
    assert read(customer="17850.0").customer == "17850"
    assert read(customer="０００１").customer == "0001"


def test_below_nothing_is_a_refund_and_nothing_a_sale() -> None:
    assert read(amount="-300").amount == -300
    assert read(amount="0").amount == 0


def test_quantity_times_price_is_exact() -> None:
    row = read(CENTS, amount="∅", quantity="6", unit_price="2.55")
    assert row.amount_minor == 1530
    assert read(CENTS, amount="∅", quantity="-6", unit_price="2.55").amount == -1530
    assert read(CENTS, amount="∅", quantity="8", unit_price="0.125").amount == 100
    assert read(CENTS, amount="∅", unit_price="2.55").amount == 255


@pytest.mark.parametrize(("text", "problem"), [("some", "no_number"), ("", "missing")])
def test_a_quantity_that_is_none_keeps_its_row_out(text: str, problem: str) -> None:
    refused = refusal(CENTS, amount="∅", unit_price="2.55", quantity=text)
    assert refused == ("quantity", problem)


def test_an_amount_goes_before_quantity_times_price() -> None:
    assert read(CENTS, amount="15.00", quantity="6", unit_price="2.55").amount == 1500


def test_a_part_of_a_cent_is_rounded_once_for_the_whole_sale() -> None:
    half = PurchaseRow(2, "c", NOW, Fraction(1, 2), "r1")
    assert in_whole_units(together([half, half])[0]).notices == ()
    rounded = in_whole_units(half)
    assert rounded.amount_minor == 1
    assert [notice.kind for notice in rounded.notices] == ["rounded"]


def test_lines_of_one_receipt_are_one_sale() -> None:
    sales = together([sale(2, 100), sale(3, 250), sale(4, 70, "r2"), sale(5, 30, customer="d")])
    assert [(each.line, each.amount_minor) for each in sales] == [(2, 350), (4, 70), (5, 30)]


def test_lines_without_a_receipt_stay_alone() -> None:
    assert len(together([sale(2, 100, None), sale(3, 100, None)])) == 2


def test_a_line_of_a_receipt_may_be_finer_than_a_cent() -> None:
    row = read(CENTS, amount="957.5775", quantity="1", receipt="R1")
    assert row.amount == Fraction(9575775, 100)
    assert refusal(CENTS, amount="957.5775") == ("amount", "too_precise")


def test_beside_an_amount_quantity_and_price_are_not_read() -> None:
    assert columns_read({"amount": 0, "quantity": 1, "unit_price": 2}) == {"amount": 0}
    assert columns_read({"quantity": 1, "unit_price": 2}) == {"quantity": 1, "unit_price": 2}


def test_only_a_file_that_counts_goods_lists_lines_of_receipts() -> None:
    assert lists_goods({"receipt": 0, "quantity": 1})
    assert not lists_goods({"receipt": 0, "amount": 1})
    assert not lists_goods({"quantity": 0, "amount": 1})


def test_equal_purchases_claim_the_same_and_others_do_not() -> None:
    assert claim_of(sale(2, 100)) == claim_of(sale(9, 100))
    others = {
        claim_of(sale(2, 100, "r2")),
        claim_of(sale(2, 101)),
        claim_of(sale(2, 100, customer="d")),
    }
    assert len(others | {claim_of(sale(2, 100))}) == 4
