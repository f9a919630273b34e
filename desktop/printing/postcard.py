"""A postcard: はがき with the seven boxes of its postcode, or A6 as other countries post it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr, trc
from desktop.printing.addressee import Addressee, draw_addressee
from desktop.printing.codes import DOT, QR_QUIET, draw_qr, qr_side
from desktop.printing.coupon_sheet import CouponSheet, grouped, terms_of
from desktop.printing.letterhead import details_of
from desktop.printing.lettering import Fitted, Run, draw, draw_runs, fit, wrap_terms, wrap_text
from desktop.printing.look import ShopLook
from desktop.printing.palette import CUT, GREY, LINE
from desktop.printing.pictures import draw_picture
from desktop.printing.sheet import A6_LYING, open_paper
from desktop.printing.upright import draw_column, fit_column

POSTCARD_PAPERS = ("hagaki", "a6")
HAGAKI = (100 * mm, 148 * mm)

# Japan Post: boxes of 8 × 5.7 mm, 12 mm from the top and 8 mm from the right; in a red of magenta
# and yellow alone, which the machines do not see.
BOX = (5.7 * mm, 8 * mm)
BOX_LEFTS = tuple(mm * left for left in (44.3, 51.3, 58.3, 65.9, 72.7, 79.5, 86.3))
BOX_TOP = 12 * mm
_VERMILION = Color(0.91, 0.27, 0.13)
_DOTS = 6  # printer dots a QR module
_TERMS, _CODE = 7.5, 9.5
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)

_Line = tuple[str, bool, float]
"""A line, whether it stands bold, and its distance from the one before."""
_PAD = 7 * mm


@dataclass(frozen=True)
class PostcardSheet:
    """All that stands on both sides of a postcard, in ready words."""

    look: ShopLook
    addressee: Addressee
    greeting: str
    paragraphs: tuple[str, ...]
    signed: str
    coupon: CouponSheet | None = None
    note: str = ""  # one line of the customer's own: how many points
    sender_postcode: str = ""
    sender_lines: tuple[str, ...] = ()
    boxes: bool = True  # False: the card has its postcode boxes already


def draw_postcards(sheets: Sequence[PostcardSheet], to: BinaryIO, *, paper: str = "hagaki") -> None:
    """Draw postcards as one PDF, two pages each, ready for a printer that turns the card."""
    assert sheets
    assert paper in POSTCARD_PAPERS
    size = _size_of(paper)
    title = tr("Postcard to {name}") if len(sheets) == 1 else tr("Postcards")
    canvas = open_paper(
        to, size=size, title=title.format(name=sheets[0].addressee.name), author=sheets[0].look.name
    )
    for sheet in sheets:
        if paper == "hagaki":
            _draw_hagaki_front(canvas, sheet)
        else:
            _draw_a6_front(canvas, sheet)
        canvas.showPage()
        _draw_message(canvas, sheet, size)
        canvas.showPage()
    canvas.save()


def _size_of(paper: str) -> tuple[float, float]:
    return HAGAKI if paper == "hagaki" else A6_LYING


# -- The address side of a はがき ------------------------------------------------------------------


def _draw_hagaki_front(canvas: Canvas, sheet: PostcardSheet) -> None:
    if sheet.boxes:
        _draw_boxes(canvas)
        draw(canvas, "郵便はがき", 22 * mm, HAGAKI[1] - 8 * mm, size=8, colour=_VERMILION,
             align="centre", spacing=1.5)  # fmt: skip
        _draw_stamp(canvas, 6 * mm, HAGAKI[1] - 36 * mm, 20 * mm, 24 * mm)
    digits = [digit for digit in sheet.addressee.postcode if digit.isdigit()][: len(BOX_LEFTS)]
    for digit, left in zip(digits, BOX_LEFTS, strict=False):
        draw(
            canvas, digit, left + BOX[0] / 2, HAGAKI[1] - BOX_TOP - BOX[1] / 2 - 5,
            size=14, align="centre",
        )  # fmt: skip
    _draw_upright_address(canvas, sheet.addressee)
    _draw_upright_sender(canvas, sheet)


def _draw_boxes(canvas: Canvas) -> None:
    """Draw the boxes as the post wants them: three bold ones, a hyphen, four fine ones."""
    canvas.setStrokeColor(_VERMILION)
    foot = HAGAKI[1] - BOX_TOP - BOX[1]
    for number, left in enumerate(BOX_LEFTS):
        canvas.setLineWidth((0.5 if number < 3 else 0.3) * mm)
        canvas.rect(left, foot, *BOX, stroke=1, fill=0)
    canvas.setLineWidth(0.5 * mm)
    canvas.line(BOX_LEFTS[2] + BOX[0], foot + BOX[1] / 2, BOX_LEFTS[3], foot + BOX[1] / 2)


def _draw_stamp(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(CUT)
    canvas.setLineWidth(0.4)
    canvas.setDash(1.5, 1.5)
    canvas.rect(x, y, width, height, stroke=1, fill=0)
    canvas.restoreState()
    draw(canvas, trc("postage", "Stamp"), x + width / 2, y + height / 2 - 3, size=7.5, colour=GREY,
         align="centre")  # fmt: skip


def _draw_upright_address(canvas: Canvas, addressee: Addressee) -> None:
    """Write the address at the right and the name large in the middle, from top to bottom."""
    top, foot = HAGAKI[1] - 26 * mm, 14 * mm
    lines = [part for line in addressee.without_postcode for part in _columns(line, top - foot)]
    sizes = [fit_column(line, height=top - foot, size=13, floor=7.5) for line in lines]
    size = min(sizes, default=13)
    pitch = min(7.5 * mm, 30 * mm / max(len(lines), 1))
    x = 88 * mm
    for number, line in enumerate(lines):
        # Each line begins a little lower than the one before, as one writes by hand.
        draw_column(canvas, line, x, top - number * 5 * mm, size=min(size, pitch * 0.9))
        x -= pitch
    name_top = HAGAKI[1] - 36 * mm
    height = name_top - 26 * mm
    name_size = fit_column(addressee.name, height=height, size=24, floor=10)
    name_x = min(50 * mm, x - 4 * mm)
    draw_column(canvas, addressee.name, name_x, name_top, size=name_size, bold=True)


def _columns(line: str, height: float) -> list[str]:
    """Part a line that would be too small in one column, at a space if it has one."""
    if fit_column(line, height=height, size=13, floor=1) >= 9:
        return [line]
    middle = len(line) // 2
    spaces = [place for place, letter in enumerate(line) if letter == " "]
    cut = min(spaces, key=lambda place: abs(place - middle), default=middle)
    return [line[:cut].strip(), line[cut:].strip()]


def _draw_upright_sender(canvas: Canvas, sheet: PostcardSheet) -> None:
    """Write the sender small at the lower left, the shop's name last."""
    top, foot = 78 * mm, 19 * mm
    x = 26 * mm
    columns = [*sheet.sender_lines, sheet.look.name]
    for number, line in enumerate(columns):
        last = number == len(columns) - 1
        size = fit_column(line, height=top - foot, size=11 if last else 8.5, floor=5.5)
        draw_column(canvas, line, x, top, size=size, bold=last)
        x -= 5.6 * mm
    if sheet.sender_postcode:
        code = f"〒{sheet.sender_postcode}"
        draw(canvas, code, 6 * mm, 12 * mm, size=9)
    if sheet.look.phone:
        phone = fit(sheet.look.phone, width=36 * mm, size=8, floor=6)
        draw(canvas, phone.lines[0], 6 * mm, 7.5 * mm, size=phone.size, colour=GREY)


# -- The address side elsewhere --------------------------------------------------------------------


def _draw_a6_front(canvas: Canvas, sheet: PostcardSheet) -> None:
    width, height = A6_LYING
    middle = 70 * mm
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.line(middle, 10 * mm, middle, height - 10 * mm)
    _draw_stamp(canvas, width - 8 * mm - 20 * mm, height - 8 * mm - 24 * mm, 20 * mm, 24 * mm)
    draw_addressee(
        canvas, sheet.addressee, middle + 8 * mm, height - 46 * mm,
        width=width - middle - 16 * mm, height=40 * mm, size=11.5,
    )  # fmt: skip
    y = _draw_shop(canvas, sheet.look, 8 * mm, height - 9 * mm, middle - 16 * mm)
    for detail in details_of(sheet.look):
        fitted = fit(detail, width=middle - 16 * mm, size=8, floor=6, lines=2)
        for line in fitted.lines:
            y -= fitted.size * 1.45
            draw(canvas, line, 8 * mm, y, size=fitted.size, colour=GREY)


def _draw_shop(canvas: Canvas, look: ShopLook, x: float, top: float, width: float) -> float:
    """Draw the logo, the name and the bar in the shop's colour; return their foot."""
    if look.logo is not None:
        top -= 12 * mm
        draw_picture(canvas, look.logo, x, top, width=width, height=12 * mm)
        top -= 2 * mm
    name = fit(look.name, width=width, size=12, floor=8, bold=True, lines=2)
    for line in name.lines:
        top -= name.size * 1.2
        draw(canvas, line, x, top + 2, size=name.size, bold=True)
    top -= 1.6 * mm
    canvas.setFillColor(HexColor(look.colour))
    canvas.rect(x, top, 12 * mm, 0.8 * mm, stroke=0, fill=1)
    return top - 1 * mm


def _shop_height(look: ShopLook, width: float) -> float:
    """Return what the shop's logo, name and bar take up."""
    name = fit(look.name, width=width, size=12, floor=8, bold=True, lines=2)
    return (14 * mm if look.logo is not None else 0) + name.height(leading=1.2) + 2.6 * mm


# -- The message -----------------------------------------------------------------------------------


def words_fit(sheet: PostcardSheet, *, paper: str) -> bool:
    """Tell whether the words of a postcard have room on it at a size that can be read."""
    return _fitted_words(sheet, _size_of(paper)) is not None


def _draw_message(canvas: Canvas, sheet: PostcardSheet, size: tuple[float, float]) -> None:
    width, height = size
    canvas.setFillColor(HexColor(sheet.look.colour))
    canvas.rect(0, height - 3 * mm, width, 3 * mm, stroke=0, fill=1)
    _draw_shop(canvas, sheet.look, _PAD, height - _PAD - 1 * mm, width - 2 * _PAD)
    if sheet.coupon is not None:
        _draw_coupon(canvas, sheet.coupon, width)
    fitted = _fitted_words(sheet, size)
    assert fitted is not None, "asked before by words_fit"
    letters, lines, y = fitted
    for text, bold, step in lines:
        y -= letters * step
        draw(canvas, text, _PAD, y, size=letters * (1.1 if bold else 1), bold=bold)
    ending = fit(sheet.signed, width=width - 2 * _PAD, size=letters, floor=5, bold=True)
    draw(canvas, ending.lines[0], width - _PAD, y - letters * 2, size=ending.size,
         bold=True, align="right")  # fmt: skip


def _fitted_words(
    sheet: PostcardSheet, size: tuple[float, float]
) -> tuple[float, list[_Line], float] | None:
    """Return the largest size at which the words end above the coupon, and where they begin."""
    width, height = size
    top = height - _PAD - 5 * mm - _shop_height(sheet.look, width - 2 * _PAD)
    foot = _PAD if sheet.coupon is None else _coupon_layout(sheet.coupon, width).top + 3 * mm
    for letters in _SIZES:
        lines = _message_lines(sheet, width - 2 * _PAD, letters)
        if sum(letters * step for _, _, step in lines) + letters * 2.6 <= top - foot:
            return letters, lines, top
    return None


def _message_lines(sheet: PostcardSheet, room: float, size: float) -> list[_Line]:
    """Return all lines of the message."""
    lines = [
        (line, True, 1.5)
        for line in wrap_text(sheet.greeting, width=room, size=size * 1.1, bold=True)
    ]
    for paragraph in (*sheet.paragraphs, sheet.note):
        for number, row in enumerate(paragraph.split("\n") if paragraph else ()):
            for place, line in enumerate(wrap_text(row, width=room, size=size)):
                lines.append((line, False, 1.6 if number or place else 2.1))
    return lines


@dataclass(frozen=True)
class _CouponLayout:
    """What the coupon at the foot of the message takes up."""

    title: Fitted
    terms: list[tuple[Run, ...]]
    side: float
    quiet: float
    words: float
    height: float

    @property
    def foot(self) -> float:
        return _PAD * 0.8

    @property
    def top(self) -> float:
        return self.foot + self.height


def _coupon_layout(coupon: CouponSheet, width: float) -> _CouponLayout:
    side, quiet = qr_side(coupon.code, dots=_DOTS), QR_QUIET * _DOTS * DOT
    room = width - 2 * _PAD - side - 2 * quiet - 4 * mm
    title = fit(coupon.title, width=room, size=15, floor=8, bold=True, lines=2)
    terms = wrap_terms(terms_of(coupon), width=room, size=_TERMS)[:3]
    words = title.height(leading=1.15) + len(terms) * _TERMS * 1.45 + _CODE * 1.7
    height = max(side + 2 * quiet, words + 5 * mm)
    return _CouponLayout(title, terms, side, quiet, words, height)


def _draw_coupon(canvas: Canvas, coupon: CouponSheet, width: float) -> None:
    """Draw what the coupon gives beside its QR code."""
    layout = _coupon_layout(coupon, width)
    canvas.setStrokeColor(HexColor(coupon.edge))
    canvas.setLineWidth(1.1)
    canvas.roundRect(_PAD, layout.foot, width - 2 * _PAD, layout.height, 2 * mm, stroke=1, fill=0)
    draw_qr(
        canvas, coupon.code, width - _PAD - layout.quiet - layout.side,
        layout.foot + (layout.height - layout.side) / 2, dots=_DOTS,
    )  # fmt: skip
    x, y = _PAD + 4 * mm, layout.foot + (layout.height + layout.words) / 2
    for line in layout.title.lines:
        y -= layout.title.size * 1.15
        lifted = y + layout.title.size * 0.15
        draw(canvas, line, x, lifted, size=layout.title.size, bold=True)
    for runs in layout.terms:
        y -= _TERMS * 1.45
        draw_runs(canvas, runs, x, y, size=_TERMS)
    draw(canvas, grouped(coupon.code), x, y - _CODE * 1.5, size=_CODE, spacing=0.6)
