"""What somebody got for bringing friends, and has not heard of yet."""

from dataclasses import dataclass
from datetime import date

from db.clock import milliseconds
from db.moment import Moment
from db.queries.customers import customer_names, owner_now
from db.queries.facts import Fact, facts_of_customer

_KINDS = ("points.gift", "coupon.issue")
_STANDS = "SELECT 1 FROM referrals WHERE sale = ? AND reversed_on IS NULL"
_LAPSED = "SELECT 1 FROM lots WHERE id = ? AND expires_on < ?"


@dataclass(frozen=True)
class FriendGift:
    """Points, or a coupon's code, for one friend; usable by now."""

    friend: str  # the name
    points: int = 0
    code: str = ""


def untold_friend_gifts(moment: Moment, customer_id: str) -> list[FriendGift]:
    """Return what came for friends since the customer's last sale, the first one first.

    What was taken back again, cannot be used yet or has lapsed since is not among it.
    """
    at_ms = milliseconds(moment.now)
    last_ms, last_day = _last_sale(moment, customer_id, at_ms)
    found = [
        fact
        for fact in facts_of_customer(moment.db, customer_id, until_ms=at_ms, kinds=_KINDS)
        if _is_for_a_friend(fact)
        if _is_news(fact, last_ms=last_ms, last_day=last_day, today=moment.today)
        if moment.db.conn.execute(_STANDS, (fact.doc["sale"],)).fetchone()
        if not moment.db.conn.execute(_LAPSED, (fact.id, moment.today.isoformat())).fetchone()
    ]
    friends = {fact.id: owner_now(moment.db, fact.doc["referee"]) for fact in found}
    names = customer_names(moment.db, friends.values())
    return [
        FriendGift(names.get(friends[fact.id], ""), fact.delta or 0, fact.doc.get("code", ""))
        for fact in found
    ]


def _is_for_a_friend(fact: Fact) -> bool:
    """Tell whether something was given for a friend, not to one."""
    return fact.doc.get("reason") == "referral" and fact.doc["referee"] != fact.customer


def _is_news(fact: Fact, *, last_ms: int, last_day: str, today: date) -> bool:
    usable_from = str(fact.doc.get("usable_from") or fact.doc.get("from") or fact.day)
    if usable_from > today.isoformat():
        return False
    if usable_from > fact.day:  # it had to wait: it is news from its first day on
        return usable_from > last_day
    return fact.at > last_ms


def _last_sale(moment: Moment, customer_id: str, at_ms: int) -> tuple[int, str]:
    row = moment.db.conn.execute(
        "SELECT at, day FROM sales WHERE customer_id = ? AND at <= ? AND amount >= 0"
        " ORDER BY at DESC LIMIT 1",
        (customer_id, at_ms),
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else (-1, "")
