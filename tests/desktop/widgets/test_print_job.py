"""Printing beside the windows."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from db.session import Session
from desktop.printer_choices import PrinterChoices, ReceiptPrinter
from desktop.printers import Paper
from desktop.tasks import TaskRunner
from desktop.widgets.page import Page
from desktop.widgets.print_job import print_behind
from tests.desktop.print_queue import PrintServer
from tests.desktop.receipt_paper import a_network_printer, hanging, read_paper


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Page:
    del dressed_app
    made = Page(session)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


@pytest.fixture
def lane(page: Page) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    page.printing.connect(runner.start)
    yield runner
    runner.stop()


def a_slip() -> Paper:
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(226, 300))
    canvas.rect(50, 50, 100, 100, fill=1)
    canvas.save()
    return Paper(drawn.getvalue(), "Slip", "receipt")


def test_without_a_printer_the_paper_can_be_saved(
    page: Page, lane: TaskRunner, qtbot: QtBot
) -> None:
    print_behind(page, a_slip)
    qtbot.waitUntil(lane.idle, timeout=20_000)
    assert page.notice.text().startswith("No printer is set up")
    assert page.notice.other.text() == "Save as PDF"


def test_the_printer_named_is_taken_and_told(
    page: Page, lane: TaskRunner, print_server: PrintServer, qtbot: QtBot
) -> None:
    told = list[str]()
    print_behind(page, a_slip, printer="queue:Label", then=told.append)
    qtbot.waitUntil(lane.idle, timeout=20_000)
    assert told == ["Label"]
    assert print_server.printed().startswith(b"%PDF")


def test_one_slip_waits_for_the_other_and_none_is_lost(
    page: Page, lane: TaskRunner, qtbot: QtBot
) -> None:
    with a_network_printer() as far:
        PrinterChoices((ReceiptPrinter("Counter", address=far.address),)).save()
        for _ in range(3):
            print_behind(page, a_slip)
        qtbot.waitUntil(lane.idle, timeout=30_000)
        assert read_paper(far.paper()).cuts == 3
    assert page.notice.text() == ""


def test_a_printer_that_hangs_does_not_hold_up_the_window(
    page: Page, lane: TaskRunner, qtbot: QtBot
) -> None:
    with a_network_printer(hanging) as far:
        PrinterChoices((ReceiptPrinter("Counter", address=far.address),)).save()
        paper = a_slip()
        many = Paper(paper.content, paper.title, "receipt", copies=300)
        print_behind(page, lambda: many)
        assert not lane.idle()  # and here the next customer is served
        qtbot.waitUntil(lane.idle, timeout=30_000)
    assert page.notice.text().startswith("Counter takes nothing in.")
    assert page.notice.action.text() == "Try again"
