"""The gift voucher: how much it is worth, its code, and what the law wants to stand on it."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr
from desktop.printing.codes import DOT, QR_QUIET, draw_qr, qr_side
from desktop.printing.coupon_sheet import grouped
from desktop.printing.lettering import draw, fit, width_of
from desktop.printing.look import ShopLook
from desktop.printing.palette import GREY, INK, NAVY
from desktop.printing.pictures import draw_picture
from desktop.printing.roll import ROLLS, Roll, save_roll
from desktop.printing.sheet import A6_LYING, open_paper

VOUCHER_PAPERS = ("a6", "receipt80", "receipt58")

_PAD = 26.0
_FRAME = 9.0
_DOTS = 9
_LINES = 4  # of small print; what is longer is set smaller


@dataclass(frozen=True)
class VoucherSheet:
    """All that is printed on a gift voucher, already decided by `db`; amounts in ready words."""

    look: ShopLook
    code: str  # the twelve characters, without hyphens
    amount: str  # "¥5,000"
    left: str | None = None  # None: all of it
    until: date | None = None
    for_name: str | None = None
    small_print: tuple[str, ...] = ()  # what the law asks for, one sentence each


def draw_voucher(sheet: VoucherSheet, to: BinaryIO, *, paper: str = "a6") -> None:
    """Draw a voucher as a PDF."""
    assert paper in VOUCHER_PAPERS
    title = tr("Gift voucher")
    if paper in ROLLS:
        save_roll(_rolled(sheet, paper), to, title=title, author=sheet.look.name)
        return
    canvas = open_paper(to, size=A6_LYING, title=title, author=sheet.look.name)
    _draw_frame(canvas, sheet)
    _draw_head(canvas, sheet)
    _draw_worth(canvas, sheet)
    _draw_foot(canvas, sheet)
    canvas.showPage()
    canvas.save()


def until_words(sheet: VoucherSheet) -> str:
    """Return until when a voucher is good."""
    if sheet.until is None:
        return tr("No last day")
    return tr("Until {day}").format(day=formats.day(sheet.until))


def _draw_frame(canvas: Canvas, sheet: VoucherSheet) -> None:
    """Draw a double frame, the outer one strong, as money has."""
    width, height = A6_LYING
    canvas.saveState()
    canvas.setStrokeColor(HexColor(sheet.look.colour))
    for inset, line in ((_FRAME, 2.2), (_FRAME + 4, 0.6)):
        canvas.setLineWidth(line)
        canvas.roundRect(
            inset, inset, width - 2 * inset, height - 2 * inset, radius=6, stroke=1, fill=0
        )
    canvas.restoreState()


def _draw_head(canvas: Canvas, sheet: VoucherSheet) -> None:
    width, height = A6_LYING
    top, left = height - _PAD - 14, _PAD
    kind = tr("Gift voucher")
    room = width - 2 * _PAD - width_of(kind, size=12) - 14
    if sheet.look.logo is not None:
        wide, _ = draw_picture(canvas, sheet.look.logo, left, top - 9, width=room * 0.4, height=29)
        left, room = left + wide + 9, room - wide - 9
    name = fit(sheet.look.name, width=room, size=15, floor=10.5, bold=True, lines=2)
    y = top + (len(name.lines) - 1) * name.size * 0.6
    for line in name.lines:
        draw(canvas, line, left, y, size=name.size, bold=True, colour=NAVY)
        y -= name.size * 1.2
    draw(canvas, kind, width - _PAD, top, size=12, colour=GREY, align="right")


def _draw_worth(canvas: Canvas, sheet: VoucherSheet) -> None:
    """Draw the amount large; what is left of it where a part was used."""
    width, height = A6_LYING
    y = height - _PAD - 88
    shown = fit(sheet.amount, width=width - 2 * _PAD, size=52, floor=24, bold=True)
    draw(canvas, shown.lines[0], _PAD, y, size=shown.size, bold=True)
    if sheet.for_name:
        whose = fit(
            tr("for {name}").format(name=sheet.for_name),
            width=width - 2 * _PAD, size=12, floor=8, lines=2,
        )  # fmt: skip
        for line in whose.lines:
            y -= 21 if line is whose.lines[0] else whose.size * 1.3
            draw(canvas, line, _PAD, y, size=whose.size, colour=GREY)
    if sheet.left is not None:
        left = tr("{amount} left").format(amount=sheet.left)
        draw(canvas, left, _PAD, y - 23, size=15, bold=True)


def _draw_foot(canvas: Canvas, sheet: VoucherSheet) -> None:
    """Draw the code beside its QR code, until when it is good, and the small print."""
    width = A6_LYING[0]
    side = qr_side(sheet.code, dots=_DOTS)
    draw_qr(canvas, sheet.code, width - _PAD - side, _PAD, dots=_DOTS)
    room = width - 2 * _PAD - side - QR_QUIET * _DOTS * DOT
    small = fit(" ".join(sheet.small_print), width=room, size=7.5, floor=5, lines=_LINES)
    y = _PAD + (len(small.lines) - 1) * small.size * 1.4 if sheet.small_print else _PAD - 10
    for number, line in enumerate(small.lines):
        draw(canvas, line, _PAD, y - number * small.size * 1.4, size=small.size, colour=GREY)
    draw(canvas, grouped(sheet.code), _PAD, y + 15, size=16, spacing=0.9, colour=INK)
    draw(canvas, until_words(sheet), _PAD, y + 38, size=11.5, bold=True)


def _rolled(sheet: VoucherSheet, paper: str) -> Roll:
    """Lay the voucher out on roll paper."""
    roll = Roll(paper)
    wide = paper == "receipt80"
    if sheet.look.logo is not None:
        roll.logo(sheet.look.logo)
    roll.name(sheet.look.name, size=14, floor=9, bold=True, lines=3)
    roll.name(tr("Gift voucher"), size=roll.size + 1, floor=7, bold=False)
    roll.rule()
    roll.name(sheet.amount, size=34 if wide else 26, floor=8, bold=True, lines=1)
    if sheet.left is not None:
        left = tr("{amount} left").format(amount=sheet.left)
        roll.name(left, size=roll.size + 3, floor=8, bold=True)
    if sheet.for_name:
        roll.name(tr("for {name}").format(name=sheet.for_name), size=roll.size, floor=7, bold=False)
    roll.name(until_words(sheet), size=roll.size, floor=7, bold=True)
    roll.qr(sheet.code, dots=9 if wide else 7)
    roll.code(grouped(sheet.code), size=13 if wide else 11, spacing=0.8)
    roll.gap(roll.size / 2)
    for sentence in sheet.small_print:
        roll.text(sentence, size=roll.size - 1.5)
    return roll
