"""Stamp cards in the book: which there are, what customers hold, what sales gave."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import BadRequest
from db.moment import Moment
from db.queries.merging import family_at
from db.rules.kept_sales import KeptSale
from db.rules.stamps import (
    Fill,
    Goods,
    StampCard,
    StampTerms,
    cards_emptied,
    counts,
    full_cards,
    goods_kept,
    read_terms,
    stamps_for,
)

_CARDS = """
SELECT stamp_cards.id, stamp_cards.name, needed, reward_id, rewards.name, per, each, category,
  stamp_cards.offered
FROM stamp_cards JOIN rewards ON rewards.id = reward_id ORDER BY stamp_cards.rowid
"""
_FAMILY = "(SELECT :customer UNION ALL SELECT id FROM merged_customers WHERE kept_id = :customer)"
_HELD = """
SELECT account, total FROM sums
WHERE customer = ? AND account IN (SELECT 'stamps:' || id FROM stamp_cards)
"""
_MOVED_LATER = f"""
SELECT 1 FROM facts INDEXED BY facts_of_customer
WHERE customer IN {_FAMILY} AND at > :until
  AND (account >= 'stamps:' AND account < 'stamps;' OR kind = 'customer.merge') LIMIT 1
"""  # noqa: S608 - our own words
_HELD_AT = """
SELECT account, sum(delta) FROM facts INDEXED BY facts_of_customer
WHERE customer IN (SELECT value FROM json_each(:family)) AND at <= :until
  AND account >= 'stamps:' AND account < 'stamps;' GROUP BY account
"""
_ANOTHER_SALE = """
SELECT 1 FROM sales WHERE customer_id = ? AND day = ? AND amount >= 0
  AND refunded_whole_at IS NULL AND id <> ? LIMIT 1
"""
# What sales of a day gave, less what was taken back; a refund's own day does not matter.
_GIVEN = f"""
WITH sold (id, at) AS (
  SELECT id, at FROM sales WHERE customer_id = :customer AND day = :day
)
SELECT account, doc ->> 'sale' AS sale, sum(delta), max(doc) FILTER (WHERE kind = 'stamps.give')
FROM facts INDEXED BY facts_of_customer
WHERE customer IN {_FAMILY} AND at >= (SELECT min(at) FROM sold)
  AND kind IN ('stamps.give', 'stamps.take') AND doc ->> 'sale' IN (SELECT id FROM sold)
GROUP BY account, doc ->> 'sale'
"""  # noqa: S608
# The one that was given last comes first; a reprint stands for the coupon that was lost.
_FILLS = f"""
WITH RECURSIVE filled (living, stamps, hlc) AS (
  SELECT doc ->> 'code', -delta, hlc FROM facts INDEXED BY facts_of_customer
  WHERE customer IN {_FAMILY} AND kind = 'stamps.fill' AND account = :account
  UNION ALL
  SELECT replaced_by, stamps, hlc
  FROM filled JOIN coupons ON coupons.code = living WHERE replaced_by IS NOT NULL
)
SELECT living, stamps FROM filled JOIN coupons ON coupons.code = living
WHERE replaced_by IS NULL AND used = 0 AND voided_on IS NULL ORDER BY hlc DESC
"""  # noqa: S608
_HOLDERS = """
SELECT account, count(*), sum(total) FROM sums
WHERE account >= 'stamps:' AND account < 'stamps;' AND total > 0 GROUP BY account
"""
_FILLED = """
SELECT account, sum(iif(kind = 'stamps.fill', 1, -1)) FROM facts
WHERE account >= 'stamps:' AND account < 'stamps;' AND kind IN ('stamps.fill', 'stamps.unfill')
GROUP BY account
"""
_USED = """
WITH RECURSIVE filled (account, living) AS (
  SELECT account, doc ->> 'code' FROM facts WHERE kind = 'stamps.fill'
  UNION ALL
  SELECT account, replaced_by FROM filled JOIN coupons ON coupons.code = living
  WHERE replaced_by IS NOT NULL
)
SELECT account, count(*) FROM filled JOIN coupons ON coupons.code = living
WHERE used > 0 GROUP BY account
"""
_COUNTED = """
SELECT coalesce(sum(delta) FILTER (WHERE kind = 'stamps.give'), 0),
  -coalesce(sum(delta) FILTER (WHERE kind = 'stamps.take'), 0),
  count(*) FILTER (WHERE kind = 'stamps.fill'), count(*) FILTER (WHERE kind = 'stamps.unfill')
FROM facts
WHERE kind IN ('stamps.give', 'stamps.take', 'stamps.fill', 'stamps.unfill')
  AND day BETWEEN :first AND :last
"""


@dataclass(frozen=True)
class StampCounts:
    """What became of stamps in some days; a refund counts on its own day."""

    given: int = 0
    taken_back: int = 0
    filled: int = 0  # cards that became coupons
    emptied: int = 0  # of them, by refunds


@dataclass(frozen=True)
class StampsHeld:
    """A card and the stamps on it; less than none where the next ones pay for lost ones."""

    card: StampCard
    have: int


@dataclass(frozen=True)
class CardCount:
    """What a card counts: the stamps given, the cards that they fill, what is held after it."""

    card: StampCard
    given: int
    fills: int
    have: int


@dataclass(frozen=True)
class CardBack:
    """What a refund takes off a card, the full cards that it empties, what is held after it."""

    card: StampCard
    taken: int
    emptied: tuple[Fill, ...]
    have: int


@dataclass(frozen=True)
class SaleLeft:
    """What a refund leaves of a sale; amounts in minor units."""

    sale: str
    day: str
    customer_id: str | None
    kept: KeptSale
    refunded: int  # of its total, by all refunds together
    money_left: int
    whole: bool


@dataclass(frozen=True)
class CardTotals:
    """What came of a card so far."""

    customers: int = 0  # who hold stamps on it
    stamps: int = 0  # that they hold
    filled: int = 0  # full cards, less those that refunds emptied
    used: int = 0  # coupons of full cards that were used


def all_stamp_cards(db: Database) -> list[StampCard]:
    """Return every stamp card, those no longer offered too, in the order of adding."""
    return list(_understood(tuple(db.conn.execute(_CARDS).fetchall())))


def stamp_card_named(db: Database, name: str) -> StampCard:
    """Return the card of that name; raises BadRequest that says which there are."""
    cards = all_stamp_cards(db)
    for card in cards:
        if card.name == name:
            return card
    raise BadRequest("stamps", "choice", ", ".join(card.name for card in cards) or "–")


def stamp_card_with_id(db: Database, card_id: str) -> StampCard:
    """Return the card with that id, offered still or not."""
    return next(card for card in all_stamp_cards(db) if card.id == card_id)


def promised_on_a_card(db: Database, reward_id: str) -> bool:
    """Tell whether a card that is offered fills for this reward."""
    return any(card.offered and card.reward_id == reward_id for card in all_stamp_cards(db))


def cards_of(moment: Moment, customer_id: str) -> list[StampsHeld]:
    """Return the customer's cards as of the moment: all offered ones, and those with stamps."""
    held = _held_at(moment, customer_id)
    return [
        StampsHeld(card, held.get(card.id, 0))
        for card in all_stamp_cards(moment.db)
        if card.offered or held.get(card.id)
    ]


def stamps_held(db: Database, customer_id: str) -> dict[str, int]:
    """Return the stamps that a customer holds, all that was entered, by the card's id."""
    rows = db.conn.execute(_HELD, (customer_id,)).fetchall()
    return {account.partition(":")[2]: total for account, total in rows}


def stamps_on_sale(moment: Moment, customer_id: str | None, goods: Goods) -> tuple[CardCount, ...]:
    """Return what each card counts that could count the sale, those that give none too.

    A card that is full for other reasons, two half cards of customers who were merged or one that
    needs fewer stamps now, is filled with the next stamp: its coupon comes with a sale.
    """
    cards = [
        card
        for card in all_stamp_cards(moment.db)
        if card.offered and counts(card.terms, goods.lines)
    ]
    if customer_id is None or not cards:
        return ()
    is_visit = not another_sale(moment.db, customer_id, day=moment.today.isoformat())
    held = stamps_held(moment.db, customer_id)
    return tuple(
        count_of(card, held.get(card.id, 0), given=stamps_for(card.terms, goods, is_visit=is_visit))
        for card in cards
    )


def count_of(card: StampCard, have: int, *, given: int) -> CardCount:
    """Return what so many more stamps make of a card."""
    if given == 0:
        return CardCount(card, 0, 0, have)
    fills, left = full_cards(have + given, needed=card.needed)
    return CardCount(card, given, fills, left)


def another_sale(db: Database, customer_id: str, *, day: str, besides: str = "") -> bool:
    """Tell whether a day is a visit by another sale, one that was not refunded whole."""
    row = db.conn.execute(_ANOTHER_SALE, (customer_id, day, besides)).fetchone()
    return row is not None


def stamps_back(db: Database, left: SaleLeft) -> tuple[CardBack, ...]:
    """Return what a refund takes off each card: stamps are worked out again on what remains.

    The stamp of a visit goes with the last sale of its day, whichever sale had brought it.
    """
    if left.customer_id is None:
        return ()
    asked = {"customer": left.customer_id, "day": left.day}
    rows = db.conn.execute(_GIVEN, asked).fetchall()
    visited = not left.whole or another_sale(db, left.customer_id, day=left.day, besides=left.sale)
    goods = goods_kept(left.kept, refunded=left.refunded, money_left=left.money_left)
    taken: dict[str, int] = {}
    for account, sale, given, doc in rows:
        # Only a visit's stamp is taken by another sale of its day than the one that gave it.
        terms = read_terms(json.loads(doc)) if doc else None
        if terms is None or terms.per == "visit":
            less = 0 if visited else given
        elif sale == left.sale:
            still = 0 if left.whole else stamps_for(terms, goods, is_visit=True)
            less = max(given - still, 0)
        else:
            less = 0
        taken[account] = taken.get(account, 0) + less
    return tuple(
        card_back(
            db, stamp_card_with_id(db, account.partition(":")[2]), left.customer_id, taken=less
        )
        for account, less in taken.items()
        if less
    )


def card_back(db: Database, card: StampCard, customer_id: str, *, taken: int) -> CardBack:
    """Return what taking stamps makes of a card, and of the coupons of those that were full."""
    have = stamps_held(db, customer_id).get(card.id, 0) - taken
    fills: Sequence[Fill] = ()
    if have < 0:
        asked = {"customer": customer_id, "account": account_of(card)}
        fills = [Fill(code, stamps) for code, stamps in db.conn.execute(_FILLS, asked).fetchall()]
    emptied, have = cards_emptied(have, fills)
    return CardBack(card, taken, tuple(emptied), have)


def account_of(card: StampCard) -> str:
    """Return the account in which a card's stamps are summed."""
    return f"stamps:{card.id}"


def stamp_counts(db: Database, *, first: date, last: date) -> StampCounts:
    """Return what became of stamps from one business date to another, both included."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    return StampCounts(*db.conn.execute(_COUNTED, span).fetchone())


def card_totals(db: Database) -> dict[str, CardTotals]:
    """Return what came of each card, by its id; those that gave nothing are not among them."""
    rows = db.conn.execute(_HOLDERS).fetchall()
    holders = {account: (customers, stamps) for account, customers, stamps in rows}
    filled = dict(db.conn.execute(_FILLED).fetchall())
    used = dict(db.conn.execute(_USED).fetchall())
    return {
        account.partition(":")[2]: CardTotals(
            *holders.get(account, (0, 0)), filled.get(account, 0), used.get(account, 0)
        )
        for account in {*holders, *filled, *used}
    }


def _held_at(moment: Moment, customer_id: str) -> Mapping[str, int]:
    until = milliseconds(moment.now)
    asked: dict[str, Any] = {"customer": customer_id, "until": until}
    if moment.db.conn.execute(_MOVED_LATER, asked).fetchone() is None:
        return stamps_held(moment.db, customer_id)
    family = json.dumps(sorted(family_at(moment.db, customer_id, until_ms=until)))
    rows = moment.db.conn.execute(_HELD_AT, {"family": family, "until": until}).fetchall()
    return {account.partition(":")[2]: total for account, total in rows}


@lru_cache(maxsize=8)
def _understood(rows: tuple[tuple[Any, ...], ...]) -> tuple[StampCard, ...]:
    """Understand the cards once; every sale asks for them again, and they rarely change."""
    return tuple(
        StampCard(
            id, name, needed, reward_id, reward, StampTerms(per, each, category), bool(offered)
        )
        for id, name, needed, reward_id, reward, per, each, category, offered in rows
    )
