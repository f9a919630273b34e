"""After a sale: the slip and the drawer, and never a customer who waits."""

from pytestqt.qtbot import QtBot

from db.usecases.plans import NewPlan, add_plan
from desktop.printer_choices import PrinterChoices, ReceiptPrinter
from tests.desktop.desk import Desk, Key
from tests.desktop.receipt_paper import a_network_printer, hanging, read_paper


def wait(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(desk.window.printing.idle, timeout=30_000)


def test_a_slip_is_printed_after_each_sale_where_the_shop_wishes_it(
    desk: Desk, qtbot: QtBot
) -> None:
    with a_network_printer() as far:
        printer = ReceiptPrinter("Counter", address=far.address)
        PrinterChoices((printer,), slip="always").save()
        desk.press("1980", Key.Key_Return)
        wait(desk, qtbot)
        assert read_paper(far.paper()).cuts == 1
    assert desk.counter.notice.action.text() == "Undo"


def test_a_slip_is_offered_where_the_shop_asks(desk: Desk, qtbot: QtBot) -> None:
    with a_network_printer() as far:
        PrinterChoices((ReceiptPrinter("Counter", address=far.address),)).save()
        desk.press("1980", Key.Key_Return)
        assert desk.counter.notice.other.text() == "Print the slip"
        desk.counter.notice.other.click()
        wait(desk, qtbot)
        assert read_paper(far.paper()).cuts == 1


def test_nothing_is_offered_where_no_slips_are_wished_or_nothing_prints_them(desk: Desk) -> None:
    desk.press("1980", Key.Key_Return)
    assert desk.counter.notice.other.isHidden()
    printer = ReceiptPrinter("Counter", address="127.0.0.1:1")
    PrinterChoices((printer,), slip="never").save()
    desk.press("500", Key.Key_Return)
    assert desk.counter.notice.other.isHidden()
    assert desk.window.printing.idle()


def test_a_printer_that_hangs_keeps_no_customer_waiting_and_no_sale_back(
    desk: Desk, qtbot: QtBot
) -> None:
    PrinterChoices((ReceiptPrinter("Counter", address="127.0.0.1:1"),), slip="always").save()
    desk.press("1980", Key.Key_Return, "500", Key.Key_Return)
    assert desk.sales() == 2
    wait(desk, qtbot)
    assert desk.counter.notice.text().startswith("Counter does not answer.")
    assert desk.counter.notice.action.text() == "Try again"
    with a_network_printer(hanging) as far:
        PrinterChoices((ReceiptPrinter("Counter", address=far.address),), slip="always").save()
        desk.press("700", Key.Key_Return)
        assert desk.sales() == 3
        wait(desk, qtbot)


def test_the_drawer_opens_for_money_and_not_where_none_changes_hands(
    desk: Desk, qtbot: QtBot
) -> None:
    with a_network_printer() as far:
        printer = ReceiptPrinter("Counter", address=far.address, drawer_pin=2)
        PrinterChoices((printer,), slip="never").save()
        desk.press("1980", Key.Key_Return)
        wait(desk, qtbot)
        assert read_paper(far.paper()).kicks == [2]
        desk.press("0", Key.Key_Return)
        assert desk.window.printing.idle()
        PrinterChoices((printer,), slip="never", opens_drawer=False).save()
        desk.press("500", Key.Key_Return)
        assert desk.window.printing.idle()
        assert read_paper(far.paper()).kicks == [2]
    assert desk.sales() >= 2


def test_what_is_paid_for_a_plan_opens_the_drawer_and_brings_its_slip_too(
    desk: Desk, qtbot: QtBot
) -> None:
    add_plan(desk.session, NewPlan("Pass", "980", "month"), operation_id="plan")
    desk.counter.serve(desk.tanaka)
    with a_network_printer() as far:
        printer = ReceiptPrinter("Counter", address=far.address, drawer_pin=2)
        PrinterChoices((printer,), slip="always").save()
        desk.counter.plans.acts.join("Pass")
        wait(desk, qtbot)
        out = read_paper(far.paper())
        assert (out.cuts, out.kicks) == (1, [2])


def test_a_plan_for_which_nothing_is_paid_prints_nothing(desk: Desk) -> None:
    plan = NewPlan("Pass", "980", "month", trial_days=14)
    add_plan(desk.session, plan, operation_id="plan")
    desk.counter.serve(desk.tanaka)
    printer = ReceiptPrinter("Counter", address="127.0.0.1:1", drawer_pin=2)
    PrinterChoices((printer,), slip="always").save()
    desk.counter.plans.acts.join("Pass")
    assert desk.window.printing.idle()
