"""How the demo's team looks after people: what customers say, whom they speak to, what is tried."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from db.queries.follow_ups import follow_ups
from db.rules.follow_ups import Kind
from db.rules.segments import read_segment
from db.session import Session
from db.usecases.campaigns import (
    add_campaign,
    note_written,
    preview_campaign,
    start_campaign,
)
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import add_promise, finish_follow_up
from db.usecases.shop import add_staff
from desktop.i18n import tr

_TEAM = {"Mio": "manager", "Ken": "staff", "Aya": "staff"}
_ANSWERS = 0.05  # of visits
_MAY_BE_PRINTED = 0.6  # of kind words
_SCORES = (10, 9, 8, 7, 6, 5, 3)
_HOW_OFTEN = (30, 26, 18, 12, 7, 4, 3)
_LOOKED_AT: dict[Kind, int] = {"unhappy": 2, "slipping_away": 3, "newcomer": 2}  # on one morning
CAMPAIGN_WEEKS = 6
_AWAY = {"not_visited_within_days": 90, "minimum_visits": 2, "has_address": True}
_HELD = 25  # percent, who get nothing


@dataclass
class Care:
    """What people of the shop do for customers to come back; the same demo does the same."""

    draw: random.Random
    operation: Callable[[], str]

    def hire(self, session: Session) -> None:
        """Let the owner name those who work here."""
        for name, role in _TEAM.items():
            add_staff(session, name=name, role=role, operation_id=self.operation())

    def on_duty(self, session: Session) -> Session:
        """Return the session of one of them."""
        name = self.draw.choice(list(_TEAM))
        return session.with_request(clock=session.clock, staff=name, role=_TEAM[name])

    def may_answer(self, session: Session, customer_id: str) -> None:
        """Ask somebody at the counter how likely they are to recommend the shop; a few answer."""
        if self.draw.random() >= _ANSWERS:
            return
        [score] = self.draw.choices(_SCORES, _HOW_OFTEN)
        words = self.draw.choice([None, *_words(score)])
        printed = score >= _SCORES[1] and self.draw.random() < _MAY_BE_PRINTED
        give_feedback(
            session, customer_id=customer_id, score=score, comment=words,
            quotable=words is not None and printed, operation_id=self.operation(),
        )  # fmt: skip

    def look_after(self, session: Session) -> None:
        """Go through a part of the day's list: ring some people up and note it."""
        for kind, many in _LOOKED_AT.items():
            for each in follow_ups(session.moment(), kind=kind, limit=many):
                finish_follow_up(
                    self.on_duty(session), follow_up=each.id, by="call", note=_said(kind),
                    operation_id=self.operation(),
                )  # fmt: skip

    def try_something(self, session: Session) -> None:
        """Write to those who have not come for a while; one in four gets nothing."""
        terms = {
            "name": tr("We have kept your shelf"),
            "segment": _AWAY,
            "offer": {"reward": tr("¥200 off")},
            "channel": "postcard",
            "message": tr("New records have come in. We would be glad to see you."),
            "from": session.today.isoformat(),
            "to": (session.today + timedelta(weeks=CAMPAIGN_WEEKS)).isoformat(),
            "holdout_percent": _HELD,
            "cost_each": "85",
        }
        segment = read_segment(_AWAY, digits=session.settings.digits)
        drawn = preview_campaign(session, segment, channel="postcard", holdout_percent=_HELD)
        if not drawn.held:
            return  # too few to hold anybody out
        campaign = add_campaign(session, terms=terms, operation_id=self.operation()).name
        start_campaign(session, campaign=campaign, operation_id=self.operation(), below=self._below)
        note_written(session, campaign=campaign, operation_id=self.operation())

    def promise(self, session: Session, customers: Sequence[str]) -> None:
        """Leave two promises for the day on which the demo is opened."""
        tomorrow = session.today + timedelta(days=1)
        told = (
            ("complaint", tr("The record was scratched. Ken promised to call back."), time(14)),
            ("promise", tr("Keep the Nina Simone box and ring when it is here."), None),
        )
        for customer_id, (kind, why, at) in zip(customers, told, strict=False):
            add_promise(
                session, customer_id=customer_id, kind=kind, why=why,  # type: ignore[arg-type]
                due_day=tomorrow, due_time=at, owed_by="Ken", operation_id=self.operation(),
            )  # fmt: skip

    def _below(self, many: int) -> int:
        return self.draw.randrange(many)


def _words(score: int) -> tuple[str, ...]:
    if score >= 9:
        return (
            tr("They remember what I like."),
            tr("The kindest record shop in town."),
            tr("I always leave with something I did not know I needed."),
            tr("My daughter found her first record here."),
        )
    if score >= 7:
        return (tr("Nice, but the shelves are a little crowded."),)
    return (
        tr("Too long a queue on Saturday."),
        tr("The record I was promised was gone."),
        tr("Nobody had time to help."),
    )


def _said(kind: Kind) -> str:
    said = {
        "unhappy": tr("Said sorry and thank you for telling us."),
        "slipping_away": tr("Was glad that somebody called."),
        "newcomer": tr("Thanked for the first visit, told about stamps."),
    }
    return said[kind]
