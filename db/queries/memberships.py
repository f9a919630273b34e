"""Customers' times on plans, as they were known on a day."""

from datetime import date

from sqlite_utils import Database

from db.rules.recurring import Membership
from db.rules.subscriptions import paid_until

_MEMBERSHIPS = """
WITH moved (subscription, of, sign, months) AS (
  SELECT doc ->> 'subscription', coalesce(doc ->> 'of', substr(kind, 14)),
    iif(kind = 'subscription.undo', -1, 1), doc ->> 'months'
  FROM facts
  WHERE kind IN ('subscription.renew', 'subscription.extend', 'subscription.undo')
    AND day > :known_on
),
later (subscription, payments, months) AS (
  SELECT subscription, sum(sign) FILTER (WHERE of <> 'extend'),
    sum(sign * months) FILTER (WHERE of = 'extend')
  FROM moved GROUP BY subscription
)
SELECT plan, price, every, began, trial_until, anchor, periods - coalesce(payments, 0),
  free_months - coalesce(months, 0), grace_days, ended
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
            until=paid_until(
                date.fromisoformat(anchor), every=every, periods=periods, free_months=free
            ),
            grace_days=grace_days,
            ended=date.fromisoformat(ended) if ended else None,
        )
        for plan, price, every, began, trial_until, anchor, periods, free, grace_days, ended in rows
    ]
