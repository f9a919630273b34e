"""Reads days and times as people and spreadsheets write them: eras, widths, orders, serials.

`2019/2/5`, `昭和51年12月7日`, `R4.9.22`, `02/13/1993`, `13.2.1993`, `13 Feb 1993`, `8月16日`,
`20101201`, `28106` (a spreadsheet's count of days), each with a time behind it or without.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Literal

from db.errors import BadDate

Order = Literal["mdy", "dmy", "ymd"]
"""What comes first in 02/03/04; with the year in full at the end, ymd means mdy."""

_HABITS: dict[str, tuple[Order, ...]] = {
    "month": ("mdy", "dmy", "ymd"),
    "year": ("ymd", "mdy", "dmy"),
    "day": ("dmy", "mdy", "ymd"),
}
_MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH", "PR", "GU", "CA"})
_YEAR_FIRST = frozenset({"JP", "CN", "KR", "TW", "MN", "HU", "LT"})

_ERAS = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018,
    "m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LEAP_YEAR = 2000

_ERA = re.compile(
    r"(明治|大正|昭和|平成|令和|[明大昭平令mtshr])\.?\s*(元|0?[1-9]|[1-9]\d)\s*[年./-]\s*"
    r"(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?",
    re.ASCII,
)
_YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?", re.ASCII)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|[t\s]|\d{4}(?:\d{2})?$)", re.ASCII)
_PACKED_TIME = re.compile(r"(\d{2})(\d{2})(\d{2})?", re.ASCII)
_THREE = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})", re.ASCII)
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,9})\.?(?:[\s,./-]*(\d{4}|\d{2})(?![\d:]))?"
)
_NAME_DAY = re.compile(
    r"([a-z]{3,9})\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}|\d{2})(?![\d:]))?"
)
_MONTH_DAY = re.compile(r"(--)?(\d{1,2})\s*([月./-])\s*(\d{1,2})\s*日?", re.ASCII)
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.\d+)?", re.ASCII)
_SERIAL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - what spreadsheets count from has no zone
_WEEKDAY = re.compile(
    r"\s*\([日月火水木金土](?:曜日?)?\)|[日月火水木金土]曜日?|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
)
_TIME = re.compile(
    r"(午前|午後|am|pm)?\s*(\d{1,2})\s*[:時]\s*(\d{1,2})?\s*[:分]?\s*(?:(\d{1,2})(?:[.,]\d+)?)?\s*秒?"
    r"\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_BETWEEN = re.compile(r"[t,\s]*")


@dataclass(frozen=True)
class WrittenDay:
    """A day as it was written; people often leave the year of a birthday out."""

    year: int | None
    month: int
    day: int


def order_written(texts: Iterable[str], *, country: str) -> Order:
    """Return the order in which a column writes its days.

    It is the one under which most values are days of the calendar (02/13/1993 proves that the
    month comes first); among equals the country's habit.
    """
    days = [three for text in texts if (three := _THREE.match(_plain(text)))]

    def fitting(order: Order) -> int:
        return sum(_exists(_in_order(three, order, date.max)) for three in days)

    return max(_habit(country), key=fitting)  # of equals max() takes the first


def _habit(country: str) -> tuple[Order, ...]:
    if country in _MONTH_FIRST:
        return _HABITS["month"]
    return _HABITS["year" if country in _YEAR_FIRST else "day"]


def read_day(text: str, *, order: Order, today: date) -> date:
    """Read a day with its year; raises BadDate for one that the calendar does not have."""
    written, rest = _written_day(_plain(text), order=order, today=today)
    if written is None or written.year is None or not (rest == "" or _TIME.fullmatch(rest)):
        raise BadDate(text[:40])
    return _date(written, text)


def read_birthday(text: str, *, order: Order, today: date) -> str:
    """Read a birthday as 1953-04-23, or --08-16 where the year is not told; raises BadDate."""
    written, rest = _written_day(_plain(text), order=order, today=today)
    if written is None or not (rest == "" or _TIME.fullmatch(rest)):
        raise BadDate(text[:40])
    day = _date(written, text)
    return day.isoformat() if written.year else f"--{day:%m-%d}"


@lru_cache(maxsize=4096)  # the lines of a receipt share their moment
def read_moment(
    text: str, *, order: Order, today: date, clock_text: str = ""
) -> tuple[datetime, bool]:
    """Read a day and the time behind it or in a cell of its own, without a zone if it tells none.

    The second answer tells whether there was a time; without one it is midnight.
    """
    plain = _plain(text)
    if _SERIAL.fullmatch(plain) and "." in plain and not clock_text.strip():
        return _serial_moment(plain), True
    written, rest = _written_day(plain, order=order, today=today)
    if written is None or written.year is None:
        raise BadDate(text[:40])
    day = _date(written, text)
    rest = _clock_plain(clock_text) or rest
    if not rest:
        return datetime.combine(day, time()), False
    try:
        return datetime.combine(day, _time(rest)), True
    except ValueError as error:
        raise BadDate(f"{text} {clock_text}".strip()[:40]) from error


def _plain(text: str) -> str:
    """Put widths, cases and weekdays away; a square ㍼ becomes the two letters 昭和."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _WEEKDAY.sub("", text.strip().lower()).strip()


def _clock_plain(text: str) -> str:
    """Put the day away that spreadsheets write before a time that has none: 1899-12-30 14:05."""
    plain = _plain(text)
    return re.sub(r"^(?:1899-12-3[01]|1900-01-0[01])[t\s]+", "", plain)


def _written_day(plain: str, *, order: Order, today: date) -> tuple[WrittenDay | None, str]:
    """Return the day at the beginning of a text, and what stands behind it."""
    era = _ERA.match(plain)
    if era:
        year = _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
        return WrittenDay(year, int(era[3]), int(era[4])), _behind(plain, era)
    full = _YEAR_MONTH_DAY.match(plain) or _PACKED.match(plain)
    if full:
        return WrittenDay(int(full[1]), int(full[2]), int(full[3])), _behind(plain, full)
    if _SERIAL.fullmatch(plain):
        moment = _serial_moment(plain)
        return WrittenDay(moment.year, moment.month, moment.day), ""
    return _without_leading_year(plain, order=order, today=today)


def _without_leading_year(
    plain: str, *, order: Order, today: date
) -> tuple[WrittenDay | None, str]:
    three = _THREE.match(plain)
    if three:
        return _in_order(three, order, today), _behind(plain, three)
    named = _NAME_DAY.match(plain)
    if named and named[1][:3] in _MONTHS:
        return _named(named[1], named[2], named[3], today), _behind(plain, named)
    named = _DAY_NAME.match(plain)
    if named and named[2][:3] in _MONTHS:
        return _named(named[2], named[1], named[3], today), _behind(plain, named)
    yearless = _MONTH_DAY.fullmatch(plain)
    if yearless:
        day_first = order == "dmy" and not yearless[1] and yearless[3] != "月"
        month, day = (4, 2) if day_first else (2, 4)
        return WrittenDay(None, int(yearless[month]), int(yearless[day])), ""
    return None, ""


def _in_order(three: re.Match[str], order: Order, today: date) -> WrittenDay:
    """Return the day of three numbers; points between them mean the day first."""
    first, second, third = int(three[1]), int(three[3]), three[4]
    if order == "ymd" and len(third) == 2:
        return WrittenDay(_full_year(three[1], today), second, int(third))
    if order == "dmy" or three[2] == ".":
        return WrittenDay(_full_year(third, today), second, first)
    return WrittenDay(_full_year(third, today), first, second)


def _exists(written: WrittenDay) -> bool:
    try:
        date(written.year or _LEAP_YEAR, written.month, written.day)
    except ValueError:
        return False
    return True


def _named(month_name: str, day: str, year: str | None, today: date) -> WrittenDay:
    month = _MONTHS.index(month_name[:3]) + 1
    return WrittenDay(_full_year(year, today) if year else None, month, int(day))


def _full_year(text: str, today: date) -> int:
    """Return the year meant; of two digits the latest that has not yet to come."""
    if len(text) == 4:
        return int(text)
    year = today.year - today.year % 100 + int(text)
    return year if year <= today.year else year - 100


def _behind(plain: str, match: re.Match[str]) -> str:
    return _BETWEEN.sub("", plain[match.end() :], count=1).strip()


def _date(written: WrittenDay, text: str) -> date:
    try:
        return date(written.year or _LEAP_YEAR, written.month, written.day)
    except ValueError as error:
        raise BadDate(text[:40]) from error


def _serial_moment(plain: str) -> datetime:
    """Return the moment of a spreadsheet's count of days, to the second."""
    days, _, part = plain.partition(".")
    seconds = round(int(part or "0") * 86400 / 10 ** len(part)) if part else 0
    return _SERIAL_DAY_0 + timedelta(days=int(days), seconds=seconds)


def _time(plain: str) -> time:
    """Read a time of day; raises ValueError."""
    packed = _PACKED_TIME.fullmatch(plain)
    if packed:
        hour, minute, second = (int(part or 0) for part in packed.groups())
        return time(hour, minute, second)
    match = _TIME.fullmatch(plain)
    if match is None:
        raise ValueError(plain)
    before, hour_text, minute_text, second_text, after, offset = match.groups()
    half = (before or after or "").replace(".", "")
    hours = int(hour_text)
    if half in {"pm", "午後"} and hours < 12:
        hours += 12
    elif half in {"am", "午前"} and hours == 12:
        hours = 0
    zone = _zone(offset)
    return time(hours, int(minute_text or 0), int(second_text or 0), tzinfo=zone)


def _zone(offset: str | None) -> timezone | None:
    if offset is None:
        return None
    if offset in {"z", "utc", "gmt"}:
        return timezone.utc  # noqa: UP017 - beside the other timezone
    sign = -1 if offset[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:])))
