"""How a figure came about, and the ways to those behind it."""

from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.widgets.figure_panel import Figure, FigurePanel, Whose


def test_a_figure_is_told_and_each_way_leads_to_its_customers(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = FigurePanel(window.current(), "how")
    lost = Whose("Who was lost", "lapsed")
    panel.tell(Figure("lost", "Lost", "102", "29.7 % churn", "+27", "warn", ("So.", "And so."),
                      (lost,)))  # fmt: skip
    assert [each.text() for each in panel.paragraphs[:2]] == ["So.", "And so."]
    assert panel.paragraphs[2].isHidden()
    assert panel.accessibleDescription() == "So. And so."
    with qtbot.waitSignal(panel.behind_asked) as asked:
        panel.behind_buttons[0].click()
    assert asked.args == [lost]
    assert panel.isHidden()
    panel.tell(Figure("sales", "Sales", "–", how=("None.",)))
    assert panel.behind_buttons == []
    assert panel.change.isHidden()
