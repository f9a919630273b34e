"""Days and months, worked out by walking from one day to the next, and remembered."""

from datetime import date, datetime, time, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)


def business_day(at: datetime, day_starts: time) -> date:
    """Before the hour at which the day turns it is still yesterday."""
    return at.date() - ONE_DAY if at.time() < day_starts else at.date()


def end_of_day(day: date, day_starts: time) -> datetime:
    """The first moment that does not belong to this day any more."""
    return datetime.combine(day + ONE_DAY, day_starts)


@cache
def last_of_month(day: date) -> date:
    while (day + ONE_DAY).month == day.month:
        day += ONE_DAY
    return day


@cache
def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last one that month has."""
    first = day.replace(day=1)
    for _ in range(months):
        first = last_of_month(first) + ONE_DAY
    return min(first + timedelta(days=day.day - 1), last_of_month(first))


@cache
def months_earlier(day: date, months: int) -> date:
    first = day.replace(day=1)
    for _ in range(months):
        first = (first - ONE_DAY).replace(day=1)
    return min(first + timedelta(days=day.day - 1), last_of_month(first))


def is_yearly(day: date, month_day: str) -> bool:
    """Tell whether a day is that day of the year; 29 February is the 28th in common years."""
    if month_day == "02-29" and (day + ONE_DAY).strftime("%m-%d") == "03-01":
        return True
    return day.strftime("%m-%d") == month_day


@cache
def next_yearly(day: date, month_day: str) -> date:
    """The first such day that is not before this one."""
    while not is_yearly(day, month_day):
        day += ONE_DAY
    return day
