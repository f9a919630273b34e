"""What is known of each customer on a day that says whether to approach them; rules/scoring.py."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from db.collecting import nothing_to_collect
from db.moment import Moment
from db.rules.buyers import twice_rhythm
from db.rules.scoring import Signs, worth_ranks

YEAR_DAYS = 365
_THREE_DAYS = len("2026-11-22,2026-11-22,2026-11-22")  # fewer have no rhythm
PLAN_ENDED_DAYS = 180  # a plan that ended earlier is no news
# A negative row from a file is a refund: it is no visit, and lowers what was paid.
_VISITS = """
SELECT customer_id, group_concat(day) FILTER (WHERE amount >= 0) AS days,
  coalesce(sum(paid) FILTER (WHERE day > :year_ago), 0)
FROM sales INDEXED BY sales_of_customer
WHERE customer_id IS NOT NULL AND day <= :today
GROUP BY customer_id HAVING days IS NOT NULL
"""
_HANDED_BACK = """
SELECT customer_id, sum(money_back) FROM refunds INDEXED BY refunds_by_day
WHERE day > :year_ago AND day <= :today AND customer_id IS NOT NULL GROUP BY customer_id
"""
_ANSWERS = """
SELECT customer_id, score, day, max(at) FROM feedback
WHERE day > :year_ago AND day <= :today GROUP BY customer_id
"""
_ENDED_PLANS = """
SELECT customer_id, max(min(coalesce(ended, until), until)) AS last_day FROM subscriptions
WHERE began <= :today GROUP BY customer_id
HAVING last_day < :today AND last_day >= :plan_ended_from
  AND max(paused_from IS NOT NULL AND ended IS NULL
    OR min(coalesce(ended, '9999-12-31'), date(until, '+' || grace_days || ' days')) >= :today) = 0
"""
_FRIENDS = """
SELECT referrer_id, count(*) FROM referrals
WHERE qualified_on <= :today AND (reversed_on IS NULL OR reversed_on > :today)
GROUP BY referrer_id
"""


def customer_signs(moment: Moment) -> Mapping[str, Signs]:
    """Return the signs of every customer who has bought by the moment, by their ids."""
    with nothing_to_collect():
        return _read(moment)


def _read(moment: Moment) -> dict[str, Signs]:
    asked = _asked(moment)
    db = moment.db
    back = dict(db.conn.execute(_HANDED_BACK, asked).fetchall())
    ordinal = _Ordinals().__getitem__
    today = moment.today.toordinal()
    seen: list[tuple[str, int, int | None, int]] = []
    for id, text, paid in db.conn.execute(_VISITS, asked).fetchall():
        worth = paid - back.get(id, 0)
        if len(text) < _THREE_DAYS:
            seen.append((id, today - ordinal(max(text.split(","))), None, worth))
        else:
            days = sorted(map(ordinal, text.split(",")))
            seen.append((id, today - days[-1], twice_rhythm(days), worth))
    ranks = worth_ranks(worth for *_, worth in seen)
    rank_of = {worth: ranks.of(worth) for worth in {worth for *_, worth in seen}}
    signs = {id: Signs(since, twice, worth, rank_of[worth]) for id, since, twice, worth in seen}
    for id, known in _rare(db, asked).items():
        signs[id] = signs.get(id, Signs())._replace(**known)
    return signs


def _rare(db: Database, asked: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    """Return what is known of few: answers, plans that ended, friends."""
    known: dict[str, dict[str, Any]] = {}
    for id, score, day, _ in db.conn.execute(_ANSWERS, asked).fetchall():
        known.setdefault(id, {}).update(scored=score, scored_on=date.fromisoformat(day))
    for id, day in db.conn.execute(_ENDED_PLANS, asked).fetchall():
        known.setdefault(id, {}).update(plan_ended_on=date.fromisoformat(day))
    for id, friends in db.conn.execute(_FRIENDS, asked).fetchall():
        known.setdefault(id, {}).update(friends=friends)
    return known


def _asked(moment: Moment) -> dict[str, object]:
    today = moment.today
    return {
        "today": today.isoformat(),
        "year_ago": (today - timedelta(days=YEAR_DAYS)).isoformat(),
        "plan_ended_from": (today - timedelta(days=PLAN_ENDED_DAYS)).isoformat(),
    }


class _Ordinals(dict[str, int]):
    """The ordinal of each day as the book writes it, read once."""

    def __missing__(self, day: str) -> int:
        ordinal = self[day] = date.fromisoformat(day).toordinal()
        return ordinal
