"""What the same work costs with nothing around it: the floors that `okaeri bench` measures against.

Bare SQLite for a search and for a durable sale; DuckDB, made for such questions and fed the same
rows, for the month.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pysqlite3
from sqlite_utils import Database

from db import journal
from db.connection import create_book
from db.journal import Draft
from db.queries.month import MonthFigures
from db.rules.buyers import loyal_since, second_visit_period
from db.rules.periods import add_months, last_day_of_month
from db.rules.retention import (
    Cohort,
    CustomersHeld,
    PastPeriod,
    Repeats,
    Stages,
    TopBuyers,
    Trade,
)
from db.rules.spans import period_of
from db.rules.subscriptions import paid_until
from db.session import Action, Session, Transaction
from db.subscription_tables import derive_all_subscriptions

_BARE_TABLE = """
CREATE TABLE bare (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, day TEXT NOT NULL, customer TEXT NOT NULL,
  doc TEXT NOT NULL
) STRICT
"""
_BARE_ROW = (
    1763776440000,
    "2025-11-22",
    "0123456789abcdef",
    '{"amount":1980,"breakdown":[{"label":"","points":19,"rule":"base"}],"paid":1980,"total":1980}',
)


_TERMS = {
    "grace_days": 7, "multiplier": "1", "discount_percent": 0, "points_each_period": 0,
    "renew_bonus": None,
}  # fmt: skip
_PLANS = tuple(
    {"plan_id": name, "plan": name, "terms": {**_TERMS, "price": price, "every": every}}
    for name, price, every in (
        ("Club", 980, "month"), ("Club Plus", 1480, "month"), ("Year", 9800, "year"),
    )
)  # fmt: skip
_REASONS = ("too dear", "too seldom", "moving away")
_LEAVES, _CANCELS, _CHANGES = 0.06, 0.08, 0.11  # of all periods, one after the other


def fill_with_members(session: Session, count: int) -> None:
    """Write a year of members on plans into an empty book: late ones, some who leave or change.

    Their facts go in together, and the tables are worked out once.
    """
    chance, today = random.Random(count), session.today  # noqa: S311 - nobody is meant
    with session.write(Action.START_SUBSCRIPTION, f"members-{count}") as tx:
        joined = [today - timedelta(days=chance.randrange(365)) for _ in range(count)]
        plans = [chance.choice(_PLANS) for _ in joined]
        began = journal.append_all(
            tx.db,
            [
                (Draft("subscription.start", plan, f"member {number}"), _then(tx, day))
                for number, (day, plan) in enumerate(zip(joined, plans, strict=True))
            ],
        )
        rest = [
            (Draft(f"subscription.{kind}", {"subscription": fact.id, **doc}, fact.customer), day)
            for fact, plan, day in zip(began, plans, joined, strict=True)
            for day, kind, doc in _year_of_a_member(chance, plan, day, today)
        ]
        rest.sort(key=lambda entry: entry[1])
        journal.append_all(tx.db, [(draft, _then(tx, day)) for draft, day in rest])
        derive_all_subscriptions(tx.db)


def _year_of_a_member(
    chance: random.Random, plan: dict[str, Any], joined: date, today: date
) -> Iterator[tuple[date, str, dict[str, Any]]]:
    """Yield what a member does after joining: of a hundred periods six are not renewed."""
    periods = 1
    while True:
        every = plan["terms"]["every"]
        due = paid_until(joined, every=every, periods=periods)
        day, luck = due + timedelta(days=chance.randint(-6, 7)), chance.random()
        if day > today or luck < _LEAVES:
            return
        if luck < _CANCELS:
            yield min(day, due), "cancel", {"reason": chance.choice(_REASONS), "offer": 0}
            return
        if luck < _CHANGES:
            plan, joined, periods = _PLANS[1], day, 1
            yield day, "change", {**plan, "at_once": True}
        else:
            periods += 1
            yield day, "renew", {}


def _then(tx: Transaction, day: date) -> journal.Circumstances:
    return replace(
        tx.circumstances, at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC), day=day
    )


@contextmanager
def statements_of(db: Database) -> Iterator[list[str]]:
    """Collect the statements, values filled in, that run on the book within the block."""
    statements: list[str] = []
    db.conn.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        db.conn.set_trace_callback(None)


def bare_questions(path: Path) -> Callable[[list[str]], None]:
    """Return what runs statements on a book through SQLite alone, and reads every row."""
    connection = pysqlite3.connect(str(path), isolation_level=None)

    def ask(statements: list[str]) -> None:
        for statement in statements:
            connection.execute(statement).fetchall()

    return ask


def bare_insert(path: Path) -> Callable[[], None]:
    """Return what writes a row to a new file, opened as books are, and waits for the disk."""
    connection = create_book(path).conn
    connection.execute(_BARE_TABLE)

    def insert() -> None:
        connection.execute(
            "INSERT INTO bare (at, day, customer, doc) VALUES (?, ?, ?, ?)", _BARE_ROW
        )

    return insert


def asked_of_sales(figures: MonthFigures) -> MonthFigures:
    """Return of a month's figures those that follow from sales alone: what DuckDB is asked too."""
    return MonthFigures(
        first_day=figures.first_day,
        last_day=figures.last_day,
        as_of=figures.last_day,
        active_days=figures.active_days,
        customers=figures.customers,
        trade=figures.trade,
        repeats=figures.repeats,
        top=figures.top,
        cohorts=figures.cohorts,
        stages=figures.stages,
        groups=figures.groups,
        history=figures.history,
    )


class DuckDbMonth:
    """The book's sales in DuckDB's memory, and the month's question asked there.

    Raises ImportError where DuckDB, a development dependency, is not installed.
    """

    def __init__(self, db: Database) -> None:
        import duckdb

        self._duck = duckdb.connect()
        self._duck.execute(
            "CREATE TABLE sales (customer_id VARCHAR, day DATE, amount BIGINT, paid BIGINT)"
        )
        rows = db.conn.execute(_TRADED).fetchall()
        if rows:
            columns = [list(column) for column in zip(*rows, strict=True)]
            self._duck.execute(
                "INSERT INTO sales SELECT unnest(?), unnest(?)::DATE, unnest(?), unnest(?)", columns
            )

    def figures(self, *, month: date, active_days: int) -> MonthFigures:
        """Return the month's figures, those that follow from sales alone."""
        last = last_day_of_month(month)
        self._duck.execute(_BOUGHT, {"last": last})
        self._duck.execute(_CUSTOMERS, {"month": month, "last": last})
        history = self._history(month, active_days)
        return MonthFigures(
            first_day=month,
            last_day=last,
            as_of=last,
            active_days=active_days,
            customers=history[-1].customers,
            trade=Trade(
                **self._row(_BUYERS, month=month), **self._row(_APART, month=month, last=last)
            ),
            repeats=self._repeats(month),
            top=TopBuyers(**self._row(_TOP)),
            cohorts=self._cohorts(month),
            stages=self._stages(month, last),
            groups={row["name"]: row["customers"] for row in self._rows(_GROUPS)},
            history=history,
        )

    def _rows(self, question: str, **values: object) -> list[dict[str, Any]]:
        answer = self._duck.execute(question, values)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def _row(self, question: str, **values: object) -> dict[str, Any]:
        return self._rows(question, **values)[0]

    def _history(self, month: date, active_days: int) -> tuple[PastPeriod, ...]:
        months = [add_months(month, back) for back in range(-12, 1)]
        lasts = [last_day_of_month(each) for each in months]
        firsts = [last - timedelta(days=active_days - 1) for last in lasts]
        held = {
            row["month"]: row
            for row in self._rows(_HELD, months=months, firsts=firsts, lasts=lasts)
        }
        sold = {row["month"]: row for row in self._rows(_SOLD, month=months[1])}
        return tuple(
            PastPeriod(
                each,
                CustomersHeld(
                    start=held.get(before, _NOBODY)["active"],
                    end=held.get(each, _NOBODY)["active"],
                    first_time=held.get(each, _NOBODY)["first_time"],
                    reactivated=held.get(each, _NOBODY)["reactivated"],
                ),
                buyers=sold.get(each, _NOBODY)["buyers"],
                revenue=sold.get(each, _NOBODY)["revenue"],
                newcomers=CustomersHeld(
                    start=held.get(before, _NOBODY)["newcomers"],
                    end=held.get(each, _NOBODY)["newcomers_stayed"],
                ),
            )
            for before, each in pairwise(months)
        )

    def _repeats(self, month: date) -> Repeats:
        looked_at = second_visit_period(period_of("month", month)).first
        return Repeats(
            second_visit_month=looked_at,
            **self._row(_BOTH_MONTHS, before=add_months(month, -1), month=month),
            **self._row(_AGAIN),
            **self._row(_SECOND_VISIT, month=looked_at),
        )

    def _cohorts(self, month: date) -> tuple[Cohort, ...]:
        active: dict[date, dict[int, tuple[int, int]]] = {}
        for row in self._rows(_COHORTS):
            told = (row["customers"], row["revenue"])
            active.setdefault(row["first"], {})[row["later"]] = told
        return tuple(
            Cohort(
                first,
                row[0][0],
                *zip(
                    *(row.get(later, (0, 0)) for later in range(_apart(first, month))), strict=True
                ),
            )
            for first, row in sorted(active.items())
        )

    def _stages(self, month: date, last: date) -> Stages:
        settled, loyal = last_day_of_month(add_months(month, -3)), loyal_since(last)
        year, year_before = add_months(month, -11), add_months(month, -23)
        return Stages(
            **self._row(_STAGES, settled=settled, loyal=loyal),
            **self._row(_RHYTHM, last=last, settled=settled, loyal=loyal),
            **self._row(_LOYAL, last=last, loyal=loyal, year=year, year_before=year_before),
        )


def _apart(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


# A refund of the desk is to these questions what one from a file is: an amount below zero.
_TRADED = """
SELECT customer_id, day, amount, paid FROM sales
UNION ALL SELECT customer_id, day, -1, -money_back FROM refunds
"""
_COUNTED = ("active", "first_time", "reactivated", "buyers", "revenue", "newcomers",
            "newcomers_stayed")  # fmt: skip
_NOBODY = dict.fromkeys(_COUNTED, 0)
_BOUGHT = """
CREATE OR REPLACE TEMP TABLE bought AS
SELECT customer_id, day, date_trunc('month', day)::DATE AS month, amount, paid FROM sales
WHERE customer_id IS NOT NULL AND amount >= 0 AND day <= $last
"""
_CUSTOMERS = """
CREATE OR REPLACE TEMP TABLE customers AS
SELECT customer_id, first, latest, sales, in_month, revenue, taken_off, net FROM (
  SELECT customer_id, min(day) AS first, max(day) AS latest, count(*) AS sales,
    count(*) FILTER (day >= $month) AS in_month,
    coalesce(sum(paid) FILTER (day >= $month), 0)::BIGINT AS revenue,
    coalesce(sum(amount - paid) FILTER (day >= $month), 0)::BIGINT AS taken_off
  FROM bought GROUP BY customer_id
) JOIN (
  SELECT customer_id, sum(paid)::BIGINT AS net FROM sales WHERE day <= $last GROUP BY customer_id
) USING (customer_id)
"""
_BUYERS = """
SELECT coalesce(sum(in_month), 0)::BIGINT AS sales, count(*) AS buyers,
  coalesce(sum(revenue), 0)::BIGINT AS revenue,
  count(*) FILTER (first >= $month) AS new_customers,
  coalesce(sum(revenue) FILTER (first >= $month), 0)::BIGINT AS revenue_new,
  coalesce(sum(taken_off), 0)::BIGINT AS taken_off,
  coalesce(sum(taken_off) FILTER (first >= $month), 0)::BIGINT AS taken_off_new
FROM customers WHERE in_month > 0
"""
_APART = """
SELECT coalesce(-sum(paid) FILTER (customer_id IS NOT NULL AND amount < 0), 0)::BIGINT AS refunds,
  count(*) FILTER (customer_id IS NULL AND amount >= 0) AS anonymous_sales,
  coalesce(sum(paid) FILTER (customer_id IS NULL AND amount >= 0), 0)::BIGINT AS anonymous_revenue,
  coalesce(-sum(paid) FILTER (customer_id IS NULL AND amount < 0), 0)::BIGINT AS anonymous_refunds
FROM sales WHERE day BETWEEN $month AND $last
"""
_AGAIN = """
SELECT count(*) FILTER (in_month > 0) AS buyers, count(*) FILTER (in_month > 1) AS buyers_twice,
  count(*) FILTER (in_month > 0 AND sales > 1) AS buyers_not_first,
  count(*) AS customers_to_date, count(*) FILTER (sales > 1) AS customers_twice
FROM customers
"""
_BOTH_MONTHS = """
WITH before AS (SELECT DISTINCT customer_id FROM bought WHERE month = $before),
  this AS (SELECT DISTINCT customer_id FROM bought WHERE month = $month)
SELECT count(*) AS buyers_last_month, count(this.customer_id) AS buyers_of_both
FROM before LEFT JOIN this USING (customer_id)
"""
_SECOND_VISIT = """
SELECT count(DISTINCT customer_id) AS newcomers,
  count(DISTINCT customer_id) FILTER (day > first AND day <= first + 60) AS newcomers_back
FROM customers JOIN bought USING (customer_id) WHERE date_trunc('month', first) = $month
"""
_TOP = """
WITH buyers AS (
  SELECT revenue, row_number() OVER (ORDER BY revenue DESC) AS place, count(*) OVER () AS all_of
  FROM customers WHERE in_month > 0)
SELECT count(*) FILTER (place * 5 < all_of + 5) AS count,
  coalesce(sum(revenue) FILTER (place * 5 < all_of + 5), 0)::BIGINT AS revenue,
  coalesce(sum(revenue), 0)::BIGINT AS revenue_of_all
FROM buyers
"""
_COHORTS = """
SELECT date_trunc('month', first)::DATE AS first, date_diff('month', first, month) AS later,
  count(DISTINCT customer_id) AS customers, sum(paid)::BIGINT AS revenue
FROM bought JOIN customers USING (customer_id) GROUP BY 1, 2
"""
_HELD = """
WITH ends AS (
  SELECT unnest($months) AS month, unnest($firsts) AS first_day, unnest($lasts) AS last_day),
at_end AS (
  SELECT DISTINCT customer_id, ends.month FROM bought
  JOIN ends ON bought.day BETWEEN ends.first_day AND ends.last_day),
paired AS (
  SELECT month, customer_id,
    lag(month) OVER (PARTITION BY customer_id ORDER BY month) = month - INTERVAL 1 MONTH AS kept
  FROM at_end)
SELECT month, count(*) AS active,
  count(*) FILTER (kept IS NOT TRUE AND first >= month) AS first_time,
  count(*) FILTER (kept IS NOT TRUE AND first < month) AS reactivated,
  count(*) FILTER (first >= month - INTERVAL 2 MONTH) AS newcomers,
  count(*) FILTER (kept AND first >= month - INTERVAL 3 MONTH) AS newcomers_stayed
FROM paired JOIN customers USING (customer_id) GROUP BY month
"""
_SOLD = """
SELECT month, count(DISTINCT customer_id) AS buyers, sum(paid)::BIGINT AS revenue FROM bought
WHERE month >= $month GROUP BY month
"""
_GROUPS = """
WITH ranked AS (
  SELECT rank() OVER (ORDER BY latest) AS r, rank() OVER (ORDER BY sales) AS f,
    rank() OVER (ORDER BY net) AS m, count(*) OVER () AS n FROM customers)
SELECT concat((r - 1) * 5 // n + 1, (f - 1) * 5 // n + 1, (m - 1) * 5 // n + 1) AS name,
  count(*) AS customers
FROM ranked GROUP BY name ORDER BY name
"""
_STAGES = """
SELECT count(*) FILTER (first > $settled) AS new,
  count(*) FILTER (first > $settled AND latest > first) AS new_came_again,
  count(*) FILTER (first <= $settled AND first > $loyal) AS settling,
  count(*) FILTER (first <= $loyal) AS loyal
FROM customers
"""
_RHYTHM = """
WITH gaps AS (
  SELECT customer_id, first, latest,
    day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap
  FROM (SELECT DISTINCT customer_id, day FROM bought) JOIN customers USING (customer_id)
  WHERE first <= $settled AND first > $loyal),
rhythms AS (
  SELECT $last::DATE - any_value(latest) AS since, median(gap) AS rhythm FROM gaps
  WHERE gap IS NOT NULL GROUP BY customer_id HAVING count(gap) >= 2)
SELECT count(*) AS settling_with_rhythm,
  count(*) FILTER (since <= rhythm) AS settling_on_time
FROM rhythms
"""
_LOYAL = """
SELECT coalesce(sum(paid) FILTER (day >= $year), 0)::BIGINT AS loyal_spent,
  coalesce(sum(paid) FILTER (day < $year), 0)::BIGINT AS loyal_spent_before
FROM sales JOIN customers USING (customer_id)
WHERE day BETWEEN $year_before AND $last AND first <= $loyal
"""
