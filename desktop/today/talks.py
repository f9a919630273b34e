"""What to know before speaking to somebody about a follow-up, in words."""

from fractions import Fraction

from db.moment import Moment
from db.phones import phone_shown
from db.queries.customers import customer_record
from db.rules.follow_ups import ContactBy, FollowUp
from desktop.i18n import tr
from desktop.widgets.contact_panel import Talk
from desktop.words.contacts import last_words
from desktop.words.follow_ups import why_words
from desktop.words.sayings import what_to_say


def talk_of(
    follow_up: FollowUp, moment: Moment, *, by: ContactBy, chance: Fraction | None = None
) -> Talk:
    """Return what to know before a call, a message, or a word of thanks."""
    titles = {
        "call": tr("Call {name}"),
        "visit": tr("Thank {name}"),
        "mail": tr("Write to {name}"),
        "message": tr("Write to {name}"),
    }
    record = customer_record(moment.db, follow_up.customer_id)
    reach = record.email or "" if by == "mail" else ""
    if not reach and record.phone:
        reach = phone_shown(record.phone, country=moment.settings.country)
    return Talk(
        title=titles[by].format(name=follow_up.name),
        about=why_words(follow_up, moment.settings, today=moment.today, chance=chance),
        reach=reach,
        say=what_to_say(follow_up),
        last=last_words(moment, follow_up.customer_id),
        note=record.note or "",
        by=by,
    )
