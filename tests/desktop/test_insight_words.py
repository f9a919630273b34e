"""What the tiles and accounts of Insights say of a month."""

from datetime import date
from fractions import Fraction

import pytest

from db.queries.month import MonthFigures
from db.queries.points_account import PointsAccount
from db.rules.plan_figures import PlanFigures
from db.rules.retention import CustomersHeld, Repeats, Trade
from db.rules.shop import ShopSettings
from desktop.i18n import use_language
from desktop.insight_words import MonthWords

SETTINGS = ShopSettings()


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def month(number: int, **figures: object) -> MonthFigures:
    first = date(2026, number, 1)
    return MonthFigures(first, first.replace(day=30), first.replace(day=30), 90, **figures)  # type: ignore[arg-type]


OCTOBER = month(
    10,
    customers=CustomersHeld(start=538, end=512, first_time=50, reactivated=24),
    trade=Trade(sales=4, buyers=3, revenue=2_076_900, new_customers=1, revenue_new=664_600),
    repeats=Repeats(second_visit_month=date(2026, 8, 1), newcomers=81, newcomers_back=35),
    points=PointsAccount(opening=178_100, earned=10_000, redeemed=3_880),
)
SEPTEMBER = month(
    9,
    customers=CustomersHeld(start=500, end=480, first_time=83),
    trade=Trade(revenue=100, revenue_new=33),
    repeats=Repeats(second_visit_month=date(2026, 7, 1), newcomers=100, newcomers_back=45),
    points=PointsAccount(opening=178_100),
)
NOTHING = month(10)


def words(now: MonthFigures, before: MonthFigures | None = None) -> MonthWords:
    return MonthWords(now, before, SETTINGS)


def test_the_formula_stands_under_the_retention_rate() -> None:
    told = words(OCTOBER, SEPTEMBER).retention()
    assert told.figure == "81.4 %"
    assert told.note.replace("\u00a0", " ") == "(E−N) ÷ S: (512−74) ÷ 538"
    assert told.how[0].endswith("(customers at the end 512 − gained 74) ÷ customers at the start "
                                "538 × 100 = 81.4 %.")  # fmt: skip
    assert "90 days" in told.how[1]


def test_a_change_is_what_the_reader_would_subtract() -> None:
    told = words(OCTOBER, SEPTEMBER).retention()
    assert (told.change, told.tone) == ("+2.0 since Sep", "good")  # 81.4 less 79.4
    fewer = words(OCTOBER, SEPTEMBER).second_visit()
    assert (fewer.figure, fewer.change, fewer.tone) == ("43.2 %", "−1.8", "warn")


def test_more_lost_customers_are_no_good_news() -> None:
    more = words(OCTOBER, month(9, customers=CustomersHeld(start=100, end=90))).lost()
    assert (more.figure, more.change, more.tone) == ("100", "+90", "warn")
    fewer = words(OCTOBER, SEPTEMBER).lost()
    assert (fewer.change, fewer.tone) == ("−3", "good")
    assert fewer.note == "18.6 % churn"


def test_where_there_is_no_figure_a_dash_stands_and_says_why() -> None:
    empty = words(NOTHING)
    assert empty.retention().figure == "–"
    for told in (empty.lost(), empty.second_visit(), empty.returning()):
        assert (told.figure, told.change) == ("–", "")
        assert told.how == (told.note,)


def test_without_a_month_before_nothing_is_compared() -> None:
    alone = words(OCTOBER)
    changes = [alone.retention(), alone.lost(), alone.second_visit(), alone.returning()]
    assert {told.change for told in [*changes, alone.points_owed()]} == {""}


def test_points_owed_are_worth_their_value() -> None:
    told = words(OCTOBER, SEPTEMBER).points_owed()
    assert (told.figure, told.note, told.change) == ("184,220", "worth ¥184,220", "+6,120")
    waiting = month(10, points=PointsAccount(opening=10, pending=1))
    assert "1 of them is still pending" in words(waiting).points_owed().how[1]
    assert "still pending" in words(waiting).points_note()


def test_the_points_account_adds_up_from_what_is_shown() -> None:
    moved = month(
        10,
        points=PointsAccount(
            opening=100, earned=50, redeemed=20, expired=5, reversed=3, returned=2, adjusted=-4
        ),
    )
    rows = words(moved).points_rows()
    shown = [int(row.cells[0].replace(",", "").replace("−", "-")) for row in rows]
    assert sum(shown[:-1]) == shown[-1] == 120
    calm = words(OCTOBER).points_rows()
    assert [row.words for row in calm] == ["At the start", "Earned", "Used", "Expired",
                                           "At the end"]  # fmt: skip


def test_refunds_bring_a_net_line_of_their_own() -> None:
    plain = [row.words for row in words(OCTOBER).sales_rows()]
    assert "Refunds" not in plain
    refunded = month(10, trade=Trade(sales=2, buyers=1, revenue=1000, refunds=300,
                                     anonymous_sales=1, anonymous_revenue=70))  # fmt: skip
    rows = {row.words: row.cells for row in words(refunded).sales_rows()}
    assert rows["Members, net of refunds"] == ("", "¥700")
    assert rows["Refunds"] == ("", "−¥300")
    assert rows["1 sale without a card"] == ("", "¥70")
    assert rows["Average sale"] == ("", "¥500")


def test_plans_are_told_only_where_there_are_members() -> None:
    assert words(NOTHING).plan_rows() == []
    plans = PlanFigures(active=3, new=1, recurring=Fraction(9800, 12), by_plan={"Club": 3})
    rows = {row.words: row.cells[0] for row in words(month(10, plans=plans)).plan_rows()}
    assert rows["Club"] == "3"
    assert rows["Recurring revenue a month"] == "¥817"


def test_further_figures_have_dashes_in_an_empty_month() -> None:
    rows = words(NOTHING).more_rows()
    assert {row.cells[0] for row in rows} == {"–", "0"}
