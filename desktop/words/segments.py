"""Says groups of customers: "Gold and up · slipping away · not here for 90 days"."""

from collections.abc import Callable
from typing import Any

from db.rules.channels import CampaignChannel, Way
from db.rules.groups import GROUP_NAMES
from db.rules.segments import Segment
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.groups import group_name_words
from desktop.words.offers import in_line
from desktop.words.surprises import group_words

_HAS = {
    ("has_address", True): mark("has an address"),
    ("has_address", False): mark("has no address"),
    ("has_email", True): mark("has an e-mail address"),
    ("has_email", False): mark("has no e-mail address"),
    ("has_phone", True): mark("has a phone number"),
    ("has_phone", False): mark("has no phone number"),
}
_AGREED: dict[Way, str] = {
    "call": mark("agreed to calls"),
    "letter": mark("agreed to letters"),
    "mail": mark("agreed to e-mails"),
    "message": mark("agreed to messages"),
}
_REACHABLE: dict[CampaignChannel, str] = {
    "letter": mark("can be reached by letter"),
    "postcard": mark("can be reached by postcard"),
    "mail": mark("can be reached by e-mail"),
    "call": mark("can be called"),
    "counter": mark("met at the counter"),
}


def segment_words(segment: Segment, settings: ShopSettings) -> str:
    """Return who is in a group, in one line."""
    if segment == Segment():
        return tr("all customers")
    said = [words(getattr(segment, name)) for name, words in _WORDS.items() if _asks(segment, name)]
    said += [tr(words) for (name, value), words in _HAS.items() if getattr(segment, name) is value]
    basic = group_words(segment, settings)
    if basic != tr("all customers"):
        said.append(basic)
    return in_line(said)


def stage_words(stage: str) -> str:
    """Return how long somebody has been a customer."""
    words = {
        "0-3": tr("First 3 months"),
        "3-18": tr("3 to 18 months"),
        "18+": tr("18 months and more"),
    }
    return words[stage]


def _asks(segment: Segment, name: str) -> bool:
    return getattr(segment, name) is not None


def _customers(chosen: tuple[str, ...]) -> str:
    words = trn("{count} chosen customer", "{count} chosen customers", len(chosen))
    return words.format(count=formats.number(len(chosen)))


def _rfm(wanted: str) -> str:
    name = next((each for each in GROUP_NAMES if each == wanted), None)
    return group_name_words(name) if name else tr("scores {scores}").format(scores=wanted)


def _stage(stage: str) -> str:
    words = {
        "0-3": tr("in their first 3 months"),
        "3-18": tr("our customer for 3 to 18 months"),
        "18+": tr("our customer for 18 months and more"),
    }
    return words[stage]


def _late(days: int) -> str:
    words = trn("{count} day or more late against their own rhythm",
                "{count} days or more late against their own rhythm", days)  # fmt: skip
    return words.format(count=formats.number(days))


def _away(days: int) -> str:
    words = trn("not here for {count} day", "not here for {count} days", days)
    return words.format(count=formats.number(days))


def _here(days: int) -> str:
    words = trn("here within {count} day", "here within {count} days", days)
    return words.format(count=formats.number(days))


def _joined(days: int) -> str:
    words = trn("joined within {count} day", "joined within {count} days", days)
    return words.format(count=formats.number(days))


def _at_most(visits: int) -> str:
    words = trn("{count} visit at most", "{count} visits at most", visits)
    return words.format(count=formats.number(visits))


def _friends(friends: int) -> str:
    words = trn("brought {count} friend or more", "brought {count} friends or more", friends)
    return words.format(count=formats.number(friends))


_WORDS: dict[str, Callable[[Any], str]] = {
    "customers": _customers,
    "rfm": _rfm,
    "stage": _stage,
    "late_days": _late,
    "not_visited_within_days": _away,
    "visited_within_days": _here,
    "joined_within_days": _joined,
    "joined_before": lambda day: tr("joined before {day}").format(day=formats.day(day)),
    "maximum_visits": _at_most,
    "brought_friends": _friends,
    "agreed_to": lambda way: tr(_AGREED[way]),
    "reachable_by": lambda channel: tr(_REACHABLE[channel]),
}
