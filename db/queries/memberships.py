"""Customers' times on plans, as they were known on a day."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from db.queries.facts import facts_of_kinds
from db.queries.merging import kept_ids
from db.queries.subscriptions import SUBSCRIPTION_KINDS, events_by_subscription
from db.rules.recurring import Membership, Stretch, membership_of
from db.rules.subscriptions import subscription_of

_ROWS = """
SELECT id, customer_id, began, until, grace_days, plan_id, plan, price, every, paused_from,
  cancelled_on, reason, ended
FROM subscriptions WHERE began <= ? AND until BETWEEN ? AND ?
"""
_SPANS = """
SELECT subscription_id, first_day, last_day, kind, plan_id, plan, price, every
FROM subscription_spans {those} ORDER BY subscription_id, first_day
"""
_THOSE = """
WHERE subscription_id IN (SELECT id FROM subscriptions WHERE until BETWEEN ? AND ?)
"""
_ALL_DAYS = (date.min, date.max)
_LATER = f"""
SELECT DISTINCT coalesce(doc ->> 'subscription', printf('%x-%d', origin, seq)) FROM facts
WHERE kind IN ({", ".join(f"'{kind}'" for kind in SUBSCRIPTION_KINDS)}) AND day > ?
"""  # noqa: S608 - our own words


def memberships(
    db: Database,
    *,
    began_by: date,
    known_on: date,
    ending: tuple[date, date] = _ALL_DAYS,
) -> list[Membership]:
    """Return the memberships that began by a day; what came after the known day does not count.

    `ending`: only those whose last day lies between these two. The tables know today; those that
    were touched later are worked out from their facts.
    """
    later = {id for (id,) in db.conn.execute(_LATER, (known_on.isoformat(),)).fetchall()}
    found = [each for each in _from_tables(db, began_by, ending) if each.id not in later]
    if later:
        then = _from_facts(db, known_on)
        found += [each for each in then if each.id in later and each.began <= began_by]
    return [each for each in found if ending[0] <= each.until <= ending[1]]


def _from_tables(db: Database, began_by: date, ending: tuple[date, date]) -> Iterator[Membership]:
    between = (ending[0].isoformat(), ending[1].isoformat())
    those = () if ending == _ALL_DAYS else between
    spans = _SPANS.format(those=_THOSE if those else "")
    day_of = cache(date.fromisoformat)  # many members, few days
    stretches = {
        id: tuple(Stretch(day_of(first), day_of(last), *agreed) for _, first, last, *agreed in rows)
        for id, rows in groupby(db.conn.execute(spans, those), key=itemgetter(0))
    }
    for row in db.conn.execute(_ROWS, (began_by.isoformat(), *between)).fetchall():
        id, customer_id, began, until, grace_days, *terms, paused, cancelled, reason, ended = row
        last = day_of(until)
        yield Membership(
            id,
            customer_id,
            day_of(began),
            last,
            grace_days,
            Stretch(last, last, "paid", *terms),
            stretches.get(id, ()),
            paused_from=day_of(paused) if paused else None,
            cancelled_on=day_of(cancelled) if cancelled else None,
            reason=reason,
            ended=day_of(ended) if ended else None,
        )


def _from_facts(db: Database, known_on: date) -> Iterator[Membership]:
    now = kept_ids(db)
    known = [fact for fact in facts_of_kinds(db, SUBSCRIPTION_KINDS)
             if fact.day <= known_on.isoformat()]  # fmt: skip
    owners = {fact.id: str(fact.customer) for fact in known}
    for id, events in events_by_subscription(known).items():
        owner = owners[id]
        yield membership_of(subscription_of(events, customer_id=now.get(owner, owner)))
