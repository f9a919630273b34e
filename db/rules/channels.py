"""The ways in which a shop speaks to its customers, and who said no to which of them."""

from collections.abc import Iterable
from typing import Literal, get_args

Way = Literal["call", "letter", "mail", "message"]
"""How somebody can be spoken to who is not at the counter; a customer may prefer one."""
WAYS: tuple[Way, ...] = get_args(Way)
CampaignChannel = Literal["letter", "postcard", "mail", "call", "counter"]
CAMPAIGN_CHANNELS: tuple[CampaignChannel, ...] = get_args(CampaignChannel)

_NAMES: dict[Way, tuple[str, ...]] = {
    "call": ("call", "calls", "phone"),
    "letter": ("letter", "letters"),
    "mail": ("mail", "mails", "email", "emails", "e-mail", "e-mails"),
    "message": ("message", "messages", "sms"),
}
_NEEDS: dict[Way, str] = {
    "call": "phone",
    "letter": "address",
    "mail": "email",
    "message": "phone",
}


def way_of(channel: CampaignChannel) -> Way | None:
    """Return what has to be open to somebody; None at the counter, where everybody is served."""
    if channel == "counter":
        return None
    return "letter" if channel == "postcard" else channel


def needed_for(way: Way) -> str:
    """Return which field of a customer a way needs: phone, address or email."""
    return _NEEDS[way]


def refusals(way: Way) -> frozenset[str]:
    """Return the words of consent, in small letters, each of which says no to this way.

    Whoever was never asked may be spoken to, as any neighbour may; of two words the no holds.
    """
    return frozenset({"none", *(f"no {name}" for name in _NAMES[way])})


def agreements(way: Way) -> frozenset[str]:
    """Return the words of consent, in small letters, each of which says yes to this way."""
    return frozenset({"any", *_NAMES[way]})


def refuses(consent: Iterable[str], way: Way) -> bool:
    """Tell whether somebody said no to this way."""
    return not {word.casefold() for word in consent}.isdisjoint(refusals(way))


def agrees(consent: Iterable[str], way: Way) -> bool:
    """Tell whether somebody said yes to this way, and no word says no."""
    said = {word.casefold() for word in consent}
    return not refuses(said, way) and not said.isdisjoint(agreements(way))


def is_open_to(consent: Iterable[str], way: Way) -> bool:
    """Tell whether a campaign may go to somebody this way.

    E-mails and messages ask for a yes, as the law of most countries does: lists from elsewhere
    keep no note of a no. Letters and calls ask that nobody said no.
    """
    return agrees(consent, way) if needs_a_yes(way) else not refuses(consent, way)


def needs_a_yes(way: Way) -> bool:
    """Tell whether silence closes this way."""
    return way in ("mail", "message")


def with_word(consent: Iterable[str], way: Way, *, allowed: bool | None) -> tuple[str, ...]:
    """Return what somebody agreed to after a word about one way; None: it was never asked.

    A no to everything, or a yes to anything, goes on for the other ways.
    """
    own = {word for name in _NAMES[way] for word in (name, f"no {name}")}
    kept: list[str] = []
    for word in consent:
        said = word.casefold()
        if said in ("none", "any") and allowed != (said == "any"):
            kept += [f"no {other}" if said == "none" else other for other in WAYS if other != way]
        elif said not in own:
            kept.append(word)
    if allowed is not None:
        kept.append(way if allowed else f"no {way}")
    return tuple(dict.fromkeys(kept))
