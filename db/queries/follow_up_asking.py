"""With what every question about follow-ups is asked: the day, the instant, one customer."""

from db.clock import milliseconds
from db.moment import Moment


def asked(moment: Moment, customer_id: str | None) -> dict[str, object]:
    """Return the values that the questions share."""
    return {
        "today": moment.today.isoformat(),
        "now": milliseconds(moment.now),
        "customer": customer_id,
    }


def whose(customer_id: str | None, column: str = "customer_id") -> str:
    """Return the condition that keeps one customer's rows, found by their index; or all."""
    return "TRUE" if customer_id is None else f"{column} = :customer"
