"""Going through pairs, and merging with a chosen one, over the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import UnknownCustomer
from db.queries.customers import customer_record, customers_count
from db.queries.duplicates import PairsFound, find_pairs, said_distinct
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.merging import Merged
from desktop.widgets.merge_panel import MergePanel
from desktop.widgets.page import Page


@pytest.fixture
def ids(session: Session) -> list[str]:
    names = ("田中 健", "田中 健", "髙橋 愛", "高橋 愛")
    return [
        add_customer(session, new=NewCustomer(name), operation_id=str(number)).id
        for number, name in enumerate(names)
    ]


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, ids: list[str], qtbot: QtBot) -> MergePanel:
    del dressed_app, ids
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = MergePanel(page, "merge")
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return made


def pairs(session: Session) -> PairsFound:
    return find_pairs(session.db, today=session.today)


def test_one_after_the_other_is_merged_or_said_to_be_two(
    panel: MergePanel, session: Session, qtbot: QtBot
) -> None:
    panel.open_pairs(pairs(session))
    assert panel.count.text() == "2 pairs"
    assert panel.pairs.hasFocus()
    done: list[Merged] = []
    panel.merged.connect(done.append)
    qtbot.keyClick(panel.pairs, Qt.Key.Key_Return)
    assert panel.view.merge_button.hasFocus()
    panel.view.merge_button.click()
    assert customers_count(session.db) == 3
    assert done[0].customer.name in panel.said.text()
    assert len(panel.pairs.records.records) == 1
    panel.view.apart_button.click()
    assert len(said_distinct(session.db)) == 1
    assert panel.nothing.isVisible()
    assert panel.nothing.text() == "Nobody seems to be in the book twice."
    assert not panel.view.isVisible()
    panel.show_pairs(pairs(session))
    assert panel.count.text() == "0 pairs"


def test_whoever_is_kept_can_be_turned_round_first(panel: MergePanel, session: Session) -> None:
    panel.open_pairs(pairs(session))
    keep, other = panel.view.keep_id, panel.view.other_id
    panel.view.swap_button.click()
    panel.view.merge_button.click()
    assert customer_record(session.db, other).cards
    with pytest.raises(UnknownCustomer):
        customer_record(session.db, keep)


def test_a_customer_is_merged_with_a_chosen_one(
    panel: MergePanel, session: Session, ids: list[str], qtbot: QtBot
) -> None:
    panel.open_with(ids[0])
    assert panel.chooser.field.hasFocus()
    assert not panel.view.isVisible()
    panel.chooser.field.setText("高橋")
    qtbot.waitUntil(lambda: len(panel.chooser.table.records.records) == 2)
    qtbot.keyClick(panel.chooser.field, Qt.Key.Key_Return)
    assert panel.view.isVisible()
    assert panel.view.keep_id == ids[0]
    assert not panel.view.apart_button.isVisible()
    panel.view.merge_button.click()
    assert not panel.isVisible()
    assert customers_count(session.db) == 3
    page = panel.parentWidget()
    assert isinstance(page, Page)
    assert page.notice.text() == "田中 健 is one entry now, with 0 points."


def test_escape_closes_and_other_keys_stay(
    panel: MergePanel, session: Session, qtbot: QtBot
) -> None:
    panel.open_pairs(pairs(session))
    qtbot.keyClick(panel, Qt.Key.Key_A)
    assert panel.isVisible()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_staff_are_told_why_not(panel: MergePanel, session: Session) -> None:
    page = panel.parentWidget()
    assert isinstance(page, Page)
    page.session = session.with_request(role="staff", staff="Mio")
    panel.open_pairs(pairs(session))
    panel.view.merge_button.click()
    assert page.notice.text() == "Only the owner or a manager may merge customers."
    assert customers_count(session.db) == 4
