"""Who of the shop spoke or wrote to a customer, when, by which way, and what was said."""

from dataclasses import dataclass
from datetime import date, datetime

from db.clock import instant, milliseconds
from db.moment import Moment
from db.rules.follow_ups import ContactBy

_OF_CUSTOMER = """
SELECT id, at, day, by, note, follow_up, staff FROM contacts
WHERE customer_id = :customer AND day <= :today AND at <= :now
ORDER BY at DESC, id DESC LIMIT :limit
"""
_QUIET = """
SELECT customer_id, max(day) FROM (
  SELECT customer_id, day FROM contacts WHERE day > :since AND at <= :now
  UNION ALL
  SELECT customer_id, day FROM follow_up_answers
  WHERE day > :since AND answer = 'done' AND at <= :now
) GROUP BY customer_id
"""


@dataclass(frozen=True)
class Contact:
    """That somebody of the shop spoke or wrote to a customer."""

    id: str
    at: datetime  # UTC
    day: date
    by: ContactBy
    note: str | None
    follow_up: str | None  # that it answered
    staff: str | None


def contacts_of(moment: Moment, customer_id: str, *, limit: int = 100) -> list[Contact]:
    """Return the contacts with a customer up to a moment, the latest first."""
    asked = {
        "customer": customer_id,
        "today": moment.today.isoformat(),
        "now": milliseconds(moment.now),
        "limit": limit,
    }
    return [
        Contact(id, instant(at), date.fromisoformat(day), by, note, follow_up, staff)
        for id, at, day, by, note, follow_up, staff in moment.db.conn.execute(_OF_CUSTOMER, asked)
    ]


def spoken_to_since(moment: Moment, since: date) -> dict[str, date]:
    """Return who was spoken to after a day, and when last; a finished follow-up counts too."""
    asked = {"since": since.isoformat(), "now": milliseconds(moment.now)}
    rows = moment.db.conn.execute(_QUIET, asked).fetchall()
    return {customer_id: date.fromisoformat(day) for customer_id, day in rows}
