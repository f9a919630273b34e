"""Follow-ups by their ids: whose they are now, and what was answered to them."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from db.clock import milliseconds
from db.moment import Moment
from db.queries.customers import owner_now
from db.rules.follow_ups import Kind, follow_up_id, parts_of, what_of

_PROMISE = "SELECT customer_id, kind FROM promises WHERE id = ?"
_OF_FACT = {
    "unhappy": "SELECT 1 FROM feedback WHERE customer_id = :customer AND id = :fact",
    "referral": "SELECT 1 FROM referrals WHERE referrer_id = :customer AND sale = :fact",
}
_LAST = """
SELECT customer_id, kind, what, answer, until FROM (
  SELECT answers.customer_id, kind, what, answer, until, row_number() OVER (
    PARTITION BY answers.customer_id, kind, what ORDER BY answer = 'done' DESC, at DESC, id DESC
  ) AS place
  FROM (SELECT value AS customer_id FROM json_each(:customers)) AS asked
  CROSS JOIN follow_up_answers AS answers ON answers.customer_id = asked.customer_id
  WHERE at <= :now
) WHERE place = 1
"""

Key = tuple[str, str, str]  # customer, kind, what


@dataclass(frozen=True)
class KnownFollowUp:
    """A follow-up as the book knows it now: a merging may have given it another customer."""

    id: str
    kind: Kind
    customer_id: str
    done: bool


def known_follow_up(moment: Moment, follow_up: str) -> KnownFollowUp | None:
    """Return whose a follow-up is now and whether it was done, None where nobody knows it."""
    row = moment.db.conn.execute(_PROMISE, (follow_up,)).fetchone()
    if row is not None:
        customer_id, kind, id = str(row[0]), row[1], follow_up
    else:
        parts = parts_of(follow_up)
        if parts is None:
            return None
        kind, customer_id, what = parts
        customer_id = owner_now(moment.db, customer_id)
        if not _stands(moment, kind, customer_id, what):
            return None
        id = follow_up_id(kind, customer_id, what)
    hidden = hidden_follow_ups(moment, [customer_id], done_only=True)
    return KnownFollowUp(id, kind, customer_id, (customer_id, kind, what_of(id)) in hidden)


def hidden_follow_ups(
    moment: Moment, customer_ids: Iterable[str], *, done_only: bool = False
) -> Collection[Key]:
    """Return what of some customers is not shown on a day: done, or put off to a day ahead."""
    asked = {"customers": json.dumps(sorted(set(customer_ids))), "now": milliseconds(moment.now)}
    rows = moment.db.conn.execute(_LAST, asked).fetchall()
    today = moment.today.isoformat()
    return {
        (customer_id, kind, what)
        for customer_id, kind, what, answer, until in rows
        if answer == "done" or (not done_only and until > today)
    }


def is_answered(db: Database, follow_up: str) -> bool:
    """Tell whether a promise was done or put off."""
    question = "SELECT 1 FROM follow_up_answers WHERE follow_up = ?"
    return db.conn.execute(question, (follow_up,)).fetchone() is not None


def _stands(moment: Moment, kind: Kind, customer_id: str, what: str) -> bool:
    """Tell whether there is somebody, and something, that the follow-up is about."""
    db = moment.db.conn
    if db.execute("SELECT 1 FROM customers WHERE id = ?", (customer_id,)).fetchone() is None:
        return False
    of_fact = _OF_FACT.get(kind)
    if of_fact is None:
        return True
    asked = {"customer": customer_id, "fact": what.removeprefix("ask-")}
    return db.execute(of_fact, asked).fetchone() is not None
