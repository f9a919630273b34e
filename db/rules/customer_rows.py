"""Reads one row of a customers file, as Japanese spreadsheets and American tills write them."""

import re
from dataclasses import dataclass
from datetime import date

from db.errors import BadAmount, BadDate
from db.rules.addresses import LONGEST_POSTCODE, composed
from db.rules.customers import NO_LETTERS
from db.rules.intake import (
    Cells,
    Habits,
    Notice,
    Unreadable,
    one_line,
    repaired,
    without_decimals,
)
from db.rules.written_dates import read_birthday, read_day
from db.rules.written_numbers import read_points

_FIRST_YEAR = 1850  # an older day is a slip, or a spreadsheet's nothing
_FAMILY_NAME_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TAGS_APART = re.compile(r"[,;、，；\n]")
_YES = frozenset(
    {"subscribed", "yes", "y", "true", "1", "on", "ok", "○", "〇", "◯", "可", "有", "あり", "希望"}
    | {"希望する", "はい", "同意", "同意する", "同意済", "許可", "配信", "配信する", "受け取る"}
    | {"購読", "購読中", "optin", "opt-in", "opted in", "accepted", "granted", "する"}
)
_NO = frozenset(
    {"unsubscribed", "no", "n", "false", "0", "off", "×", "x", "✕", "不可", "否", "希望しない"}
    | {"いいえ", "不要", "拒否", "停止", "配信停止", "しない", "optout", "opt-out", "opted out"}
    | {"bounced", "never subscribed", "not subscribed", "未同意", "同意しない"}
)


@dataclass(frozen=True)
class CustomerRow:
    """A person as the file tells of them."""

    line: int
    name: str
    number: str | None = None
    reading: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None  # 1953-04-23, or --08-16
    joined: date | None = None
    points: int = 0
    note: str | None = None
    tags: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    postcode: str | None = None
    address: str | None = None
    notices: tuple[Notice, ...] = ()


def read_customer(cells: Cells, habits: Habits, *, channel: str) -> CustomerRow:
    """Read a row; raises Unreadable with the field that keeps it out.

    `channel` is what a plain yes in the consent column allows.
    """
    notices: list[Notice] = []
    return CustomerRow(
        line=cells.row.line,
        name=_name(cells),
        number=without_decimals(_repaired(cells, "number", notices)) or None,
        reading=_reading(cells),
        phone=_repaired(cells, "phone", notices) or None,
        email=_repaired(cells, "email", notices) or None,
        birthday=_birthday(cells, habits),
        joined=_joined(cells, habits),
        points=_points(cells, habits, notices),
        note=_note(cells),
        tags=_tags(cells),
        consent=_consent(cells, channel, notices),
        postcode=_postcode(cells, habits, notices),
        address=_address(cells),
        notices=tuple(notices),
    )


def _name(cells: Cells) -> str:
    """Return the name, put together from its parts where the file keeps them apart.

    In kanji, kana and hangul the family name comes first, in other letters the given name.
    """
    whole = one_line(cells.raw("name"))
    if not whole:
        last, first = one_line(cells.raw("last_name")), one_line(cells.raw("first_name"))
        family_first = _FAMILY_NAME_FIRST.search(last + first)
        parts = (last, first) if family_first else (first, last)
        whole = " ".join(part for part in parts if part)
    if not whole:
        raise Unreadable("name", "missing")
    if len(whole) > 200:
        raise Unreadable("name", "too_long", whole)
    return whole


def _reading(cells: Cells) -> str | None:
    parts = [cells.line_of(name) for name in ("reading", "last_reading", "first_reading")]
    whole = parts[0] or " ".join(part for part in parts[1:] if part)
    return repaired(whole) or None  # half-width kana are no fault, so nothing is said


def _repaired(cells: Cells, field: str, notices: list[Notice]) -> str:
    text = cells.line_of(field)
    became = repaired(text)
    if became != text:
        notices.append(Notice(cells.row.line, field, "repaired", text, became))
    return became


def _postcode(cells: Cells, habits: Habits, notices: list[Notice]) -> str | None:
    """Return the postcode; a spreadsheet that took it for a number lost its first zero."""
    text = without_decimals(repaired(cells.line_of("postcode")))
    if len(text) > LONGEST_POSTCODE:
        notices.append(Notice(cells.row.line, "postcode", "left_out", text))
        return None
    if habits.settings.country == "JP" and len(text) == 6 and text.isdigit():
        notices.append(Notice(cells.row.line, "postcode", "repaired", text, f"0{text}"))
        return f"0{text}"
    return text or None


def _address(cells: Cells) -> str | None:
    """Return the address, put together from its parts where the file keeps them apart."""
    streets = [one_line(line) for line in cells.text("address").splitlines()]
    return composed(
        region=cells.line_of("region"),
        city=cells.line_of("city"),
        street=[*streets, cells.line_of("address_2")],
    )


def _birthday(cells: Cells, habits: Habits) -> str | None:
    text = cells.text("birthday")
    if not text:
        return None
    try:
        birthday = read_birthday(text, order=habits.orders["birthday"], today=habits.today)
    except BadDate as error:
        raise Unreadable("birthday", "no_day", text) from error
    if not birthday.startswith("--"):
        _refuse_far_days(date.fromisoformat(birthday), "birthday", text, habits)
    return birthday


def _joined(cells: Cells, habits: Habits) -> date | None:
    text = cells.text("joined")
    if not text:
        return None
    try:
        joined = read_day(text, order=habits.orders["joined"], today=habits.today)
    except BadDate as error:
        raise Unreadable("joined", "no_day", text) from error
    _refuse_far_days(joined, "joined", text, habits)
    return joined


def _refuse_far_days(day: date, field: str, text: str, habits: Habits) -> None:
    if day > habits.today:
        raise Unreadable(field, "ahead", text)
    if day.year < _FIRST_YEAR:
        raise Unreadable(field, "no_day", text)


def _points(cells: Cells, habits: Habits, notices: list[Notice]) -> int:
    text = cells.text("points")
    if not text:
        return 0
    try:
        points = read_points(text, mark=habits.marks["points"])
    except BadAmount as error:
        raise Unreadable("points", "no_number", text) from error
    if points < 0:
        raise Unreadable("points", "below_nothing", text)
    if repaired(text) != text:
        notices.append(Notice(cells.row.line, "points", "repaired", text, str(points)))
    return points


def _note(cells: Cells) -> str | None:
    """Return a note with its line breaks; a spreadsheet's formula is text like any other."""
    lines = (one_line(line) for line in cells.text("note").splitlines())
    note = "\n".join(lines).strip()
    if len(note) > 2000:
        raise Unreadable("note", "too_long", note)
    return note or None


def _tags(cells: Cells) -> tuple[str, ...]:
    tags = (one_line(tag) for tag in _TAGS_APART.split(cells.text("tags")))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _consent(cells: Cells, channel: str, notices: list[Notice]) -> tuple[str, ...]:
    """Return the ways in which the person agreed to be written to; only a clear yes counts."""
    text = repaired(cells.text("consent")).casefold()
    if text in _YES:
        return (channel,)
    if text in _NO and channel == "letter":
        return (NO_LETTERS,)  # 'DM: no' was said, and a letter all the same would be a fault
    named = {word.strip() for word in _TAGS_APART.split(text)} - {""}
    if named and named <= CHANNELS:
        return tuple(way for way in ("email", "letter", "call", "message") if way in named)
    if named and text not in _NO:
        notices.append(Notice(cells.row.line, "consent", "unclear", text))
    return ()


CHANNELS = frozenset({"email", "letter", "call", "message"})
