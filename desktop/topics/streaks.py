"""The feed's requests about gifts for weeks in a row."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from db.queries.streaks import all_streaks, streak_totals
from db.rules.streaks import Streak, spoken_streak
from db.session import Session
from db.usecases.streaks import add_streak, edit_streak
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Request
from desktop.words.stamps import draft_of_streak, streak_sentence

_GIFT = Annotated[Any, Meta(description="{points: n} or {reward: name}")]
_VISITS = Annotated[int, Meta(ge=1, le=7, description="in each of the weeks")]


class StreakAdd(Request, tag="streak.add", kw_only=True):
    """Offers a gift for visits in each of so many weeks, Monday to Sunday, without a gap."""

    name: str
    weeks: Annotated[int, Meta(ge=2)]
    visits: _VISITS = 1
    gift: _GIFT


class StreakEdit(Request, tag="streak.edit", kw_only=True):
    """Changes a streak from now on."""

    streak: Annotated[str, Meta(description="its name")]
    name: str | UnsetType = UNSET
    weeks: Annotated[int, Meta(ge=2)] | UnsetType = UNSET
    visits: _VISITS | UnsetType = UNSET
    gift: _GIFT = UNSET
    offered: Annotated[bool, Meta(description="false stops it")] | UnsetType = UNSET


class StreakList(Request, tag="streak.list", kw_only=True):
    """Asks for every streak, those no longer offered too."""


class StreakAnswer(Answer, kw_only=True):
    """The streak that was added or changed."""

    streak: str


class StreakListed(Struct, kw_only=True):
    """A streak: its terms in the words of streak.add, and how often its gift was given."""

    streak: str
    terms: dict[str, Any]
    sentence: str
    since: str
    offered: bool
    given: int


class StreaksAnswer(Answer, kw_only=True):
    """Every streak, in the order of adding."""

    streaks: list[StreakListed]


def streak_add(session: Session, request: StreakAdd, operation_id: str) -> Streak:
    """Offer a streak."""
    return add_streak(session, terms=_terms(request), operation_id=operation_id)


def streak_edit(session: Session, request: StreakEdit, operation_id: str) -> Streak:
    """Change a streak, stop it or offer it again."""
    return edit_streak(
        session, streak=request.streak, changes=_terms(request), operation_id=operation_id
    )


def tell_streak(_: Session, streak: Streak) -> StreakAnswer:
    """Answer the streak by its name."""
    return StreakAnswer(streak=streak.name)


def streak_list(session: Session, _: StreakList, __: str) -> list[Streak]:
    """Ask for every streak."""
    return all_streaks(session.db)


def tell_streaks(session: Session, found: list[Streak]) -> StreaksAnswer:
    """Answer every streak."""
    totals = streak_totals(session.db)
    return StreaksAnswer(
        streaks=[_listed(streak, given=totals.get(streak.id, 0)) for streak in found]
    )


def _listed(streak: Streak, *, given: int) -> StreakListed:
    terms = spoken_streak(streak)
    offered = terms.pop("offered")
    return StreakListed(
        streak=streak.name,
        terms=terms,
        sentence=streak_sentence(draft_of_streak(streak)),
        since=streak.since.isoformat(),
        offered=offered,
        given=given,
    )


def _terms(request: StreakAdd | StreakEdit) -> dict[str, Any]:
    names = ("name", "weeks", "visits", "gift", "offered")
    said = {name: getattr(request, name, UNSET) for name in names}
    return {name: value for name, value in said.items() if value is not UNSET}


OPERATIONS = (
    Operation(StreakAdd, streak_add, StreakAnswer, tell_streak),
    Operation(StreakEdit, streak_edit, StreakAnswer, tell_streak),
    Operation(StreakList, streak_list, StreaksAnswer, tell_streaks, writes=False),
)
