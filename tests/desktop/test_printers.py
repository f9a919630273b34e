"""What prints what."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PySide6.QtWidgets import QApplication

from db.environment import PrinterFault
from desktop.printer_choices import PrinterChoices, ReceiptPrinter
from desktop.printers import (
    Paper,
    all_printers,
    named_printer,
    open_drawer,
    print_paper,
    printer_for,
    printers_for,
    size_for,
)
from desktop.printing.sample import SampleSheet, draw_sample
from tests.desktop.print_queue import PrintServer
from tests.desktop.receipt_paper import a_network_printer, read_paper

COUNTER = ReceiptPrinter("Counter", "network", "127.0.0.1:1", dots=384)
WITH_ROLL = PrinterChoices((COUNTER,))


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    del qapp


def a_paper(paper: str, **more: object) -> Paper:
    drawn = BytesIO()
    sheet = SampleSheet("Café Komorebi", "Counter", datetime(2026, 11, 22, 10, 14, tzinfo=UTC))
    draw_sample(sheet, drawn, paper=paper)
    return Paper(drawn.getvalue(), "Test page", **more)  # type: ignore[arg-type]


def test_without_any_printer_that_is_said() -> None:
    with pytest.raises(PrinterFault) as refused:
        printer_for("page", PrinterChoices(), all_printers(PrinterChoices()))
    assert refused.value.problem == "none"


def test_slips_go_to_the_receipt_printer_by_themselves_and_pages_never(
    print_server: PrintServer,
) -> None:
    del print_server
    printers = all_printers(WITH_ROLL)
    assert [each.name for each in printers] == ["Counter", "Office", "Closed", "Label", "Stopped"]
    assert printer_for("receipt", WITH_ROLL, printers).name == "Counter"
    assert printer_for("coupon", WITH_ROLL, printers).name == "Office"
    assert "Counter" not in [each.name for each in printers_for("card", printers)]
    assert "Counter" in [each.name for each in printers_for("coupon", printers)]


def test_each_kind_of_paper_has_the_printer_chosen_for_it(print_server: PrintServer) -> None:
    del print_server
    chosen = WITH_ROLL.with_printer("page", "queue:Label").with_printer("coupon", "roll:Counter")
    printers = all_printers(chosen)
    assert printer_for("page", chosen, printers).name == "Label"
    assert printer_for("coupon", chosen, printers).name == "Counter"
    assert named_printer("Office", chosen).id == "queue:Office"


def test_a_chosen_printer_that_is_gone_is_not_replaced_silently(print_server: PrintServer) -> None:
    del print_server
    chosen = PrinterChoices().with_printer("page", "queue:Attic")
    with pytest.raises(PrinterFault) as refused:
        printer_for("page", chosen, all_printers(chosen))
    assert (refused.value.printer, refused.value.problem) == ("Attic", "unknown")
    with pytest.raises(PrinterFault):
        named_printer("Attic", chosen)


def test_a_paper_is_as_wide_as_the_roll_it_goes_to() -> None:
    assert size_for("receipt", "receipt80") == "receipt80"
    WITH_ROLL.with_printer("coupon", COUNTER.id).with_paper("card", "letter").save()
    assert size_for("receipt", "receipt80") == "receipt58"
    assert size_for("coupon", "a6") == "receipt58"
    assert size_for("card", "cr80") == "letter"
    assert size_for("page", "a4") == "a4"


def test_a_paper_goes_where_it_belongs(print_server: PrintServer) -> None:
    printers = all_printers(WITH_ROLL)
    print_paper(a_paper("a4"), printer_for("page", WITH_ROLL, printers))
    assert print_server.printed().startswith(b"%PDF")
    with a_network_printer() as far:
        there = PrinterChoices((ReceiptPrinter("Counter", "network", far.address),))
        paper = a_paper("receipt80", kind="receipt", copies=2)
        print_paper(paper, printer_for("receipt", there, all_printers(there)))
        assert read_paper(far.paper()).cuts == 2


def test_the_drawer_hangs_on_a_receipt_printer() -> None:
    with pytest.raises(PrinterFault) as refused:
        open_drawer(WITH_ROLL)
    assert refused.value.problem == "no_drawer"
    with a_network_printer() as far:
        open_drawer(PrinterChoices((ReceiptPrinter("Till", address=far.address, drawer_pin=2),)))
        assert read_paper(far.paper()).kicks == [2]
