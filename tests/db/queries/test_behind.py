"""The customers behind each figure add up to it, in every period, whatever people did."""

from collections.abc import Iterator
from datetime import date

import pytest

from db import checks
from db.connection import create_book
from db.errors import BadRequest
from db.queries.behind import FIGURES, Behind, customers_behind, ids_behind
from db.queries.figures import PeriodFigures, period_figures
from db.rules.groups import GROUP_NAMES
from db.rules.spans import KINDS, Period, parse_period, period_of
from db.session import Session
from tests.db.queries.past_sales import a_shop_by_chance, record, sold
from tests.db.queries.shop_by_chance import ShopByChance

FIRST = date(2026, 7, 6)


def behind(
    session: Session, period: Period, figure: str, *, limit: int | None = None, offset: int = 0
) -> Behind:
    return customers_behind(
        session.db, period=period, figure=figure, settings=session.settings, today=session.today,
        limit=limit, offset=offset,
    )  # fmt: skip


def figures_of(session: Session, period: Period) -> PeriodFigures:
    return period_figures(session.db, period=period, today=session.today, settings=session.settings)


def what_each_comes_to(figures: PeriodFigures) -> dict[str, int]:
    """Return every figure under the name by which the customers behind it are asked for."""
    held, trade, repeats = figures.customers, figures.trade, figures.repeats
    stages, plans = figures.stages, figures.plans
    told = {
        "start": held.start, "end": held.end, "gained": held.gained,
        "first_time": held.first_time, "reactivated": held.reactivated,
        "retained": held.retained, "lapsed": held.lapsed,
        "newcomers_start": figures.history[-1].newcomers.start,
        "newcomers_kept": figures.history[-1].newcomers.end,
        "buyers": trade.buyers, "new": trade.new_customers, "returning": trade.returning_customers,
        "buyers_twice": repeats.buyers_twice, "buyers_not_first": repeats.buyers_not_first,
        "buyers_before": repeats.buyers_last_month, "buyers_both": repeats.buyers_of_both,
        "to_date": repeats.customers_to_date, "to_date_twice": repeats.customers_twice,
        "second_visit": repeats.newcomers, "second_visit_yes": repeats.newcomers_back,
        "second_visit_no": repeats.newcomers - repeats.newcomers_back,
        "stage:0-3": stages.new, "stage:0-3:again": stages.new_came_again,
        "stage:0-3:once": stages.new - stages.new_came_again,
        "stage:3-18": stages.settling, "stage:3-18:on_time": stages.settling_on_time,
        "stage:3-18:late": stages.settling_with_rhythm - stages.settling_on_time,
        "stage:3-18:no_rhythm": stages.settling - stages.settling_with_rhythm,
        "stage:18+": stages.loyal,
        "top20": figures.top.revenue,
        "revenue": trade.revenue, "revenue_new": trade.revenue_new,
        "revenue_returning": trade.revenue_returning, "refunds": trade.refunds,
        "reward_cost_new": trade.taken_off_new,
        "reward_cost_returning": trade.taken_off_returning,
        "only_with_coupon": figures.dependence.buyers_only,
        "revenue_with_coupon": figures.dependence.revenue_with,
        "points_owed": figures.points.outstanding,
        "members": plans.active, "members_new": plans.new, "members_revived": plans.revived,
        "members_lost": plans.ended,
        "friends": figures.referrals.attached, "friends_qualified": figures.referrals.qualified,
        "promoters": figures.feedback.promoters, "passives": figures.feedback.passives,
        "detractors": figures.feedback.detractors,
    }  # fmt: skip
    assert tuple(sorted(told)) == tuple(sorted(FIGURES))
    for cohort in figures.cohorts:
        month = f"cohort:{cohort.month:%Y-%m}"
        told[month] = cohort.size
        told |= {f"{month}:{later}": count for later, count in enumerate(cohort.active)}
    told |= {f"rfm:{score}": count for score, count in figures.groups.items()}
    told |= {f"rfm:{name}": figures.named_groups[name] for name in GROUP_NAMES}
    return told | {f"tier:{name}": count for name, count in figures.tiers.items()}


def all_add_up(session: Session, periods: list[Period]) -> set[str]:
    """Check every figure of the periods; returns those that were anything."""
    seen = set()
    for period in periods:
        for figure, value in what_each_comes_to(figures_of(session, period)).items():
            found = behind(session, period, figure)
            assert found.amount == value, (period, figure)
            assert sum(row.amount for row in found.rows) == value
            assert len({row.customer_id for row in found.rows}) == found.total == len(found.rows)
            if found.unit == "customers":
                assert found.total == value
            if value:
                seen.add(figure)
    return seen


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopByChance]:
    """Return a shop in which much was done; it is only read, so all tests of this file share it."""
    session = Session(create_book(tmp_path_factory.mktemp("chance") / "shop.okaeri"))
    shop = ShopByChance(session, 11, first=FIRST)
    for _ in range(420):
        shop.go_on()
    yield shop
    assert checks.problems(session.db) == []
    session.db.conn.close()


def test_the_customers_behind_every_figure_add_up_to_it(shop: ShopByChance) -> None:
    now = shop.now()
    months = list(period_of("month", now.today).latest(6))
    others = [period_of(kind, now.today) for kind in KINDS]
    weeks = list(period_of("week", date(2026, 8, 31)).latest(3))
    seen = all_add_up(now, months + others + weeks)
    never = {figure for figure in FIGURES if figure not in seen}
    assert never <= {"stage:18+", "members_revived"}  # these take longer


def test_they_add_up_in_a_shop_of_many_years_too(session: Session) -> None:
    record(session, a_shop_by_chance(5))
    seen = all_add_up(session, [parse_period(name) for name in ("2026-05", "2026-Q3", "2025")])
    assert {"stage:18+", "refunds", "reward_cost_new", "lapsed"} <= seen


def test_those_with_most_of_it_come_first_and_pages_make_the_whole(shop: ShopByChance) -> None:
    now = shop.now()
    year = period_of("year", now.today)
    whole = behind(now, year, "revenue")
    assert [row.amount for row in whole.rows] == sorted(
        (row.amount for row in whole.rows), reverse=True
    )
    pages = [behind(now, year, "revenue", limit=2, offset=place) for place in range(0, 40, 2)]
    assert sum((page.rows for page in pages), ()) == whole.rows
    assert {page.total for page in pages} == {whole.total}
    ids = ids_behind(now.db, period=year, figure="revenue", settings=now.settings, today=now.today)
    assert ids == {row.customer_id for row in whole.rows}


def test_a_row_tells_of_the_customer_as_of_the_last_day(session: Session) -> None:
    record(
        session,
        [
            sold("a", "2026-07-01", 500), sold("a", "2026-07-11", 400),
            sold("a", "2026-07-21", 300, 250), sold("a", "2026-09-01", 900),
            sold("a", "2026-07-31", -100),
        ],
    )  # fmt: skip
    (row,) = behind(session, parse_period("2026-08"), "to_date").rows
    assert (row.first_day, row.last_day) == (date(2026, 7, 1), date(2026, 7, 21))
    assert (row.sales, row.spent, row.sales_in_period, row.spent_in_period) == (3, 1050, 0, 0)
    assert row.days_late == 31
    (row,) = behind(session, parse_period("2026-W30"), "buyers").rows
    assert (row.sales_in_period, row.spent_in_period, row.days_late) == (1, 250, 0)


@pytest.mark.parametrize(
    "figure",
    ["", "nobody", "cohort", "cohort:", "cohort:2026-13", "cohort:2026-10:x", "cohort:2026-10:-1",
     "cohort:2026-10:99999", "cohort:2026-10:", "rfm:", "rfm:666", "rfm:54", "rfm:nobody", "tier:",
     "tier", "start:x", "stage:4"],
)  # fmt: skip
def test_a_figure_that_nobody_knows_is_refused(session: Session, figure: str) -> None:
    with pytest.raises(BadRequest):
        behind(session, parse_period("2026-10"), figure)


def test_nobody_holds_a_tier_that_is_not_there(session: Session) -> None:
    assert behind(session, parse_period("2026-10"), "tier:Gold").total == 0
