"""Draws what scanners read: QR codes and EAN-13, crisp on any printer from 203 dots an inch up."""

import re
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from desktop.printing.qr_symbol import qr_symbol

DOT = 72 / 203  # one dot of a receipt or label printer; bars of whole dots keep their widths
QR_QUIET = 4  # modules left white on each side, as the standard asks
EAN13_MODULES = 95
EAN13_QUIET = 11
_DARK = re.compile("1+")

# EAN-13: seven modules a digit; its first digit is told by which left digits are of odd parity.
_LEFT_ODD = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_FIRST_DIGIT = (
    "OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE",
    "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO",
)  # fmt: skip


@lru_cache(maxsize=64)  # a layout asks for the size first, and then draws
def qr_modules(payload: str) -> tuple[str, ...]:
    """Return the rows of a QR code, dark modules as 1 and light ones as 0, without its white."""
    return tuple(qr_symbol(payload))


def draw_qr(canvas: Canvas, payload: str, x: float, y: float, *, dots: int) -> float:
    """Draw a QR code whose dark part has its lower left corner at x, y; return its side.

    Each module is `dots` printer dots wide. The caller keeps QR_QUIET modules around it white.
    """
    rows = qr_modules(payload)
    module = dots * DOT
    runs = [
        f"{start} {foot} {length} 1 re"
        for foot, row in enumerate(reversed(rows))
        for start, length in dark_runs(row)
    ]
    _fill(canvas, runs, x, y, scale=(module, module))
    return len(rows) * module


def qr_side(payload: str, *, dots: int) -> float:
    """Return the side of the dark part of a QR code."""
    return len(qr_modules(payload)) * dots * DOT


def draw_ean13(
    canvas: Canvas, number: str, x: float, y: float, *, dots: int, height: float
) -> float:
    """Draw the bars of a 13-digit number from x, y on; return their width.

    The caller keeps EAN13_QUIET modules white on both sides.
    """
    runs = [f"{start} 0 {length} 1 re" for start, length in dark_runs(ean13_modules(number))]
    _fill(canvas, runs, x, y, scale=(dots * DOT, height))
    return EAN13_MODULES * dots * DOT


def ean13_modules(number: str) -> str:
    """Return the 95 modules of an EAN-13, dark ones as 1 and light ones as 0."""
    assert len(number) == 13
    assert number.isdecimal()
    left = "".join(
        _left_digit(int(digit), odd=parity == "O")
        for digit, parity in zip(number[1:7], _FIRST_DIGIT[int(number[0])], strict=True)
    )
    right = "".join(_inverted(_LEFT_ODD[int(digit)]) for digit in number[7:])
    return f"101{left}01010{right}101"


def _left_digit(digit: int, *, odd: bool) -> str:
    return _LEFT_ODD[digit] if odd else _inverted(_LEFT_ODD[digit])[::-1]


def _inverted(modules: str) -> str:
    return modules.translate(str.maketrans("01", "10"))


def dark_runs(modules: str) -> list[tuple[int, int]]:
    """Return where each unbroken stretch of dark modules begins, and its length."""
    return [(run.start(), run.end() - run.start()) for run in _DARK.finditer(modules)]


def _fill(
    canvas: Canvas, runs: list[str], x: float, y: float, *, scale: tuple[float, float]
) -> None:
    """Fill rectangles given in whole modules as one path, so that no seam shows between them."""
    across, up = scale
    canvas.addLiteral(f"q {across:.6f} 0 0 {up:.6f} {x:.6f} {y:.6f} cm 0 g")
    canvas.addLiteral(" ".join(runs))
    canvas.addLiteral("f Q")
