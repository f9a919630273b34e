"""Who brought whom."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.moment import Moment
from db.phones import calling_code
from db.queries.customers import customer_names
from db.queries.facts import Fact, fact_id
from db.queries.merging import family_of
from db.queries.refunds import facts_with
from db.rules.duplicates import phone_keys
from db.rules.periods import last_day_of_month
from db.rules.referrals import (
    TILL_MINUTES,
    Candidate,
    Circumstances,
    Identity,
    Link,
    Sign,
    is_one_person,
    signs_of,
)
from db.rules.shop import ShopSettings

_MINUTE_MS = 60_000
# Whoever was merged into somebody is the same person.
_KNOWN_BY = """
SELECT id, phone, email, address FROM customers WHERE id = :id
UNION ALL SELECT id, phone, email, NULL FROM merged_customers WHERE kept_id = :id
"""
_BOUGHT = """
SELECT 1 FROM sales
WHERE customer_id = :referee AND amount >= 0 AND refunded_whole_at IS NULL
"""
_BOUGHT_BY = """
SELECT 1 FROM sales
WHERE customer_id = :other AND amount >= 0 AND day < :day AND refunded_whole_at IS NULL
"""
_ANCESTORS = """
WITH RECURSIVE above (id) AS (
  SELECT :referrer
  UNION SELECT referrals.referrer_id FROM referrals JOIN above ON referee_id = above.id
)
SELECT 1 FROM above WHERE id = :referee
"""


_FROM_A_FILE = """
SELECT 1 FROM facts INDEXED BY facts_of_customer
WHERE customer = :customer AND kind = 'sale' AND day < :day
  AND doc ->> 'import' IS NOT NULL AND doc ->> 'amount' >= 0
"""
_NEAREST_AT_TILL = """
SELECT min(abs(at - :now)) FROM sales
WHERE customer_id = :customer AND amount >= 0 AND coalesce(till, '') = :till
  AND at BETWEEN :now - :span AND :now + :span
"""
_COLUMNS = (
    "referee_id, referrer_id, day, qualified_on, reversed_on, usable_from, signs, answered_on,"
    " approved, sale"
)

_LATER_THAT_DAY = """
SELECT kind FROM facts INDEXED BY facts_of_customer
WHERE customer IN (SELECT value FROM json_each(:family)) AND day = :day AND at > :now
"""
_IN_ORDER = "ORDER BY day, (SELECT number FROM customers WHERE id = referee_id)"


@dataclass(frozen=True)
class Qualifying:
    """A friend's first sale that counts: who is rewarded from when, and why one asks first."""

    link: Link
    referee: str  # their names
    referrer: str
    day: date
    usable_from: date
    signs: tuple[Sign, ...] = ()


def link_of(db: Database, referee_id: str) -> Link | None:
    """Return by whom a customer was brought, None when by nobody."""
    return next(iter(_links(db, "referee_id = ?", (referee_id,))), None)


def friends_of(moment: Moment, referrer_id: str) -> list[Link]:
    """Return whom a customer brought up to a moment, the first one first."""
    asked = (referrer_id, moment.today.isoformat())
    links = _links(moment.db, "referrer_id = ? AND day <= ?", asked)
    known = [as_known(moment, link) for link in links]
    return [link for link in known if link is not None]


def links_to(moment: Moment, referees: Sequence[str]) -> dict[str, Link]:
    """Return by whom some customers were brought, as far as a moment knows."""
    theirs = "referee_id IN (SELECT value FROM json_each(?))"
    links = _links(moment.db, theirs, (json.dumps(referees),))
    return {link.referee_id: as_known(moment, link) or link for link in links}


def odd_links(moment: Moment) -> list[Link]:
    """Return the links up to a moment about which the owner is asked, or was."""
    asked = (moment.today.isoformat(),)
    links = _links(moment.db, "signs IS NOT NULL AND day <= ?", asked)
    known = [as_known(moment, link) for link in links]
    return [link for link in known if link is not None]


def ready_links(moment: Moment, *, since: date) -> list[Link]:
    """Return the links whose reward could be used from a day on, or waits for the owner's word."""
    asked = (moment.today.isoformat(), since.isoformat())
    ready = "qualified_on <= ? AND (usable_from >= ? OR signs IS NOT NULL)"
    return _links(moment.db, ready, asked)


def as_known(moment: Moment, link: Link) -> Link | None:
    """Return a link without what came of it later on the moment's day; None: it was made later."""
    today = moment.today
    if today not in (link.day, link.qualified_on, link.reversed_on, link.answered_on):
        return link
    family = json.dumps(family_of(moment.db, link.referee_id))
    asked = {"family": family, "day": today.isoformat(), "now": milliseconds(moment.now)}
    later = {kind for (kind,) in moment.db.conn.execute(_LATER_THAT_DAY, asked).fetchall()}
    if "referral.attach" in later and link.day == today:
        return None
    if "referral.qualify" in later and link.qualified_on == today:
        return Link(link.referee_id, link.referrer_id, link.day)
    if "referral.approve" in later or "referral.decline" in later:
        link = replace(link, answered_on=None, approved=None)
    if "referral.reverse" in later or "referral.decline" in later:
        link = replace(link, reversed_on=None)
    return link


def leads_back(db: Database, link: Link, *, to: str) -> bool:
    """Tell whether a referrer is somebody, or was brought by them, perhaps through others."""
    return _any(db, _ANCESTORS, {"referrer": link.referrer_id, "referee": to})


def given_on_approval(db: Database, sale: str) -> list[Fact]:
    """Return what was given for a friend's first sale at the owner's yes, the latest one."""
    row = db.conn.execute(
        "SELECT origin, seq FROM facts WHERE kind = 'referral.approve' AND doc ->> 'sale' = ?"
        " ORDER BY seq DESC LIMIT 1",
        (sale,),
    ).fetchone()
    return facts_with(db, fact_id(*row)) if row else []


def bought_before(db: Database, customer_id: str, day: date) -> bool:
    """Tell whether a customer had bought before a day."""
    return _any(db, _BOUGHT_BY, {"other": customer_id, "day": day.isoformat()})


def may_be_brought(db: Database, customer_id: str) -> bool:
    """Tell whether it can still be said who brought a customer: until the first sale."""
    bought = _any(db, _BOUGHT, {"referee": customer_id})
    return not bought and link_of(db, customer_id) is None


def times_said(db: Database, kind: str, referee_id: str) -> int:
    """Return how often a fact of that kind was written of a friend: what it claims is counted."""
    row = db.conn.execute(
        "SELECT count(*) FROM facts WHERE customer = ? AND kind = ?", (referee_id, kind)
    ).fetchone()
    return int(row[0])


def qualifying(
    moment: Moment,
    customer_id: str | None,
    *,
    paid: int,
    till: str | None,
    payers: Collection[str | None],
) -> Qualifying | None:
    """Return whom a sale of so much money rewards for bringing the buyer; None: nobody.

    `payers` own the coupons and vouchers that the sale takes. Whose purchases from before the
    link came in from a file had been a customer already.
    """
    terms = moment.settings.referral
    if customer_id is None or paid < terms.minimum:
        return None
    link = link_of(moment.db, customer_id)
    if link is None or link.qualified_on is not None:
        return None
    past = {"customer": customer_id, "day": link.day.isoformat()}
    if _any(moment.db, _FROM_A_FILE, past):
        return None
    names = customer_names(moment.db, (link.referee_id, link.referrer_id))
    found = Qualifying(
        link,
        referee=names.get(link.referee_id, ""),
        referrer=names.get(link.referrer_id, ""),
        day=moment.today,
        usable_from=moment.today + timedelta(days=terms.hold_days),
    )
    if not terms.ask_owner:
        return found
    country = moment.settings.country
    around = Circumstances(
        referee=identity_of(moment.db, customer_id, country=country),
        referrer=identity_of(moment.db, link.referrer_id, country=country),
        pays_with_theirs=link.referrer_id in payers,
        minutes_apart=_minutes_apart(moment, link.referrer_id, till),
    )
    return replace(found, signs=signs_of(around))


def identity_of(db: Database, customer_id: str, *, country: str) -> Identity:
    """Return by what a customer is known, as everybody they were before a merging too."""
    rows = db.conn.execute(_KNOWN_BY, {"id": customer_id}).fetchall()
    phones = [phone for _, phone, _, _ in rows if phone]
    code = calling_code(country) if phones else ""
    return Identity(
        ids=frozenset(id for id, *_ in rows),
        phone_keys=frozenset(key for each in phones for key in phone_keys(each, calling_code=code)),
        emails=frozenset(email for _, _, email, _ in rows if email),
        phones=frozenset(phones),
        address=next((address for *_, address in rows if address), None),
    )


def candidate(
    db: Database, *, referee_id: str, referrer_id: str, today: date, settings: ShopSettings
) -> Candidate:
    """Return all that must be asked before a link is made."""
    pair = {"referee": referee_id, "referrer": referrer_id}
    link = link_of(db, referee_id)
    people = [identity_of(db, each, country=settings.country) for each in (referee_id, referrer_id)]
    return Candidate(
        referee=_number(db, referee_id),
        referrer=_number(db, referrer_id),
        same_person=is_one_person(*people),
        bought_before=_any(db, _BOUGHT, pair),
        brought_by=_number(db, link.referrer_id) if link else None,
        in_circle=_any(db, _ANCESTORS, pair),
        links_this_month=_links_in_month(db, referrer_id, today),
        max_per_month=settings.referral.max_per_month,
    )


def _any(db: Database, question: str, values: dict[str, str]) -> bool:
    return db.conn.execute(question, values).fetchone() is not None


def _number(db: Database, customer_id: str) -> str:
    row = db.conn.execute("SELECT number FROM customers WHERE id = ?", (customer_id,)).fetchone()
    return str(row[0])


def _links_in_month(db: Database, referrer_id: str, today: date) -> int:
    row = db.conn.execute(
        "SELECT count(*) FROM referrals WHERE referrer_id = ? AND day BETWEEN ? AND ?",
        (referrer_id, today.replace(day=1).isoformat(), last_day_of_month(today).isoformat()),
    ).fetchone()
    return int(row[0])


def _minutes_apart(moment: Moment, customer_id: str, till: str | None) -> int | None:
    """Return how many minutes lie to a customer's nearest sale at the till; None: many."""
    asked = {
        "customer": customer_id,
        "till": till or "",
        "now": milliseconds(moment.now),
        "span": TILL_MINUTES * _MINUTE_MS,
    }
    (apart,) = moment.db.conn.execute(_NEAREST_AT_TILL, asked).fetchone()
    return None if apart is None else int(apart) // _MINUTE_MS


def _links(db: Database, condition: str, values: tuple[str, ...]) -> list[Link]:
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM referrals WHERE {condition} {_IN_ORDER}",  # noqa: S608
        values,
    ).fetchall()
    return [_link_of_row(row) for row in rows]


def _link_of_row(row: tuple[Any, ...]) -> Link:
    referee, referrer, day, qualified, reversed_on, usable_from, signs, answered, yes, sale = row
    return Link(
        referee,
        referrer,
        date.fromisoformat(day),
        _day(qualified),
        _day(reversed_on),
        _day(usable_from),
        tuple(json.loads(signs)) if signs else (),
        _day(answered),
        None if yes is None else bool(yes),
        sale,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
