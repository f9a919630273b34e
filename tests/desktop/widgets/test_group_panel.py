"""A group by name is read as far as somebody scrolls, and leads to each one's page."""

from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.main_window import MainWindow
from desktop.widgets.group_panel import GroupPanel
from tests.desktop.campaign_desk import fill


def test_a_row_leads_to_the_customers_page(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    customers = fill(session)
    panel = GroupPanel(window.current(), "group")
    panel.show_customers("Who is in it", "", customers * 3)
    assert len(panel.table.records.records) == 60
    assert panel.table.records.canFetchMore(panel.table.rootIndex())
    told: list[str] = []
    window.current().turn_to.connect(lambda name, subject: told.append(f"{name} {subject.id}"))
    panel.table.choose_row(1)
    qtbot.keyClick(panel.table, "\r")
    assert told == [f"customer {customers[1]}"]
