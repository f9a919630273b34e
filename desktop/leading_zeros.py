"""Finds the zeros that a workbook shows before a number but does not keep in it.

A member number typed as 12 under the format `0000` is shown, and saved as CSV, as 0012: the shop
knows it by that name only. python-calamine gives the bare number, so the format is read here.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ZEROS = re.compile(r"0{2,20}")
_CELL = re.compile(r"([A-Z]+)([0-9]+)")

Widths = dict[tuple[int, int], int]
"""How many digits a cell shows at least, by its row and column, both from 0."""


def widths_shown(path: Path, sheet: str) -> Widths:
    """Return the cells of a sheet whose numbers are shown with zeros before them.

    A file that is no XLSX, or not as one should be, has none: its numbers stay as they are.
    """
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as parts:
            styles = _padding_styles(parts)
            return dict(_padded_cells(parts, sheet, styles)) if styles else {}
    except (KeyError, ET.ParseError, zipfile.BadZipFile):
        return {}


def padded(text: str, width: int) -> str:
    """Return a whole number with zeros up to its width; other text stays."""
    return text.zfill(width) if text.isascii() and text.isdigit() else text


def _padding_styles(parts: zipfile.ZipFile) -> dict[str, int]:
    """Return the styles that show zeros before a number, with how many digits."""
    root = _read(parts, "xl/styles.xml")
    codes = {
        each.get("numFmtId"): len(each.get("formatCode", ""))
        for each in root.iter(f"{_MAIN}numFmt")
        if _ZEROS.fullmatch(each.get("formatCode", ""))
    }
    formats = root.find(f"{_MAIN}cellXfs")
    uses = [] if formats is None else [each.get("numFmtId") for each in formats]
    return {str(style): codes[use] for style, use in enumerate(uses) if use in codes}


def _padded_cells(
    parts: zipfile.ZipFile, sheet: str, styles: dict[str, int]
) -> Iterator[tuple[tuple[int, int], int]]:
    with parts.open(_part_of(parts, sheet)) as content:
        for _, cell in ET.iterparse(content):  # noqa: S314 - see _read
            if cell.tag == f"{_MAIN}row":
                cell.clear()  # a long sheet is never whole in memory
            place = _CELL.fullmatch(cell.get("r", "")) if cell.tag == f"{_MAIN}c" else None
            style = cell.get("s", "")
            if place and style in styles and cell.get("t", "n") == "n":
                yield (int(place[2]) - 1, _column(place[1])), styles[style]


def _part_of(parts: zipfile.ZipFile, sheet: str) -> str:
    """Return where the rows of a sheet lie."""
    links = {
        each.get("Id"): each.get("Target", "")
        for each in _read(parts, "xl/_rels/workbook.xml.rels")
    }
    for each in _read(parts, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        if each.get("name") == sheet:
            target = links[each.get(_LINK)]
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _read(parts: zipfile.ZipFile, name: str) -> ET.Element:
    # Python's expat reads nothing from outside and stops entities that grow without end.
    return ET.fromstring(parts.read(name))  # noqa: S314


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
