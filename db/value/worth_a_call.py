"""Whom to ring up first: who may be called, was left alone of late, and gives a reason."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlite_utils import Database

from db.moment import Moment
from db.queries.contacts import spoken_to_since
from db.rules.follow_ups import Reach, channel_for, is_quiet
from db.rules.scoring import Score, Signs
from db.value.standing import Chance, Chances, customer_chances

_AT_A_TIME = 200
_PEOPLE = """
SELECT id, number, name, phone, address, email, channel, consent FROM customers
WHERE id IN (SELECT value FROM json_each(?)) AND phone IS NOT NULL
"""


@dataclass(frozen=True)
class WorthACall:
    """Somebody worth a call, and why."""

    customer_id: str
    number: str
    name: str
    phone: str  # as it is kept; db/phones.py shows it
    signs: Signs
    score: Score
    chance: Chance


def worth_a_call(
    moment: Moment, limit: int = 10, *, quiet_days: int | None = None
) -> list[WorthACall]:
    """Return those most worth a call, best first; equal scores by yearly worth.

    Left out are those without a phone, who like another way better or asked for no calls, and who
    were spoken or written to within the quiet days (those of the settings, where none are said).
    """
    quiet = moment.settings.follow_ups.quiet_days if quiet_days is None else quiet_days
    spoken = spoken_to_since(moment, moment.today - timedelta(days=quiet))
    chances = customer_chances(moment)
    ids = [
        id
        for id in _best_first(chances)
        if not is_quiet(spoken.get(id), moment.today, quiet_days=quiet)
    ]
    found: list[WorthACall] = []
    for start in range(0, len(ids), _AT_A_TIME):
        if len(found) >= limit:
            break
        found.extend(_reachable(moment.db, chances, ids[start : start + _AT_A_TIME]))
    return found[:limit]


def _best_first(chances: Chances) -> list[str]:
    signs, scores = chances.signs, chances.scores
    return sorted(scores, key=lambda id: (-scores[id].points, -signs[id].yearly_worth, id))


def _reachable(db: Database, chances: Chances, ids: list[str]) -> Iterator[WorthACall]:
    people = {row[0]: row for row in db.conn.execute(_PEOPLE, (json.dumps(ids),)).fetchall()}
    for id in ids:
        if id in people and _likes_calls(people[id]):
            number, name, phone = people[id][1:4]
            yield WorthACall(
                id, number, name, phone, chances.signs[id], chances.scores[id], chances.of(id)
            )


def _likes_calls(row: tuple[Any, ...]) -> bool:
    *_, phone, address, email, channel, consent = row
    reach = Reach(phone, address, email, channel, tuple(json.loads(consent)))
    return channel_for("unhappy", reach) == "call"  # by voice first, unless they like another way
