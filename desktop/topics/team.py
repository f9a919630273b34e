"""The feed's request about the people who work here: what each did in a month."""

from typing import Annotated

from msgspec import Meta, Struct

from db.queries.team import TeamMember, team_of
from db.rules.periods import last_day_of_month, parse_month
from db.session import Session
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Request


class TeamAsked(Request, tag="team", kw_only=True):
    """Asks what each person did in a month."""

    month: Annotated[str, Meta(description="2026-10")]


class MemberTold(Struct, kw_only=True):
    """What one person did; `staff` null: nobody was named."""

    staff: str | None
    sign_ups: int
    friends: int
    brought_back: int
    kind_words: int
    follow_ups_done: int
    words: list[str]


class TeamAnswer(Answer, kw_only=True):
    """Everybody who works here."""

    team: list[MemberTold]


def team(session: Session, request: TeamAsked, _: str) -> list[TeamMember]:
    """Ask what each person did."""
    month = parse_month(request.month)
    return team_of(session.db, first=month, last=last_day_of_month(month))


def tell_team(_: Session, found: list[TeamMember]) -> TeamAnswer:
    """Answer what each person did."""
    return TeamAnswer(
        team=[
            MemberTold(
                staff=each.staff,
                sign_ups=each.sign_ups,
                friends=each.friends,
                brought_back=each.brought_back,
                kind_words=each.kind_words,
                follow_ups_done=each.follow_ups_done,
                words=list(each.words),
            )
            for each in found
        ]
    )


OPERATIONS = (Operation(TeamAsked, team, TeamAnswer, tell_team, writes=False),)
