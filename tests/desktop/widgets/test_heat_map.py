"""The map of shades: read, walked through, pressed."""

from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.heat_map import BESIDE, HeatCell, HeatMap, HeatRow, ink_on, shade_of


def a_map(qtbot: QtBot) -> HeatMap:
    heat = HeatMap("insights.cohorts", "Who comes back")
    qtbot.addWidget(heat)
    cells = [HeatCell(str(number), Fraction(number), f"cell {number}") for number in (100, 50, 7)]
    rows = [HeatRow("Aug", "9", cells, "nine"), HeatRow("Sep", "4", cells[:2], "four")]
    heat.show_rows(rows, columns=["+0", "+1", "+2"], beside="new")
    heat.resize(600, 100)
    return heat


def test_the_ink_can_be_read_on_every_shade() -> None:
    for percent in range(101):
        shade = shade_of(Fraction(percent))
        assert abs(shade.lightness() - ink_on(shade).lightness()) > 90


def test_a_narrow_map_shows_the_first_columns_and_never_widens_its_page(qtbot: QtBot) -> None:
    heat = a_map(qtbot)
    cells = [HeatCell("100", Fraction(100))] * 18
    columns = [f"+{number}" for number in range(18)]
    heat.show_rows([HeatRow("May 2025", "822", cells)], columns=columns, beside="new")
    heat.resize(900, 60)
    assert heat.columns_shown() == 18
    heat.resize(480, 60)
    assert 5 < heat.columns_shown() < 18
    assert heat.minimumSizeHint().width() < 400
    heat.show_rows([], columns=[], beside="new")
    assert heat.columns_shown() == 1


def test_arrows_walk_as_far_as_there_are_cells_and_enter_presses(qtbot: QtBot) -> None:
    heat = a_map(qtbot)
    pressed: list[tuple[int, int]] = []
    heat.pressed.connect(lambda row, column: pressed.append((row, column)))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down,
                Qt.Key.Key_Down, Qt.Key.Key_Return):  # fmt: skip
        qtbot.keyClick(heat, key)
    assert pressed == [(1, 1)]  # the row below is shorter
    assert heat.accessibleName() == "Who comes back: cell 50"
    for _ in range(3):
        qtbot.keyClick(heat, Qt.Key.Key_Left)
    assert heat.at == (1, BESIDE)
    assert "Aug: 100, 50, 7" in heat.accessibleDescription()


def test_a_press_tells_the_cell_and_none_beside_the_map(qtbot: QtBot) -> None:
    heat = a_map(qtbot)
    field = heat._field(0, 2).center()
    assert heat.cell_at(field) == (0, 2)
    assert heat.cell_at(heat._field(1, 2).center()) is None
    assert heat.cell_at(QPoint(3, 40)) is None
    with qtbot.waitSignal(heat.pressed) as pressed:
        qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=field)
    assert pressed.args == [0, 2]
