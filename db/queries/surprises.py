"""Surprises: what was drawn before, and who won."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from db.clock import instant
from db.rules.shop import Gift
from db.rules.surprises import WeightedGift

_TAGS = "SELECT DISTINCT value FROM customers, json_each(tags) ORDER BY value"
_DRAWS = """
SELECT doc ->> 'draw', doc ->> 'name', at, day, staff, doc ->> 'size', doc ->> 'count',
  doc ->> 'odds', doc ->> 'group_words', doc -> 'group', doc -> 'gifts', doc -> 'winners'
FROM facts WHERE kind = 'surprise.draw' {condition} ORDER BY at DESC, hlc DESC LIMIT :limit
"""
_PEOPLE = """
SELECT id, id, number, name, phone FROM customers
WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT merged_customers.id, customers.id, customers.number, customers.name, customers.phone
FROM merged_customers JOIN customers ON customers.id = kept_id
WHERE merged_customers.id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True)
class Winner:
    """Somebody who was drawn, by the name that is theirs now, and what they got."""

    customer_id: str
    number: str
    name: str
    gift: Gift
    code: str | None = None  # of the coupon
    phone: str | None = None


@dataclass(frozen=True)
class DrawnSurprise:
    """A draw that was made: from which group, with which odds, who won what."""

    id: str
    name: str
    at: datetime  # UTC
    day: date
    staff: str | None
    size: int  # of the group
    count: int
    odds: str  # "3/120"
    group_words: str  # as they were said on that day
    group: dict[str, Any]
    gifts: tuple[WeightedGift, ...]
    winners: tuple[Winner, ...]


def tags_in_use(db: Database) -> list[str]:
    """Return every word that was put on customers, in the order of the alphabet."""
    rows = db.conn.execute(_TAGS).fetchall()
    return [tag for (tag,) in rows]


def surprises_made(db: Database) -> int:
    """Return how many draws were made."""
    row = db.conn.execute("SELECT count(*) FROM facts WHERE kind = 'surprise.draw'").fetchone()
    return int(row[0])


def surprises(db: Database, *, limit: int = 100) -> list[DrawnSurprise]:
    """Return the draws that were made, the newest first."""
    return list(_drawn(db, "", {"limit": limit}))


def surprise_with_id(db: Database, draw: str) -> DrawnSurprise:
    """Return one draw by its id."""
    found = _drawn(db, "AND doc ->> 'draw' = :draw", {"limit": 1, "draw": draw})
    return next(found)


def _drawn(db: Database, condition: str, values: dict[str, Any]) -> Iterator[DrawnSurprise]:
    rows = db.conn.execute(_DRAWS.format(condition=condition), values).fetchall()
    for draw, name, at, day, staff, size, count, odds, words, group, gifts, winners in rows:
        weighted = tuple(
            WeightedGift(Gift(each.get("points", 0), each.get("reward")), each["weight"])
            for each in json.loads(gifts)
        )
        yield DrawnSurprise(
            id=draw,
            name=name,
            at=instant(at),
            day=date.fromisoformat(day),
            staff=staff,
            size=size,
            count=count,
            odds=odds,
            group_words=words,
            group=json.loads(group),
            gifts=weighted,
            winners=tuple(_winners(db, json.loads(winners), weighted)),
        )


def _winners(
    db: Database, told: list[dict[str, Any]], gifts: tuple[WeightedGift, ...]
) -> Iterator[Winner]:
    ids = json.dumps([each["customer"] for each in told])
    people = {id: rest for id, *rest in db.conn.execute(_PEOPLE, {"ids": ids}).fetchall()}
    for each in told:
        if each["customer"] in people:  # somebody who asked to be forgotten is nobody any more
            owner, number, name, phone = people[each["customer"]]
            gift = gifts[each["gift"]].gift
            yield Winner(owner, number, name, gift, each.get("code"), phone)
