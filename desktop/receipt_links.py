"""Speaks to receipt printers in their own language (ESC/POS), over cable, network or queue."""

import errno
import os
import re
import select
import shutil
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PIL import Image

from db.environment import PrinterFault
from desktop.printer_choices import ReceiptPrinter
from desktop.raw_queue import send_raw

ANSWER_SECONDS = 3.0  # to be found, and to take what is sent
STATUS_SECONDS = 0.7  # to say how it is; printers that never say it print all the same
_PORT = 9100
_PIECE = 256  # lines of dots in one command: little enough for the memory of small printers
_STATUS_ASKED = {"offline": b"\x10\x04\x02", "paper": b"\x10\x04\x04"}
_COVER_OPEN, _NO_PAPER = 0x04, 0x60
_REFUSED_RIGHT = (errno.EACCES, errno.EPERM)


def print_dots(printer: ReceiptPrinter, pages: Sequence[Image.Image], *, copies: int = 1) -> None:
    """Print pages of dots one below the other, each cut off; raises PrinterFault."""
    _send(printer, commands(printer, pages) * copies)


def kick_drawer(printer: ReceiptPrinter) -> None:
    """Open the drawer that hangs on a printer; raises PrinterFault."""
    if not printer.drawer_pin:
        raise PrinterFault(printer.name, "no_drawer")
    _send(printer, drawer_commands(printer))


def commands(printer: ReceiptPrinter, pages: Sequence[Image.Image]) -> bytes:
    """Return what the printer is told, to print the pages once."""
    paper = _escpos().Dummy()
    # Without its own width the library would say so on the standard output, at each picture.
    paper.profile.profile_data = {"media": {"width": {"pixels": printer.dots, "mm": ""}}}
    paper.hw("INIT")
    for page in pages:
        paper.image(page, fragment_height=_PIECE)
        if printer.cuts:
            paper.cut(feed=False)  # the printer feeds to its knife by itself
        else:
            paper.print_and_feed(4)
    return bytes(paper.output)


def drawer_commands(printer: ReceiptPrinter) -> bytes:
    """Return what the printer is told, to open the drawer."""
    pulse = _escpos().Dummy()
    pulse.cashdraw(printer.drawer_pin)
    return bytes(pulse.output)


def check_address(printer: ReceiptPrinter) -> None:
    """Raise PrinterFault where a printer cannot be where it is said to be."""
    if printer.link == "network":
        _host_and_port(printer)
    elif printer.link == "usb":
        _usb_ids(printer)
    elif not printer.address.strip():
        raise PrinterFault(printer.name, "address", printer.address)


def _send(printer: ReceiptPrinter, data: bytes) -> None:
    check_address(printer)
    if printer.link == "queue":
        send_raw(printer.address, data)
        return
    ways = {"network": _send_by_network, "usb": _send_by_usb, "device": _send_to_device}
    with _naming_faults(printer):
        ways[printer.link](printer, data)


# -- Network --------------------------------------------------------------------------------


def _send_by_network(printer: ReceiptPrinter, data: bytes) -> None:
    host, port = _host_and_port(printer)
    link = _escpos().Network(host, port)
    link.device = socket.create_connection((host, port), ANSWER_SECONDS)
    try:
        answers = _ask_how_it_is(printer, link)
        link._raw(data)  # noqa: SLF001 - the library's way to send what is ready
        _wait_for_the_end(link, answers=answers)
    finally:
        link.close()


def _ask_how_it_is(printer: ReceiptPrinter, link: Any) -> bool:  # noqa: ANN401 - untyped library
    """Raise PrinterFault where there is no paper or the cover is open; tell whether it answers."""
    link.device.settimeout(STATUS_SECONDS)
    try:
        for question in _STATUS_ASKED.values():
            told = link.query_status(question)
            if not told:
                raise ConnectionResetError
            if question == _STATUS_ASKED["paper"] and told[0] & _NO_PAPER == _NO_PAPER:
                raise PrinterFault(printer.name, "paper_out")
            if question == _STATUS_ASKED["offline"] and told[0] & _COVER_OPEN:
                raise PrinterFault(printer.name, "cover_open")
    except TimeoutError:
        return False
    finally:
        link.device.settimeout(ANSWER_SECONDS)
    return True


def _wait_for_the_end(link: Any, *, answers: bool) -> None:  # noqa: ANN401 - untyped library
    """Hear whether the printer is still there after the last byte."""
    if answers:
        if not link.query_status(_STATUS_ASKED["paper"]):
            raise ConnectionResetError
        return
    link.device.settimeout(STATUS_SECONDS / 2)
    try:
        link.device.recv(1)
    except TimeoutError:
        return


def _host_and_port(printer: ReceiptPrinter) -> tuple[str, int]:
    written = re.fullmatch(r"([\w.-]+)(?::(\d{1,5}))?", printer.address.strip(), re.ASCII)
    if written is None or not 0 < int(written[2] or _PORT) < 65536:
        raise PrinterFault(printer.name, "address", printer.address)
    return written[1], int(written[2] or _PORT)


# -- USB ------------------------------------------------------------------------------------


def _send_by_usb(printer: ReceiptPrinter, data: bytes) -> None:
    import usb.core

    vendor, product = _usb_ids(printer)
    try:
        device = usb.core.find(idVendor=vendor, idProduct=product)
    except usb.core.NoBackendError as lack:
        raise PrinterFault(printer.name, "no_usb") from lack
    if device is None:
        raise PrinterFault(printer.name, "away")
    try:
        into, out_of = _ends(device)
        link = _escpos().Usb(
            vendor, product, timeout=int(ANSWER_SECONDS * 1000), in_ep=out_of, out_ep=into
        )
        link.open()
        link._raw(data)  # noqa: SLF001 - the library's way to send what is ready
        link.close()
    except usb.core.USBTimeoutError as late:
        raise PrinterFault(printer.name, "silent") from late
    except usb.core.USBError as fault:
        problem = "no_right" if fault.errno in _REFUSED_RIGHT else "cut_off"
        raise PrinterFault(printer.name, problem) from fault


def _ends(device: Any) -> tuple[int, int]:  # noqa: ANN401 - untyped library
    """Return the ends of the cable to write to and to read from; makers differ in them."""
    into, out_of = 0x01, 0x82
    for interface in device.get_active_configuration():
        if interface.bInterfaceClass == 7:  # printers
            for end in interface:
                if end.bEndpointAddress & 0x80:
                    out_of = end.bEndpointAddress
                else:
                    into = end.bEndpointAddress
    return into, out_of


def _usb_ids(printer: ReceiptPrinter) -> tuple[int, int]:
    written = re.fullmatch(r"([0-9a-f]{4}):([0-9a-f]{4})", printer.address.strip().lower())
    if written is None:
        raise PrinterFault(printer.name, "address", printer.address)
    return int(written[1], 16), int(written[2], 16)


# -- A device such as /dev/usb/lp0 ----------------------------------------------------------


def _send_to_device(printer: ReceiptPrinter, data: bytes) -> None:
    """Write to a device without waiting for ever where the printer takes nothing in."""
    if sys.platform == "win32":
        with open(printer.address, "wb", buffering=0) as port:  # noqa: PTH123 - LPT1 is no path
            port.write(data)
        return
    port = os.open(printer.address.strip(), os.O_WRONLY | os.O_NONBLOCK)
    try:
        left = memoryview(data)
        while left:
            _, free, _ = select.select([], [port], [], ANSWER_SECONDS)
            if not free:
                raise TimeoutError
            left = left[os.write(port, left) :]
    finally:
        os.close(port)


# -- Inside ---------------------------------------------------------------------------------


@contextmanager
def _naming_faults(printer: ReceiptPrinter) -> Iterator[None]:
    """Say what the system's errors mean for the person at the printer."""
    from escpos.exceptions import DeviceNotFoundError

    try:
        yield
    except TimeoutError as late:
        raise PrinterFault(printer.name, "silent") from late
    except (BrokenPipeError, ConnectionResetError) as gone:
        raise PrinterFault(printer.name, "cut_off") from gone
    except PermissionError as refused:
        raise PrinterFault(printer.name, "no_right") from refused
    except (DeviceNotFoundError, OSError) as gone:
        raise PrinterFault(printer.name, "away") from gone


def _escpos() -> Any:  # noqa: ANN401 - untyped library
    """Return python-escpos's printers; it takes half a second, so it comes with the first slip."""
    from escpos import capabilities, printer

    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)  # its own, and of no more use
    return printer
