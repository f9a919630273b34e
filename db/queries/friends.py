"""Whom customers brought, whom these brought in turn, and what all of them are worth."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.moment import Moment
from db.queries.customers import customer_record
from db.queries.referrals import link_of, links_to, odd_links
from db.rules.referrals import Link, State, state_on, waits_on

# Who brought whom; the totals of a customer hold as long as nothing happened after the instant.
_BROUGHT = """
SELECT referrer_id, referee_id, coalesce(spent, 0), coalesce(visits, 0),
  coalesce(last_at, 0) > :now
FROM referrals LEFT JOIN customers ON id = referee_id
LEFT JOIN customer_totals ON customer_id = referee_id
WHERE referrals.day <= :today ORDER BY referrals.day, number
"""
# As on a customer's card: a day is a visit unless all its sales were refunded whole by then.
_TRADE = """
WITH asked AS (SELECT value AS id FROM json_each(:customers)),
back (customer_id, money) AS (
  SELECT customer_id, sum(money_back) FROM refunds
  WHERE at <= :now AND customer_id IN (SELECT id FROM asked) GROUP BY customer_id
)
SELECT sales.customer_id, sum(paid) - coalesce(max(money), 0),
  count(DISTINCT iif(amount >= 0 AND (refunded_whole_at IS NULL OR refunded_whole_at > :now),
    day, NULL))
FROM sales LEFT JOIN back ON back.customer_id = sales.customer_id
WHERE at <= :now AND sales.customer_id IN (SELECT id FROM asked) GROUP BY sales.customer_id
"""
_PEOPLE = """
SELECT id, number, name FROM customers WHERE id IN (SELECT value FROM json_each(?))
"""
_PAID_FOR = "SELECT paid FROM sales WHERE id = ?"

_NEWCOMERS = """
SELECT count(*) FROM (
  SELECT min(sales.day) AS first_day, max(sales.day) AS last_day FROM referrals
  JOIN sales INDEXED BY sales_of_customer ON sales.customer_id = referee_id
  WHERE amount >= 0 AND sales.day <= :last GROUP BY referee_id
) WHERE first_day >= :first AND last_day >= :active_from
"""


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
    """All who were brought up to a moment: the friends of each, and what each friend spent."""

    friends: dict[str, list[str]]  # by who brought them
    spent: dict[str, int]  # by friend, minor units, net of refunds
    visits: dict[str, int]

    def came(self, customer_id: str) -> int:
        """Return how many of somebody's friends have bought something."""
        return sum(self.visits[each] > 0 for each in self.friends[customer_id])

    def worth(self, customer_id: str) -> int:
        """Return what two generations of somebody's friends spent."""
        mine = self.friends.get(customer_id, [])
        theirs = [friend for each in mine for friend in self.friends.get(each, [])]
        return sum(self.spent[each] for each in (*mine, *theirs))

    def ranks(self) -> dict[str, int]:
        """Return everybody's rank by worth: 1 and how many are worth more."""
        worths = {customer_id: self.worth(customer_id) for customer_id in self.friends}
        places: dict[int, int] = {}
        for place, worth in enumerate(sorted(worths.values(), reverse=True), start=1):
            places.setdefault(worth, place)
        return {customer_id: places[worth] for customer_id, worth in worths.items()}


@dataclass(frozen=True)
class _Shown:
    """All that is told of the friends in one tree."""

    brought: _Brought
    links: dict[str, Link]  # by the friend
    people: dict[str, Person]
    today: date

    def friend(self, customer_id: str, *, deep: bool) -> Friend:
        """Return a friend; those whom they brought with `deep`."""
        link = self.links[customer_id]
        below = self.brought.friends.get(customer_id, []) if deep else []
        return Friend(
            person=self.people[customer_id],
            link=link,
            state=state_on(link, self.today),
            waits=waits_on(link, self.today),
            spent=self.brought.spent[customer_id],
            visits=self.brought.visits[customer_id],
            friends=tuple(self.friend(each, deep=False) for each in below),
        )


def friend_tree(moment: Moment, customer_id: str) -> FriendTree:
    """Return whom a customer brought as of a moment; raises UnknownCustomer."""
    record = customer_record(moment.db, customer_id)
    brought, link = _brought(moment), link_of(moment.db, customer_id)
    by = link.referrer_id if link is not None and link.day <= moment.today else ""
    mine = brought.friends.get(customer_id, [])
    theirs = [friend for each in mine for friend in brought.friends.get(each, [])]
    people = _people(moment, [by, *mine, *theirs])
    shown = _Shown(brought, links_to(moment, [*mine, *theirs]), people, moment.today)
    ranks = brought.ranks()
    return FriendTree(
        person=Person(record.id, record.number, record.name),
        code=record.referral_code,
        brought_by=people.get(by),
        friends=tuple(shown.friend(each, deep=True) for each in mine),
        rank=ranks.get(customer_id),
        bringers=len(ranks),
    )


def best_bringers(moment: Moment, *, limit: int = 10) -> list[Bringer]:
    """Return who brought most as of a moment: by worth, then by friends who came."""
    brought = _brought(moment)
    ranks = brought.ranks()

    def place(customer_id: str) -> tuple[int, int, int, str]:
        friends = brought.friends[customer_id]
        return ranks[customer_id], -brought.came(customer_id), -len(friends), customer_id

    best = sorted(ranks, key=place)[:limit]
    people = _people(moment, best)
    return [
        Bringer(
            person=people[each],
            rank=ranks[each],
            brought=len(brought.friends[each]),
            came=brought.came(each),
            second=sum(len(brought.friends.get(friend, ())) for friend in brought.friends[each]),
            worth=brought.worth(each),
        )
        for each in best
    ]


def newcomers_brought(db: Database, *, first: date, last: date, active_days: int) -> int:
    """Return how many of those who are new in a span of days, and still active, were brought."""
    days = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "active_from": (last - timedelta(days=active_days - 1)).isoformat(),
    }
    return int(db.conn.execute(_NEWCOMERS, days).fetchone()[0])


def waiting_referrals(moment: Moment) -> list[WaitingReferral]:
    """Return whose reward waits for the owner's word, the oldest first."""
    links = [link for link in odd_links(moment) if waits_on(link, moment.today)]
    links.sort(key=lambda link: (link.qualified_on or link.day, link.referee_id))
    people = _people(moment, [id for link in links for id in (link.referee_id, link.referrer_id)])
    return [
        WaitingReferral(
            people[link.referee_id], people[link.referrer_id], link, _paid(moment, link)
        )
        for link in links
    ]


def _brought(moment: Moment) -> _Brought:
    asked: dict[str, Any] = {"today": moment.today.isoformat(), "now": milliseconds(moment.now)}
    rows = moment.db.conn.execute(_BROUGHT, asked).fetchall()
    friends: dict[str, list[str]] = {}
    for referrer, referee, *_ in rows:
        friends.setdefault(referrer, []).append(referee)
    trade = {referee: (spent, visits) for _, referee, spent, visits, later in rows if not later}
    asked["customers"] = json.dumps([referee for _, referee, *_, later in rows if later])
    for referee, spent, visits in moment.db.conn.execute(_TRADE, asked).fetchall():
        trade[referee] = (spent, visits)
    nothing = (0, 0)
    return _Brought(
        friends,
        {referee: trade.get(referee, nothing)[0] for _, referee, *_ in rows},
        {referee: trade.get(referee, nothing)[1] for _, referee, *_ in rows},
    )


def _people(moment: Moment, customer_ids: Iterable[str]) -> dict[str, Person]:
    asked: Sequence[str] = sorted(set(customer_ids))
    rows = moment.db.conn.execute(_PEOPLE, (json.dumps(asked),)).fetchall()
    return {id: Person(id, number, name) for id, number, name in rows}


def _paid(moment: Moment, link: Link) -> int:
    (paid,) = moment.db.conn.execute(_PAID_FOR, (link.sale,)).fetchone()
    return int(paid)
