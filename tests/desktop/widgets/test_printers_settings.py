"""Settings, Printers."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.printer_choices import PrinterChoices, ReceiptPrinter, load_choices
from desktop.tasks import TaskRunner
from desktop.widgets.form import chosen
from desktop.widgets.page import Page
from desktop.widgets.printers_settings import PrintersSettings
from tests.desktop.print_queue import PrintServer
from tests.desktop.receipt_paper import a_network_printer, read_paper


@pytest.fixture
def card(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[PrintersSettings]:
    del dressed_app
    page, lane = Page(session), TaskRunner()
    qtbot.addWidget(page)
    page.printing.connect(lane.start)
    made = PrintersSettings(page)
    made.setParent(page)
    page.resize(1000, 900)
    made.resize(860, 900)
    page.show()
    made.lane = lane  # type: ignore[attr-defined]
    yield made
    lane.stop()


def wait_for_lane(card: PrintersSettings, qtbot: QtBot) -> None:
    qtbot.waitUntil(card.lane.idle, timeout=20_000)  # type: ignore[attr-defined]


def test_without_a_printer_the_card_says_what_to_do(card: PrintersSettings) -> None:
    assert card.nothing.isVisible()
    assert not card.printer_fields["page"].isEnabled()
    assert not card.test_buttons["page"].isEnabled()
    assert card.drawer.isHidden()


def test_each_kind_of_paper_keeps_its_printer_and_size(
    print_server: PrintServer, card: PrintersSettings
) -> None:
    del print_server
    card.reload()
    assert card.nothing.isHidden()
    field = card.printer_fields["coupon"]
    assert field.currentText() == "Office"
    field.setCurrentIndex(field.findText("Label"))
    field.activated.emit(field.currentIndex())
    size = card.size_fields["coupon"]
    size.setCurrentIndex(size.findData("a4"))
    size.activated.emit(size.currentIndex())
    assert load_choices() == PrinterChoices(
        printers={"coupon": "queue:Label"}, papers={"coupon": "a4"}
    )


def test_a_printer_that_is_gone_stays_named(
    print_server: PrintServer, card: PrintersSettings
) -> None:
    del print_server
    PrinterChoices().with_printer("page", "queue:Attic").save()
    card.reload()
    assert card.printer_fields["page"].currentText() == "Attic (gone)"


def test_a_receipt_printer_is_added_tried_changed_and_removed(
    card: PrintersSettings, qtbot: QtBot
) -> None:
    form = card.form
    with a_network_printer() as far:
        card.add_button.click()
        form.name.setText("Counter")
        form.address.setText(far.address)
        form.test_button.click()
        wait_for_lane(card, qtbot)
        assert read_paper(far.paper()).cuts == 1
        form.drawer.setCurrentIndex(1)
        form.save_button.click()
    (kept,) = load_choices().receipt_printers
    assert kept == ReceiptPrinter("Counter", address=far.address, drawer_pin=2)
    assert chosen(card.printer_fields["receipt"]) == kept.id
    assert not card.size_fields["receipt"].isEnabled()
    assert card.drawer.isVisible()
    card.findChild(QPushButton, "settings.printers.roll.Counter.change").click()  # type: ignore[union-attr]
    form.remove_button.click()
    assert load_choices().receipt_printers == ()


def test_a_test_page_goes_to_the_printer_of_its_line(
    print_server: PrintServer, card: PrintersSettings, qtbot: QtBot
) -> None:
    card.reload()
    card.test_buttons["card"].click()
    wait_for_lane(card, qtbot)
    assert print_server.printed().startswith(b"%PDF")
    assert print_server.jobs() == 1
    assert card._page.notice.text() == "Test page: sent to Office."


def test_a_printer_in_trouble_is_said(card: PrintersSettings, qtbot: QtBot) -> None:
    card._test_roll(ReceiptPrinter("Counter", address="127.0.0.1:1"))
    wait_for_lane(card, qtbot)
    assert card._page.notice.text().startswith("Counter does not answer.")


def test_what_follows_a_sale_is_kept(card: PrintersSettings) -> None:
    PrinterChoices((ReceiptPrinter("Counter", address="x", drawer_pin=2),)).save()
    card.reload()
    card.slip.buttons["always"].click()
    card.drawer.click()
    kept = load_choices()
    assert (kept.slip, kept.opens_drawer) == ("always", False)
