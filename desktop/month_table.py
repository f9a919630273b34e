"""A month's figures as a table for spreadsheets: the same ones as `month --json`, in rows."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from db.queries.figures import PeriodFigures
from desktop.month import month_answer
from desktop.table_files import Cell
from desktop.widgets.figure_card import Table


def figures_table(now: PeriodFigures, before: PeriodFigures | None, *, digits: int) -> Table:
    """Return the figures in rows, under the names by which programs know them.

    A second column is the period before.
    """
    told = dict(_rows(month_answer(now, digits=digits)))
    earlier = dict(_rows(month_answer(before, digits=digits))) if before else {}
    for name in ("month", "period"):
        told.pop(name, None)
        earlier.pop(name, None)
    rows = [(name, _cell(value), _cell(earlier.get(name))) for name, value in told.items()]
    return Table(("figure", now.period.name, before.period.name if before else ""), rows)


def _rows(figures: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each figure with its name, that of what it is part of before it: points.earned."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _rows(value, f"{above}{name}.")
        elif name == "cohorts":
            for cohort in value:
                yield from _cohort(cohort)
        elif name == "history":
            for past in value:
                yield from _rows(
                    {key: each for key, each in past.items() if key != "month"},
                    f"history.{past['month']}.",
                )
        else:
            yield f"{above}{name}", value


def _cohort(cohort: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield f"cohorts.{cohort['month']}.size", cohort["size"]
    for months, active in enumerate(cohort["active"]):
        yield f"cohorts.{cohort['month']}.active+{months}", active


def _cell(value: object) -> Cell:
    """Return a figure as a number where it is one; amounts are told as text."""
    if value is None:
        return ""
    text = str(value)
    is_number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return Decimal(text) if is_number else text
