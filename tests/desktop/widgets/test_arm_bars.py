"""Two bars on one scale: the longer is the larger share, and the whiskers stay inside."""

from fractions import Fraction

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.arm_bars import ArmBar, ArmBars

WITH = ArmBar("With", "30 of 100", Fraction(3, 10), Fraction(2, 10), Fraction(4, 10))
WITHOUT = ArmBar("Without", "10 of 100", Fraction(1, 10), None, None, "faint")


def test_the_bars_are_as_long_as_the_shares(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    bars = ArmBars("bars", "Who came back")
    qtbot.addWidget(bars)
    bars.show_arms([WITH, WITHOUT])
    bars.resize(400, bars.sizeHint().height())
    assert bars.most() == Fraction(4, 10)
    picture = bars.grab().toImage()
    ratio = picture.devicePixelRatio()
    lengths = []
    for tone, row in (("primary", 26), ("faint", 26 + 66)):
        shade = theme.colour(tone).rgb()
        across = range(picture.width())
        painted = sum(picture.pixel(x, int(row * ratio)) == shade for x in across)
        lengths.append(painted / ratio)
    assert lengths[0] > 2.5 * lengths[1] > 0
    assert bars.accessibleDescription() == ("With: 30 % (30 of 100) · Without: 10 % (10 of 100)")


def test_of_nobody_no_share_is_drawn(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    bars = ArmBars("bars", "Who came back")
    qtbot.addWidget(bars)
    bars.show_arms([ArmBar("With", "0 of 0", None)])
    bars.resize(300, 66)
    bars.grab()
    assert "–" in bars.accessibleDescription()
