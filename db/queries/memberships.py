"""Customers' times on plans, as they were known on a day."""

from datetime import date

from sqlite_utils import Database

from db.rules.recurring import Membership
from db.rules.subscriptions import paid_until

_MEMBERSHIPS = """
WITH later (subscription, payments) AS (
  SELECT json_extract(doc, '$.subscription'), sum(iif(kind = 'subscription.renew', 1, -1))
  FROM facts
  WHERE kind IN ('subscription.renew', 'subscription.undo') AND day > :known_on GROUP BY 1
)
SELECT plan, price, every, began, trial_until, anchor, periods - coalesce(payments, 0), grace_days,
  ended
FROM subscriptions LEFT JOIN later ON later.subscription = subscriptions.id
WHERE began <= :began_by
"""


def memberships(db: Database, *, began_by: date, known_on: date) -> list[Membership]:
    """Return the memberships that began by a day; payments after the known day do not count."""
    rows = db.conn.execute(
        _MEMBERSHIPS, {"began_by": began_by.isoformat(), "known_on": known_on.isoformat()}
    )
    return [
        Membership(
            plan=plan,
            price=price,
            every=every,
            began=date.fromisoformat(began),
            trial_until=date.fromisoformat(trial_until) if trial_until else None,
            until=paid_until(date.fromisoformat(anchor), every=every, periods=periods),
            grace_days=grace_days,
            ended=date.fromisoformat(ended) if ended else None,
        )
        for plan, price, every, began, trial_until, anchor, periods, grace_days, ended in rows
    ]
