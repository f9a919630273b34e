"""Puts the list of renewals on its paper: whom to speak to week by week, for window and command.

The list is used for weeks, so every day stands on it as a date.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import BinaryIO

from db.phones import phone_shown
from db.queries.renewals import RenewalDue, renewals_due, span_of_weeks
from db.rules.shop import ShopSettings
from db.session import Session
from desktop import formats
from desktop.i18n import tr, trn
from desktop.papers.look import look_of, write_money
from desktop.printing.renewals import RenewalLine, RenewalsSheet, RenewalWeek, draw_renewals
from desktop.words.offers import in_sentences

WEEKS = 4
_LATE = -1


def print_renewals(session: Session, to: BinaryIO, *, paper: str, weeks: int = WEEKS) -> None:
    """Print whose plan is to be paid for in so many weeks, from this one on; late ones first."""
    draw_renewals(renewals_sheet(session, weeks=weeks), to, paper=paper)


def renewals_sheet(session: Session, *, weeks: int = WEEKS) -> RenewalsSheet:
    """Return all that the list says as of now."""
    moment = session.moment()
    first, last = span_of_weeks(moment.today, weeks=weeks)
    due = renewals_due(moment, first=first, last=last)
    return RenewalsSheet(
        look=look_of(session),
        title=tr("Plans to renew"),
        as_of=tr("As of {day}").format(day=formats.day(moment.today)),
        weeks=tuple(
            _week(number, list(found), moment.settings, moment.today)
            for number, found in groupby(due, key=lambda each: each.weeks)
        ),
        nobody=tr("No plan ends until {day}.").format(day=formats.day(last)),
    )


def _week(number: int, due: list[RenewalDue], settings: ShopSettings, today: date) -> RenewalWeek:
    return RenewalWeek(
        heading=_heading(number, today),
        sums=_sums(due, settings),
        lines=tuple(_line(each, settings) for each in due),
    )


def _heading(number: int, today: date) -> str:
    """Return a week by its days: "This week, 16 Nov to 22 Nov"."""
    if number == _LATE:
        return tr("Late, in the days of grace")
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=number)
    days = tr("{first} to {last}").format(
        first=formats.day_short(monday), last=formats.day_short(monday + timedelta(days=6))
    )
    if number > 1:
        return days
    words = tr("This week, {days}") if number == 0 else tr("Next week, {days}")
    return words.format(days=days)


def _sums(due: Iterable[RenewalDue], settings: ShopSettings) -> str:
    amounts = [each.to_pay for each in due]
    words = trn("{count} member · {amount}", "{count} members · {amount}", len(amounts))
    amount = write_money(sum(amounts), settings)
    return words.format(count=formats.number(len(amounts)), amount=amount)


def _line(due: RenewalDue, settings: ShopSettings) -> RenewalLine:
    phone = phone_shown(due.phone, country=settings.country) if due.phone else ""
    number = tr("No. {number}").format(number=formats.member_number(due.number))
    until = tr("free until {day}") if due.state == "trial" else tr("paid until {day}")
    return RenewalLine(
        name=due.name,
        beside=" · ".join(part for part in (phone, number) if part),
        plan=due.plan,
        until=until.format(day=formats.day(due.until)),
        amount=write_money(due.to_pay, settings),
        say=_say(due, settings),
        late=due.state == "past_due",
    )


def _say(due: RenewalDue, settings: ShopSettings) -> str:
    """Return what to tell the member, as it is true on whatever day it is said."""
    said = []
    if due.state == "past_due":
        words = tr("“Pay by {day}, and your plan goes on without a gap.”")
        said.append(words.format(day=formats.day(due.pay_by)))
    elif due.state == "trial":
        words = tr("“Your free days end on {day}. Would you like to stay?”")
        said.append(words.format(day=formats.day(due.until)))
    elif due.bonus and due.bonus_until is not None:
        words = trn(
            "“Renew by {day}, and you get {points} extra point.”",
            "“Renew by {day}, and you get {points} extra points.”",
            due.bonus,
        )
        day, points = formats.day(due.bonus_until), formats.number(due.bonus)
        said.append(words.format(day=day, points=points))
    else:
        words = tr("“Your plan runs until {day}. Paying early loses no day.”")
        said.append(words.format(day=formats.day(due.until)))
    if due.credit:
        credit = write_money(due.credit, settings)
        said.append(tr("{credit} of credit is taken off already.").format(credit=credit))
    return in_sentences(said)
