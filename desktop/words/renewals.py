"""What the list of renewals says: its weeks, and of each member what to say at the counter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from db.queries.renewals import RenewalDue
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.history import money

RenewalTone = Literal["plain", "info", "warn"]
_WEEK = 7
_STATES: dict[str, tuple[str, RenewalTone]] = {
    "past_due": (mark("late"), "warn"),
    "trial": (mark("on trial"), "info"),
}


@dataclass(frozen=True)
class RenewalWeek:
    """The renewals of one week; the late ones stand first, as a week of their own."""

    weeks: int  # from this one; -1: late
    due: tuple[RenewalDue, ...]

    @property
    def to_pay(self) -> int:
        """Return what all of them are to pay, in minor units."""
        return sum(each.to_pay for each in self.due)


def by_week(due: Iterable[RenewalDue]) -> list[RenewalWeek]:
    """Return renewals, in the order of their last days, week by week; empty weeks are left out."""
    return [
        RenewalWeek(weeks, tuple(found)) for weeks, found in groupby(due, key=lambda one: one.weeks)
    ]


def week_words(weeks: int, *, today: date) -> str:
    """Return the heading of a week: "This week", "30 Nov to 6 Dec"."""
    if weeks < 0:
        return tr("Late, in the days of grace")
    if weeks == 0:
        return tr("This week")
    if weeks == 1:
        return tr("Next week")
    monday = today - timedelta(days=today.weekday()) + timedelta(days=_WEEK * weeks)
    return tr("{first} to {last}").format(
        first=formats.day_short(monday), last=formats.day_short(monday + timedelta(days=_WEEK - 1))
    )


def sum_words(due: Sequence[RenewalDue], settings: ShopSettings) -> str:
    """Return how many they are and what they are to pay: "3 members, ¥2,940"."""
    words = trn("{count} member, {amount}", "{count} members, {amount}", len(due))
    amount = money(sum(each.to_pay for each in due), settings)
    return words.format(count=formats.number(len(due)), amount=amount)


def state_words(due: RenewalDue) -> tuple[str, RenewalTone]:
    """Return how a plan stands, in a word; nothing of one that simply runs."""
    words, tone = _STATES.get(due.state, ("", "plain"))
    return tr(words) if words else "", tone


def what_to_say(due: RenewalDue, settings: ShopSettings, *, today: date) -> str:
    """Return the sentence for the counter: what ends when, and what paying by a day brings."""
    told = {"name": due.name, "plan": due.ends or due.plan, "day": day_words(due.until, today)}
    if due.state == "past_due":
        said = tr("{name}'s {plan} ran out {day}; whoever pays {by} goes on from there.")
        by = tr("by {day}").format(day=formats.day_near(due.pay_by, today))  # no weekday twice
        return said.format(**told, by=by)
    if due.state == "trial":
        said = tr("{name}'s trial of {plan} ends {day}; the first payment is {amount}.")
        return said.format(**told, amount=money(due.to_pay, settings))
    if due.bonus and due.bonus_until is not None:
        said = trn("{name}'s {plan} ends {day}; renewing {by} gives {count} point.",
                   "{name}'s {plan} ends {day}; renewing {by} gives {count} points.",
                   due.bonus)  # fmt: skip
        return said.format(
            **told, by=by_words(due.bonus_until, today), count=formats.number(due.bonus)
        )
    return tr("{name}'s {plan} ends {day}.").format(**told)


def day_words(day: date, today: date) -> str:
    """Return a day as it is said: "today", "on Friday", "on 12 December"."""
    apart = (day - today).days
    if apart in _NEAR_DAYS:
        return tr(_NEAR_DAYS[apart])
    if abs(apart) < _WEEK:
        return tr("on {weekday}").format(weekday=formats.weekday(day))
    return tr("on {day}").format(day=formats.day_near(day, today))


def by_words(day: date, today: date) -> str:
    """Return a last day as it is said: "today", "by Wednesday", "by 12 December"."""
    apart = (day - today).days
    if apart == 0:
        return tr("today")
    if apart == 1:
        return tr("by tomorrow")
    if 0 < apart < _WEEK:
        return tr("by {weekday}").format(weekday=formats.weekday(day))
    return tr("by {day}").format(day=formats.day_near(day, today))


_NEAR_DAYS = {-1: mark("yesterday"), 0: mark("today"), 1: mark("tomorrow")}


def amount_words(due: RenewalDue, settings: ShopSettings) -> str:
    """Return what is to be paid; with credit, what is taken off too."""
    if not due.credit:
        return money(due.to_pay, settings)
    return tr("{amount} after {credit} of credit").format(
        amount=money(due.to_pay, settings), credit=money(due.credit, settings)
    )
