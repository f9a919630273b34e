"""Draws coupons of one size; what many have in common is drawn once, and then only meant."""

import math
from dataclasses import dataclass, field, replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.codes import DOT, QR_QUIET, draw_qr, qr_side
from desktop.printing.coupon_sheet import CouponSheet, for_whom, grouped, terms_of
from desktop.printing.lettering import ELLIPSIS, Fitted, Run, draw, draw_runs, fit, wrap_terms
from desktop.printing.palette import GREY, NAVY
from desktop.printing.pictures import draw_picture, size_within

_CODE = "0" * 12  # every code is as long, so every QR code is as large
_SMALLEST_PICTURE = 30.0  # what would be smaller is only a blot


@dataclass(frozen=True)
class Measures:
    """The sizes of a coupon's parts on one kind of paper."""

    title: float
    shop: float
    small: float
    code: float
    pad: float
    stripe: float
    dots: int  # printer dots a QR module
    terms: int  # lines of terms that leave the title its room
    inset: float = 0.0  # white outside the stripe: ready-cut labels never lie quite true


LARGE = Measures(title=34, shop=15, small=11.5, code=16, pad=26, stripe=15, dots=10, terms=6)
MIDDLE = Measures(title=22, shop=11, small=8.75, code=12.5, pad=17, stripe=10, dots=7, terms=4)
CARD = Measures(title=18.5, shop=9.5, small=8, code=11, pad=15, stripe=6, dots=6, terms=4, inset=6)
LOW = Measures(title=15, shop=8, small=6.75, code=9.5, pad=11, stripe=5, dots=6, terms=3, inset=5.5)
NARROW = Measures(title=12, shop=7, small=6, code=8, pad=10, stripe=4, dots=5, terms=4, inset=5.5)
STRIP = Measures(title=10, shop=6, small=5.5, code=7.5, pad=8, stripe=3, dots=5, terms=2, inset=5)


@dataclass
class CouponPrinter:
    """Draws coupons of one size on to one canvas."""

    canvas: Canvas
    size: tuple[float, float]
    measures: Measures
    _forms: dict[CouponSheet, str] = field(default_factory=dict)

    def draw(self, sheet: CouponSheet, x: float, y: float) -> None:
        """Draw a coupon with its lower left corner at x, y."""
        canvas, to = self.canvas, self.measures
        form = self._form_of(sheet)
        canvas.addLiteral(f"q 1 0 0 1 {x:.4f} {y:.4f} cm")  # saving all state takes longer
        canvas.doForm(form)
        if sheet.for_name:
            self._draw_owner(for_whom(sheet))
        draw(canvas, grouped(sheet.code), self._left, to.pad, size=to.code, spacing=0.9)
        draw_qr(canvas, sheet.code, self._right - self._qr, to.pad, dots=to.dots)
        canvas.addLiteral("Q")

    # -- Where things stand ---------------------------------------------------------------------

    @property
    def _left(self) -> float:
        to = self.measures
        return to.inset + to.stripe + (to.pad if not to.inset else to.pad * 0.7)

    @property
    def _right(self) -> float:
        return self.size[0] - self.measures.pad

    @property
    def _top(self) -> float:
        """Return the baseline of the first line."""
        return self.size[1] - self.measures.pad - self.measures.shop * 0.8

    @property
    def _qr(self) -> float:
        return qr_side(_CODE, dots=self.measures.dots)

    @property
    def _above_qr(self) -> float:
        """Return the height above which nothing disturbs the QR code."""
        return self.measures.pad + self._qr + self._quiet

    @property
    def _quiet(self) -> float:
        return QR_QUIET * self.measures.dots * DOT

    @property
    def _beside_qr(self) -> float:
        """Return the room left of the QR code and the white it needs."""
        return self._right - self._qr - self._quiet - self._left

    # -- What coupons share ---------------------------------------------------------------------

    def _form_of(self, sheet: CouponSheet) -> str:
        """Return the name of the drawing that all coupons like this one share."""
        shared = replace(sheet, code=_CODE, for_name="·" if sheet.for_name else None)
        if shared not in self._forms:
            name = f"coupon{len(self._forms)}"
            self.canvas.beginForm(name, 0, 0, *self.size)
            self._draw_shared(shared)
            self.canvas.endForm()
            self._forms[shared] = name
        return self._forms[shared]

    def _draw_shared(self, sheet: CouponSheet) -> None:
        canvas, to = self.canvas, self.measures
        canvas.setFillColor(HexColor(sheet.edge))
        height = self.size[1] - 2 * to.inset
        radius = to.stripe / 2 if to.inset else 0
        canvas.roundRect(to.inset, to.inset, to.stripe, height, radius=radius, stroke=0, fill=1)
        self._draw_shop(sheet)
        size, terms = self._fitted_terms(sheet)
        foot = to.pad + to.code * 1.5 + len(terms) * size * 1.4
        self._draw_middle(sheet, self._top - to.shop * 0.75, foot - size * 0.5)
        for line in terms:
            foot -= size * 1.4
            draw_runs(canvas, line, self._left, foot, size=size)

    def _draw_shop(self, sheet: CouponSheet) -> None:
        """Draw the logo and the name beside it."""
        to, left = self.measures, self._left
        room = (self._right - left) * (0.56 if sheet.for_name else 1)
        if sheet.look.logo is not None:
            width, _ = draw_picture(
                self.canvas, sheet.look.logo, left, self._top - to.shop * 0.55,
                width=room * 0.4, height=to.shop * 1.9,
            )  # fmt: skip
            left, room = left + width + to.shop * 0.6, room - width - to.shop * 0.6
        name = fit(
            sheet.look.name, width=room, size=to.shop, floor=to.shop * 0.72, bold=True, lines=2
        )
        self._draw_lines(name, left, align="left")

    def _draw_owner(self, words: str) -> None:
        small = self.measures.small
        width = (self._right - self._left) * 0.4
        owner = fit(words, width=width, size=small, floor=small * 0.72, lines=2)
        self._draw_lines(owner, self._right, align="right")

    def _draw_lines(self, fitted: Fitted, x: float, *, align: str) -> None:
        """Draw one or two lines around the first baseline: the shop's name, or whose it is."""
        shop = align == "left"
        y = self._top + (len(fitted.lines) - 1) * fitted.size * 0.6
        for line in fitted.lines:
            draw(
                self.canvas, line, x, y, size=fitted.size, bold=shop,
                colour=NAVY if shop else GREY, align="left" if shop else "right",
            )  # fmt: skip
            y -= fitted.size * 1.2

    # -- Between the shop's name and the terms --------------------------------------------------

    def _draw_middle(self, sheet: CouponSheet, top: float, foot: float) -> None:
        """Draw the title as large as it fits, the picture on its right, the words below."""
        room = self._right - self._left - self._draw_sheet_picture(sheet, top)
        for fitted in self._fitted_titles(sheet, width=room, top=top, foot=foot):
            for line in fitted.lines:
                top -= fitted.size * 1.2
                draw(self.canvas, line, self._left, top + fitted.size * 0.2, size=fitted.size,
                     bold=True)  # fmt: skip
        if sheet.words:
            self._draw_words(sheet.words, top - self.measures.small * 1.1, foot, room)

    def _draw_sheet_picture(self, sheet: CouponSheet, top: float) -> float:
        """Draw the picture above the QR code; return the width it takes away from the title."""
        if sheet.picture is None:
            return 0.0
        to = self.measures
        most = (self._right - self._left) * 0.34, top - to.small * 0.4 - self._above_qr
        if min(most) < _SMALLEST_PICTURE:
            return 0.0
        width, height = size_within(sheet.picture, width=most[0], height=most[1])
        x, y = self._right - width, top - to.small * 0.4 - height
        draw_picture(self.canvas, sheet.picture, x, y, width=width, height=height)
        return width + to.pad * 0.6

    def _fitted_titles(
        self, sheet: CouponSheet, *, width: float, top: float, foot: float
    ) -> list[Fitted]:
        """Return the titles as large as both fit above one another, cut only where they must be."""
        largest = self.measures.title
        titles = [title for title in (sheet.title, sheet.title2) if title]
        # Above the QR code there is the whole width, beside it less.
        rooms = [(width, max(foot, self._above_qr)), (min(width, self._beside_qr), foot)]
        fitted: list[Fitted] = []
        for size in _steps(largest, largest * 0.42, by=0.5):
            lines = 2 if len(titles) == 1 or size < largest * 0.75 else 1
            lines += size < largest * 0.55
            for room, lowest in rooms:
                floor = max(size * 0.72, largest * 0.42)
                fitted = [
                    fit(title, width=room, size=size, floor=floor, bold=True, lines=lines)
                    for title in titles
                ]
                whole = all(not each.lines[-1].endswith(ELLIPSIS) for each in fitted)
                if whole and sum(each.height(leading=1.2) for each in fitted) <= top - lowest:
                    return fitted
        return fitted

    def _draw_words(self, words: str, y: float, foot: float, room: float) -> None:
        """Draw the shop's own words on as many lines as there is room for."""
        small = self.measures.small
        lines = math.floor((y - foot - small * 0.2) / (small * 1.4)) + 1
        if lines < 1:
            return
        last = y - (min(lines, 3) - 1) * small * 1.4
        width = min(room, self._beside_qr) if last < self._above_qr else room
        fitted = fit(words, width=width, size=small, floor=small * 0.8, lines=min(lines, 3))
        for line in fitted.lines:
            draw(self.canvas, line, self._left, y, size=fitted.size, colour=GREY)
            y -= fitted.size * 1.4

    def _fitted_terms(self, sheet: CouponSheet) -> tuple[float, list[tuple[Run, ...]]]:
        """Return the lines that tell until when and for what the coupon is good, and their size."""
        to, width, terms = self.measures, self._beside_qr, terms_of(sheet)
        tight = to.small * 0.88  # a little smaller is better than a line more
        tried = [
            (size, wrap_terms(terms, width=width, size=size)) for size in _steps(to.small, tight)
        ]
        size, lines = min(tried, key=lambda each: (len(each[1]), -each[0]))
        floor = to.small * 0.7
        while len(lines) > to.terms and size > floor:
            size -= 0.25
            lines = wrap_terms(terms, width=width, size=size)
        if len(lines) > to.terms and sheet.friend:  # a code is shown whole or not at all
            return self._fitted_terms(replace(sheet, friend=""))
        if len(lines) > to.terms:
            rest = " · ".join("".join(run.text for run in line) for line in lines[to.terms - 1 :])
            last = fit(rest, width=width, size=size, floor=size).lines[0]
            lines = [*lines[: to.terms - 1], (Run(last),)]
        return size, lines


def _steps(size: float, floor: float, *, by: float = 0.25) -> list[float]:
    return [size - step * by for step in range(int((size - floor) / by) + 1)]
