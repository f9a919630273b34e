"""Choosing one customer among many."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.widgets.customer_chooser import CustomerChooser
from desktop.widgets.page import Page


@pytest.fixture
def ids(session: Session) -> dict[str, str]:
    return {
        name: add_customer(session, new=NewCustomer(name, reading=reading), operation_id=name).id
        for name, reading in (("田中 美咲", "タナカ ミサキ"), ("田中 健", "タナカ ケン"),
                              ("佐藤 愛", "サトウ アイ"))
    }  # fmt: skip


@pytest.fixture
def chooser(
    dressed_app: QApplication, session: Session, ids: dict[str, str], qtbot: QtBot
) -> CustomerChooser:
    del dressed_app, ids
    page = Page(session)
    qtbot.addWidget(page)
    made = CustomerChooser(page, "to", "To whom")
    made.setParent(page)
    made.resize(400, 300)
    page.resize(500, 400)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return made


def names(chooser: CustomerChooser) -> set[str]:
    return {row.name for row in chooser.table.records.records}


def test_somebody_is_left_out_and_nobody_is_chosen_by_itself(
    chooser: CustomerChooser, ids: dict[str, str]
) -> None:
    chooser.begin(without=ids["田中 美咲"])
    assert names(chooser) == {"田中 健", "佐藤 愛"}
    assert chooser.customer() is None


def test_what_is_typed_narrows_and_enter_chooses_the_first(
    chooser: CustomerChooser, ids: dict[str, str], qtbot: QtBot
) -> None:
    chooser.begin(without="")
    chooser.field.setFocus()
    qtbot.keyClicks(chooser.field, "ken")
    with qtbot.waitSignal(chooser.chosen):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    found = chooser.customer()
    assert found is not None
    assert found.id == ids["田中 健"]
    chooser.field.setText("tanaka")
    qtbot.waitUntil(lambda: len(names(chooser)) == 2)
    assert chooser.customer() is None


def test_nobody_fits_is_said(chooser: CustomerChooser, qtbot: QtBot) -> None:
    chooser.begin(without="")
    qtbot.keyClicks(chooser.field, "zzz")
    qtbot.waitUntil(chooser.nobody.isVisible)
    assert chooser.nobody.text() == "Nobody fits “zzz”."
    assert not chooser.table.isVisible()
