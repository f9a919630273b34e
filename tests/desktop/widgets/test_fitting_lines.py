"""One line or two."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.widgets.fitting_lines import fitting_lines


@pytest.mark.parametrize("text", ["Record ¥1,780 and give 42 points", "会計して四十二ポイント付与"])
@pytest.mark.parametrize("width", [40, 90, 160, 400])
def test_no_line_is_wider_than_its_room(dressed_app: QApplication, text: str, width: int) -> None:
    del dressed_app
    font = theme.font(14, bold=True)
    lines = fitting_lines(text, font, width)
    assert 1 <= len(lines) <= 2
    assert all(QFontMetrics(font).horizontalAdvance(line) <= width for line in lines)
    assert text.startswith(lines[0])


def test_only_what_does_not_fit_on_two_lines_is_cut(dressed_app: QApplication) -> None:
    del dressed_app
    font = theme.font(14, bold=True)
    assert fitting_lines("Use 1,240", font, 50) == ["Use", "1,240"]
    assert fitting_lines("Use 1,240,000,000", font, 50)[1].endswith("…")
