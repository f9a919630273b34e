"""Weeks, quarters and years of a real shop, and who is behind each figure, against pandas."""

from dataclasses import replace

import pytest

from db.queries.behind import ids_behind
from db.queries.figures import PeriodFigures, period_figures
from db.rules.groups import group_of_scores
from db.rules.spans import parse_period
from db.session import Session
from tests.db.queries.past_sales import a_shop_by_chance, cdnow, record, sold
from tests.db.queries.slow_month import slow_figures, slow_sets, the_same_figures


def figures_of(session: Session, name: str, *, active_days: int = 90) -> PeriodFigures:
    return period_figures(
        session.db,
        period=parse_period(name),
        today=session.today,
        settings=replace(session.settings, active_days=active_days),
    )


@pytest.mark.parametrize(
    ("name", "active_days"),
    [
        ("1997-W01", 90), ("1998-W27", 60), ("1998-Q2", 45), ("1997", 90),
        ("1998", 400),
    ],
)  # fmt: skip
def test_every_figure_of_any_period_of_a_real_shop_equals_the_slow_way(
    record_shop: Session, name: str, active_days: int
) -> None:
    fast = the_same_figures(figures_of(record_shop, name, active_days=active_days))
    assert fast == slow_figures(cdnow(), name=name, active_days=active_days)


def test_every_figure_of_any_period_of_a_shop_by_chance_equals_the_slow_way(
    session: Session,
) -> None:
    rows = a_shop_by_chance(10)
    record(session, rows)
    names = ("2024", "2024-W09", "2025-Q3", "2026-W01", "2026-Q2", "2026-W28", "2026")
    for name, active_days in zip(names, (90, 400, 1, 20, 90, 7, 45), strict=True):
        fast = the_same_figures(figures_of(session, name, active_days=active_days))
        slow = slow_figures(rows, name=name, active_days=active_days, today=session.today)
        assert fast == slow, name


@pytest.mark.parametrize(("name", "active_days"), [("1997-06", 90), ("1998-W20", 60), ("1997", 30)])
def test_who_is_behind_a_figure_of_a_real_shop_is_whom_sets_name(
    record_shop: Session, name: str, active_days: int
) -> None:
    sets = slow_sets(cdnow(), name=name, active_days=active_days)
    settings = replace(record_shop.settings, active_days=active_days)

    def behind(figure: str) -> frozenset[str]:
        return ids_behind(
            record_shop.db, period=parse_period(name), figure=figure, settings=settings,
            today=record_shop.today,
        )  # fmt: skip

    for figure, ids in sets.items():
        assert behind(figure) == ids, figure
    champions = [ids for score, ids in sets.items() if score.startswith("rfm:")
                 and group_of_scores(*map(int, score[4:])) == "champions"]  # fmt: skip
    assert behind("rfm:champions") == set().union(*champions)


def test_nobody_is_lost_because_of_days_to_come(session: Session) -> None:
    """On 22 November who bought on 25 August is still with the shop; by the 30th it may be less."""
    record(session, [sold("a", "2026-08-25", 100), sold("b", "2026-08-24", 100)])
    for name in ("2026-11", "2026-Q4"):
        figures = figures_of(session, name)
        assert (figures.customers.start, figures.customers.lapsed) == (2, 1)
        assert figures.history[-1].customers == figures.customers
        lost = ids_behind(session.db, period=parse_period(name), figure="lapsed",
                          settings=session.settings, today=session.today)  # fmt: skip
        assert len(lost) == 1
    year = figures_of(session, "2026")
    assert len(year.cohorts[0].active) == len(("August", "September", "October", "November"))
    assert (year.last_day.month, year.as_of) == (12, session.today)


def test_newcomers_are_those_of_less_than_three_whole_months(session: Session) -> None:
    """On 31 August who first bought on 31 May is new no more, who did on 1 June still is."""
    record(session, [sold("a", "2026-05-31", 100), sold("b", "2026-06-01", 100),
                     sold("b", "2026-09-30", 100), sold("c", "2026-08-31", 100)])  # fmt: skip
    newcomers = figures_of(session, "2026-09", active_days=93).history[-1].newcomers
    assert (newcomers.start, newcomers.end) == (2, 2)
    week = figures_of(session, "2026-W36", active_days=93)  # the day before it is 30 August
    assert week.history[-1].newcomers.start == 2


def test_a_week_begins_on_monday_and_the_year_with_its_first_thursday(session: Session) -> None:
    record(session, [sold("a", "2025-12-28", 1), sold("a", "2025-12-29", 20),
                     sold("a", "2026-01-04", 300), sold("a", "2026-01-05", 4000)])  # fmt: skip
    assert figures_of(session, "2026-W01").trade.revenue == 320
    assert figures_of(session, "2026-Q1").trade.revenue == 4300
    assert figures_of(session, "2025").trade.revenue == 21
