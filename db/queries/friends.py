"""Whom customers brought, whom these brought in turn, and what all of them are worth."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.clock import milliseconds
from db.moment import Moment
from db.queries.customers import customer_record
from db.queries.referrals import link_of, links_until
from db.rules.referrals import Link, State, state_on, waits_on

# As on a customer's card: a day is a visit unless all its sales were refunded whole by then.
_TRADE = """
WITH asked AS (SELECT value AS id FROM json_each(:customers)),
back (sale, amount, money) AS (
  SELECT sale, sum(amount), sum(money_back) FROM refunds
  WHERE customer_id IN (SELECT id FROM asked) AND at <= :now GROUP BY sale
)
SELECT customer_id, sum(paid - coalesce(money, 0)),
  count(DISTINCT iif(sales.amount >= 0 AND (back.amount IS NULL OR back.amount < sales.total),
    day, NULL))
FROM sales LEFT JOIN back ON back.sale = sales.id
WHERE customer_id IN (SELECT id FROM asked) AND at <= :now GROUP BY customer_id
"""
_PEOPLE = """
SELECT id, number, name FROM customers WHERE id IN (SELECT value FROM json_each(?))
"""
_PAID_FOR = "SELECT paid FROM sales WHERE id = ?"


@dataclass(frozen=True)
class Person:
    """Somebody by number and name."""

    customer_id: str
    number: str
    name: str


@dataclass(frozen=True)
class Friend:
    """Somebody who was brought; money in minor units, net of refunds."""

    person: Person
    link: Link
    state: State
    waits: bool  # for the owner's word
    spent: int
    visits: int
    friends: tuple["Friend", ...] = ()  # whom they brought; theirs are not told

    @property
    def worth(self) -> int:
        """Return what the friend and those whom they brought spent."""
        return self.spent + sum(friend.spent for friend in self.friends)


@dataclass(frozen=True)
class FriendTree:
    """Whom a customer brought, and whom these brought; the first one first."""

    person: Person
    code: str
    brought_by: Person | None
    friends: tuple[Friend, ...]
    rank: int | None  # among all who brought somebody; None: nobody was brought
    bringers: int

    @property
    def worth(self) -> int:
        """Return what both generations spent, net of refunds, in minor units."""
        return sum(friend.worth for friend in self.friends)

    @property
    def came(self) -> int:
        """Return how many of the friends have bought something."""
        return sum(friend.visits > 0 for friend in self.friends)

    @property
    def second(self) -> int:
        """Return how many the friends brought."""
        return sum(len(friend.friends) for friend in self.friends)


@dataclass(frozen=True)
class Bringer:
    """A customer who brought somebody, by what both generations are worth."""

    person: Person
    rank: int  # equal worth shares a rank
    brought: int
    came: int  # of them, those who bought something
    second: int  # whom they brought in turn
    worth: int  # minor units, net of refunds


@dataclass(frozen=True)
class WaitingReferral:
    """A friend's first sale that gives nothing before the owner's word."""

    referee: Person
    referrer: Person
    link: Link
    paid: int  # for the sale, minor units

    @property
    def sale(self) -> str:
        """Return the friend's first sale that counts."""
        assert self.link.sale is not None
        return self.link.sale


@dataclass(frozen=True)
class _Brought:
    """All who were brought up to a moment, by who brought them, and what they spent."""

    links: dict[str, list[Link]]
    trade: dict[str, tuple[int, int]]  # by customer: net spent, visits


def friend_tree(moment: Moment, customer_id: str) -> FriendTree:
    """Return whom a customer brought as of a moment; raises UnknownCustomer."""
    record = customer_record(moment.db, customer_id)
    brought, link = _brought(moment), link_of(moment.db, customer_id)
    mine = brought.links.get(customer_id, [])
    theirs = [each for link in mine for each in brought.links.get(link.referee_id, [])]
    known = link is not None and link.day <= moment.today
    above = [link.referrer_id] if link is not None and known else []
    people = _people(moment, [*above, *(each.referee_id for each in (*mine, *theirs))])
    ranks = _ranks(brought)
    return FriendTree(
        person=Person(record.id, record.number, record.name),
        code=record.referral_code,
        brought_by=people.get(above[0]) if above else None,
        friends=tuple(_friend(moment, brought, people, each, deep=True) for each in mine),
        rank=ranks.get(customer_id),
        bringers=len(ranks),
    )


def best_bringers(moment: Moment, *, limit: int = 10) -> list[Bringer]:
    """Return who brought most as of a moment: by worth, then by friends who came."""
    brought = _brought(moment)
    ranks = _ranks(brought)
    people = _people(moment, ranks)
    found = [
        _bringer(brought, person, ranks[customer_id]) for customer_id, person in people.items()
    ]
    found.sort(key=lambda each: (each.rank, -each.came, -each.brought, each.person.number))
    return found[:limit]


def waiting_referrals(moment: Moment) -> list[WaitingReferral]:
    """Return whose reward waits for the owner's word, the oldest first."""
    links = [link for link in links_until(moment) if waits_on(link, moment.today)]
    links.sort(key=lambda link: (link.qualified_on or link.day, link.referee_id))
    people = _people(moment, [id for link in links for id in (link.referee_id, link.referrer_id)])
    return [
        WaitingReferral(
            people[link.referee_id], people[link.referrer_id], link, _paid(moment, link)
        )
        for link in links
        if link.referee_id in people and link.referrer_id in people
    ]


def _brought(moment: Moment) -> _Brought:
    links: dict[str, list[Link]] = {}
    for link in links_until(moment):
        links.setdefault(link.referrer_id, []).append(link)
    friends = [link.referee_id for each in links.values() for link in each]
    asked = {"customers": json.dumps(friends), "now": milliseconds(moment.now)}
    rows = moment.db.conn.execute(_TRADE, asked).fetchall()
    return _Brought(links, {customer: (spent, visits) for customer, spent, visits in rows})


def _friend(
    moment: Moment, brought: _Brought, people: dict[str, Person], link: Link, *, deep: bool
) -> Friend:
    spent, visits = brought.trade.get(link.referee_id, (0, 0))
    below = brought.links.get(link.referee_id, []) if deep else []
    return Friend(
        person=people[link.referee_id],
        link=link,
        state=state_on(link, moment.today),
        waits=waits_on(link, moment.today),
        spent=spent,
        visits=visits,
        friends=tuple(_friend(moment, brought, people, each, deep=False) for each in below),
    )


def _worth(brought: _Brought, customer_id: str) -> int:
    friends = [link.referee_id for link in brought.links.get(customer_id, [])]
    theirs = [link.referee_id for each in friends for link in brought.links.get(each, [])]
    return sum(brought.trade.get(each, (0, 0))[0] for each in (*friends, *theirs))


def _ranks(brought: _Brought) -> dict[str, int]:
    """Return everybody's rank by worth: 1 and how many are worth more."""
    worths = {customer_id: _worth(brought, customer_id) for customer_id in brought.links}
    better = sorted(worths.values(), reverse=True)
    places: dict[int, int] = {}
    for place, worth in enumerate(better, start=1):
        places.setdefault(worth, place)
    return {customer_id: places[worth] for customer_id, worth in worths.items()}


def _bringer(brought: _Brought, person: Person, rank: int) -> Bringer:
    friends = [link.referee_id for link in brought.links[person.customer_id]]
    return Bringer(
        person=person,
        rank=rank,
        brought=len(friends),
        came=sum(brought.trade.get(each, (0, 0))[1] > 0 for each in friends),
        second=sum(len(brought.links.get(each, [])) for each in friends),
        worth=_worth(brought, person.customer_id),
    )


def _people(moment: Moment, customer_ids: Iterable[str]) -> dict[str, Person]:
    asked: Sequence[str] = sorted(set(customer_ids))
    rows = moment.db.conn.execute(_PEOPLE, (json.dumps(asked),)).fetchall()
    return {id: Person(id, number, name) for id, number, name in rows}


def _paid(moment: Moment, link: Link) -> int:
    (paid,) = moment.db.conn.execute(_PAID_FOR, (link.sale,)).fetchone()
    return int(paid)
