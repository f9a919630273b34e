"""Puts the list of a day's follow-ups on its paper, grouped by kind, for window and command."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import BinaryIO

from db.moment import Moment
from db.phones import phone_shown
from db.queries.follow_ups import follow_ups
from db.rules.follow_ups import FollowUp, Slipping
from db.session import Session
from db.value.standing import customer_chances
from desktop import formats
from desktop.i18n import tr, trn
from desktop.papers.look import look_of
from desktop.printing.follow_ups import (
    FollowUpEntry,
    FollowUpGroup,
    FollowUpsSheet,
    draw_follow_ups,
)
from desktop.words.follow_ups import why_words
from desktop.words.sayings import act_words, kinds_words, when_words


def print_follow_ups(session: Session, to: BinaryIO, *, paper: str) -> None:
    """Print whom to speak to today; late promises first."""
    draw_follow_ups(follow_ups_sheet(session), to, paper=paper)


def follow_ups_sheet(session: Session) -> FollowUpsSheet:
    """Return all that the list says as of now."""
    moment = session.moment()
    return FollowUpsSheet(
        look=look_of(session),
        title=tr("Whom to speak to today"),
        as_of=tr("As of {day}").format(day=formats.day_long(moment.today)),
        groups=tuple(
            _group(heading, list(found), moment)
            for heading, found in groupby(follow_ups(moment), key=_heading)
        ),
        nobody=tr("Nobody waits for a word from you today."),
    )


def _heading(follow_up: FollowUp) -> str:
    if follow_up.late and follow_up.kind in ("promise", "complaint", "unhappy"):
        return tr("Late")
    return kinds_words(follow_up.kind)


def _group(heading: str, found: Iterable[FollowUp], moment: Moment) -> FollowUpGroup:
    entries = tuple(_entry(each, moment) for each in found)
    count = trn("{count} customer", "{count} customers", len(entries))
    return FollowUpGroup(heading, count.format(count=formats.number(len(entries))), entries)


def _entry(follow_up: FollowUp, moment: Moment) -> FollowUpEntry:
    phone = ""
    if follow_up.phone:
        phone = phone_shown(follow_up.phone, country=moment.settings.country)
    number = tr("No. {number}").format(number=formats.member_number(follow_up.number))
    return FollowUpEntry(
        name=follow_up.name,
        beside=phone,
        when=" · ".join((when_words(follow_up, moment.today), number)),
        why=why_words(
            follow_up, moment.settings, today=moment.today, chance=_chance(follow_up, moment)
        ),
        act=act_words(follow_up),
        late=follow_up.late,
    )


def _chance(follow_up: FollowUp, moment: Moment) -> Fraction | None:
    """Return how likely somebody who is slipping away comes back unasked, in percent."""
    if not isinstance(follow_up.facts, Slipping):
        return None
    return customer_chances(moment).of(follow_up.customer_id).percent
