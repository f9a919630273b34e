"""The month's figures as a table: the same as JSON, and harmless in a spreadsheet."""

import csv
import io
from datetime import date

from db.queries.month import MonthFigures
from db.rules.plan_figures import PlanFigures
from db.rules.retention import Cohort, CustomersHeld, Trade
from db.rules.shop import ShopSettings
from desktop.insight_words import MonthWords
from desktop.month import month_answer
from desktop.month_table import month_table

OCTOBER = MonthFigures(
    date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31), 90,
    customers=CustomersHeld(start=3, end=4, first_time=1, reactivated=1),
    trade=Trade(sales=2, buyers=2, revenue=-500, refunds=9),
    cohorts=(Cohort(date(2026, 9, 1), 4, (4, 1)),),
    plans=PlanFigures(active=1, by_plan={"=1+1": 1}),
)  # fmt: skip
SEPTEMBER = MonthFigures(date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 30), 90)


def rows_of(table: bytes) -> dict[str, list[str]]:
    text = table.decode("utf-8-sig")
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}


def test_excel_is_told_that_the_file_is_unicode() -> None:
    assert month_table(MonthWords(OCTOBER, None, ShopSettings())).startswith(b"\xef\xbb\xbf")


def test_every_plain_figure_of_the_json_has_its_row() -> None:
    rows = rows_of(month_table(MonthWords(OCTOBER, SEPTEMBER, ShopSettings())))
    answer = month_answer(OCTOBER, digits=0)
    assert rows["figure"] == ["2026-10", "2026-09"]
    for name, value in answer.items():
        if not isinstance(value, dict | list) and name != "month":
            assert rows[name][0] == ("" if value is None else str(value)), name
    assert rows["customers_start"] == ["3", "0"]
    assert rows["points.opening"] == ["0", "0"]
    assert rows["cohorts.2026-09.active+1"] == ["1", ""]


def test_a_name_that_looks_like_a_formula_is_text_and_an_amount_below_zero_is_a_number() -> None:
    rows = rows_of(month_table(MonthWords(OCTOBER, None, ShopSettings())))
    assert rows["subscriptions.by_plan.=1+1"] == ["1", ""]
    assert rows["revenue"] == ["-500", ""]
