"""What a customer held after each thing that happened, for the running figures of a history."""

from collections.abc import Collection, Sequence
from datetime import date

from db.queries.facts import Fact
from db.queries.points import walked
from db.rules.lots import Account


def balances_after(facts: Sequence[Fact], *, of_facts: Collection[str]) -> dict[str, int]:
    """Return what was held after some of a customer's facts, which are all there in their order.

    Before a merge that is what whoever it was about held; afterwards they hold it together.
    """
    after: dict[str, int] = {}
    accounts = dict[str, Account]()
    for fact, account in walked(facts, accounts):
        if fact.id in of_facts:
            after[fact.id] = account.balance(date.fromisoformat(fact.day))
    return after
