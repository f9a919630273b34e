"""Says by what way somebody was spoken to, and what was said last."""

from db.moment import Moment
from db.queries.contacts import Contact, contacts_of
from db.queries.feedback import last_answer
from db.rules.channels import WAYS
from db.rules.follow_ups import CONTACTS, ContactBy
from desktop import formats
from desktop.i18n import tr, trc

_LAST = 2


def contact_choices() -> list[tuple[str, str]]:
    """Return the ways in which somebody can be spoken to."""
    return [(by, way_words(by)) for by in CONTACTS]


def channel_choices() -> list[tuple[str, str]]:
    """Return the ways that a customer may like best."""
    return [("", tr("No matter which")), *((by, way_words(by)) for by in WAYS)]


def way_words(by: ContactBy) -> str:
    """Return a way as a choice is called: "By phone", "In person"."""
    return {
        "call": lambda: trc("contact", "By phone"),
        "letter": lambda: trc("contact", "By letter"),
        "mail": lambda: trc("contact", "By e-mail"),
        "message": lambda: trc("contact", "By message"),
        "visit": lambda: trc("contact", "In person"),
    }[by]()


def contact_words(by: ContactBy) -> str:
    """Return what was done, as a history tells it: "Called", "Wrote a letter"."""
    return {
        "call": lambda: trc("contact", "Called"),
        "letter": lambda: trc("contact", "Wrote a card or letter"),
        "mail": lambda: trc("contact", "Wrote an e-mail"),
        "message": lambda: trc("contact", "Sent a message"),
        "visit": lambda: trc("contact", "Spoke in person"),
    }[by]()


def contact_line(contact: Contact, moment: Moment) -> str:
    """Return what was done, when, by whom, and what was said: "Called, 3 Nov, Mio: …"."""
    done = [contact_words(contact.by), formats.day_near(contact.day, moment.today)]
    if contact.staff:
        done.append(contact.staff)
    said = " · ".join(done)
    if not contact.note:
        return said
    return tr("{contact}: {note}").format(contact=said, note=contact.note)


def last_words(moment: Moment, customer_id: str) -> list[str]:
    """Return what was said with a customer last, the newest first, and how they scored the shop."""
    said = [contact_line(each, moment) for each in contacts_of(moment, customer_id, limit=_LAST)]
    answer = last_answer(moment.db, customer_id)
    if answer is not None:
        day = formats.day_near(answer.day, moment.today)
        words_of = tr("Scored us {score} on {day}: {comment}")
        if not answer.comment:
            words_of = tr("Scored us {score} on {day}")
        said.append(words_of.format(score=answer.score, day=day, comment=answer.comment))
    return said
