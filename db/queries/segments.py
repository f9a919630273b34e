"""Segments: who is in a group now, how many they are, and the groups that were given a name."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from sqlite_utils import Database

from db.errors import BadRequest
from db.moment import Moment
from db.queries.figure_cache import kept_histories
from db.queries.subscriptions import plan_named
from db.queries.tier_members import tiers_held
from db.queries.tiers import tiers_on
from db.rules.buyers import scores, twice_rhythm
from db.rules.channels import agreements, needed_for, needs_a_yes, refusals, way_of
from db.rules.groups import group_of_scores
from db.rules.histories import History
from db.rules.segments import LOYAL_MONTHS, SETTLED_MONTHS, Segment, read_segment
from db.rules.spans import months_back
from db.rules.surprises import Group

# Those who were merged into others stand elsewhere: nobody is in it twice. Everybody has a row in
# both tables; each is asked alone, since joining fifty thousand rows takes longer than both.
_TABLES = {
    "customers": "SELECT id FROM customers WHERE {conditions}",
    "totals": "SELECT customer_id FROM customer_totals WHERE {conditions}",
}
_SAYS = "EXISTS (SELECT 1 FROM json_each(consent) WHERE lower(value) IN ({words}))"
_FIRST_SALE = "(SELECT min(day) FROM sales WHERE sales.customer_id = customers.id AND amount >= 0)"
_ASKED_OF_TOTALS = {
    "visited_since": "last_day >= :visited_since",
    "not_visited_since": "(last_day IS NULL OR last_day < :not_visited_since)",
    "visited_within_days": "last_day >= :visited_within_days",
    "not_visited_within_days": "(last_day IS NULL OR last_day < :not_visited_within_days)",
    "minimum_spent": "spent >= :minimum_spent",
    "minimum_visits": "visits >= :minimum_visits",
    "maximum_visits": "visits <= :maximum_visits",
}
_ASKED = {
    "tag": "EXISTS (SELECT 1 FROM json_each(tags) WHERE value = :tag)",
    "birthday_month": "substr(birthday, -5, 2) = :birthday_month",
    "joined_since": "joined >= :joined_since",
    "joined_before": "joined < :joined_before",
    "joined_within_days": "joined >= :joined_within_days",
    "plan": """customers.id IN (
      SELECT customer_id FROM subscriptions WHERE plan_id = :plan AND began <= :today
        AND (ended IS NULL OR ended >= :today)
        AND (paused_from IS NOT NULL OR date(until, '+' || grace_days || ' days') >= :today))""",
    "brought_friends": """customers.id IN (
      SELECT referrer_id FROM referrals WHERE qualified_on <= :today AND reversed_on IS NULL
      GROUP BY referrer_id HAVING count(*) >= :brought_friends)""",
    "customers": """customers.id IN (
      SELECT id FROM customers WHERE id IN (SELECT value FROM json_each(:customers))
      UNION SELECT id FROM customers WHERE number IN (SELECT value FROM json_each(:customers))
      UNION SELECT kept_id FROM merged_customers
      WHERE id IN (SELECT value FROM json_each(:customers))
      UNION SELECT kept_id FROM merged_customers
      WHERE number IN (SELECT value FROM json_each(:customers)))""",
}
_FIELDS = {"has_address": "address", "has_email": "email", "has_phone": "phone"}
_DAYS = ("visited_within_days", "not_visited_within_days", "joined_within_days")


@dataclass(frozen=True)
class SavedSegment:
    """A group that the owner gave a name."""

    id: str
    name: str
    segment: Segment
    kept: bool


def segment_members(moment: Moment, segment: Segment) -> list[str]:
    """Return the ids of everybody in a segment now, in the order of the ids.

    Raises UnknownPlan, or BadRequest that names a tier or a group nobody knows.
    """
    return _members(moment, segment, field="segment")


def group_members(moment: Moment, group: Group) -> list[str]:
    """Return the ids of everybody in a group; raises UnknownPlan, or BadRequest for its tier."""
    return _members(moment, group, field="group")


def segment_size(moment: Moment, segment: Segment) -> int:
    """Return how many are in a segment now; raises as `segment_members`."""
    return len(segment_members(moment, segment))


def member_numbers(db: Database, customer_ids: Iterable[str]) -> list[str]:
    """Return the member numbers of customers, in the order asked for."""
    rows = db.conn.execute(
        "SELECT number FROM json_each(?) AS asked JOIN customers ON customers.id = asked.value"
        " ORDER BY asked.key",
        (json.dumps(list(customer_ids)),),
    ).fetchall()
    return [str(number) for (number,) in rows]


def saved_segments(db: Database, *, digits: int) -> list[SavedSegment]:
    """Return the groups that were given a name and are kept, in the order of the names."""
    rows = db.conn.execute("SELECT * FROM segments WHERE kept ORDER BY name").fetchall()
    return [_saved(row, digits) for row in rows]


def segment_named(db: Database, name: str, *, digits: int) -> SavedSegment:
    """Return a saved group; raises BadRequest where none is called so."""
    row = db.conn.execute("SELECT * FROM segments WHERE name = ? AND kept", (name,)).fetchone()
    if row is None:
        raise BadRequest("segment", "no_segment", name)
    return _saved(row, digits)


def segment_meant(moment: Moment, spoken: object) -> Segment:
    """Understand a segment as the feed speaks it, or by the name under which it was saved.

    Nothing means everybody. Raises BadRequest, BadAmount or BadDate.
    """
    digits = moment.settings.digits
    if spoken is None:
        return Segment()
    if isinstance(spoken, str):
        return segment_named(moment.db, spoken, digits=digits).segment
    if not isinstance(spoken, dict):
        raise BadRequest("segment", "type")
    return read_segment(spoken, digits=digits)


def _members(moment: Moment, group: Group, *, field: str) -> list[str]:
    asked = {name: value for name, value in vars(group).items() if value is not None}
    values: dict[str, Any] = {"today": moment.today.isoformat()}
    totals: list[str] = []
    conditions: list[str] = []
    for name, value in asked.items():
        if name in _FIELDS:
            conditions.append(f"{_FIELDS[name]} IS {'NOT ' if value else ''}NULL")
        elif name in _ASKED_OF_TOTALS:
            totals.append(_ASKED_OF_TOTALS[name])
        elif name in _ASKED:
            conditions.append(_ASKED[name])
        values[name] = _value(moment, name, value)
    if isinstance(group, Segment):
        conditions += _more_conditions(moment, group, values)
    members = _in_both(moment.db, conditions, totals, values)
    for kept in _slow_terms(moment, group, field):
        members &= kept
    return sorted(members)


def _in_both(
    db: Database, conditions: list[str], totals: list[str], values: dict[str, Any]
) -> set[str]:
    """Return for whom all conditions hold, those of the customer and those of what they bought."""
    found = [
        {id for (id,) in db.conn.execute(_TABLES[table].format(conditions=asked), values)}
        for table, asked in (
            ("customers", " AND ".join(conditions)),
            ("totals", " AND ".join(totals)),
        )
        if asked
    ]
    if not found:
        return {id for (id,) in db.conn.execute("SELECT id FROM customers")}
    return set.intersection(*found)


def _value(moment: Moment, name: str, value: Any) -> Any:  # noqa: ANN401 - of any term
    if name in _DAYS:
        return (moment.today - timedelta(days=value - 1)).isoformat()
    if name == "plan":
        return plan_named(moment.db, value).id
    if name == "birthday_month":
        return f"{value:02}"
    if name == "customers":
        return json.dumps(value)
    return value.isoformat() if isinstance(value, date) else value


def _more_conditions(moment: Moment, segment: Segment, values: dict[str, Any]) -> list[str]:
    """Return the conditions that are made of several columns."""
    conditions = []
    if segment.stage is not None:
        values["settled_by"] = months_back(moment.today, SETTLED_MONTHS).isoformat()
        loyal = months_back(moment.today, LOYAL_MONTHS) + timedelta(days=1)
        values["not_yet_loyal"] = loyal.isoformat()
        conditions.append(_STAGES[segment.stage])
    if segment.agreed_to is not None:
        conditions.append(_says(agreements(segment.agreed_to)))
        conditions.append(f"NOT {_says(refusals(segment.agreed_to))}")
    way = way_of(segment.reachable_by) if segment.reachable_by is not None else None
    if way is not None:
        conditions.append(f"{needed_for(way)} IS NOT NULL")
        conditions.append(f"NOT {_says(refusals(way))}")
        if needs_a_yes(way):
            conditions.append(_says(agreements(way)))
    return conditions


_STAGES = {
    "0-3": f"{_FIRST_SALE} > :settled_by",
    "3-18": f"{_FIRST_SALE} BETWEEN :not_yet_loyal AND :settled_by",
    "18+": f"{_FIRST_SALE} < :not_yet_loyal",
}


def _says(words: Iterable[str]) -> str:
    quoted = ", ".join(f"'{word}'" for word in sorted(words))  # our own words
    return f"(consent <> '[]' AND {_SAYS.format(words=quoted)})"


def _slow_terms(moment: Moment, group: Group, field: str) -> Iterable[frozenset[str]]:
    """Yield who meets each term that takes more than a look at a row."""
    if group.tier is not None:
        yield _held_from(moment, group.tier, field)
    if not isinstance(group, Segment):
        return
    if group.rfm is not None or group.late_days is not None:
        histories = _histories(moment)
        if group.rfm is not None:
            yield _in_group(histories, group.rfm)
        if group.late_days is not None:
            yield _late(histories, group.late_days, today=moment.today)


def _held_from(moment: Moment, name: str, field: str) -> frozenset[str]:
    """Return everybody who holds the tier of that name or a higher one."""
    tiers = {tier.name: tier for tier in tiers_on(moment.db, moment.today)}
    if name not in tiers:
        raise BadRequest(f"{field}.tier", "choice", ", ".join(tiers))
    least = tiers[name].rank
    held = tiers_held(moment.db, on=moment.today)
    return frozenset(customer for customer, tier in held.items() if tier.rank >= least)


def _histories(moment: Moment) -> dict[str, History]:
    """Return what everybody had bought by the end of today, of those who had."""
    today = moment.today.toordinal()
    return {
        id: past if past.days[-1] <= today and not past.back else past.until(today)
        for id, past in kept_histories(moment.db).items()
        if past.days[0] <= today
    }


def _in_group(histories: dict[str, History], wanted: str) -> frozenset[str]:
    """Return who has these three scores, or is in the group that goes by the name."""
    measures = {id: (past.days[-1], len(past.days), past.net) for id, past in histories.items()}
    recency, frequency, money = (
        scores(each[place] for each in measures.values()) for place in range(3)
    )
    meant = {
        (r, f, m)
        for r, f, m in product(range(1, 6), repeat=3)
        if wanted in (f"{r}{f}{m}", group_of_scores(r, f, m))
    }
    return frozenset(
        id
        for id, (last, times, net) in measures.items()
        if (recency[last], frequency[times], money[net]) in meant
    )


def _late(histories: dict[str, History], days: int, *, today: date) -> frozenset[str]:
    """Return who is so many days or more beyond the median gap between their visits."""
    now = today.toordinal()
    return frozenset(
        id
        for id, past in histories.items()
        if (twice := twice_rhythm(past.days)) is not None
        and 2 * (now - past.days[-1]) - twice >= 2 * days
    )


def _saved(row: tuple[Any, ...], digits: int) -> SavedSegment:
    id, name, terms, kept = row
    return SavedSegment(id, name, read_segment(json.loads(terms), digits=digits), bool(kept))
