"""What a customer held after each thing that happened, for the running figures of a history."""

from datetime import date

from db.clock import milliseconds
from db.moment import Moment
from db.queries.facts import facts_of_customer
from db.queries.points import movement_of
from db.rules.lots import Account


def balances_after(moment: Moment, customer_id: str) -> dict[str, int]:
    """Return the balance after each fact of a customer; those of one act share the last."""
    account = Account()
    operation_of: dict[str, str] = {}
    after: dict[str, int] = {}
    for fact in facts_of_customer(moment.db, customer_id, until_ms=milliseconds(moment.now)):
        movement = movement_of(fact)
        if movement is not None:
            account.apply(movement)
        operation_of[fact.id] = fact.operation
        after[fact.operation] = account.balance(date.fromisoformat(fact.day))
    return {fact_id: after[operation] for fact_id, operation in operation_of.items()}
