"""A paper is drawn whole before anything is written."""

from pathlib import Path
from typing import BinaryIO

import pytest

from db.environment import BookReadOnly
from desktop.commands.paper import save_paper
from desktop.printer_choices import PrinterChoices, ReceiptPrinter
from tests.desktop.command_line import Run, Shop
from tests.desktop.print_queue import PrintServer
from tests.desktop.read_back import codes_of
from tests.desktop.receipt_paper import a_network_printer, read_paper


def test_a_refusal_leaves_the_older_paper_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "f.pdf"
    save_paper(out, lambda to: to.write(b"old"))

    def broken(to: BinaryIO) -> None:
        to.write(b"new")
        raise KeyError

    with pytest.raises(KeyError):
        save_paper(out, broken)
    assert out.read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BookReadOnly):
        save_paper(tmp_path / "none" / "f.pdf", lambda to: to.write(b"x"))


@pytest.mark.usefixtures("english")
def test_where_a_paper_goes_has_to_be_said(run: Run, shop: Shop) -> None:
    asked = run("print", "coupons", shop.codes[0], book=shop.book)
    assert asked.status == 2
    assert "--to" in asked.error


def test_the_program_alone_prints_on_a_printer_without_a_screen(
    alone: Run, shop: Shop, print_server: PrintServer
) -> None:
    before = ("--book", shop.book, "--lang", "en")
    words = ("print", "coupons", "--batch", "flyer", "--paper", "a4", "--to")
    environment = {"CUPS_SERVER": print_server.address}
    printed = alone(*before, *words, "Office", **environment)
    assert (printed.status, printed.out) == (0, "Sent to Office.\n"), printed.error
    plain = {code.replace("-", "") for code in shop.codes}
    assert codes_of(print_server.printed()) == plain
    gone = alone(*before, *words, "Attic", **environment)
    assert gone.status == 1
    assert gone.error.startswith("This computer has no printer “Attic” any more.")


@pytest.mark.usefixtures("english", "qapp")
def test_a_slip_goes_to_a_receipt_printer_by_its_name(run: Run, shop: Shop) -> None:
    with a_network_printer() as far:
        PrinterChoices((ReceiptPrinter("Counter", address=far.address),)).save()
        ended = run("print", "receipt", shop.sale, "--to", "Counter", book=shop.book)
        assert (ended.status, ended.out) == (0, "Sent to Counter.\n")
        assert read_paper(far.paper()).cuts == 1
