"""Puts a follow-up into the words of its row: kind, when, why, and what the button does."""

from collections.abc import Mapping
from fractions import Fraction

from db.moment import Moment
from db.phones import phone_shown
from db.rules.follow_ups import FollowUp, Kind
from desktop import formats
from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.follow_up_row import FollowUpLine
from desktop.words.follow_ups import why_words
from desktop.words.sayings import act_words, kind_words, kinds_words, when_words

_TONES: dict[Kind, Tone] = {
    "promise": "warn",
    "complaint": "warn",
    "unhappy": "warn",
    "slipping_away": "warn",
    "renewal": "gold",
    "trial_end": "gold",
    "points_expiring": "gold",
    "birthday": "good",
    "anniversary": "good",
    "referral": "good",
    "newcomer": "info",
    "best_customer": "info",
}


def line_of(follow_up: FollowUp, moment: Moment, *, chance: Fraction | None = None) -> FollowUpLine:
    """Return a follow-up as its row shows it."""
    return FollowUpLine(
        id=follow_up.id,
        customer_id=follow_up.customer_id,
        kind=kind_words(follow_up.kind),
        tone=_TONES[follow_up.kind],
        name=follow_up.name,
        when=when_words(follow_up, moment.today),
        why=why_words(follow_up, moment.settings, today=moment.today, chance=chance),
        act=_act(follow_up, moment),
        is_late=follow_up.late,
    )


def kind_choices(counts: Mapping[Kind, int]) -> list[tuple[str, str]]:
    """Return what can be shown, with how many there are: all of them, then each kind."""
    total = formats.number(sum(counts.values()))
    return [
        ("", tr("All {count}").format(count=total)),
        *(
            (kind, f"{kinds_words(kind)} {formats.number(count)}")
            for kind, count in counts.items()
            if count
        ),
    ]


def _act(follow_up: FollowUp, moment: Moment) -> str:
    if follow_up.act == "call" and follow_up.phone:
        phone = phone_shown(follow_up.phone, country=moment.settings.country)
        return tr("Call · {phone}").format(phone=phone)
    return act_words(follow_up)
