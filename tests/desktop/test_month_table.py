"""The month's figures as a table: the same as JSON, and harmless in a spreadsheet."""

import csv
import io
from datetime import date

from db.queries.figures import PeriodFigures
from db.rules.plan_figures import PlanFigures
from db.rules.retention import Cohort, CustomersHeld, Trade
from desktop.month import month_answer
from desktop.month_table import figures_table
from desktop.table_files import table_csv

OCTOBER = PeriodFigures(
    date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31), 90,
    customers=CustomersHeld(start=3, end=4, first_time=1, reactivated=1),
    trade=Trade(sales=2, buyers=2, revenue=-500, refunds=9),
    cohorts=(Cohort(date(2026, 9, 1), 4, (4, 1)),),
    plans=PlanFigures(active=1, by_plan={"=1+1": 1}),
)  # fmt: skip
SEPTEMBER = PeriodFigures(date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 30), 90)


def rows_of(now: PeriodFigures, before: PeriodFigures | None) -> dict[str, list[str]]:
    table = figures_table(now, before, digits=0)
    text = table_csv(table.header, table.rows).decode("utf-8-sig")
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}


def test_every_plain_figure_of_the_json_has_its_row() -> None:
    rows = rows_of(OCTOBER, SEPTEMBER)
    answer = month_answer(OCTOBER, digits=0)
    assert rows["figure"] == ["2026-10", "2026-09"]
    for name, value in answer.items():
        if not isinstance(value, dict | list) and name not in ("month", "period"):
            assert rows[name][0] == ("" if value is None else str(value)), name
    assert rows["customers_start"] == ["3", "0"]
    assert rows["points.opening"] == ["0", "0"]
    assert rows["cohorts.2026-09.active+1"] == ["1", ""]
    assert rows["reward_parts.new.coupons"] == ["0", "0"]
    assert rows["groups.champions"] == ["0", "0"]
    assert rows["breakage.percent"] == ["", ""]


def test_a_name_that_looks_like_a_formula_is_text_and_an_amount_below_zero_is_a_number() -> None:
    rows = rows_of(OCTOBER, None)
    assert rows["subscriptions.by_plan.=1+1"] == ["1", ""]
    assert rows["revenue"] == ["-500", ""]
