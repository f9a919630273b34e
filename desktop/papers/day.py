"""Puts what a day brought on the record of its paper, for window and command."""

from datetime import date
from functools import partial
from typing import BinaryIO

from db.queries.day import day_report
from db.session import Session
from desktop.papers import day_words as words
from desktop.printing.day import draw_day
from desktop.printing.day_sheet import DaySheet
from desktop.printing.sheet import amount


def print_day(
    session: Session, day: date, to: BinaryIO, *, paper: str, counted: int | None = None
) -> None:
    """Print what a day brought; `counted` is what was found in the drawer, in minor units."""
    draw_day(day_sheet(session, day, counted=counted), to, paper=paper)


def day_sheet(session: Session, day: date, *, counted: int | None = None) -> DaySheet:
    """Return all that the paper about the end of a day says."""
    settings = session.settings
    report = day_report(session.db, day)
    money = partial(amount, currency=settings.currency, digits=settings.digits)
    staff = words.staff_lines(report, money=money)
    return DaySheet(
        shop_name=settings.name,
        day=day,
        printed_at=session.clock().astimezone(settings.timezone),
        hours=words.hours_words(report, zone=settings.timezone),
        money=words.money_part(report, money=money),
        parts=(
            words.sales_part(report, money=money),
            words.points_part(report),
            *filter(None, [words.prepaid_part(report, money=money)]),
        ),
        staff=staff,
        together=words.together_line(report, money=money) if len(staff) > 1 else None,
        counted=() if counted is None else words.counted_lines(report, counted, money=money),
    )
