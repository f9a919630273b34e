"""Pages on a real queue: what comes back is what was drawn."""

from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pypdf
import pypdfium2
import pytest
import zxingcpp
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from db.environment import PrinterFault
from desktop.i18n import speaking
from desktop.printing.sample import SAMPLE_CODE, SampleSheet, draw_sample
from desktop.system_printers import print_pages, system_printers
from tests.desktop.print_queue import PrintServer
from tests.desktop.read_back import codes_of

MM = 72 / 25.4


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    del qapp


def a_sample(paper: str = "a4") -> bytes:
    drawn, then = BytesIO(), datetime(2026, 11, 22, 10, 14, tzinfo=UTC)
    with speaking("ja"):
        draw_sample(SampleSheet("カフェ 木漏れ日", "レジ", then), drawn, paper=paper)
    return drawn.getvalue()


def a_mark(size: tuple[float, float], at: tuple[float, float]) -> bytes:
    """A page with a black square of 10 mm; `at` is its left upper corner in mm."""
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(size[0] * MM, size[1] * MM))
    canvas.rect(at[0] * MM, (size[1] - at[1] - 10) * MM, 10 * MM, 10 * MM, stroke=0, fill=1)
    canvas.save()
    return drawn.getvalue()


def page_of(pdf: bytes, number: int = 0) -> tuple[np.ndarray, float, float]:
    """A page as it would lie in the tray: grey dots at 254 an inch, its width and height in mm."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    picture = page.render(scale=254 / 72, grayscale=True).to_numpy()
    width, height = page.get_size()
    document.close()
    return picture, width / MM, height / MM


def black_box(picture: np.ndarray) -> tuple[float, float, float, float]:
    """Where the black of a page lies, in mm: left, top, width, height."""
    rows, columns = np.nonzero(picture < 128)
    left, top = columns.min() / 10, rows.min() / 10
    return left, top, (columns.max() + 1) / 10 - left, (rows.max() + 1) / 10 - top


def test_a_computer_without_printers_has_none() -> None:
    assert system_printers() == []


def test_the_usual_printer_comes_first(print_server: PrintServer) -> None:
    del print_server
    assert [each.name for each in system_printers()] == ["Office", "Closed", "Label", "Stopped"]
    assert system_printers()[0].is_default


def test_a_printed_page_is_the_page_that_was_drawn(print_server: PrintServer) -> None:
    drawn = a_sample()
    print_pages(drawn, printer="Office", title="おためし")
    printed = print_server.printed()
    assert len(pypdf.PdfReader(BytesIO(printed)).pages) == len(
        pypdf.PdfReader(BytesIO(drawn)).pages
    )
    before, width, height = page_of(drawn)
    after, width_after, height_after = page_of(printed)
    assert abs(width - width_after) < 0.3
    assert abs(height - height_after) < 0.3
    high, wide = min(before.shape[0], after.shape[0]), min(before.shape[1], after.shape[1])
    differs = np.abs(before[:high, :wide].astype(int) - after[:high, :wide]) > 128
    assert differs.mean() < 0.004  # edges of letters alone
    assert codes_of(printed) == codes_of(drawn) == {SAMPLE_CODE}


@pytest.mark.parametrize(
    ("size", "paper"),
    [((210, 297), "A4"), ((297, 210), "A4"), ((215.9, 279.4), "Letter"), ((148, 105), "A6")],
)
def test_a_page_keeps_its_place_and_size_to_the_tenth_of_a_millimetre(
    print_server: PrintServer, size: tuple[float, float], paper: str
) -> None:
    print_pages(a_mark(size, (60, 70)), printer="Office", title="mark")
    assert f"PageSize={paper}" in print_server.wishes()
    picture, width, height = page_of(print_server.printed())
    assert {round(width), round(height)} == {round(size[0]), round(size[1])}
    if (width > height) != (size[0] > size[1]):
        picture = np.rot90(picture, 1 if size[0] > size[1] else -1)
    left, top, wide, high = black_box(picture)
    assert (wide, high) == pytest.approx((10, 10), abs=0.2)
    assert (left, top) == pytest.approx((60, 70), abs=0.3)


def test_a_small_paper_on_a_large_sheet_keeps_its_size(print_server: PrintServer) -> None:
    print_pages(a_mark((80, 120), (5, 5)), printer="Office", title="slip")
    picture, width, height = page_of(print_server.printed())
    assert (round(width), round(height)) == (210, 297)
    left, top, wide, high = black_box(picture)
    assert (wide, high) == pytest.approx((10, 10), abs=0.2)
    assert (left, top) == pytest.approx((5 + 12 / MM, 5 + 12 / MM), abs=0.3)


def test_only_what_is_too_large_is_made_smaller(print_server: PrintServer) -> None:
    print_pages(a_mark((420, 297 * 2), (10, 10)), printer="Office", title="poster")
    picture, width, height = page_of(print_server.printed())
    assert (round(width), round(height)) == (210, 297)
    left, top, wide, _ = black_box(picture)
    assert 4 < wide < 5
    assert left > 12 / MM
    assert top > 12 / MM


def test_a_coarse_printer_gets_hard_letters_and_codes_that_read(
    print_server: PrintServer,
) -> None:
    print_pages(a_sample("receipt80"), printer="Label", title="slip")
    document = pypdfium2.PdfDocument(print_server.printed())
    picture = document[0].render(scale=203 / 72, grayscale=True).to_numpy()
    document.close()
    assert {code.text for code in zxingcpp.read_barcodes(picture)} == {SAMPLE_CODE}


def test_copies_are_asked_of_the_printer(print_server: PrintServer) -> None:
    print_pages(a_mark((210, 297), (60, 70)), printer="Office", title="mark", copies=3)
    pages = len(pypdf.PdfReader(BytesIO(print_server.printed())).pages)
    copies = int(print_server.wishes().split()[0].removeprefix("copies="))
    assert pages * copies == 3


@pytest.mark.parametrize(
    ("printer", "problem"), [("Stopped", "stopped"), ("Closed", "stopped"), ("Gone", "unknown")]
)
def test_a_printer_that_takes_nothing_says_why(
    print_server: PrintServer, printer: str, problem: str
) -> None:
    with pytest.raises(PrinterFault) as refused:
        print_pages(a_mark((210, 297), (60, 70)), printer=printer, title="mark")
    assert (refused.value.printer, refused.value.problem) == (printer, problem)
    assert print_server.jobs() == 0
