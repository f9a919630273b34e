"""Hands bytes to a queue of this computer just as they are, past any driver."""

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from db.environment import PrinterFault

_TITLE = "Okaeri"
_RAW = b"application/vnd.cups-raw"
_TAKEN = 0x3FF  # the last status of CUPS that means: done
_NOT_ACCEPTING = 0x0506
_STOPPED = b"5"


def send_raw(queue: str, data: bytes) -> None:
    """Hand bytes to a queue; returns when the system has them. Raises PrinterFault."""
    if sys.platform == "win32":
        _send_by_spooler(queue, data)
    else:
        _send_by_cups(queue, data)


def refuse_what_cups_refused(queue: str) -> None:
    """Raise PrinterFault where CUPS did not take what this thread handed over last.

    Qt does not ask. Elsewhere than on CUPS nothing is known, and nothing is raised.
    """
    cups = None if sys.platform == "win32" else _cups()
    if cups is not None:
        _refuse(queue, cups)


def _send_by_cups(queue: str, data: bytes) -> None:
    cups = _cups()
    if cups is None:
        raise PrinterFault(queue, "unknown")
    name, title = os.fsencode(queue), _TITLE.encode()
    _refuse_stopped(queue, cups)
    job = cups.cupsCreateJob(None, name, title, 0, None)
    _refuse(queue, cups)
    cups.cupsStartDocument(None, name, job, title, _RAW, 1)
    cups.cupsWriteRequestData(None, data, len(data))
    cups.cupsFinishDocument(None, name)
    _refuse(queue, cups)


def _refuse_stopped(queue: str, cups: Any) -> None:  # noqa: ANN401 - a C library
    """Raise PrinterFault for a queue that is not there, or in which papers would only wait."""
    known = cups.cupsGetNamedDest(None, os.fsencode(queue), None)
    if not known:
        raise PrinterFault(queue, "unknown")
    told = known.contents
    state = cups.cupsGetOption(b"printer-state", told.option_count, told.options)
    cups.cupsFreeDests(1, known)
    if state == _STOPPED:
        raise PrinterFault(queue, "stopped")


def _refuse(queue: str, cups: Any) -> None:  # noqa: ANN401 - a C library
    status = cups.cupsLastError()
    if status <= _TAKEN:
        return
    if status == _NOT_ACCEPTING:
        raise PrinterFault(queue, "stopped")
    raise PrinterFault(queue, "refused", cups.cupsLastErrorString().decode(errors="replace"))


@cache
def _cups() -> Any:  # noqa: ANN401 - a C library
    """Return the library of CUPS, the one that Qt uses too; None where there is none."""
    for name in ("libcups.so.2", ctypes.util.find_library("cups")):
        try:
            cups = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if cups is not None:
            cups.cupsLastErrorString.restype = ctypes.c_char_p
            cups.cupsGetNamedDest.restype = ctypes.POINTER(_Queue)
            cups.cupsGetOption.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
            cups.cupsGetOption.restype = ctypes.c_char_p
            cups.cupsWriteRequestData.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
            return cups
    return None


class _Queue(ctypes.Structure):
    """What CUPS tells about a queue (cups_dest_t)."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("option_count", ctypes.c_int),
        ("options", ctypes.c_void_p),
    )


class _Document(ctypes.Structure):
    """What Windows is told about a document (DOC_INFO_1W)."""

    _fields_ = (
        ("name", ctypes.c_wchar_p),
        ("file", ctypes.c_wchar_p),
        ("kind", ctypes.c_wchar_p),
    )


def _send_by_spooler(queue: str, data: bytes) -> None:
    """Hand bytes to the spooler of Windows."""
    library: Callable[..., Any] = getattr(ctypes, "WinDLL")  # noqa: B009 - only there on Windows
    spooler = library("winspool.drv", use_last_error=True)
    printer, written = ctypes.c_void_p(), ctypes.c_ulong()
    if not spooler.OpenPrinterW(queue, ctypes.byref(printer), None):
        raise PrinterFault(queue, "unknown")
    try:
        document = _Document(_TITLE, None, "RAW")
        if not spooler.StartDocPrinterW(printer, 1, ctypes.byref(document)):
            raise PrinterFault(queue, "stopped")
        whole = spooler.WritePrinter(printer, data, len(data), ctypes.byref(written))
        spooler.EndDocPrinter(printer)
        if not whole or written.value != len(data):
            raise PrinterFault(queue, "cut_off")
    finally:
        spooler.ClosePrinter(printer)
