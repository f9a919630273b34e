"""The window that visits propose, and what choosing another one does to figures of the past."""

from collections.abc import Callable

from db.queries.counting_window import proposed_window
from db.queries.figure_cache import kept_figures
from db.queries.figures import period_figures
from db.rules.counting_window import ProposedWindow
from db.rules.spans import parse_period
from db.session import Session
from tests.db.queries.past_sales import record, sold


def test_visits_every_third_day_propose_three_days(session: Session) -> None:
    record(session, [sold("a", f"2026-{month:02}-{day:02}", 100)
                     for month in (1, 2, 3, 4) for day in range(1, 29, 3)])  # fmt: skip
    assert proposed_window(session.db) == ProposedWindow(3, 39)


def test_nothing_is_proposed_of_a_new_shop(session: Session) -> None:
    record(session, [sold("a", "2026-01-01", 100), sold("a", "2026-01-09", 100)])
    assert proposed_window(session.db) is None


def test_another_window_recounts_the_past(session: Session, set_shop: Callable[..., None]) -> None:
    record(session, [sold("a", "2026-07-05", 100), sold("b", "2026-08-20", 100),
                     sold("a", "2026-09-15", 100)])  # fmt: skip
    counted = []
    for days in (90, 30, 91):
        set_shop(active_days=days)
        today, settings, august = session.today, session.settings, parse_period("2026-08")
        kept = kept_figures(session.db, period=august, today=today, settings=settings)
        anew = period_figures(session.db, period=august, today=today, settings=settings)
        assert kept == anew
        assert kept.active_days == days
        counted.append((kept.customers.start, kept.customers.end, kept.customers.lapsed))
    assert counted == [(1, 2, 0), (1, 1, 1), (1, 2, 0)]
