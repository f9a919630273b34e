from dataclasses import replace
from datetime import date

from desktop.printing.summary_sheet import SummarySheet
from desktop.printing.summary_tiles import Tile, tiles_of


def test_a_rise_in_retention_is_good_and_a_fall_in_churn_too(october: SummarySheet) -> None:
    retention, churn, *_ = tiles_of(october)
    assert retention == Tile("Retention", "81.4 %", "2.1", rose=True, good=True)
    assert churn == Tile("Churn", "18.6 %", "2.1", rose=False, good=True)


def test_a_rise_in_churn_is_bad(october: SummarySheet) -> None:
    assert october.previous is not None
    assert october.figures.churn_percent is not None
    worse = replace(october.figures, churn_percent=october.figures.churn_percent + 10)
    churn = tiles_of(replace(october, figures=worse))[1]
    assert (churn.rose, churn.good) == (True, False)


def test_points_owed_may_rise_or_fall_without_blame(october: SummarySheet) -> None:
    owed = tiles_of(october)[-1]
    assert owed == Tile("Points owed", "184,220", "6,120", rose=True, good=None)


def test_what_chance_may_have_moved_is_neither_good_nor_bad(october: SummarySheet) -> None:
    newcomers = tiles_of(october)[3]
    assert newcomers.good is not None
    assert tiles_of(replace(october, second_visit_is_chance=True))[3].good is None


def test_money_changes_in_money(october: SummarySheet) -> None:
    assert tiles_of(october)[5] == Tile("Average sale", "¥1,146", "¥21", rose=True, good=True)


def test_the_first_month_shows_no_change(october: SummarySheet) -> None:
    assert all(tile.change is None for tile in tiles_of(replace(october, previous=None)))


def test_where_there_is_no_figure_there_is_a_dash_and_no_change(october: SummarySheet) -> None:
    nothing = replace(october.figures, retention_percent=None, average_sale_minor=None)
    tiles = tiles_of(replace(october, figures=nothing))
    assert (tiles[0].value, tiles[0].change) == ("–", None)
    assert (tiles[5].value, tiles[5].change) == ("–", None)


def test_an_unchanged_figure_is_said_to_be_unchanged(october: SummarySheet) -> None:
    same = tiles_of(replace(october, previous=october.figures))
    assert {(tile.change, tile.rose) for tile in same} == {("as last month", None)}


def test_a_month_that_is_not_over_is_not_judged_by_a_whole_one(october: SummarySheet) -> None:
    so_far = tiles_of(replace(october, so_far=date(2026, 10, 22)))
    assert [tile.good for tile in so_far] == [None] * 8
    assert [tile.change for tile in so_far] == [tile.change for tile in tiles_of(october)]
