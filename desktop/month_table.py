"""A month's figures as a table for spreadsheets: the same ones as `month --json`, in rows."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.insight_words import MonthWords
from desktop.month import month_answer

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would begin to reckon with


def month_table(words: MonthWords) -> bytes:
    """Return the figures as CSV in UTF-8 with its mark, so that Excel reads Japanese too.

    Rows carry the names by which programs know the figures; a second column is the month before.
    """
    digits = words.settings.digits
    now = dict(_rows(month_answer(words.now, digits=digits)))
    before = dict(_rows(month_answer(words.before, digits=digits))) if words.before else {}
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["figure", now.pop("month"), before.pop("month", "")])
    for name, value in now.items():
        table.writerow([_plain(name), _cell(value), _cell(before.get(name))])
    return text.getvalue().encode("utf-8-sig")


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


def _cell(value: object) -> object:
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    """Keep a name that people chose from being taken for a formula; amounts stay numbers."""
    is_number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text
