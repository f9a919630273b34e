"""Writes facts of several days in one act, so that a test's past is one line a day."""

from dataclasses import replace
from datetime import UTC, date, datetime

from db.session import Transaction


def on_day(tx: Transaction, day: date | str) -> Transaction:
    """Return the same transaction for facts of another day, noon in Tokyo."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    return replace(tx, now=at, today=day, circumstances=replace(tx.circumstances, at=at, day=day))
