"""Causes: what customers gave of their points, what that is worth, what was handed over."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import UnknownReward
from db.moment import Moment
from db.rules.causes import money_for

# A reward that was a cause once still owes what it was given.
_CAUSES = """
SELECT id, name, offered AND kind = 'donation' AS offered FROM rewards
WHERE kind = 'donation' OR id IN ({given})
"""
_GIVEN_TO = """
SELECT substr(account, 7) FROM sums WHERE account >= 'cause:' AND account < 'cause;'
"""
_DONATIONS = """
SELECT doc ->> 'worth', sum(sign), sum(delta), min(day) FILTER (WHERE sign > 0),
  max(day) FILTER (WHERE sign > 0)
FROM (SELECT doc, delta, day, iif(kind = 'cause.donate', 1, -1) AS sign FROM facts
      WHERE account = :account AND at <= :until)
GROUP BY 1
"""
_DONORS = """
SELECT count(*) FROM (
  SELECT coalesce(kept_id, customer) AS donor
  FROM facts LEFT JOIN merged_customers ON merged_customers.id = customer
  WHERE account = :account AND at <= :until AND customer IS NOT NULL
  GROUP BY donor HAVING sum(iif(kind = 'cause.donate', 1, -1)) > 0
)
"""
_PAYMENTS = """
SELECT day, doc ->> 'amount', delta, coalesce(doc ->> 'note', ''), staff, operation
FROM facts WHERE account = :account AND at <= :until ORDER BY at, hlc, origin, seq
"""
_DONATED_BY = """
SELECT coalesce(sum(delta), 0) FROM facts INDEXED BY facts_of_customer
WHERE customer IN (SELECT :customer UNION ALL
    SELECT id FROM merged_customers WHERE kept_id = :customer)
  AND account >= 'cause:' AND account < 'cause;' AND at <= :until
"""


@dataclass(frozen=True)
class CausePayment:
    """Money that the shop handed over; one that was undone stands as another, below zero."""

    day: date
    amount: int  # minor units
    points: int  # the donated points that it stands for
    note: str
    staff: str | None
    operation: str


@dataclass(frozen=True)
class CauseStanding:
    """All that a cause was given until a moment, and what became of it; money in minor units."""

    id: str  # of the reward of kind donation
    name: str
    offered: bool
    points: int = 0  # donated, less what was undone
    worth: int = 0  # of these points, rounded down once
    donors: int = 0
    paid: int = 0  # handed over
    points_paid: int = 0  # of the donated points
    first_day: date | None = None  # of a donation
    last_day: date | None = None
    payments: tuple[CausePayment, ...] = ()  # oldest first

    @property
    def owed(self) -> int:
        """Return what is still to be handed over, in minor units."""
        return max(self.worth - self.paid, 0)

    @property
    def ahead(self) -> int:
        """Return what was handed over beyond what was donated, in minor units."""
        return max(self.paid - self.worth, 0)


def causes_at(moment: Moment) -> list[CauseStanding]:
    """Return every cause, those offered before, then by name."""
    rows = moment.db.conn.execute(
        f"{_CAUSES.format(given=_GIVEN_TO)} ORDER BY offered DESC, name"
    ).fetchall()
    return [_standing(moment, *row) for row in rows]


def cause_at(moment: Moment, name: str) -> CauseStanding:
    """Return where the cause of that name stands; raises UnknownReward."""
    row = moment.db.conn.execute(
        f"SELECT * FROM ({_CAUSES.format(given=_GIVEN_TO)}) WHERE name = ?",  # noqa: S608
        (name,),
    ).fetchone()
    if row is None:
        raise UnknownReward(name)
    return _standing(moment, *row)


def donated_by(moment: Moment, customer_id: str) -> int:
    """Return the points that a customer gave to causes until the moment."""
    asked = {"customer": customer_id, "until": milliseconds(moment.now)}
    return int(moment.db.conn.execute(_DONATED_BY, asked).fetchone()[0])


def _standing(moment: Moment, id: str, name: str, offered: int) -> CauseStanding:
    db = moment.db
    until = milliseconds(moment.now)
    given = {"account": f"cause:{id}", "until": until}
    rows = db.conn.execute(_DONATIONS, given).fetchall()
    payments = _payments(db, id, until)
    return CauseStanding(
        id=id,
        name=name,
        offered=bool(offered),
        points=sum(points for _, _, points, _, _ in rows),
        worth=money_for((Fraction(worth), times) for worth, times, _, _, _ in rows),
        donors=db.conn.execute(_DONORS, given).fetchone()[0],
        paid=sum(payment.amount for payment in payments),
        points_paid=sum(payment.points for payment in payments),
        first_day=_day(min((first for *_, first, _ in rows if first), default=None)),
        last_day=_day(max((last for *_, last in rows if last), default=None)),
        payments=payments,
    )


def _payments(db: Database, id: str, until: int) -> tuple[CausePayment, ...]:
    rows = db.conn.execute(_PAYMENTS, {"account": f"cause_paid:{id}", "until": until}).fetchall()
    return tuple(
        CausePayment(date.fromisoformat(day), amount, points, note, staff, operation)
        for day, amount, points, note, staff, operation in rows
    )


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
