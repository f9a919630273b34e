"""The test page of a printer: shows whether sizes, letters, codes and tones come out right."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr
from desktop.printing.palette import INK
from desktop.printing.roll import ROLLS, Roll, save_roll
from desktop.printing.sheet import A6_LYING, PAGE_SIZES, open_paper

SAMPLE_PAPERS = ("a4", "letter", "a6", *ROLLS)
SAMPLE_CODE = "OKAERI-TEST"
_LETTERS = "おかえりなさい 國際 がぎぐ ABC abc 0123456789 ¥1,980"
_MEASURE = 40 * mm
_TONES = 9
_EDGE = 10 * mm


@dataclass(frozen=True)
class SampleSheet:
    """What a test page says, already decided."""

    shop_name: str
    printer: str
    printed_at: datetime  # in the shop's zone


def draw_sample(sheet: SampleSheet, to: BinaryIO, *, paper: str) -> None:
    """Draw the test page for a roll or a sheet; on a sheet, corners stand 10 mm from its edges."""
    assert paper in SAMPLE_PAPERS
    title = tr("Test page")
    if paper in ROLLS:
        save_roll(_block(sheet, Roll(paper)), to, title=title, author=sheet.shop_name)
        return
    size = A6_LYING if paper == "a6" else PAGE_SIZES[paper]
    canvas = open_paper(to, size=size, title=title, author=sheet.shop_name)
    _draw_corners(canvas, size)
    block = _block(sheet, Roll("receipt80"))
    left, top = (size[0] - block.width) / 2, size[1] - _EDGE
    canvas.translate(left, 0)
    for height, draw_part in block.blocks:
        top -= height
        draw_part(canvas, top)
    canvas.showPage()
    canvas.save()


def _block(sheet: SampleSheet, roll: Roll) -> Roll:
    roll.name(sheet.shop_name, size=roll.size + 3.5, floor=roll.size, bold=True)
    roll.text(tr("Test page"), align="centre")
    roll.rule()
    roll.text(sheet.printer, bold=True)
    roll.text(formats.moment_full(sheet.printed_at))
    roll.gap(4)
    roll.text(_LETTERS)
    roll.gap(6)
    roll.blocks.append((8 * mm, lambda canvas, foot: _draw_measure(canvas, roll, foot)))
    roll.text(tr("The line is 40 mm long where the size is right."), size=roll.size - 1)
    roll.gap(6)
    roll.blocks.append((9 * mm, lambda canvas, foot: _draw_tones(canvas, roll, foot)))
    roll.qr(SAMPLE_CODE, dots=5)
    return roll


def _draw_measure(canvas: Canvas, roll: Roll, foot: float) -> None:
    """Draw a line of known length with a mark at each centimetre."""
    left, height = (roll.width - _MEASURE) / 2, 3 * mm
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.line(left, foot + height, left + _MEASURE, foot + height)
    for mark in range(5):
        x = left + mark * 10 * mm
        canvas.line(x, foot + height - 1.5 * mm, x, foot + height + 1.5 * mm)


def _draw_tones(canvas: Canvas, roll: Roll, foot: float) -> None:
    """Draw fields from black to white, as a logo has them."""
    wide = roll.inside / _TONES
    for tone in range(_TONES):
        share = tone / (_TONES - 1)
        canvas.setFillColor(Color(share, share, share))
        canvas.rect(roll.left + tone * wide, foot, wide, 7 * mm, stroke=0, fill=1)


def _draw_corners(canvas: Canvas, size: tuple[float, float]) -> None:
    """Draw the four corners that show whether the page lies straight and whole."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5)
    arm = 5 * mm
    for x, across in ((_EDGE, arm), (size[0] - _EDGE, -arm)):
        for y, up in ((_EDGE, arm), (size[1] - _EDGE, -arm)):
            canvas.line(x, y, x + across, y)
            canvas.line(x, y, x, y + up)
