"""A drawing on the clipboard: light, sharp, with its title, and its values as words."""

from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.charts import Line, LineChart
from desktop.widgets.picture_copy import copy_picture


def test_a_picture_is_light_though_the_window_is_dark(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    theme.apply_theme(dressed_app, "dark")
    try:
        chart = LineChart("history", "Retention")
        qtbot.addWidget(chart)
        chart.resize(300, 160)
        chart.show_lines([Line("all", [70, 81])], ["Sep", "Oct"])
        picture = copy_picture(chart, title="Retention", beneath="October", told="Oct: 81")
        assert theme.colours() == theme.DARK
    finally:
        theme.apply_theme(dressed_app, "light")
    assert picture.pixelColor(2, 2) == QColor(theme.LIGHT.card)
    assert picture.width() == 2 * (300 + 40)
    shades = {picture.pixelColor(x, y).name() for x in range(0, 680, 3) for y in range(0, 400, 3)}
    assert theme.LIGHT.primary.lower() in shades
    carried = QGuiApplication.clipboard().mimeData()
    assert carried.hasImage()
    assert carried.text() == "Oct: 81"
