"""The day turns: what time alone brought about is counted, and what is due is issued."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from db import giving
from db.journal import Draft
from db.moment import Moment
from db.queries.intake import is_claimed
from db.queries.merging import family_of
from db.queries.rewards import promised_reward
from db.queries.tier_members import progress_of_those_who_could
from db.queries.tiers import tier_ladders
from db.rules.periods import anniversary_in
from db.rules.shop import YearlyGift
from db.rules.tier_walk import track
from db.session import Action, Session, Transaction


@dataclass(frozen=True)
class DayTurn:
    """What fell due since the last turn of the day."""

    expired: int  # points
    ended: int  # subscriptions
    reviewed: int  # tiers looked at again
    coupons: int  # for birthdays and anniversaries


def turn_day(session: Session, *, operation_id: str) -> DayTurn:
    """Count what fell due up to today and issue the coupons of the day, each once a year.

    Nothing depends on it: points expire and plans end whether or not the day was turned.
    """
    with session.write(Action.TURN_DAY, operation_id) as tx:
        since = _last_turn(tx)
        turn = DayTurn(
            expired=_expired(tx, since),
            ended=_ended(tx, since),
            reviewed=_reviewed(tx, since),
            coupons=_birthdays(tx) + _anniversaries(tx),
        )
        counts = {"expired": turn.expired, "ended": turn.ended, "reviewed": turn.reviewed}
        tx.post(Draft("day.rollover", {**counts, "coupons": turn.coupons}))
        tx.answer(turn)
    return turn


def _last_turn(moment: Moment) -> date:
    row = moment.db.conn.execute(
        "SELECT max(day) FROM facts WHERE kind = 'day.rollover'"
    ).fetchone()
    return date.fromisoformat(row[0]) if row[0] else date.min


def _expired(moment: Moment, since: date) -> int:
    """Return the points whose last day passed: on or after the day of the last turn."""
    row = moment.db.conn.execute(
        "SELECT coalesce(sum(points_left), 0) FROM lots WHERE expires_on >= ? AND expires_on < ?",
        (since.isoformat(), moment.today.isoformat()),
    ).fetchone()
    return int(row[0])


def _ended(moment: Moment, since: date) -> int:
    """Return the plans whose time ran out; one that an act ended did not end by time."""
    row = moment.db.conn.execute(
        """SELECT count(*) FROM subscriptions
           WHERE ended IS NULL AND paused_from IS NULL
             AND date(until, '+' || grace_days || ' days') >= :since
             AND date(until, '+' || grace_days || ' days') < :today""",
        {"since": since.isoformat(), "today": moment.today.isoformat()},
    ).fetchone()
    return int(row[0])


def _reviewed(moment: Moment, since: date) -> int:
    """Return the tiers whose last day passed: on or after the day of the last turn."""
    ladders, today = tier_ladders(moment.db), moment.today
    return sum(
        look >= since
        for _, progress in progress_of_those_who_could(moment.db, ladders, on=today)
        for look in track(progress, ladders, on=today).looks
    )


def _birthdays(tx: Transaction) -> int:
    rows = tx.db.conn.execute(
        "SELECT id, substr(birthday, -5) FROM customers WHERE birthday IS NOT NULL"
    ).fetchall()
    return _issue(tx, "birthday", tx.settings.birthday, rows)


def _anniversaries(tx: Transaction) -> int:
    """Greet those whose first year, or a later one, is full; joining itself is no anniversary."""
    rows = tx.db.conn.execute(
        "SELECT id, substr(joined, -5) FROM customers WHERE joined < ?",
        ((tx.today - timedelta(days=180)).isoformat(),),
    ).fetchall()
    return _issue(tx, "anniversary", tx.settings.anniversary, rows)


def _issue(
    tx: Transaction, kind: str, gift: YearlyGift | None, people: Iterable[tuple[str, str]]
) -> int:
    """Issue the coupon to everyone whose day lies within the days before it, once a year."""
    if gift is None:
        return 0
    reward = promised_reward(tx.db, gift.reward)
    issued = 0
    for customer_id, month_day in people:
        day = anniversary_in(month_day, first=tx.today, days=gift.days_before)
        if day is None or _greeted(tx, kind, customer_id, day.year):
            continue
        giving.issue_coupon(
            tx,
            reward.terms,
            customer_id=customer_id,
            valid_from=tx.today,
            valid_until=giving.coupon_until(reward, valid_from=max(day, tx.today)),
            reward=reward.name,
            more={"reason": kind},
        )
        claim = f"{kind}:{customer_id}:{day.year}"
        tx.post(Draft(f"{kind}.greet", {"day": day.isoformat()}, customer_id, claim=claim))
        issued += 1
    return issued


def _greeted(tx: Transaction, kind: str, customer_id: str, year: int) -> bool:
    """Tell whether the customer, or one merged into them, was greeted in that year."""
    family = family_of(tx.db, customer_id)
    return any(is_claimed(tx.db, f"{kind}:{each}:{year}") for each in family)
