"""Opening the drawer without a sale."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.drawer import drawer_openings
from desktop.printer_choices import PrinterChoices, ReceiptPrinter
from tests.desktop.desk import Desk, Key
from tests.desktop.receipt_paper import a_network_printer, read_paper


def press_drawer_key(desk: Desk) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert desk.counter.isVisible()


def reasons(desk: Desk) -> list[str]:
    return [each.reason for each in drawer_openings(desk.session.db, desk.session.today)]


def test_without_a_drawer_the_key_says_so_and_the_button_is_not_there(desk: Desk) -> None:
    assert desk.counter.board.day.drawer_button.isHidden()
    press_drawer_key(desk)
    assert desk.counter.notice.text().startswith("No drawer is set up")
    assert reasons(desk) == []


def test_the_reason_is_written_down_and_the_drawer_opens(desk: Desk, qtbot: QtBot) -> None:
    with a_network_printer() as far:
        PrinterChoices((ReceiptPrinter("Till", address=far.address, drawer_pin=5),)).save()
        desk.window.turn_to("customers")
        desk.window.turn_to("counter")
        assert desk.counter.board.day.drawer_button.isVisibleTo(desk.counter)
        press_drawer_key(desk)
        panel = desk.counter.drawer.panel
        assert panel.isVisible()
        assert panel.buttons["change"].hasFocus()
        desk.press(Key.Key_Return)
        qtbot.waitUntil(desk.window.printing.idle, timeout=20_000)
        assert read_paper(far.paper()).kicks == [5]
    assert reasons(desk) == ["Give change"]
    assert panel.isHidden()
    assert desk.counter.notice.text() == "The drawer is open."
    assert desk.counter.amount.hasFocus()


def test_another_reason_is_typed_and_none_at_all_opens_nothing(desk: Desk, qtbot: QtBot) -> None:
    PrinterChoices((ReceiptPrinter("Till", address="127.0.0.1:1", drawer_pin=2),)).save()
    desk.counter.drawer.ask()
    panel = desk.counter.drawer.panel
    panel.open_button.click()
    assert panel.reason.property("fault")
    assert reasons(desk) == []
    panel.reason.setText("Coins for the meter")
    panel.open_button.click()
    qtbot.waitUntil(desk.window.printing.idle, timeout=20_000)
    assert reasons(desk) == ["Coins for the meter"]  # tried, though the printer was off
    assert desk.counter.notice.text().startswith("Till does not answer.")
