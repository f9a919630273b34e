"""The shop's points of a month: what was there, came, went and fell due, and what is owed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from db.clock import milliseconds
from db.queries.merging import kept_ids
from db.queries.points import replayed_accounts
from db.rules.lots import Account
from db.rules.periods import end_of_business_date
from db.rules.shop import ShopSettings

_BEFORE = """
SELECT coalesce(sum(delta), 0) FROM facts WHERE account = 'points' AND day < ?
"""
_MOVED = """
SELECT kind, sum(delta) FROM facts WHERE account = 'points' AND day BETWEEN ? AND ? GROUP BY kind
"""
# What is left in a lot after its last day is what expired; nothing can be taken from it any more.
_EXPIRED = """
SELECT coalesce(sum(points_left) FILTER (WHERE expires_on < :before), 0),
  coalesce(sum(points_left) FILTER (WHERE expires_on >= :before), 0)
FROM lots WHERE points_left > 0 AND expires_on < :until
"""
# Nothing is taken from a lot before its first usable day either, unless its sale was refunded.
_WAITING = """
SELECT coalesce(sum(points), 0) FROM lots
WHERE usable_from > day AND usable_from > :on AND day <= :last
  AND (expires_on IS NULL OR expires_on >= :on)
  AND customer_id NOT IN (SELECT value FROM json_each(:one_by_one))
"""
# Of those whom points were taken back from by that day: who may have owed some, or waited for fewer
# than were given. Whoever owes has nothing left to use but what was waiting when the debt came;
# who was merged with somebody may have owed apart from them. The others need no second look.
_ONE_BY_ONE = """
WITH taken_back (customer_id) AS (
  SELECT DISTINCT coalesce(kept_id, customer)
  FROM facts LEFT JOIN merged_customers ON merged_customers.id = facts.customer
  WHERE kind = 'points.reverse' AND facts.day <= :last
)
SELECT customer_id FROM taken_back
WHERE (SELECT sum(delta) FROM facts INDEXED BY facts_of_customer
    WHERE customer = customer_id AND account = 'points' AND facts.day <= :last)
    < (SELECT coalesce(sum(points_left), 0) FROM lots
      WHERE lots.customer_id = taken_back.customer_id AND points_left > 0 AND expires_on <= :last)
  OR customer_id IN (SELECT customer_id FROM lots INDEXED BY lots_that_wait
    WHERE usable_from > day AND day <= :last)
  OR customer_id IN (SELECT kept_id FROM merged_customers)
"""


_MOVED_BY = """
SELECT customer, sum(delta) FROM facts WHERE account = 'points' AND day <= ? GROUP BY customer
"""
_EXPIRED_BY = """
SELECT customer_id, sum(points_left) FROM lots WHERE points_left > 0 AND expires_on < ?
GROUP BY customer_id
"""


@dataclass(frozen=True)
class PointsAccount:
    """A month's points: opening + earned − redeemed − expired − reversed + returned + adjusted."""

    opening: int = 0
    earned: int = 0
    redeemed: int = 0
    expired: int = 0
    reversed: int = 0
    returned: int = 0
    adjusted: int = 0  # corrections, opening balances, and gifts from one customer to another
    pending: int = 0  # given, but not usable yet on the last day
    owed: int = 0  # by customers who had spent points that a refund took back
    point_value: int = 1  # minor units

    @property
    def closing(self) -> int:
        """Return what customers hold together on the last day, pending included, less debt."""
        given = self.opening + self.earned + self.returned + self.adjusted
        return given - self.redeemed - self.expired - self.reversed

    @property
    def outstanding(self) -> int:
        """Return the points that stand in lots on the last day; a debt lowers nobody else's."""
        return self.closing + self.owed

    @property
    def liability(self) -> int:
        """Return what the shop owes, in minor units: points outstanding × their value."""
        return self.outstanding * self.point_value


def points_account(
    db: Database, *, first: date, last: date, on: date, settings: ShopSettings
) -> PointsAccount:
    """Return the account of a period, with what fell due up to a day within it."""
    moved = dict(db.conn.execute(_MOVED, (first.isoformat(), last.isoformat())).fetchall())
    before = (first - timedelta(days=1)).isoformat()
    expired_before, expired = db.conn.execute(
        _EXPIRED, {"before": before, "until": on.isoformat()}
    ).fetchone()
    given_before = db.conn.execute(_BEFORE, (first.isoformat(),)).fetchone()[0]
    pending, owed = _waiting_and_owed(db, last=last, on=on, settings=settings)
    return PointsAccount(
        opening=given_before - expired_before,
        earned=moved.pop("points.earn", 0) + moved.pop("points.gift", 0),
        redeemed=-moved.pop("points.spend", 0),
        expired=expired,
        reversed=-moved.pop("points.reverse", 0),
        returned=moved.pop("points.return", 0),
        adjusted=sum(moved.values()),
        pending=pending,
        owed=owed,
        point_value=settings.point_value,
    )


def points_by_customer(
    db: Database, *, last: date, on: date, settings: ShopSettings
) -> dict[str, int]:
    """Return the points outstanding at the end of a period by customer; they make the account's."""
    now, held = kept_ids(db), Counter[str]()
    for customer, given in db.conn.execute(_MOVED_BY, (last.isoformat(),)).fetchall():
        held[now.get(customer, customer)] += given
    held.subtract(dict(db.conn.execute(_EXPIRED_BY, (on.isoformat(),)).fetchall()))
    for customer, accounts in _replayed(db, last=last, on=on, settings=settings):
        held[customer] += sum(account.debt for account in accounts)
    return {customer: points for customer, points in held.items() if points}


def _waiting_and_owed(
    db: Database, *, last: date, on: date, settings: ShopSettings
) -> tuple[int, int]:
    """Return the points that wait and the debt; where points were taken back, step by step."""
    replayed = list(_replayed(db, last=last, on=on, settings=settings))
    others = {
        "on": on.isoformat(),
        "last": last.isoformat(),
        "one_by_one": json.dumps([customer for customer, _ in replayed]),
    }
    pending, owed = int(db.conn.execute(_WAITING, others).fetchone()[0]), 0
    for _, accounts in replayed:
        pending += sum(account.pending(on) for account in accounts)
        owed += sum(account.debt for account in accounts)
    return pending, owed


def _replayed(
    db: Database, *, last: date, on: date, settings: ShopSettings
) -> Iterator[tuple[str, list[Account]]]:
    """Yield the accounts of those who may have owed points, or waited for fewer than were given."""
    span = {"on": on.isoformat(), "last": last.isoformat()}
    end = end_of_business_date(last, zone=settings.timezone, day_starts=settings.day_starts)
    for (customer_id,) in db.conn.execute(_ONE_BY_ONE, span).fetchall():
        # Those who were merged later held, and owed, each their own by then.
        accounts = replayed_accounts(db, customer_id, until_ms=milliseconds(end) - 1)
        yield customer_id, list(accounts.values())
