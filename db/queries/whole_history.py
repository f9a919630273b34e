"""All that ever happened with a customer, the newest first, made line by line as it is read."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Literal

from sqlite_utils import Database

from db.clock import instant, milliseconds
from db.moment import Moment
from db.queries.balances import Running, running_figures
from db.queries.customers import customer_names
from db.queries.facts import COLUMNS, Fact, fact_of_row, facts_of_customer
from db.queries.history import Beside, HistoryLine, acts_of, beside_acts, head_of, line_of
from db.queries.merging import family_of
from db.queries.tiers import tier_history
from db.rules.tiers import TierChange

Group = Literal[
    "purchases", "rewards", "points", "stamps", "plan", "tier", "friends", "money", "talks",
]  # fmt: skip
GROUPS: tuple[Group, ...] = (
    "purchases", "rewards", "points", "stamps", "plan", "tier", "friends", "money", "talks",
)  # fmt: skip

# By the first word of a fact's kind. Points count only where an act is about them alone.
_GROUP_OF: dict[str, Group] = {
    "sale": "purchases",
    "refund": "purchases",
    "reward": "rewards",
    "cause": "rewards",
    "coupon": "rewards",
    "stamps": "stamps",
    "streak": "stamps",
    "subscription": "plan",
    "referral": "friends",
    "credit": "money",
    "voucher": "money",
    "feedback": "talks",
    "contact": "talks",
    "followup": "talks",
}
_BEFORE_IT_BEGINS, _IN_THE_DAY, _WHEN_IT_ENDS = -1, 0, 1
_FRIENDS = f"""
SELECT {", ".join(COLUMNS)} FROM facts
WHERE kind IN ('referral.attach', 'referral.qualify', 'referral.decline') AND at <= :until
  AND customer IN (
    SELECT referee_id FROM referrals WHERE referrer_id IN (SELECT value FROM json_each(:family))
  )
ORDER BY at, hlc, origin, seq
"""  # noqa: S608 - our own words


@dataclass(frozen=True)
class _Entry:
    """Something that happened; its words are made when somebody looks at it."""

    day: str
    place: int  # in the day: points expire before it begins, a tier is looked at when it ends
    at: int
    groups: frozenset[Group]
    line: Callable[[], HistoryLine]


@dataclass(frozen=True)
class History:
    """What happened with one customer, read once; the oldest entry first."""

    entries: tuple[_Entry, ...]

    def groups(self) -> list[Group]:
        """Return the kinds of things that happened at all, in their usual order."""
        found = frozenset[Group]().union(*(entry.groups for entry in self.entries))
        return [group for group in GROUPS if group in found]

    def lines(self, group: Group | None = None) -> Iterator[HistoryLine]:
        """Yield the lines, the newest first: all of them, or those of one kind."""
        return (
            entry.line()
            for entry in reversed(self.entries)
            if group is None or group in entry.groups
        )


def whole_history(moment: Moment, customer_id: str) -> History:
    """Return all that happened with a customer up to the moment, and what followed from it."""
    until_ms = milliseconds(moment.now)
    facts = list(facts_of_customer(moment.db, customer_id, until_ms=until_ms))
    beside = beside_acts(moment.db, customer_id, facts)
    acts = [(act, head) for act in acts_of(facts) if (head := head_of(act)) is not None]
    last_facts = {act[-1].id for act, _ in acts}
    figures = running_figures(facts, customer_id, of_facts=last_facts, today=moment.today)
    when = {fact.id: fact.at for fact in facts}
    entries = [
        *_told_by_friends(moment.db, customer_id, until_ms=until_ms),
        *_told_by_facts(acts, beside, figures),
        *_told_by_time(figures, moment),
        *_told_by_tiers(moment, tier_history(moment, customer_id), when),
    ]
    entries.sort(key=lambda entry: (entry.day, entry.place, entry.at))
    return History(tuple(entries))


def _told_by_facts(
    acts: Iterable[tuple[Sequence[Fact], Fact]], beside: Beside, figures: Running
) -> Iterator[_Entry]:
    for act, head in acts:
        yield _Entry(
            day=head.day,
            place=_IN_THE_DAY,
            at=head.at,
            groups=_groups(act, head, beside),
            line=partial(_line, act, beside, after=figures.after[act[-1].id]),
        )


def _line(act: Sequence[Fact], beside: Beside, *, after: int) -> HistoryLine:
    return replace(line_of(act, beside), after=after)


def _groups(act: Iterable[Fact], head: Fact, beside: Beside) -> frozenset[Group]:
    if head.kind == "undo":
        undone = beside.acts.get(head.doc["act"], [])
        told = head_of(undone)
        return _groups(undone, told, beside) if told is not None else frozenset()
    found = {_GROUP_OF.get(fact.kind.partition(".")[0]) for fact in act}
    if any(fact.doc.get("reason") == "referral" for fact in act):
        found.add("friends")
    if head.kind.startswith("points."):
        found.add("points")
    return frozenset(group for group in found if group is not None)


def _told_by_friends(db: Database, customer_id: str, *, until_ms: int) -> Iterator[_Entry]:
    """Yield what happened with the friends whom somebody brought."""
    family = json.dumps(family_of(db, customer_id))
    rows = db.query(_FRIENDS, {"family": family, "until": until_ms})
    facts = [fact for fact in map(fact_of_row, rows) if _is_told(fact)]
    names = customer_names(db, (fact.customer for fact in facts if fact.customer))
    for fact in facts:
        line = HistoryLine(
            kind="friend",
            at=instant(fact.at),
            id=fact.id,
            name=names.get(fact.customer or "", ""),
            reason=fact.kind.removeprefix("referral."),
            staff=fact.staff,
        )
        yield _Entry(fact.day, _IN_THE_DAY, fact.at, frozenset({"friends"}), partial(replace, line))


def _is_told(fact: Fact) -> bool:
    """Tell whether a friend's fact is a line: a gift that was given at once is one by itself."""
    return fact.kind != "referral.qualify" or bool(fact.doc.get("signs"))


def _told_by_time(figures: Running, moment: Moment) -> Iterator[_Entry]:
    """Yield what expired by itself."""
    for told in figures.expired:
        at = _noon(told.day, moment)
        line = HistoryLine(
            kind="expired", at=at, id="", points=-told.points, after=told.after, has_hour=False
        )
        yield _Entry(
            day=told.day.isoformat(),
            place=_BEFORE_IT_BEGINS,
            at=milliseconds(at),
            groups=frozenset({"points"}),
            line=partial(replace, line),
        )


def _noon(day: date, moment: Moment) -> datetime:
    """Return an hour of a day, for what has none."""
    return datetime.combine(day, time(12), moment.settings.timezone).astimezone(UTC)


def _told_by_tiers(
    moment: Moment, changes: Iterable[TierChange], when: Mapping[str, int]
) -> Iterator[_Entry]:
    """Yield each change of the tier: at the sale or refund that made it, else when a day ended."""
    for change in changes:
        known = when.get(change.fact)
        line = HistoryLine(
            kind="tier",
            at=_noon(change.day, moment) if known is None else instant(known),
            id="",
            has_hour=known is not None,
            tier=change,
        )
        yield _Entry(
            day=change.day.isoformat(),
            place=_IN_THE_DAY if line.has_hour else _WHEN_IT_ENDS,
            at=milliseconds(line.at),
            groups=frozenset({"tier"}),
            line=partial(replace, line),
        )
