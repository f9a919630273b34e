"""Columns take the shorter one first; a table without rows gives way or says why."""

import io

from reportlab.lib.pagesizes import A4

from desktop.printing.charts import Frame
from desktop.printing.sheet import open_paper
from desktop.printing.summary_page import BETWEEN, SummaryPage
from desktop.printing.summary_sheet import SummarySheet


def page_on(sheet: SummarySheet) -> SummaryPage:
    canvas = open_paper(io.BytesIO(), size=A4, title="page", author="")
    return SummaryPage(canvas, sheet, *A4, 1)


def test_each_part_takes_the_shorter_column(october: SummarySheet) -> None:
    places: list[Frame] = []

    def part(height: float) -> object:
        def draw(place: Frame) -> float:
            places.append(place)
            return place.top - height

        return draw

    end = page_on(october).columns(700, [part(200), part(50), part(30)])  # type: ignore[list-item]
    assert places[0].left < places[1].left == places[2].left
    assert places[2].top == 650 - BETWEEN
    assert end == 500 - BETWEEN


def test_a_part_with_nothing_to_show_leaves_its_place_to_the_next(october: SummarySheet) -> None:
    places: list[Frame] = []

    def nothing(place: Frame) -> float:
        return place.top

    def something(place: Frame) -> float:
        places.append(place)
        return place.top - 10

    page_on(october).columns(700, [nothing, something])
    assert places[0].top == 700


def test_a_table_without_rows_takes_no_room_unless_it_says_why(october: SummarySheet) -> None:
    page = page_on(october)
    assert page.table("Calls", 700, titles=(), rows=(), widths=()) == 700
    assert page.table("Calls", 700, titles=(), rows=(), widths=(), empty="None today.") < 690
