"""Says whose kind words are, no more of them than the customer agreed to."""

from db.queries.feedback import KindWords
from db.readings import initials
from db.rules.given_names import given_name
from desktop.i18n import tr, trc


def speaker(words: KindWords) -> str:
    """Return who is named beside printed words: the given name with consent, else initials."""
    given = given_name(words.name, words.reading) if words.named else ""
    letters = given or initials(words.name, words.reading)
    if not letters:
        return tr("A customer of ours")
    return trc("beside kind words", "{name}").format(name=letters)


def flyer_title() -> str:
    """Return what stands over kind words on paper."""
    return tr("What our customers say")


def flyer_thanks() -> str:
    """Return what stands under them."""
    return tr("Thank you. You are why we are here.")
