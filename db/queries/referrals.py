"""Who brought whom."""

from datetime import date

from sqlite_utils import Database

from db.rules.periods import last_day_of_month
from db.rules.referrals import Candidate, Link
from db.rules.shop import ShopSettings

# Whoever was merged into one of them was the same person by then.
_SAME_PERSON = """
WITH known (id, phone, email) AS (
  SELECT id, phone, lower(email) FROM customers WHERE id IN (:referee, :referrer)
  UNION ALL SELECT kept_id, phone, lower(email) FROM merged_customers
  WHERE kept_id IN (:referee, :referrer)
)
SELECT 1 FROM known AS one JOIN known AS other
WHERE one.id = :referee AND other.id = :referrer
  AND (one.id = other.id OR one.email = other.email OR one.phone = other.phone)
"""
_BOUGHT_BY = """
SELECT 1 FROM sales WHERE customer_id = :other AND amount >= 0 AND day < :day
"""
_ANCESTORS = """
WITH RECURSIVE above (id) AS (
  SELECT :referrer
  UNION SELECT referrals.referrer_id FROM referrals JOIN above ON referee_id = above.id
)
SELECT 1 FROM above WHERE id = :referee
"""


def link_of(db: Database, referee_id: str) -> Link | None:
    """Return by whom a customer was brought, None when by nobody."""
    return next(iter(_links(db, "referee_id = ?", (referee_id,))), None)


def friends_of(db: Database, referrer_id: str, *, until: date) -> list[Link]:
    """Return whom a customer brought up to a day, the first one first."""
    return _links(db, "referrer_id = ? AND day <= ?", (referrer_id, until.isoformat()))


def leads_back(db: Database, link: Link, *, to: str) -> bool:
    """Tell whether a referrer is somebody, or was brought by them, perhaps through others."""
    return _any(db, _ANCESTORS, {"referrer": link.referrer_id, "referee": to})


def bought_before(db: Database, customer_id: str, day: date) -> bool:
    """Tell whether a customer had bought before a day."""
    return _any(db, _BOUGHT_BY, {"other": customer_id, "day": day.isoformat()})


def times_brought(db: Database, referee_id: str) -> int:
    """Return how often somebody was said to have brought a customer, links that ended too."""
    row = db.conn.execute(
        "SELECT count(*) FROM facts WHERE customer = ? AND kind = 'referral.attach'", (referee_id,)
    ).fetchone()
    return int(row[0])


def candidate(
    db: Database, *, referee_id: str, referrer_id: str, today: date, settings: ShopSettings
) -> Candidate:
    """Return all that must be asked before a link is made."""
    pair = {"referee": referee_id, "referrer": referrer_id}
    link = link_of(db, referee_id)
    return Candidate(
        referee=_number(db, referee_id),
        referrer=_number(db, referrer_id),
        same_person=_any(db, _SAME_PERSON, pair),
        bought_before=_any(
            db,
            "SELECT 1 FROM sales WHERE customer_id = :referee AND amount >= 0"
            " AND refunded_whole_at IS NULL",
            pair,
        ),
        brought_by=_number(db, link.referrer_id) if link else None,
        in_circle=_any(db, _ANCESTORS, pair),
        links_this_month=_links_in_month(db, referrer_id, today),
        max_per_month=settings.referral.max_per_month,
    )


def _any(db: Database, question: str, values: dict[str, str]) -> bool:
    return db.conn.execute(question, values).fetchone() is not None


def _number(db: Database, customer_id: str) -> str:
    row = db.conn.execute("SELECT number FROM customers WHERE id = ?", (customer_id,)).fetchone()
    return str(row[0])


def _links_in_month(db: Database, referrer_id: str, today: date) -> int:
    row = db.conn.execute(
        "SELECT count(*) FROM referrals WHERE referrer_id = ? AND day BETWEEN ? AND ?",
        (referrer_id, today.replace(day=1).isoformat(), last_day_of_month(today).isoformat()),
    ).fetchone()
    return int(row[0])


def _links(db: Database, condition: str, values: tuple[str, ...]) -> list[Link]:
    rows = db.conn.execute(
        "SELECT referee_id, referrer_id, day, qualified_on, reversed_on FROM referrals"  # noqa: S608
        f" WHERE {condition} ORDER BY day, referee_id",
        values,
    ).fetchall()
    return [
        Link(
            referee_id,
            referrer_id,
            date.fromisoformat(day),
            date.fromisoformat(qualified) if qualified else None,
            date.fromisoformat(reversed_on) if reversed_on else None,
        )
        for referee_id, referrer_id, day, qualified, reversed_on in rows
    ]
