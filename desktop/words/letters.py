"""What letters and postcards say: ready texts for a shop's occasions, with the customer's facts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from desktop import formats
from desktop.i18n import tr, trc, trn

LetterKind = Literal["missed", "birthday", "thanks", "plan_ends", "points_end"]
LETTER_KINDS: tuple[LetterKind, ...] = get_args(LetterKind)
PLACES = (
    "name", "shop", "points", "points_end", "plan", "plan_end", "plan_price", "tier", "next_tier",
    "to_next_tier", "next_tier_by",
)  # fmt: skip
"""What stands in the owner's words in braces, for the customer's own."""
_PLACE = re.compile("{(" + "|".join(PLACES) + ")}")


@dataclass(frozen=True)
class LetterFacts:
    """What a letter may tell of a customer, as of the day on which it is written."""

    name: str
    shop: str
    points: int = 0
    ending: int = 0  # of these points, those that end first
    ending_on: date | None = None
    kept_by_visits: bool = False  # a purchase moves that day on
    plan: str = ""
    plan_until: date | None = None
    plan_price: str = ""  # of the next payment
    tier: str = ""
    next_tier: str = ""
    to_next_tier: str = ""  # "¥3,200"
    next_tier_by: date | None = None  # the last day on which that is enough


def kind_words(kind: LetterKind) -> str:
    """Return what an occasion is called."""
    words = {
        "missed": tr("We miss you"),
        "birthday": tr("Birthday"),
        "thanks": tr("Thank you"),
        "plan_ends": tr("The plan ends"),
        "points_end": tr("Points end"),
    }
    return words[kind]


def can_say(kind: LetterKind, facts: LetterFacts) -> bool:
    """Tell whether a ready text would be true for this customer."""
    if kind == "plan_ends":
        return facts.plan_until is not None
    if kind == "points_end":
        return facts.ending_on is not None
    return True


def addressed(name: str) -> str:
    """Return a name with the title that goes behind it on an envelope."""
    return trc("on an envelope", "{name}").format(name=name)


def greeting(name: str) -> str:
    """Return how a letter begins."""
    return tr("Dear {name},").format(name=name)


def ready_text(kind: LetterKind, facts: LetterFacts) -> str:
    """Return the words of an occasion, an empty line between paragraphs, for the owner to change.

    What is the customer's own is filled in; `can_say` tells whether there is anything to fill in.
    """
    return "\n\n".join(_TEXTS[kind](facts))


def owners_text(text: str, facts: LetterFacts) -> str:
    """Return the owner's own words, with the facts where {name}, {points} and others stand."""
    said = {
        "name": facts.name,
        "shop": facts.shop,
        "points": formats.number(facts.points),
        "points_end": formats.day(facts.ending_on) if facts.ending_on else "–",
        "plan": facts.plan or "–",
        "plan_end": formats.day(facts.plan_until) if facts.plan_until else "–",
        "plan_price": facts.plan_price or "–",
        "tier": facts.tier or "–",
        "next_tier": facts.next_tier or "–",
        "to_next_tier": facts.to_next_tier or "–",
        "next_tier_by": formats.day(facts.next_tier_by) if facts.next_tier_by else "–",
    }
    return _PLACE.sub(lambda place: said[place[1]], text)


def has_places(text: str) -> bool:
    """Tell whether something of the customer's own stands in the owner's words."""
    return _PLACE.search(text) is not None


def paragraphs(text: str) -> tuple[str, ...]:
    """Part a text at its empty lines."""
    parts = re.split(r"\n[ \t\u3000]*\n", text.replace("\r\n", "\n").strip())
    return tuple(part.strip() for part in parts if part.strip())


def closing() -> str:
    """Return how a letter ends, above the shop's name."""
    return tr("With our warmest regards,")


def points_note(facts: LetterFacts) -> str:
    """Return one line about the customer's points, for a postcard; empty where there are none."""
    if facts.points <= 0:
        return ""
    if facts.ending_on is None:
        words = trn("You have {points} point.", "You have {points} points.", facts.points)
        return words.format(points=formats.number(facts.points))
    return tr("You have {points} points; {ending} of them can be used until {day}.").format(
        points=formats.number(facts.points),
        ending=formats.number(facts.ending),
        day=formats.day(facts.ending_on),
    )


def figures(facts: LetterFacts, kind: LetterKind | None) -> list[tuple[str, str]]:
    """Return the customer's own figures, a label and a value each."""
    told = []
    if facts.points > 0:
        told.append((tr("Your points"), formats.number(facts.points)))
        if facts.ending_on is not None:
            ending = tr("{points}, until {day}").format(
                points=formats.number(facts.ending), day=formats.day(facts.ending_on)
            )
            told.append((tr("Of these end first"), ending))
    if kind == "plan_ends" and facts.plan_until is not None:
        told.append((facts.plan, tr("until {day}").format(day=formats.day(facts.plan_until))))
    return told


def mailing_notes(refused: int, nowhere: int, unmeant: int) -> list[str]:
    """Return who is left out of a mailing and why, a sentence each."""
    counted = (
        (refused, trn("{count} customer asked for no letters and is left out.",
                      "{count} customers asked for no letters and are left out.", refused)),
        (nowhere, trn("{count} customer has no address in the book.",
                      "{count} customers have no address in the book.", nowhere)),
        (unmeant, trn("The words would not be true for {count} customer, who is left out.",
                      "The words would not be true for {count} customers, who are left out.",
                      unmeant)),
    )  # fmt: skip
    return [words.format(count=formats.number(count)) for count, words in counted if count]


def _missed(_: LetterFacts) -> list[str]:
    return [
        tr("It has been a while since we last saw you, and we wanted to say hello."),
        tr("Whenever you are nearby, drop in. We would be glad to see you."),
    ]


def _birthday(_: LetterFacts) -> list[str]:
    return [
        tr("Happy birthday! We wish you a year full of good days."),
        tr("Come by and celebrate a little with us."),
    ]


def _thanks(_: LetterFacts) -> list[str]:
    return [
        tr("Thank you for choosing us again and again. It is guests like you who make our days."),
        tr("We hope to welcome you many times more."),
    ]


def _plan_ends(facts: LetterFacts) -> list[str]:
    until = formats.day(facts.plan_until) if facts.plan_until else "…"
    return [
        tr("Thank you for being a member. Your plan “{plan}” is paid until {day}.").format(
            plan=facts.plan or "…", day=until
        ),
        tr("If you would like to go on, just tell us on your next visit. It takes a moment."),
    ]


def _points_end(facts: LetterFacts) -> list[str]:
    until = formats.day(facts.ending_on) if facts.ending_on else "…"
    words = trn(
        "{points} of your points can be used until {day}.",
        "{points} of your points can be used until {day}.",
        facts.ending,
    )
    first = words.format(points=formats.number(facts.ending), day=until)
    if facts.kept_by_visits:
        second = tr("Anything you buy by then keeps all of them for you.")
    else:
        second = tr("It would be a pity to lose them: use them on your next visit.")
    return [first, second]


_TEXTS: dict[LetterKind, Callable[[LetterFacts], list[str]]] = {
    "missed": _missed,
    "birthday": _birthday,
    "thanks": _thanks,
    "plan_ends": _plan_ends,
    "points_end": _points_end,
}
