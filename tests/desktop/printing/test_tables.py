import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4

from desktop.printing.sheet import open_paper
from desktop.printing.tables import ROW, Row, draw_table, row_height, rows_that_fit

Ink = Callable[[bytes], list[tuple[float, float, float, float]]]
WIDTHS = (120.0, 60.0)
LONG = Row(("ジョナサン・アレクサンダー・フィッツジェラルド Montgomery", "¥1,234,567,890"))


def test_no_cell_runs_over_its_column(ink: Ink) -> None:
    to = io.BytesIO()
    canvas = open_paper(to, size=A4, title="table", author="")
    draw_table(canvas, 50, 700, titles=("", "revenue of the month"), rows=[LONG], widths=WIDTHS)
    canvas.save()
    left, _, right, _ = ink(to.getvalue())[0]
    assert left >= 49
    assert right <= 50 + sum(WIDTHS) + 1


def test_a_name_too_long_for_one_line_makes_its_row_taller() -> None:
    assert row_height(Row(("Hana", "1")), WIDTHS) == ROW
    assert row_height(LONG, WIDTHS) > ROW


def test_a_table_ends_where_the_page_does() -> None:
    rows = [Row(("Hana", "1"))] * 5
    assert len(rows_that_fit(rows, WIDTHS, room=4 * ROW)) == 3
    assert rows_that_fit(rows, WIDTHS, room=ROW) == []
