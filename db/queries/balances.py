"""What a customer held after each thing that happened, for the running figures of a history."""

from collections.abc import Collection
from datetime import date

from db.clock import milliseconds
from db.moment import Moment
from db.queries.facts import facts_of_customer
from db.queries.points import movement_of
from db.rules.lots import Account


def balances_after(
    moment: Moment, customer_id: str, *, of_facts: Collection[str]
) -> dict[str, int]:
    """Return the balance after some facts of a customer; those of one act share the last."""
    facts = list(facts_of_customer(moment.db, customer_id, until_ms=milliseconds(moment.now)))
    wanted = {fact.operation: fact.id for fact in facts if fact.id in of_facts}
    last_of = {fact.operation: fact.id for fact in facts}
    account = Account()
    after: dict[str, int] = {}
    for fact in facts:
        movement = movement_of(fact)
        if movement is not None:
            account.apply(movement)
        if fact.operation in wanted and last_of[fact.operation] == fact.id:
            after[fact.operation] = account.balance(date.fromisoformat(fact.day))
    return {fact.id: after[fact.operation] for fact in facts if fact.id in of_facts}
