"""What a customer held after each thing that happened, for the running figures of a history."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from db.queries.facts import Fact
from db.queries.points import walked
from db.rules.lots import Account

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Expired:
    """Points that nobody used in time."""

    day: date  # the first one without them
    points: int
    after: int  # the balance then


@dataclass(frozen=True)
class Running:
    """The figures beside a history: what was held after some facts, and what expired between."""

    after: dict[str, int]  # by the fact
    expired: tuple[Expired, ...]


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


def running_figures(
    facts: Sequence[Fact], customer_id: str, *, of_facts: Collection[str], today: date
) -> Running:
    """Return the balances after some of a customer's facts, and what expired by today."""
    accounts = {customer_id: Account()}
    own = accounts[customer_id]
    after: dict[str, int] = {}
    expired: list[Expired] = []
    days = [date.fromisoformat(fact.day) for fact in facts]
    walk = zip(walked(facts, accounts), days, [*days[1:], today], strict=True)
    for (fact, account), day, next_day in walk:
        if fact.id in of_facts:
            after[fact.id] = account.balance(day)
        if next_day > day:
            expired += _expired_between(own, day, next_day)
    return Running(after, tuple(expired))


def _expired_between(account: Account, day: date, later: date) -> Iterator[Expired]:
    """Yield what ended after a day until another one, on which nothing else happened between."""
    ended = [
        (lot.expires_on, lot.points_left)
        for lot in account.lots.values()
        if lot.points_left and lot.expires_on is not None and day <= lot.expires_on < later
    ]
    for last, lots in groupby(sorted(ended), key=lambda lot: lot[0]):
        first = last + _DAY
        points = sum(points for _, points in lots)
        yield Expired(first, points, account.balance(first))
