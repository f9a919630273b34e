"""A certificate: thanks for what was given to a cause, or to somebody who deserves them."""

from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.letterhead import details_of
from desktop.printing.lettering import Fitted, draw, fit, marked, wrap
from desktop.printing.look import ShopLook
from desktop.printing.palette import GREY, deep
from desktop.printing.pictures import draw_picture
from desktop.printing.sheet import PAGE_SIZES, open_paper

CERTIFICATE_PAPERS = ("a4", "letter")

_EDGE = 12 * mm
_GOLD = HexColor("#b08d3c")
_BODY = 13.0
_FIGURE = 28.0
_FIGURES = _FIGURE + 11 * mm  # with the words below them


@dataclass(frozen=True)
class CertificateSheet:
    """All that a certificate says, in ready words."""

    look: ShopLook
    title: str  # "Certificate of thanks"
    name: str  # for whom it is
    words: tuple[str, ...]  # paragraphs
    figure: str = ""  # what it is about, large: "¥12,480"
    under_figure: str = ""
    figures: tuple[tuple[str, str], ...] = ()  # or several, side by side, each with its words
    quote: str = ""  # what somebody said of them
    day: str = ""
    signed: str = ""  # under the line on which somebody signs


def draw_certificate(sheet: CertificateSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw a certificate as one lying page."""
    assert paper in CERTIFICATE_PAPERS
    size = landscape(PAGE_SIZES[paper])
    canvas = open_paper(
        to, size=size, title=f"{sheet.title} – {sheet.name}", author=sheet.look.name
    )
    _draw_frame(canvas, size, HexColor(sheet.look.colour))
    top = _draw_top(canvas, sheet, size)
    foot = _draw_foot(canvas, sheet, size)
    _draw_words(canvas, sheet, size[0], top=top, foot=foot)
    canvas.showPage()
    canvas.save()


def _draw_frame(canvas: Canvas, size: tuple[float, float], accent: Color) -> None:
    """Draw two lines around the page, with a flower of petals in each corner."""
    width, height = size
    canvas.setStrokeColor(accent)
    canvas.setLineWidth(2.2)
    canvas.roundRect(_EDGE, _EDGE, width - 2 * _EDGE, height - 2 * _EDGE, 5 * mm, stroke=1)
    inner = _EDGE + 3.2 * mm
    canvas.setStrokeColor(_GOLD)
    canvas.setLineWidth(0.6)
    canvas.roundRect(inner, inner, width - 2 * inner, height - 2 * inner, 3.4 * mm, stroke=1)
    place = _EDGE + 12 * mm
    for x in (place, width - place):
        for y in (place, height - place):
            _draw_flower(canvas, x, y, accent)


def _draw_flower(canvas: Canvas, x: float, y: float, accent: Color) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    for petal in range(8):
        canvas.saveState()
        canvas.rotate(petal * 45)
        canvas.setFillColor(accent if petal % 2 else _GOLD)
        reach = 5.2 * mm if petal % 2 else 4.2 * mm
        path = canvas.beginPath()
        path.moveTo(0.9 * mm, 0)
        path.curveTo(1.8 * mm, 1.7 * mm, reach - 1 * mm, 1.5 * mm, reach, 0)
        path.curveTo(reach - 1 * mm, -1.5 * mm, 1.8 * mm, -1.7 * mm, 0.9 * mm, 0)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()
    canvas.restoreState()


def _draw_top(canvas: Canvas, sheet: CertificateSheet, size: tuple[float, float]) -> float:
    """Draw the logo and the title between two fine lines; return their foot."""
    width, height = size
    y = height - _EDGE - 11 * mm
    if sheet.look.logo is not None:
        y -= 15 * mm
        draw_picture(
            canvas, sheet.look.logo, width / 2 - 40 * mm, y, width=80 * mm, height=15 * mm,
            align="centre",
        )  # fmt: skip
        y -= 3 * mm
    else:
        y -= 8 * mm
    title = fit(sheet.title, width=width - 110 * mm, size=34, floor=18, bold=True)
    y -= title.size * 1.1
    draw(canvas, title.lines[0], width / 2, y, size=title.size, bold=True, align="centre",
         spacing=1.5)  # fmt: skip
    y -= 6 * mm
    canvas.setStrokeColor(_GOLD)
    canvas.setLineWidth(0.8)
    for side in (-1, 1):
        canvas.line(width / 2 + side * 3 * mm, y, width / 2 + side * 34 * mm, y)
    canvas.setFillColor(HexColor(sheet.look.colour))
    canvas.circle(width / 2, y, 1.1 * mm, stroke=0, fill=1)
    return y - 6 * mm


def _draw_foot(canvas: Canvas, sheet: CertificateSheet, size: tuple[float, float]) -> float:
    """Draw the day at the left, and at the right who signs; return their upper edge."""
    width, _ = size
    left, right = _EDGE + 26 * mm, width - _EDGE - 26 * mm
    y = _EDGE + 22 * mm
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.5)
    canvas.line(left, y, left + 62 * mm, y)
    canvas.line(right - 82 * mm, y, right, y)
    day = fit(sheet.day, width=62 * mm, size=11, floor=7)
    draw(canvas, day.lines[0], left + 31 * mm, y + 2.4 * mm, size=day.size, align="centre")
    signed = fit(sheet.signed, width=82 * mm, size=11, floor=7, bold=True)
    draw(canvas, signed.lines[0], right - 41 * mm, y - 5.5 * mm, size=signed.size, bold=True,
         align="centre")  # fmt: skip
    details = " · ".join(details_of(sheet.look)[:2])
    if details:
        where = fit(details, width=82 * mm, size=8, floor=6)
        draw(canvas, where.lines[0], right - 41 * mm, y - 10 * mm, size=where.size, colour=GREY,
             align="centre")  # fmt: skip
    return y + 10 * mm


def _draw_words(
    canvas: Canvas, sheet: CertificateSheet, page: float, *, top: float, foot: float
) -> None:
    """Draw the name, the words and the figure in the middle of what is left of the page."""
    width = page - 2 * (_EDGE + 30 * mm)
    name = fit(sheet.name, width=width, size=26, floor=13, bold=True, lines=2)
    figure = fit(sheet.figure, width=width, size=38, floor=18, bold=True)
    under = fit(sheet.under_figure, width=width, size=10.5, floor=7)
    body = _BODY
    while body > 8 and _needed(sheet, name, figure, width, body) > top - foot:
        body -= 0.5
    y = top - max(top - foot - _needed(sheet, name, figure, width, body), 0) / 2
    for line in name.lines:
        y -= name.size * 1.2
        draw(canvas, line, page / 2, y + 4, size=name.size, bold=True, align="centre")
    y -= 4 * mm
    if sheet.figure:
        y -= figure.size * 1.15
        draw(canvas, figure.lines[0], page / 2, y + 4, size=figure.size, bold=True,
             align="centre", colour=deep(sheet.look.colour))  # fmt: skip
        y -= 6 * mm
        draw(canvas, under.lines[0], page / 2, y + 3, size=under.size, colour=GREY, align="centre")
        y -= 3 * mm
    if sheet.figures:
        y = _draw_figures(canvas, sheet, (page - width) / 2, y, width=width) - 3 * mm
    for text in sheet.words:
        for runs in wrap(marked("{text}", text=text), width=width, size=body):
            y -= body * 1.7
            whole = "".join(run.text for run in runs)
            draw(canvas, whole, page / 2, y, size=body, align="centre")
        y -= body * 0.4
    for text in _quote_lines(sheet, width, body):
        y -= body * 1.5
        draw(canvas, text, page / 2, y, size=body * 0.92, align="centre", colour=GREY)


def _draw_figures(
    canvas: Canvas, sheet: CertificateSheet, left: float, y: float, *, width: float
) -> float:
    """Draw figures side by side over their words; return their foot."""
    each = min(width / len(sheet.figures), 58 * mm)
    left += (width - each * len(sheet.figures)) / 2
    for number, (value, words) in enumerate(sheet.figures):
        middle = left + (number + 0.5) * each
        large = fit(value, width=each - 4 * mm, size=_FIGURE, floor=14, bold=True)
        draw(canvas, large.lines[0], middle, y - _FIGURE, size=large.size, bold=True,
             align="centre", colour=deep(sheet.look.colour))  # fmt: skip
        small = fit(words, width=each - 4 * mm, size=9.5, floor=7, lines=2)
        for row, line in enumerate(small.lines):
            draw(canvas, line, middle, y - _FIGURE - 5.5 * mm - row * small.size * 1.25,
                 size=small.size, colour=GREY, align="centre")  # fmt: skip
    return y - _FIGURES


def _quote_lines(sheet: CertificateSheet, width: float, body: float) -> tuple[str, ...]:
    """Return what somebody said of them, in lines; three are enough."""
    if not sheet.quote:
        return ()
    return fit(sheet.quote, width=width, size=body * 0.92, floor=body * 0.92, lines=3).lines


def _needed(
    sheet: CertificateSheet, name: Fitted, figure: Fitted, width: float, body: float
) -> float:
    rows = sum(
        len(wrap(marked("{text}", text=text), width=width, size=body)) for text in sheet.words
    )
    height = name.height(leading=1.2) + 4 * mm + rows * body * 1.7 + len(sheet.words) * body * 0.4
    height += len(_quote_lines(sheet, width, body)) * body * 1.5
    height += _FIGURES + 3 * mm if sheet.figures else 0
    return height + (figure.size * 1.15 + 9 * mm if sheet.figure else 0)
