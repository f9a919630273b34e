"""Days and months the way a shop counts them: business dates, month ends, months added."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db.errors import BadDate

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_BIRTHDAY = re.compile(r"--(\d{2})-(\d{2})", re.ASCII)
_LEAP_YEAR = 2000
# No shop trades in other years; months are added to these, which the calendar must still hold.
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def parse_day(text: str) -> date:
    """Read an ISO 8601 day; raises BadDate for 1999-13-45 and anything else."""
    if not _DAY.fullmatch(text):
        raise BadDate(text[:40])
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(text[:40]) from error


def parse_month(text: str) -> date:
    """Read a month such as 2026-10 as its first day; raises BadDate."""
    if not _MONTH.fullmatch(text):
        raise BadDate(text[:40])
    try:
        return parse_business_date(f"{text}-01")
    except BadDate as error:
        raise BadDate(text) from error


def parse_business_date(text: str) -> date:
    """Read a day on which a shop may trade; raises BadDate for one in a year far from ours."""
    day = parse_day(text)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadDate(text)
    return day


def parse_birthday(text: str) -> str:
    """Read a birthday, 1953-04-23 or --08-16 where the year is not told; raises BadDate."""
    yearless = _BIRTHDAY.fullmatch(text)
    if yearless:
        parse_day(f"{_LEAP_YEAR}-{yearless[1]}-{yearless[2]}")
        return text
    return parse_day(text).isoformat()


def parse_instant(text: str, *, zone: ZoneInfo) -> datetime:
    """Read an ISO 8601 time as an instant in UTC; without an offset it is the shop's own time.

    A time that the clocks skipped in spring is read with the offset from before.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadDate(text[:40]) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)  # fold=0 takes the offset before a gap
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise BadDate(text[:40])
    return moment.astimezone(UTC)


def business_date(instant: datetime, *, zone: ZoneInfo, day_starts: time) -> date:
    """Return the shop's own day of an instant; before `day_starts` it is still the day before."""
    local = instant.astimezone(zone)
    return local.date() if local.time() >= day_starts else local.date() - timedelta(days=1)


def end_of_business_date(day: date, *, zone: ZoneInfo, day_starts: time) -> datetime:
    """Return the instant, in UTC, at which the next business date begins."""
    next_day = datetime.combine(day + timedelta(days=1), day_starts, tzinfo=zone)
    return next_day.astimezone(UTC)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of_month(day: date) -> date:
    """Return the last day of the month that holds this day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def next_yearly(month_day: str, *, on_or_after: date) -> date:
    """Return the next day such as "03-31"; 02-29 is 28 February in common years."""
    month, day = int(month_day[:2]), int(month_day[3:])
    for year in (on_or_after.year, on_or_after.year + 1):
        candidate = date(year, month, min(day, monthrange(year, month)[1]))
        if candidate >= on_or_after:
            return candidate
    raise AssertionError("a year holds every month and day")


def anniversary_in(month_day: str, *, first: date, days: int) -> date | None:
    """Return the day such as "03-31" that lies within so many days from the first, if one does."""
    day = next_yearly(month_day, on_or_after=first)
    return day if (day - first).days <= days else None


def whole_months(start: date, end: date) -> int:
    """Return the whole months from one day to another; 31 January to 28 February is one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if add_months(start, months) > end else months
