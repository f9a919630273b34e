"""Who is behind figures of sales, by hand; that they add up is held in test_behind.py."""

from db.queries.behind import customers_behind
from db.rules.spans import parse_period
from db.session import Session
from tests.db.queries.past_sales import record, sold


def names_behind(session: Session, figure: str, *, period: str = "2026-10") -> dict[str, int]:
    found = customers_behind(
        session.db, period=parse_period(period), figure=figure, settings=session.settings,
        today=session.today,
    )  # fmt: skip
    return {row.customer_id: row.amount for row in found.rows}


def test_of_equals_the_top_fifth_takes_as_many_as_it_has_places(session: Session) -> None:
    record(session, [sold(name, "2026-10-10", 100) for name in "fedcba"])
    assert names_behind(session, "top20") == {"a": 100, "b": 100}


def test_a_cohort_is_told_as_it_was_and_month_by_month(session: Session) -> None:
    record(session, [sold("a", "2026-07-31", 1), sold("a", "2026-10-01", 1),
                     sold("b", "2026-07-01", 1), sold("b", "2026-11-01", 1),
                     sold("c", "2026-08-01", 1)])  # fmt: skip
    assert names_behind(session, "cohort:2026-07").keys() == {"a", "b"}
    assert names_behind(session, "cohort:2026-07:3").keys() == {"a"}
    assert names_behind(session, "cohort:2026-07:4").keys() == set()  # still to come
    assert names_behind(session, "cohort:2026-07:4", period="2026-11").keys() == {"b"}
    assert names_behind(session, "cohort:2026-11").keys() == set()


def test_who_only_handed_things_back_is_behind_refunds_alone(session: Session) -> None:
    record(session, [sold("a", "2026-10-11", -50), sold("b", "2026-10-01", 80)])
    assert names_behind(session, "refunds") == {"a": 50}
    assert names_behind(session, "revenue") == {"b": 80}
