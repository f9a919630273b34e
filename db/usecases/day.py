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

_LONGEST_CATCH_UP = timedelta(days=31)
_PROMISES = """
SELECT day, json_type(doc, :kind) FROM facts
WHERE kind = 'shop.set' AND json_type(doc, :kind) IS NOT NULL ORDER BY seq
"""


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
            coupons=_birthdays(tx, since) + _anniversaries(tx, since),
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


def _birthdays(tx: Transaction, since: date) -> int:
    rows = tx.db.conn.execute(
        "SELECT id, substr(birthday, -5), joined FROM customers WHERE birthday IS NOT NULL"
    ).fetchall()
    return _issue(tx, "birthday", tx.settings.birthday, rows, since=since)


def _anniversaries(tx: Transaction, since: date) -> int:
    """Greet those whose first year, or a later one, is full; joining itself is no anniversary."""
    rows = tx.db.conn.execute(
        "SELECT id, substr(joined, -5), joined FROM customers WHERE joined < ?",
        ((tx.today - timedelta(days=180)).isoformat(),),
    ).fetchall()
    return _issue(tx, "anniversary", tx.settings.anniversary, rows, since=since)


def _issue(
    tx: Transaction,
    kind: str,
    gift: YearlyGift | None,
    people: Iterable[tuple[str, str, str]],
    *,
    since: date,
) -> int:
    """Issue the coupon to everyone whose day lies within the days before it, once a year.

    What fell between the last turn and today is caught up, while the shop was closed: as long as
    it is not too long ago, the coupon was promised then, and the customer was one.
    """
    if gift is None:
        return 0
    reward, issued = promised_reward(tx.db, gift.reward), 0
    missed_from = _missed_from(tx, kind, since)
    for customer_id, month_day, joined in people:
        for day in _days_due(month_day, missed_from, tx.today, gift.days_before):
            was_none = day < tx.today and joined > day.isoformat()
            if was_none or _greeted(tx, kind, customer_id, day.year):
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


def _days_due(month_day: str, missed_from: date, today: date, days_before: int) -> list[date]:
    """Return the day if it was missed, and the next one if it is near."""
    missed = (today - missed_from).days - 1
    found = [
        anniversary_in(month_day, first=missed_from, days=missed) if missed >= 0 else None,
        anniversary_in(month_day, first=today, days=days_before),
    ]
    return [day for day in found if day is not None]


def _missed_from(tx: Transaction, kind: str, since: date) -> date:
    """Return the first day that is caught up; today where nothing is."""
    if since == date.min:  # the day was never turned: nothing was promised to anybody yet
        return tx.today
    promised = date.min
    was_promised = False
    for day, value in tx.db.conn.execute(_PROMISES, {"kind": f"$.settings.{kind}"}).fetchall():
        is_promised = value != "null"
        if is_promised and not was_promised:
            promised = date.fromisoformat(day)
        was_promised = is_promised
    return max(since + timedelta(days=1), tx.today - _LONGEST_CATCH_UP, promised)


def _greeted(tx: Transaction, kind: str, customer_id: str, year: int) -> bool:
    """Tell whether the customer, or one merged into them, was greeted in that year."""
    family = family_of(tx.db, customer_id)
    return any(is_claimed(tx.db, f"{kind}:{each}:{year}") for each in family)
