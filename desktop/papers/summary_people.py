"""The people of a month's summary: whom to speak to, who brings friends, who is to be thanked."""

from datetime import date

from db.moment import Moment
from db.phones import phone_shown
from db.queries.feedback import feedback_counts, kind_words
from db.queries.figures import PeriodFigures
from db.queries.friends import best_bringers
from db.queries.team import team_of
from db.rules.groups import GROUP_NAMES
from db.rules.retention import percent
from db.value.worth_a_call import WorthACall, worth_a_call
from desktop import formats
from desktop.i18n import trn
from desktop.printing.summary_sheet import (
    AtRisk,
    Bringer,
    Call,
    FriendFigures,
    GroupFigures,
    TeamFigures,
    WordsOfCustomers,
)
from desktop.words.chances import chance_percent, reasons_line
from desktop.words.feedback import net_score_words
from desktop.words.groups import group_act, group_name_words
from desktop.words.team import quoted

_CALLS = 12
_BRINGERS = 10
_KIND_WORDS = 2
_LONGEST_WORDS = 120


def calls_of(moment: Moment) -> tuple[tuple[Call, ...], AtRisk | None]:
    """Return who was most worth a call at a moment, and what they bring in a year together."""
    found = worth_a_call(moment, _CALLS)
    yearly = sum(each.signs.yearly_worth for each in found)
    risk = AtRisk(len(found), yearly) if yearly > 0 else None
    return tuple(_call(each, moment) for each in found), risk


def _call(each: WorthACall, moment: Moment) -> Call:
    return Call(
        name=each.name,
        phone=phone_shown(each.phone, country=moment.settings.country),
        score=each.score.points,
        chance=chance_percent(each.chance),
        why=reasons_line(each.score, each.signs, moment.settings, moment.today),
    )


def groups_of(figures: PeriodFigures) -> tuple[GroupFigures, ...]:
    """Return the groups that hold anybody, the best first."""
    named = figures.named_groups
    everybody = sum(named.values())
    return tuple(
        GroupFigures(
            group_name_words(name), named[name], percent(named[name], everybody), group_act(name)
        )
        for name in GROUP_NAMES
        if named[name]
    )


def friends_of(figures: PeriodFigures, moment: Moment) -> FriendFigures | None:
    """Return the month's friends and who brings most; None where nobody ever brought anybody."""
    bringers = best_bringers(moment, limit=_BRINGERS)
    if not bringers:
        return None
    counts = figures.referrals
    return FriendFigures(
        counts.attached,
        counts.qualified,
        counts.rewards,
        tuple(Bringer(who.person.name, who.brought, who.worth) for who in bringers),
    )


def team_of_month(moment: Moment, *, first: date, last: date) -> tuple[TeamFigures, ...]:
    """Return what each person who works here did for customers to come back."""
    return tuple(
        TeamFigures(who.staff, who.sign_ups, who.brought_back, who.kind_words, who.follow_ups_done)
        for who in team_of(moment.db, first=first, last=last)
        if who.staff is not None
    )


def words_of(moment: Moment, *, first: date, last: date) -> WordsOfCustomers | None:
    """Return the net score of a month and kind words that may be printed; None without answers."""
    counts = feedback_counts(moment.db, first=first, last=last)
    if not counts.answers:
        return None
    score = trn(
        "Net score {score}, from {count} answer.",
        "Net score {score}, from {count} answers.",
        counts.answers,
    ).format(score=net_score_words(counts), count=formats.number(counts.answers))
    kind = kind_words(moment.db, first=first, last=last, printable=True)
    quotes = [quoted(each.words) for each in kind if len(each.words) <= _LONGEST_WORDS]
    return WordsOfCustomers(counts.answers, score, tuple(quotes[:_KIND_WORDS]))
