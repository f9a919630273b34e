"""A period's figures as a table for spreadsheets: the same ones as in JSON, in rows."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from db.queries.figures import PeriodFigures
from db.rules.money import amount_text
from desktop.month import json_number, month_answer
from desktop.table_files import Cell
from desktop.widgets.figure_card import Table


def figures_table(now: PeriodFigures, before: PeriodFigures | None, *, digits: int) -> Table:
    """Return the figures in rows, under the names by which programs know them.

    A second column is the period before.
    """
    told = {**dict(_rows(month_answer(now, digits=digits))), **_rewards(now, digits)}
    earlier: dict[str, Any] = {}
    if before is not None:
        earlier = {**dict(_rows(month_answer(before, digits=digits))), **_rewards(before, digits)}
    for name in ("month", "period"):
        told.pop(name, None)
        earlier.pop(name, None)
    rows = [(name, _cell(value), _cell(earlier.get(name))) for name, value in told.items()]
    return Table(("figure", now.period.name, before.period.name if before else ""), rows)


def _rewards(figures: PeriodFigures, digits: int) -> dict[str, Any]:
    """Return what a period tells beyond a month's figures: groups, what rewards cost and lapse."""
    lapse, dependence = figures.breakage, figures.dependence
    parts = {"new": figures.reward_cost.new, "returning": figures.reward_cost.returning}
    money = {
        f"reward_parts.{whose}.{name}": amount_text(getattr(of, name), digits=digits)
        for whose, of in parts.items()
        for name in ("coupons", "discounts", "points_used", "points_given")
    }
    return {
        **{f"groups.{name}": count for name, count in figures.named_groups.items()},
        **money,
        "coupon_dependence.buyers_percent": json_number(dependence.buyers_percent),
        "coupon_dependence.revenue_percent": json_number(dependence.revenue_percent),
        "breakage.percent": json_number(lapse.percent),
        "breakage.expected_points": lapse.expected_points,
    }


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
