"""Taking in a file: its rows as text, how it writes days and numbers, what is said of bad rows.

The rows of each kind are read in db/rules/customer_rows.py and db/rules/purchase_rows.py.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from db.rules.columns import Columns, Kind, find_columns
from db.rules.shop import ShopSettings
from db.rules.written_dates import Order, order_written
from db.rules.written_numbers import Mark, mark_written

_DAYS = ("birthday", "joined", "date")
_MOST_DECIMALS = 6  # of a quantity or a price for one
_NOTHING = frozenset(
    {"", "-", "--", "―", "ー", "なし", "無し", "無", "不明", "n/a", "null", "none", "nan"}
    | {"#n/a", "#ref!", "#value!", "#name?", "#null!"}
    | {"nat", "unknown", "0000-00-00", "0000/00/00", "0000-00-00 00:00:00"}
)
"""What people and programs write into a cell that holds nothing."""

_NUMBER = re.compile(r"[-+]?\d[\d.,/:-]*", re.ASCII)  # or a day


@dataclass(frozen=True)
class FileRow:
    """One row of a file; `line` is the line of the file on which it begins, 1 being the first."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class FileTable:
    """A file as a table of text, its header apart."""

    name: str  # the file's own name, without its folder
    header: FileRow
    rows: tuple[FileRow, ...]


@dataclass(frozen=True)
class BadRow:
    """A row that is left out, the field at fault and the reason, a word of desktop/intake.py."""

    line: int
    field: str
    problem: str
    text: str = ""  # what stands there
    other: str = ""  # who or what it collides with


@dataclass(frozen=True)
class Notice:
    """Something that was understood differently than it stands; the row went in."""

    line: int  # 0: the whole file
    field: str
    kind: str
    text: str = ""
    became: str = ""


class Unreadable(Exception):
    """A cell keeps its row out."""

    def __init__(self, field: str, problem: str, text: str = "", other: str = "") -> None:
        super().__init__(field, problem, text, other)
        self.field, self.problem, self.text, self.other = field, problem, text, other

    def at_line(self, line: int) -> BadRow:
        """Return the row that is left out."""
        return BadRow(line, self.field, self.problem, self.text[:80], self.other)


@dataclass(frozen=True)
class Habits:
    """How a file writes its days and numbers, and the shop and the moment it comes to."""

    settings: ShopSettings
    now: datetime
    today: date
    orders: Mapping[str, Order] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Cells:
    """The cells of a row by their fields."""

    row: FileRow
    columns: Columns

    def raw(self, field: str) -> str:
        """Return the text of a field as it stands, without the spaces around it."""
        place = self.columns.get(field)
        if place is None or place >= len(self.row.cells):
            return ""
        return self.row.cells[place].strip()

    def text(self, field: str) -> str:
        """Return the text of a field, empty where the cell says that there is none."""
        raw = self.raw(field)
        return "" if raw.casefold() in _NOTHING else raw

    def line_of(self, field: str, *, longest: int = 200) -> str:
        """Return a field that must be one line; raises Unreadable when it is too long."""
        text = one_line(self.text(field))
        if len(text) > longest:
            raise Unreadable(field, "too_long", text)
        return text


def habits_of(
    table: FileTable, columns: Columns, *, settings: ShopSettings, now: datetime, today: date
) -> Habits:
    """Look through the columns for how they write days and numbers."""
    country = settings.country
    decimals = {
        "points": 0,
        "amount": settings.digits,
        "quantity": _MOST_DECIMALS,
        "unit_price": _MOST_DECIMALS,
    }
    return Habits(
        settings,
        now,
        today,
        orders={
            name: order_written(column(table, columns, name), country=country)
            for name in _DAYS
            if name in columns
        },
        marks={
            name: mark_written(column(table, columns, name), country=country, digits=digits)
            for name, digits in decimals.items()
            if name in columns
        },
    )


def column(table: FileTable, columns: Columns, name: str) -> Iterator[str]:
    """Yield the cells of a field's column."""
    return (Cells(row, columns).text(name) for row in table.rows)


def is_blank(row: FileRow) -> bool:
    """Tell whether nothing stands in a row."""
    return not any(cell.strip() for cell in row.cells)


def one_line(text: str) -> str:
    """Return a text with its line breaks and wide spaces as single spaces, unseen signs gone."""
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    return "".join(letter for letter in spaced if letter.isprintable())


def repaired(text: str) -> str:
    """Return a number, phone or address with full-width signs in the width that programs read."""
    return unicodedata.normalize("NFKC", text).strip()


def without_decimals(text: str) -> str:
    """Return a number as a name without the `.0` that spreadsheets add: 17850.0 as 17850."""
    whole = text.removesuffix(".0")
    return whole if whole.isascii() and whole.isdigit() else text


def table_of(name: str, rows: Sequence[FileRow], *, kind: Kind) -> FileTable | None:
    """Return the rows as a table under their header, None where no row holds anything.

    Titles above the header are passed over: it is the first of ten rows whose names tell two
    columns or more, else the first that is not blank. Where a number stands in that one it is no
    header, and the columns are called A, B, C.
    """
    filled = [row for row in rows if not is_blank(row)]
    if not filled:
        return None
    told = (
        place for place, row in enumerate(filled[:10]) if len(find_columns(kind, row.cells)) > 1
    )
    place = next(told, None)
    if place is None and any(_NUMBER.fullmatch(cell.strip()) for cell in filled[0].cells):
        letters = tuple(_letter(column) for column in range(len(filled[0].cells)))
        return FileTable(name, FileRow(0, letters), tuple(filled))
    place = place or 0
    return FileTable(name, filled[place], tuple(filled[place + 1 :]))


def _letter(column: int) -> str:
    """Return what spreadsheets call a column: A, B … Z, AA."""
    more, last = divmod(column, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)
