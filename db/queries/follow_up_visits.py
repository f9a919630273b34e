"""Who should have come and did not, who came once, and to whom nobody has spoken for long."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from db.clock import milliseconds
from db.moment import Moment
from db.queries.follow_up_asking import asked, whose
from db.rules.follow_up_choices import NewcomerChoice
from db.rules.follow_ups import (
    Candidate,
    FirstSteps,
    NotSpokenTo,
    Slipping,
    first_late_day,
    half_days_of,
)

_LATER = "SELECT 1 FROM customer_totals WHERE last_at > ? LIMIT 1"
# What the table said then: worked out from the sales, where something came later.
_TOTALS_THEN = """(
  SELECT customer_id, count(DISTINCT visit) AS visits, min(visit) AS first_day,
    max(visit) AS last_day, sum(money) AS spent
  FROM (
    SELECT customer_id, paid AS money, iif(amount >= 0
      AND (refunded_whole_at IS NULL OR refunded_whole_at > :now), day, NULL) AS visit
    FROM sales WHERE customer_id IS NOT NULL AND at <= :now AND {whose}
    UNION ALL SELECT customer_id, -money_back, NULL FROM refunds
    WHERE customer_id IS NOT NULL AND at <= :now AND {whose}
  ) GROUP BY customer_id
)"""
# Of so many gaps the median is at most twice their sum over their number and one: whoever is
# not late by then, or was late long ago, is not looked at.
_MAYBE_LATE = """
SELECT customer_id, visits, first_day, last_day, spent FROM (
  SELECT customer_id, visits, first_day, last_day, spent,
    julianday(:today) - julianday(last_day) AS since,
    4.0 * (julianday(last_day) - julianday(first_day)) / visits AS half_days
  FROM {totals} AS totals
  WHERE visits >= 3 AND last_day <= :latest AND {whose}
) WHERE since < max(half_days * :factor / 200 + 1, (half_days + 1) / 2 + :days) + :for_days
"""
# The days are walked through in one index; the few sales given back whole are looked up before.
_VISITS = """
WITH late AS MATERIALIZED ({maybe_late}), given_back AS MATERIALIZED (
  SELECT sales.rowid AS sale FROM refunds JOIN sales ON sales.id = refunds.sale
  WHERE refunded_whole_at <= :now
)
SELECT customer_id, visits, first_day, last_day, spent, (
  SELECT group_concat(day) FROM sales
  WHERE sales.customer_id = late.customer_id AND day <= last_day AND amount >= 0
    AND sales.rowid NOT IN (SELECT sale FROM given_back))
FROM late
"""
_CAME_ONCE = """
SELECT totals.customer_id, first_day, friends.name FROM {totals} AS totals
LEFT JOIN referrals ON referee_id = totals.customer_id
LEFT JOIN customers AS friends ON friends.id = referrer_id
WHERE visits = 1 AND coalesce(last_day, '') BETWEEN :first AND :last
  AND {whose}
"""
_HAS_STAMP_CARDS = "SELECT 1 FROM stamp_cards WHERE offered LIMIT 1"
_BEST = """
SELECT customer_id, spent, last_day, (
  SELECT max(day) FROM (
    SELECT day FROM contacts WHERE contacts.customer_id = best.customer_id AND at <= :now
    UNION ALL SELECT day FROM follow_up_answers AS answers
    WHERE answers.customer_id = best.customer_id AND answer = 'done' AND at <= :now))
FROM (
  SELECT customer_id, spent, last_day FROM {totals} AS totals
  WHERE last_day >= :came_since AND spent > 0 ORDER BY spent DESC, customer_id LIMIT :best
) AS best
"""


def slipping_away(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield who is late against their own rhythm, from three visits on."""
    choice, today = moment.settings.follow_ups.slipping_away, moment.today
    if not choice.on:
        return
    values = {
        **asked(moment, customer_id),
        "latest": (today - timedelta(days=first_late_day(2, choice))).isoformat(),
        "factor": choice.factor_percent,
        "days": choice.days,
        "for_days": choice.for_days,
    }
    maybe_late = _MAYBE_LATE.format(totals=_totals(moment, customer_id), whose=whose(customer_id))
    question = _VISITS.format(maybe_late=maybe_late)
    number_of = cache(_number_of)  # few days, many visits
    for id, visits, first, last, spent, days in moment.db.conn.execute(question, values):
        came = sorted({number_of(day) for day in days.split(",")})
        half_days = half_days_of(after - before for before, after in pairwise(came))
        late_from, since = first_late_day(half_days, choice), today.toordinal() - came[-1]
        if late_from <= since < late_from + choice.for_days:
            first_day, last_day = date.fromisoformat(first), date.fromisoformat(last)
            yield Candidate(
                kind="slipping_away",
                customer_id=id,
                what=last,
                due_day=last_day + timedelta(days=late_from),
                facts=Slipping(half_days, since, visits, first_day, last_day, spent),
                worth=spent,
            )


def newcomers(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield who bought for the first time so many days ago, and nothing since."""
    choice, today = moment.settings.follow_ups.newcomer, moment.today
    if not choice.on:
        return
    values = {
        **asked(moment, customer_id),
        "first": (today - timedelta(days=choice.steps[-1] + choice.for_days - 1)).isoformat(),
        "last": (today - timedelta(days=choice.steps[0])).isoformat(),
    }
    question = _CAME_ONCE.format(
        totals=_totals(moment, customer_id), whose=whose(customer_id, "totals.customer_id")
    )
    stamps = moment.db.conn.execute(_HAS_STAMP_CARDS).fetchone() is not None
    for id, first, friend in moment.db.conn.execute(question, values).fetchall():
        first_day = date.fromisoformat(first)
        step = _step(choice, (today - first_day).days)
        if step is not None:
            yield Candidate(
                kind="newcomer",
                customer_id=id,
                what=str(step),
                due_day=first_day + timedelta(days=step),
                facts=FirstSteps(step, first_day, friend, stamps),
            )


def best_customers_to_speak_to(moment: Moment) -> Iterator[Candidate]:
    """Yield the best customers to whom nobody spoke for long, the best one first."""
    choice, today = moment.settings.follow_ups.best_customer, moment.today
    if not choice.on:
        return
    values = {
        **asked(moment, None),
        "came_since": (today - timedelta(days=choice.came_within - 1)).isoformat(),
        "best": choice.best,
    }
    question = _BEST.format(totals=_totals(moment, None))
    for id, spent, last, spoken in moment.db.conn.execute(question, values).fetchall():
        since = date.fromisoformat(spoken) if spoken else None
        due = today if since is None else since + timedelta(days=choice.days)
        if due <= today:
            yield Candidate(
                kind="best_customer",
                customer_id=id,
                what=spoken or "never",
                due_day=due,
                facts=NotSpokenTo(spent, since, date.fromisoformat(last)),
                worth=spent,
            )


def _step(choice: NewcomerChoice, days: int) -> int | None:
    """Return the step that is shown so many days after the first purchase, None: none."""
    reached = [step for step in choice.steps if step <= days]
    return reached[-1] if reached and days < reached[-1] + choice.for_days else None


def _number_of(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _totals(moment: Moment, customer_id: str | None) -> str:
    """Return where visits and sums stand: the table, unless something came after the moment."""
    later = moment.db.conn.execute(_LATER, (milliseconds(moment.now),)).fetchone()
    return _TOTALS_THEN.format(whose=whose(customer_id)) if later else "customer_totals"
