"""The tables about subscriptions: the fold of each one's facts, written down for lists and figures.

Rules tell what a subscription is (rules/subscriptions.py); these tables hold nothing else.
"""

from sqlite_utils import Database

from db.queries.facts import Fact, facts_of_customer, facts_of_kinds
from db.queries.merging import kept_ids
from db.queries.subscriptions import SUBSCRIPTION_KINDS, events_by_subscription
from db.rules.recurring import membership_of
from db.rules.subscriptions import Subscription, subscription_of

TABLES = ("subscriptions", "subscription_spans")
_FOR_EVER_MS = 2**62


def derive_subscription(db: Database, fact: Fact) -> set[str]:
    """Work one subscription out again, after a fact about it."""
    id, owner = fact.doc.get("subscription", fact.id), str(fact.customer)
    facts = facts_of_customer(db, owner, until_ms=_FOR_EVER_MS, kinds=SUBSCRIPTION_KINDS)
    events = events_by_subscription(facts).get(id)
    for table, key in (("subscriptions", "id"), ("subscription_spans", "subscription_id")):
        db.conn.execute(f"DELETE FROM {table} WHERE {key} = ?", (id,))  # noqa: S608 - our names
    if events:
        _write(db, subscription_of(events, customer_id=owner))
    return set(TABLES)


def derive_all_subscriptions(db: Database) -> None:
    """Work every subscription out; the tables are empty before."""
    now = kept_ids(db)
    facts = list(facts_of_kinds(db, SUBSCRIPTION_KINDS))
    owners = {fact.id: str(fact.customer) for fact in facts}
    for id, events in events_by_subscription(facts).items():
        owner = owners[id]
        _write(db, subscription_of(events, customer_id=now.get(owner, owner)))


def _write(db: Database, subscription: Subscription) -> None:
    terms = subscription.terms
    row = (
        subscription.id,
        subscription.customer_id,
        terms.plan_id,
        terms.plan,
        terms.price,
        terms.every,
        subscription.began.isoformat(),
        subscription.until.isoformat(),
        subscription.grace_days,
        subscription.paused_from and subscription.paused_from.isoformat(),
        subscription.cancelled_on and subscription.cancelled_on.isoformat(),
        subscription.reason,
        subscription.ended and subscription.ended.isoformat(),
        subscription.periods,
    )
    marks = ", ".join("?" * len(row))
    db.conn.execute(f"INSERT INTO subscriptions VALUES ({marks})", row)  # noqa: S608
    db.conn.executemany(
        "INSERT INTO subscription_spans VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                subscription.id,
                stretch.first.isoformat(),
                stretch.last.isoformat(),
                stretch.kind,
                stretch.plan_id,
                stretch.plan,
                stretch.price,
                stretch.every,
            )
            for stretch in membership_of(subscription).stretches
        ],
    )
