"""What is read for the page: one period and the one before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from db.connection import open_book
from db.queries.figure_cache import kept_figures
from db.queries.figures import PeriodFigures
from db.queries.group_spending import group_spending
from db.rules.groups import GroupName
from db.rules.shop import ShopSettings
from db.rules.spans import Period


@dataclass(frozen=True)
class Reading:
    """Two periods side by side; `number` tells whether it is still what is wanted."""

    number: int
    now: PeriodFigures
    before: PeriodFigures | None  # None where nothing came before
    settings: ShopSettings
    spent: Mapping[GroupName, int] = field(default_factory=dict)  # net, by group


def read_period(
    path: Path, *, number: int, period: Period, today: date, settings: ShopSettings
) -> Reading:
    """Work two periods out on a connection of one's own."""
    book = open_book(path)
    try:
        now = kept_figures(book, period=period, today=today, settings=settings)
        before = kept_figures(book, period=period.before, today=today, settings=settings)
        spent = group_spending(book, period=period)
    finally:
        book.conn.close()
    known = before.repeats.customers_to_date > 0
    return Reading(number, now, before if known else None, settings, spent)
