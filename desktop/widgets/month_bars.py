"""Where a calendar draws what holds on its days: bars in a few rows, one under the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.theme import Tone

MOST_ROWS = 3  # that are drawn in a day; the others are counted


@dataclass(frozen=True)
class CalendarOffer:
    """Something that holds on some days; on those it `waits` for, only if somebody says so."""

    id: str
    name: str
    tone: Tone
    days: frozenset[date]
    waits: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Bar:
    """A bar over some columns of a week, in one of its rows."""

    offer: CalendarOffer
    row: int
    first: int
    last: int
    waits: bool = False


@dataclass(frozen=True)
class WeekBars:
    """The bars of one week, and how many more each of its days has."""

    bars: tuple[Bar, ...]
    more: tuple[int, ...]


def bars_of_week(week: Sequence[date | None], offers: Sequence[CalendarOffer]) -> WeekBars:
    """Lay the bars of a week, days without a date left out.

    A day shows as many bars as there are rows, and counts only what has no row left.
    """
    taken: list[set[int]] = [set() for _ in range(MOST_ROWS)]
    more = [0] * len(week)
    bars: list[Bar] = []
    for offer in offers:
        for run in _runs(week, offer):
            parts = [run] if _free_row(taken, run) is not None else [[each] for each in run]
            for part in parts:
                row = _free_row(taken, part)
                if row is None:
                    more[part[0]] += 1
                    continue
                taken[row].update(part)
                waits = week[part[0]] in offer.waits
                bars.append(Bar(offer, row, part[0], part[-1], waits))
    return WeekBars(tuple(bars), tuple(more))


def _runs(week: Sequence[date | None], offer: CalendarOffer) -> Iterator[list[int]]:
    """Return the columns in which it holds, those beside each other and of one kind together."""
    run: list[int] = []
    for column, day in enumerate(week):
        if day not in offer.days:
            continue
        follows = bool(run) and run[-1] == column - 1
        if follows and (day in offer.waits) == (week[run[-1]] in offer.waits):
            run.append(column)
            continue
        if run:
            yield run
        run = [column]
    if run:
        yield run


def _free_row(taken: Sequence[set[int]], columns: Sequence[int]) -> int | None:
    return next((row for row, used in enumerate(taken) if used.isdisjoint(columns)), None)
