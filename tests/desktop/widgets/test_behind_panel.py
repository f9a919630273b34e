"""The customers behind a figure, in a list that adds up to it."""

from datetime import date

from pytestqt.qtbot import QtBot

from db.queries.behind import Behind, CustomerBehind
from desktop.main_window import MainWindow
from desktop.widgets.behind_panel import BehindPanel


def somebody(name: str, amount: int) -> CustomerBehind:
    return CustomerBehind(
        name, "2000", name, amount, date(2026, 5, 1), date(2026, 10, 2), 3, 4200, 1, 900, 4
    )


def test_money_and_points_are_told_with_each_share(window: MainWindow, qtbot: QtBot) -> None:
    panel = BehindPanel(window.current(), "behind")
    panel.ask("Points owed · October 2026")
    assert panel.total.text() == "Reading …"
    assert not panel.open_button.isEnabled()
    rows = (somebody("Ken", 30), somebody("Aki", 12))
    panel.show_behind(Behind("points_owed", "points", 2, 42, rows))
    assert panel.total.text() == "2 customers, 42 points together"
    assert not panel.table.isColumnHidden(4)
    table = panel._table()
    assert list(table.header)[-1] == "Of the figure"
    assert [str(cell) for cell in table.rows[0]] == [
        "Ken", "2000", "2026-05-01", "2026-10-02", "3", "4200", "30",
    ]  # fmt: skip
    panel.show_behind(Behind("refunds", "money", 1, 500, rows[:1]))
    assert panel.total.text() == "1 customer, ¥500 together"
    panel.show_behind(Behind("lapsed", "customers", 1, 1, rows[:1]))
    assert panel.total.text() == "1 customer"
    assert panel.table.isColumnHidden(4)
    with qtbot.waitSignal(panel.opened) as opened:
        panel.open_button.click()
    assert opened.args == ["Ken"]


def test_nobody_behind_a_figure_is_said(window: MainWindow) -> None:
    panel = BehindPanel(window.current(), "behind")
    panel.ask("Lost")
    panel.show_behind(Behind("lapsed", "customers", 0, 0, ()))
    assert panel.nobody.isVisible()
    panel.save()
    assert panel.dialog is None
