"""Streaks in the book: which there are, and how far customers have come, from their visits."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import BadRequest
from db.moment import Moment
from db.queries.facts import COLUMNS, Fact, fact_of_row
from db.rules.shop import Gift
from db.rules.streaks import (
    GivenRun,
    Streak,
    StreakStanding,
    run_broken,
    runs_completed,
    standing_on,
    week_of,
)

_STREAKS = "SELECT id, name, weeks, visits, gift, since, offered FROM streaks ORDER BY rowid"
_DAYS = """
SELECT DISTINCT day FROM sales
WHERE customer_id = :customer AND day >= :since AND amount >= 0 AND at <= :until
  AND (refunded_whole_at IS NULL OR refunded_whole_at > :until)
"""
# By their claims, since a regular has thousands of other facts.
_GIVEN = f"""
WITH family (id) AS (
  SELECT :customer UNION ALL SELECT id FROM merged_customers WHERE kept_id = :customer
), stems (stem) AS (SELECT 'streak:' || streaks.id || ':' || family.id FROM streaks, family)
SELECT {", ".join(COLUMNS)} FROM stems CROSS JOIN facts AS given
WHERE claim >= stem || ':' AND claim < stem || ';' AND at <= :until AND NOT EXISTS (
  SELECT 1 FROM facts AS taken WHERE taken.at <= :until
    AND taken.claim = 'streak.take:' || printf('%x-%d', given.origin, given.seq)
)
"""  # noqa: S608 - our own words
_TOTALS = """
SELECT doc ->> 'streak', sum(iif(kind = 'streak.give', 1, -1)) FROM facts
WHERE kind IN ('streak.give', 'streak.take') GROUP BY 1
"""
_FOR_EVER_MS = 2**62


@dataclass(frozen=True)
class StreakCount:
    """What a streak makes of a sale: the runs that it completes, and how far it has come then."""

    standing: StreakStanding
    runs: tuple[GivenRun, ...] = ()

    @property
    def points(self) -> int:
        """Return the points that the sale brings by the streak."""
        return len(self.runs) * self.standing.streak.gift.points


def all_streaks(db: Database) -> list[Streak]:
    """Return every streak, those no longer offered too, in the order of adding."""
    return list(_understood(tuple(db.conn.execute(_STREAKS).fetchall())))


def streak_named(db: Database, name: str) -> Streak:
    """Return the streak of that name; raises BadRequest that says which there are."""
    streaks = all_streaks(db)
    for streak in streaks:
        if streak.name == name:
            return streak
    raise BadRequest("streak", "choice", ", ".join(streak.name for streak in streaks) or "–")


def streaks_of(moment: Moment, customer_id: str) -> list[StreakStanding]:
    """Return how far the customer has come with each streak that is offered, as of the moment."""
    until_ms = milliseconds(moment.now)
    return [count.standing for count in _counts(moment, customer_id, until_ms=until_ms)]


def streaks_on_sale(moment: Moment, customer_id: str | None) -> tuple[StreakCount, ...]:
    """Return what a sale of the moment makes of each streak that is offered.

    All visits count that were entered, so that a slip of last week closes a gap.
    """
    if customer_id is None:
        return ()
    return _counts(moment, customer_id, until_ms=_FOR_EVER_MS, sold=True)


def broken_runs(db: Database, customer_id: str, *, day: str) -> list[Fact]:
    """Return the gifts whose run lost the visits of this day's week, as they were given."""
    given = _standing_gifts(db, customer_id, until_ms=_FOR_EVER_MS)
    if not given:
        return []
    days = _days(db, customer_id, since=date.min, until_ms=_FOR_EVER_MS)
    week = week_of(date.fromisoformat(day))
    return [fact for fact in given if run_broken(_run(fact), days, week=week)]


def claim_of(db: Database, streak: Streak, customer_id: str, week: date) -> str:
    """Return what a gift claims; one that was taken back may be given again, under a number."""
    claim = f"streak:{streak.id}:{customer_id}:{week.isoformat()}"
    (times,) = db.conn.execute(
        "SELECT count(*) FROM facts WHERE claim = :one OR claim >= :many AND claim < :after",
        {"one": claim, "many": f"{claim}:", "after": f"{claim};"},
    ).fetchone()
    return claim if times == 0 else f"{claim}:{times + 1}"


def taken_claim(gift: str) -> str:
    """Return what taking a gift back claims, since it can happen only once."""
    return f"streak.take:{gift}"


def streak_totals(db: Database) -> dict[str, int]:
    """Return how often each streak gave its gift, less what was taken back, by its id."""
    return dict(db.conn.execute(_TOTALS).fetchall())


def _counts(
    moment: Moment, customer_id: str, *, until_ms: int, sold: bool = False
) -> tuple[StreakCount, ...]:
    streaks = [streak for streak in all_streaks(moment.db) if streak.offered]
    if not streaks:
        return ()
    since = min(streak.since for streak in streaks)
    days = _days(moment.db, customer_id, since=since, until_ms=until_ms)
    if sold:
        days.add(moment.today)
    given = _standing_gifts(moment.db, customer_id, until_ms=until_ms)
    found = []
    for streak in streaks:
        had = [_run(fact) for fact in given if fact.doc["streak"] == streak.id]
        runs = runs_completed(streak, days, had) if sold else []
        standing = standing_on(streak, days, [*had, *runs], on=moment.today)
        found.append(StreakCount(standing, tuple(runs)))
    return tuple(found)


def _days(db: Database, customer_id: str, *, since: date, until_ms: int) -> set[date]:
    asked = {"customer": customer_id, "since": since.isoformat(), "until": until_ms}
    return {date.fromisoformat(day) for (day,) in db.conn.execute(_DAYS, asked).fetchall()}


def _standing_gifts(db: Database, customer_id: str, *, until_ms: int) -> list[Fact]:
    """Return the gifts of streaks that were given and not taken back."""
    asked = {"customer": customer_id, "until": until_ms}
    return [fact_of_row(row) for row in db.query(_GIVEN, asked)]


def _run(fact: Fact) -> GivenRun:
    doc = fact.doc
    return GivenRun(date.fromisoformat(doc["week"]), doc["weeks"], doc["visits"])


@lru_cache(maxsize=8)
def _understood(rows: Iterable[tuple[str, str, int, int, str, str, int]]) -> tuple[Streak, ...]:
    """Understand the streaks once; every sale asks for them again, and they rarely change."""
    return tuple(
        Streak(
            id, name, weeks, visits, Gift(**json.loads(gift)), date.fromisoformat(since),
            bool(offered),
        )
        for id, name, weeks, visits, gift, since, offered in rows
    )  # fmt: skip
