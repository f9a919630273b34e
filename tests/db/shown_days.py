"""On which days follow-ups of a kind are to be done: asked of each day of a span."""

from collections.abc import Callable
from datetime import date, timedelta

from db.queries.follow_ups import follow_ups
from db.rules.follow_ups import Kind
from db.session import Session

OnDay = Callable[[str], Session]


def days_shown(on_day: OnDay, kind: Kind, first: str, last: str) -> list[str]:
    """Return each day from the first to the last on which anything of the kind is to be done."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    span = [start + timedelta(days=ahead) for ahead in range((end - start).days + 1)]
    days = [day.isoformat() for day in span]
    return [day for day in days if follow_ups(on_day(day).moment(), kind=kind)]


def first_and_last(days: list[str]) -> tuple[str, str, int]:
    """Return the first and the last of some days, and how many they are."""
    return days[0], days[-1], len(days)
