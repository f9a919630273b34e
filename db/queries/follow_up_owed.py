"""What the shop owes its customers: promises, complaints, unhappy answers, a friend's reward."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from db.clock import instant, milliseconds
from db.moment import Moment
from db.queries.customers import customer_names
from db.queries.facts import facts_of_customer
from db.queries.follow_up_asking import asked, whose
from db.queries.referrals import as_known, ready_links
from db.rules.follow_ups import Candidate, FriendBought, Promised, Said
from db.rules.periods import business_date
from db.rules.referrals import Link, state_on, waits_on

_UNHAPPY_UP_TO = 6
_NOT_DONE = """
NOT EXISTS (SELECT 1 FROM follow_up_answers AS answers
  WHERE answers.customer_id = asked.customer_id AND answers.kind = {kind}
    AND answers.what = asked.id AND answer = 'done' AND answers.at <= :now)
"""
_PROMISES = f"""
SELECT id, customer_id, kind, why, day, due_day, due_time, owed_by FROM promises AS asked
WHERE day <= :today AND {{whose}}
  AND {_NOT_DONE.format(kind="asked.kind")}
"""  # noqa: S608 - our own words
_UNHAPPY = f"""
SELECT id, customer_id, score, comment, day, at, staff FROM feedback AS asked
WHERE score <= {_UNHAPPY_UP_TO} AND day <= :today AND at <= :now
  AND {{whose}}
  AND {_NOT_DONE.format(kind="'unhappy'")}
"""  # noqa: S608
_GIFTS = ("points.gift", "coupon.issue")


def promises_open(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield what was promised and complained of, and is not done, however far ahead it is due."""
    rows = moment.db.conn.execute(
        _PROMISES.format(whose=whose(customer_id)), asked(moment, customer_id)
    ).fetchall()
    for id, owner, kind, why, day, due_day, due_time, owed_by in rows:
        yield Candidate(
            kind=kind,
            customer_id=owner,
            what=id,
            due_day=date.fromisoformat(due_day),
            due_time=time.fromisoformat(due_time) if due_time else None,
            facts=Promised(why, date.fromisoformat(day)),
            owed_by=owed_by,
        )


def unhappy_answers(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield the answers of 0 to 6 about which nobody has spoken to the customer.

    Whoever took the answer owes the talk, within the hours that the owner chose.
    """
    settings, choice = moment.settings, moment.settings.follow_ups.unhappy
    if not choice.on:
        return
    rows = moment.db.conn.execute(
        _UNHAPPY.format(whose=whose(customer_id)), asked(moment, customer_id)
    ).fetchall()
    for id, owner, score, comment, day, at, staff in rows:
        due = instant(at) + timedelta(hours=choice.hours)
        yield Candidate(
            kind="unhappy",
            customer_id=owner,
            what=id,
            due_day=business_date(due, zone=settings.timezone, day_starts=settings.day_starts),
            due_time=due.astimezone(settings.timezone).time().replace(second=0, microsecond=0),
            facts=Said(score, comment, date.fromisoformat(day)),
            owed_by=staff,
            worth=_UNHAPPY_UP_TO - score,
        )


def friends_rewards(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield rewards for bringing friends: those that came lately, those that wait for a word."""
    choice, today = moment.settings.follow_ups.referral, moment.today
    if not choice.on:
        return
    since = today - timedelta(days=choice.days - 1)
    links = [
        known
        for link in ready_links(moment, since=since)
        if customer_id in (None, link.referrer_id)
        if (known := as_known(moment, link)) is not None and known.qualified_on is not None
    ]
    names = customer_names(moment.db, [link.referee_id for link in links])
    for link in links:
        if waits_on(link, today):
            yield _friend(link, names, waits=True)
        elif state_on(link, today) == "rewarded" and _first_day(link) >= since:
            points, reward = _given_for(moment, link)
            if points or reward:
                yield _friend(link, names, points=points, reward=reward)


def _friend(
    link: Link,
    names: dict[str, str],
    *,
    waits: bool = False,
    points: int = 0,
    reward: str | None = None,
) -> Candidate:
    assert link.qualified_on is not None
    friend = names.get(link.referee_id, "")
    return Candidate(
        kind="referral",
        customer_id=link.referrer_id,
        what=f"ask-{link.sale}" if waits else str(link.sale),
        due_day=link.qualified_on if waits else _first_day(link),
        facts=FriendBought(friend, link.qualified_on, waits, points, reward),
        worth=int(waits),
    )


def _first_day(link: Link) -> date:
    """Return the day from which on the reward can be used."""
    day = link.usable_from or link.qualified_on
    assert day is not None
    return day


def _given_for(moment: Moment, link: Link) -> tuple[int, str | None]:
    """Return the points, or the reward by its name, that a friend's purchase brought."""
    until_ms = milliseconds(moment.now)
    for fact in facts_of_customer(moment.db, link.referrer_id, until_ms=until_ms, kinds=_GIFTS):
        is_for_it = fact.doc.get("reason") == "referral" and fact.doc.get("sale") == link.sale
        if is_for_it and fact.doc.get("referee") != fact.customer:
            return fact.delta or 0, fact.doc.get("reward")
    return 0, None
