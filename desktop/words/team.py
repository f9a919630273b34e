"""Says what each person who works here did, and how it is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries.team import DAYS_TO_COME_BACK, TeamMember
from desktop import formats
from desktop.i18n import mark, tr


@dataclass(frozen=True)
class Deed:
    """One kind of what people do: its name, what one is called, and how many of a member."""

    key: str
    heading: str
    counted: str
    of: Callable[[TeamMember], int]


_DEEDS = (
    Deed("brought_back", mark("Brought back"), mark("customers brought back"),
         lambda each: each.brought_back),
    Deed("sign_ups", mark("Sign-ups"), mark("new customers signed up"),
         lambda each: each.sign_ups),
    Deed("friends", mark("Friends noted"), mark("friends of customers noted"),
         lambda each: each.friends),
    Deed("kind_words", mark("Scored 9 or 10"), mark("scores of 9 or 10"),
         lambda each: each.kind_words),
    Deed("follow_ups_done", mark("Follow-ups kept"), mark("follow-ups kept"),
         lambda each: each.follow_ups_done),
)  # fmt: skip


def deeds() -> Sequence[Deed]:
    """Return every kind of what is counted, in words of the language in force."""
    return [Deed(each.key, tr(each.heading), tr(each.counted), each.of) for each in _DEEDS]


def member_name(member: TeamMember) -> str:
    """Return what somebody is called."""
    return member.staff if member.staff is not None else tr("Nobody was named")


def best_deed(member: TeamMember, team: Sequence[TeamMember]) -> tuple[Deed, int] | None:
    """Return what to thank somebody for first: where they did most of all, else most of theirs."""
    own = [(deed, deed.of(member)) for deed in deeds() if deed.of(member)]
    leading = [each for each in own if each[1] == max(each[0].of(other) for other in team)]
    if leading:
        return leading[0]
    return max(own, key=lambda each: each[1], default=None)


def how_counted() -> str:
    """Return how the figures are counted, in plain words."""
    return tr(
        "Brought back: a customer who was slipping away or no longer came, and bought again "
        "within {days} days after this person had spoken to them. Follow-ups kept: done, and in "
        "time where somebody had promised."
    ).format(days=formats.number(DAYS_TO_COME_BACK))


def thanks_words(month: date) -> tuple[str, ...]:
    """Return the sentences of thanks on a certificate."""
    thanks = tr("With heartfelt thanks for all that you did for our customers in {month}.")
    return (
        thanks.format(month=formats.month(month)),
        tr("They come back because of people like you."),
    )


def quoted(words: str) -> str:
    """Return a customer's words in quotation marks."""
    return tr("“{words}”").format(words=words)
