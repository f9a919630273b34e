"""What all sections share: lines that are saved as they stand, columns that fold."""

from PySide6.QtWidgets import QBoxLayout

from desktop.insights.section import _cell
from desktop.pages.insights import InsightsPage


def test_whole_numbers_are_numbers_in_a_spreadsheet() -> None:
    assert [_cell(text) for text in ("1,240", "−3", "+55", "81.4 %", "¥5", "–")] == [
        1240, -3, 55, "81.4 %", "¥5", "–",
    ]  # fmt: skip


def test_a_narrow_section_has_its_cards_under_each_other(page: InsightsPage) -> None:
    section = page.section()
    assert section._columns is not None
    section.settle(700)
    assert section._columns.direction() == QBoxLayout.Direction.TopToBottom
    section.settle(1200)
    assert section._columns.direction() == QBoxLayout.Direction.LeftToRight
