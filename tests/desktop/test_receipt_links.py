"""Slips on receipt printers: real bytes over a real socket, read back as the paper they make."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtWidgets import QApplication

from db.environment import PrinterFault
from desktop.i18n import speaking
from desktop.printer_choices import ReceiptPrinter
from desktop.printing.sample import SAMPLE_CODE, SampleSheet, draw_sample
from desktop.receipt_links import kick_drawer, print_dots
from desktop.receipt_raster import dots_of
from tests.desktop.print_queue import PrintServer
from tests.desktop.receipt_paper import (
    NetworkPrinter,
    Serve,
    a_network_printer,
    answering,
    breaking_off,
    hanging,
    read_paper,
    silent,
    with_open_cover,
    without_paper,
)

NOBODY_LISTENS = "127.0.0.1:1"


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    del qapp


def a_page(dots: int = 576) -> list[Image.Image]:
    drawn, then = BytesIO(), datetime(2026, 11, 22, 10, 14, tzinfo=UTC)
    with speaking("ja"):
        paper = "receipt58" if dots == 384 else "receipt80"
        draw_sample(SampleSheet("カフェ 木漏れ日", "レジ", then), drawn, paper=paper)
    return dots_of(drawn.getvalue(), dots=dots)


def a_long_slip() -> list[Image.Image]:
    (page,) = a_page()
    slip = Image.new("1", (page.width, page.height * 4), 1)
    for number in range(4):
        slip.paste(page, (0, number * page.height))
    return [slip]


def a_printer(at: NetworkPrinter | str, **more: object) -> ReceiptPrinter:
    address = at if isinstance(at, str) else at.address
    return replace(ReceiptPrinter("Counter", "network", address), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("dots", [384, 512, 576])
@pytest.mark.parametrize("serve", [silent, answering()])
def test_what_comes_out_of_the_printer_is_what_was_drawn(dots: int, serve: Serve) -> None:
    pages = a_page(dots)
    with a_network_printer(serve) as far:
        print_dots(a_printer(far, dots=dots), pages)
        out = read_paper(far.paper())
    assert out.cuts == 1
    assert out.width == dots
    (printed,) = out.pages
    assert np.array_equal(np.asarray(printed) > 0, np.asarray(pages[0]) > 0)
    framed = Image.new("L", (dots + 80, printed.height + 80), 255)
    framed.paste(printed, (40, 40))
    assert [code.text for code in zxingcpp.read_barcodes(framed)] == [SAMPLE_CODE]


def test_a_long_slip_goes_in_pieces_and_copies_one_after_the_other() -> None:
    with a_network_printer() as far:
        print_dots(a_printer(far), a_long_slip(), copies=2)
        out = read_paper(far.paper())
    assert out.cuts == 2
    first, second = out.pages
    assert first.height > 2000
    assert np.array_equal(np.asarray(first), np.asarray(second))


def test_a_printer_without_a_knife_feeds_the_slip_out() -> None:
    with a_network_printer() as far:
        print_dots(a_printer(far, cuts=False), a_page())
        sent = far.paper()
    assert read_paper(sent).cuts == 0
    assert sent.endswith(b"\x1bd\x04")


@pytest.mark.parametrize("pin", [2, 5])
def test_the_drawer_is_opened_through_its_printer(pin: int) -> None:
    with a_network_printer() as far:
        kick_drawer(a_printer(far, drawer_pin=pin))
        assert read_paper(far.paper()).kicks == [pin]


@pytest.mark.parametrize(
    ("serve", "problem"),
    [
        (without_paper, "paper_out"),
        (with_open_cover, "cover_open"),
        (hanging, "silent"),
        (breaking_off, "cut_off"),
    ],
)
def test_a_printer_in_trouble_says_which_before_long(serve: Serve, problem: str) -> None:
    pages = a_long_slip() * 20  # more than any buffer holds
    begun = time.monotonic()
    with a_network_printer(serve) as far, pytest.raises(PrinterFault) as refused:
        print_dots(a_printer(far), pages)
    assert (refused.value.printer, refused.value.problem) == ("Counter", problem)
    assert time.monotonic() - begun < 15


def test_nothing_is_printed_where_there_is_no_paper() -> None:
    with a_network_printer(without_paper) as far:
        with pytest.raises(PrinterFault):
            print_dots(a_printer(far), a_page())
        assert read_paper(far.paper()).pages == []


def test_a_printer_that_is_off_is_noticed_at_once() -> None:
    begun = time.monotonic()
    with pytest.raises(PrinterFault) as refused:
        print_dots(a_printer(NOBODY_LISTENS), a_page())
    assert refused.value.problem == "away"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("link", "address"),
    [("network", "the till"), ("network", "till:99999"), ("usb", "04b8"), ("device", " ")],
)
def test_an_address_that_cannot_be_is_told_apart_from_one_that_does_not_answer(
    link: str, address: str
) -> None:
    with pytest.raises(PrinterFault) as refused:
        print_dots(replace(a_printer(address), link=link), a_page())  # type: ignore[arg-type]
    assert (refused.value.problem, refused.value.detail) == ("address", address)


def test_a_usb_printer_that_is_not_plugged_in_is_away_or_needs_libusb() -> None:
    with pytest.raises(PrinterFault) as refused:
        print_dots(ReceiptPrinter("Counter", "usb", "dead:beef"), a_page())
    assert refused.value.problem in ("away", "no_usb")


def test_a_device_file_takes_the_same_bytes(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.write_bytes(b"")
    pages = a_page()
    print_dots(ReceiptPrinter("Counter", "device", str(device)), pages)
    (printed,) = read_paper(device.read_bytes()).pages
    assert np.array_equal(np.asarray(printed) > 0, np.asarray(pages[0]) > 0)


def test_a_device_that_takes_nothing_in_does_not_hold_anything_up(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    end = os.open(device, os.O_RDONLY | os.O_NONBLOCK)  # opened, and never read
    with pytest.raises(PrinterFault) as refused:
        print_dots(ReceiptPrinter("Counter", "device", str(device)), a_long_slip() * 3)
    os.close(end)
    assert refused.value.problem == "silent"


@pytest.mark.parametrize(
    ("prepare", "problem"),
    [(lambda _: None, "away"), (lambda path: path.mkdir(), "away"), (os.mkfifo, "away")],
)
def test_a_device_that_is_not_there_is_away(
    tmp_path: Path, prepare: Callable[[Path], None], problem: str
) -> None:
    prepare(tmp_path / "lp0")
    with pytest.raises(PrinterFault) as refused:
        print_dots(ReceiptPrinter("Counter", "device", str(tmp_path / "lp0")), a_page())
    assert refused.value.problem == problem


def test_a_queue_passes_the_bytes_on_as_they_are(print_server: PrintServer) -> None:
    pages = a_page(384)
    print_dots(ReceiptPrinter("Counter", "queue", "Label", dots=384), pages)
    (printed,) = read_paper(print_server.printed()).pages
    assert np.array_equal(np.asarray(printed) > 0, np.asarray(pages[0]) > 0)
