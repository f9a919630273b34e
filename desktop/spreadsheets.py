"""Reads CSV files and spreadsheets into rows of text, each with its line in the file.

Rows as the file has them: what they mean is found in db/rules/columns.py.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from db.environment import FileUnreadable
from db.rules.intake import FileRow
from desktop.leading_zeros import padded, widths_shown

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ENCODINGS = ("utf-8", "cp932", "euc_jp", "utf-16", "cp1252", "gb18030", "big5", "cp949")
"""What a person may choose where the guess was wrong."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CANDIDATES = {
    "JP": ("euc_jp", "cp932", "cp1252"),
    "CN": ("gb18030", "cp1252"),
    "SG": ("gb18030", "cp1252"),
    "TW": ("big5", "cp1252"),
    "HK": ("big5hkscs", "cp1252"),
    "KR": ("cp949", "cp1252"),
}
_CANDIDATES_ELSEWHERE = ("cp1252", "euc_jp", "cp932")
_DELIMITERS = (",", ";", "\t", "|")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX and ODS; the XLS of old
_LOOKED_AT = 200_000  # letters that are enough to know an encoding by
_LONGEST_CELL = 1_000_000
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_JAPANESE = re.compile(
    r"(?<![a-z])[\u2010-\u2312\u2460-\u24ff\u2500-\u266f\u3000-\u30ff\u3200-\u33ff"
    r"\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\uffe0-\uffe6]"
)
_LATIN = re.compile(  # among letters of ASCII: a word of accents alone is no Western word
    r"(?<=[A-Za-z])[À-ÖØ-öø-ÿŠšŽžŒœŸ]|[À-ÖØ-öø-ÿŠšŽžŒœŸ](?=[A-Za-z])|[’“”–—€£°®\u00a0]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")  # no text has many of them
_HALF_SIGNS = re.compile("[｡｢｣､･]")


def read_rows(path: Path, *, country: str, encoding: str | None = None) -> list[FileRow]:
    """Return every row of a CSV file or of a workbook's first sheet that holds something.

    The encoding is found by itself, with the shop's country as a hint where two would do. Raises
    FileUnreadable.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileUnreadable(str(path), "missing") from error
    except OSError as error:
        raise FileUnreadable(str(path), "closed") from error
    if data.startswith(_WORKBOOKS):
        return _workbook_rows(path)
    return _csv_rows(path, _decoded(path, data, country=country, encoding=encoding))


# -- Text -----------------------------------------------------------------------------------


def encoding_of(data: bytes, *, country: str) -> str | None:
    """Return the encoding of a text, None where it can be none.

    A text that is valid UTF-8 is that. Else Japanese and Western encodings are told apart by what
    the text would say, since statistics fail on a list of names; others are left to statistics.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if b"\x1b$" in data:
        return "iso2022_jp"
    if b"\x00" in data:
        return _wide_encoding(data)
    if _decodes(data, "utf-8"):
        return "utf-8"
    candidates = _CANDIDATES.get(country, _CANDIDATES_ELSEWHERE)
    likeness = {encoding: _likeness(data, encoding) for encoding in candidates}
    best = max(likeness, key=lambda encoding: likeness[encoding])
    return best if likeness[best] > 0.9 else _by_statistics(data, best)


def _decoded(path: Path, data: bytes, *, country: str, encoding: str | None) -> str:
    chosen = encoding or encoding_of(data, country=country)
    if chosen is None:
        raise FileUnreadable(str(path), "format" if b"\x00" in data else "encoding")
    try:
        return data.decode(chosen).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise FileUnreadable(str(path), "encoding") from error


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide_encoding(data: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is, None for what is no text."""
    for encoding, zero in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = data[zero:4000:2].count(0)
        others = data[1 - zero : 4000 : 2].count(0)
        if zeros > 10 * others and _decodes(data, encoding):
            return encoding
    return None


def _likeness(data: bytes, encoding: str) -> float:
    """Return which part of the letters beyond ASCII a text of that encoding would rightly hold."""
    try:
        text = data.decode(encoding)[:_LOOKED_AT]
    except UnicodeDecodeError:
        return 0.0
    beyond = len(_BEYOND_ASCII.findall(text))
    if encoding == "cp1252":
        return len(_LATIN.findall(text)) / beyond
    if encoding in {"cp932", "euc_jp"}:
        # EUC-JP read as CP932 is full of half-width signs, which hardly anybody writes.
        return (len(_JAPANESE.findall(text)) - 2 * len(_HALF_SIGNS.findall(text))) / beyond
    return 0.95


def _by_statistics(data: bytes, fallback: str) -> str | None:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[: 2 * _LOOKED_AT]).best()
    if guess is not None and _decodes(data, guess.encoding):
        return guess.encoding
    return fallback if _decodes(data, fallback) else None


def _csv_rows(path: Path, text: str) -> list[FileRow]:
    if not text.strip():
        raise FileUnreadable(str(path), "empty")
    if len(_CONTROLS.findall(text, 0, _LOOKED_AT)) > len(text[:_LOOKED_AT]) // 100:
        raise FileUnreadable(str(path), "format")
    delimiter, skipped = _delimiter_told(text) or (_delimiter(text), 0)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, line = [], 1
    try:
        for cells in reader:
            if line > skipped and any(cells):
                rows.append(FileRow(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileUnreadable(str(path), "quotes", line) from error
    return rows


def _delimiter_told(text: str) -> tuple[str, int] | None:
    """Return the delimiter that Excel's own first line `sep=;` tells."""
    told = re.match(r"sep=(.)\r?\n", text)
    return (told[1], 1) if told else None


def _delimiter(text: str) -> str:
    """Return what stands between the cells: what cuts the first rows into most even columns."""

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in _first_rows(text, delimiter) if row]
        most = max(widths, default=1)
        return (sum(width == most for width in widths) if most > 1 else 0, most)

    return max(_DELIMITERS, key=evenness)


def _first_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text[:_LOOKED_AT], newline=""), delimiter=delimiter)
    try:
        for _, row in zip(range(30), reader, strict=False):
            yield row
    except csv.Error:
        return


# -- Workbooks ------------------------------------------------------------------------------


def _workbook_rows(path: Path) -> list[FileRow]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(path)
        for rows in _sheets(workbook, path):
            if rows:
                return rows
    except (CalamineError, OSError) as error:
        raise FileUnreadable(str(path), "workbook") from error
    raise FileUnreadable(str(path), "empty")


def _sheets(workbook: "CalamineWorkbook", path: Path) -> Iterator[list[FileRow]]:
    """Yield the rows of each sheet that is shown."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for sheet in workbook.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            grid = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            texts = [[_cell_text(cell) for cell in cells] for cells in grid]
            for (row, column), width in widths_shown(path, sheet.name).items():
                if row < len(texts) and column < len(texts[row]):
                    texts[row][column] = padded(texts[row][column], width)
            rows = (FileRow(line, tuple(cells)) for line, cells in enumerate(texts, start=1))
            yield [row for row in rows if any(row.cells)]


def _cell_text(cell: object) -> str:
    """Write a spreadsheet's cell as a CSV file would hold it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number_text(number: float) -> str:
    """Write a number with the 15 digits that spreadsheets show: 29.33, not 29.330000000000002."""
    text = f"{number:.15g}"
    if "e" in text:
        text = f"{number:.15f}".rstrip("0").rstrip(".") if abs(number) < 1 else f"{number:.0f}"
    return text
