"""Makes QR symbols for a thousand coupons at once: segno's, with the choice of mask in few steps.

A mask is chosen by the standard's penalties (ISO/IEC 18004, 7.8.3). segno works them out module
by module, which takes most of its time. Here a whole symbol is one number, a bit for each module,
four light ones after each row; what is asked of all modules is asked of the number at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import segno

_PAD = "0000"  # as the white beside a symbol
_LARGEST = 6  # versions above it carry their own number, which has no place here
_AS_DIGITS = bytes.maketrans(bytes([0, 1]), b"01")


@dataclass(frozen=True)
class _Symbol:
    """A symbol row by row, and column by column."""

    rows: int
    columns: int

    def __xor__(self, other: "_Symbol") -> "_Symbol":
        return _Symbol(self.rows ^ other.rows, self.columns ^ other.columns)


def qr_symbol(payload: str) -> list[str]:
    """Return the rows of a symbol of error level Q as texts of 0 (light) and 1 (dark)."""
    plain = segno.make(payload, error="q", micro=False, boost_error=False, mask=0)
    if int(plain.version) > _LARGEST:
        return _rows(segno.make(payload, error="q", micro=False, boost_error=False))
    rows = _rows(plain)
    size, symbol = len(rows), _symbol(rows)
    masked = (symbol ^ change for change in _changes(int(plain.version)))
    best = min(masked, key=lambda each: _penalty(each, size))
    text = format(best.rows, f"0{size * (size + 4)}b")
    return [text[row * (size + 4) : row * (size + 4) + size] for row in range(size)]


def _penalty(symbol: _Symbol, size: int) -> int:
    light = ~_format_place(size)  # mask and level are not written yet when masks are compared
    rows, columns = symbol.rows & light, symbol.columns & light
    inner, modules = _inner(size), size * size
    same_across, same_along = ~(rows ^ rows >> 1) & inner, ~(columns ^ columns >> 1) & inner
    below = ~(rows ^ rows >> (size + 4))
    blocks = same_across & same_across >> (size + 4) & below
    return (
        _long_runs(same_across)
        + _long_runs(same_along)
        + 3 * blocks.bit_count()
        + 40 * (_finders(rows) + _finders(columns))
        + 10 * (abs(100 * rows.bit_count() - 50 * modules) // (5 * modules))
    )


def _long_runs(same: int) -> int:
    """Return 3 for each run of five modules like their neighbour, and 1 for each module more."""
    five = same & same >> 1 & same >> 2 & same >> 3
    return five.bit_count() + 2 * (five & ~(five >> 1)).bit_count()


def _finders(lines: int) -> int:
    """Return how often 1:1:3:1:1 stands there with four light modules on one of its sides."""
    light = ~lines
    pattern = lines & light >> 1 & lines >> 2 & lines >> 3 & lines >> 4 & light >> 5 & lines >> 6
    before = light >> 7 & light >> 8 & light >> 9 & light >> 10
    after = light << 1 & light << 2 & light << 3 & light << 4
    found = pattern & (before | after)
    return found.bit_count() - (found & found >> 4).bit_count()  # two that overlap count once


@cache
def _changes(version: int) -> tuple[_Symbol, ...]:
    """Return what each mask changes in a symbol of mask 0, whatever that says."""
    made = [
        _symbol(_rows(segno.make("0", version=version, error="q", boost_error=False, mask=mask)))
        for mask in range(8)
    ]
    return tuple(each ^ made[0] for each in made)


@cache
def _format_place(size: int) -> int:
    """Return the modules that name mask and level, and the dark one beside them."""
    near = {(8, place) for place in range(9) if place != 6}
    far = {(8, place) for place in range(size - 8, size)}
    place = {pair for row, column in near | far for pair in ((row, column), (column, row))}
    return _number(
        ["".join("01"[(row, column) in place] for column in range(size)) for row in range(size)]
    )


@cache
def _inner(size: int) -> int:
    """Return the modules that have a neighbour on their left."""
    return _number([f"0{'1' * (size - 1)}"] * size)


def _symbol(rows: Sequence[str]) -> _Symbol:
    text, size = "".join(rows), len(rows)
    return _Symbol(_number(rows), _number([text[column::size] for column in range(size)]))


def _number(lines: Sequence[str]) -> int:
    return int(_PAD.join((*lines, "")), 2)


def _rows(made: segno.QRCode) -> list[str]:
    return [bytes(row).translate(_AS_DIGITS).decode() for row in made.matrix]
