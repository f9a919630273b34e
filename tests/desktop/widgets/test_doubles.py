"""Looking for doubles beside the windows."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.duplicates import find_pairs
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from desktop.tasks import TaskRunner
from desktop.widgets.doubles import Doubles
from desktop.widgets.page import Page


@pytest.fixture
def doubles(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[Doubles]:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    lane = TaskRunner(page)
    page.long_work.connect(lane.start)
    page.resize(1000, 700)
    made = Doubles(page, "doubles")
    made.button.setParent(page)
    with qtbot.waitExposed(page):
        page.show()
    yield made
    lane.stop()


def add(session: Session, name: str) -> str:
    operation = f"add-{session.db['facts'].count}"
    return add_customer(session, new=NewCustomer(name), operation_id=operation).id


def test_the_button_is_there_while_there_are_pairs(
    doubles: Doubles, session: Session, qtbot: QtBot
) -> None:
    add(session, "田中 美咲")
    doubles.refresh()
    qtbot.waitUntil(lambda: doubles.found.count == 0)
    assert not doubles.button.isVisible()
    other = add(session, "田中 美咲")
    doubles.refresh()
    qtbot.waitUntil(lambda: doubles.found.count == 1)
    assert doubles.button.text() == "Possible doubles (1)"
    assert doubles.button.isVisible()
    doubles.open_panel()
    assert doubles.is_open()
    changes = {"name": "鈴木 愛"}
    edit_customer(session, customer_id=other, changes=changes, operation_id="edit")
    doubles.refresh()
    qtbot.waitUntil(lambda: doubles.found.count == 0)
    assert not doubles.button.isVisible()
    assert doubles.panel is not None
    assert doubles.panel.count.text() == "0 pairs"
    doubles.panel.close_panel()


def test_nobody_is_looked_for_where_nothing_has_changed(
    doubles: Doubles, session: Session, qtbot: QtBot
) -> None:
    add(session, "田中 美咲")
    page = doubles.parent()
    assert isinstance(page, Page)
    with qtbot.waitSignal(page.long_work):
        doubles.refresh()
    with qtbot.assertNotEmitted(page.long_work):
        doubles.refresh()


def test_very_many_are_not_counted_out(doubles: Doubles, session: Session, qtbot: QtBot) -> None:
    for name in range(34):
        for _ in range(3):
            add(session, f"客{chr(0x4E00 + name)}")
    assert find_pairs(session.db, today=session.today).count == 102
    doubles.refresh()
    qtbot.waitUntil(lambda: doubles.found.count == 102)
    assert doubles.button.text() == "Possible doubles (99+)"
