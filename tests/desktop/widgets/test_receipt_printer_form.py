"""The form of a receipt printer."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.printer_choices import ReceiptPrinter
from desktop.widgets.form import choose
from desktop.widgets.page import Page
from desktop.widgets.receipt_printer_form import ReceiptPrinterForm

COUNTER = ReceiptPrinter("Counter", "device", "/dev/usb/lp0", dots=384, cuts=False, drawer_pin=5)


@pytest.fixture
def form(dressed_app: QApplication, session: Session, qtbot: QtBot) -> ReceiptPrinterForm:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return ReceiptPrinterForm(page)


def test_a_printer_comes_back_as_it_was_shown(form: ReceiptPrinterForm) -> None:
    form.open_printer(COUNTER)
    assert form.printer() == COUNTER
    assert form.remove_button.isVisible()


def test_what_is_kept_is_told_with_the_name_before(form: ReceiptPrinterForm, qtbot: QtBot) -> None:
    form.open_printer(COUNTER)
    form.name.setText(" Till ")
    with qtbot.waitSignal(form.kept) as told:
        form.save_button.click()
    assert [told.args[0].name, told.args[1]] == ["Till", "Counter"]
    assert form.isHidden()


def test_a_printer_without_a_name_or_place_is_not_kept(form: ReceiptPrinterForm) -> None:
    form.open_new()
    assert form.remove_button.isHidden()
    form.save_button.click()
    assert form.name.property("fault")
    form.name.setText("Counter")
    form.address.setText("the one in the kitchen")
    form.save_button.click()
    assert "is no place of a printer" in form._page.notice.text()
    assert form.isVisible()


def test_each_way_to_a_printer_says_how_its_place_is_written(form: ReceiptPrinterForm) -> None:
    form.open_new()
    assert form.address.placeholderText() == "192.168.1.50:9100"
    choose(form.link, "device")
    assert form.address.placeholderText() == "/dev/usb/lp0"


def test_a_printer_can_be_tried_before_it_is_kept(form: ReceiptPrinterForm, qtbot: QtBot) -> None:
    form.open_printer(COUNTER)
    with qtbot.waitSignal(form.test_asked) as told:
        form.test_button.click()
    assert told.args == [COUNTER]
    assert form.isVisible()
    with qtbot.waitSignal(form.removed) as gone:
        form.remove_button.click()
    assert gone.args == ["Counter"]
