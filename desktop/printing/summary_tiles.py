"""The eight tiles of the retention summary: each a figure and how it moved since last month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr
from desktop.printing.charts import Frame
from desktop.printing.lettering import Fitted, draw, fit, wrap_text
from desktop.printing.palette import BAD, BLUE, GOOD, GREY, LINE
from desktop.printing.sheet import amount
from desktop.printing.summary_sheet import SummarySheet
from desktop.printing.summary_words import difference

TILE_HEIGHT = 62.0
TILE_GAP = 8.0


@dataclass(frozen=True)
class Tile:
    """One figure: its name, its value, and its change as it is written."""

    title: str
    value: str
    change: str | None = None  # None where there is nothing to compare with
    rose: bool | None = None  # None where it stayed
    good: bool | None = None  # None where neither way is better


def tiles_of(sheet: SummarySheet) -> tuple[Tile, ...]:
    """Return the eight tiles in the order they are read.

    A month that is not over is not judged by a whole one.
    """
    tiles = _tiles_of(sheet)
    return tiles if sheet.so_far is None else tuple(replace(tile, good=None) for tile in tiles)


def _tiles_of(sheet: SummarySheet) -> tuple[Tile, ...]:
    now, before = sheet.figures, sheet.previous

    def share(title: str, name: str, *, rising_is_good: bool | None = True) -> Tile:
        value: Fraction | None = getattr(now, name)
        change = difference(value, getattr(before, name) if before else None)
        return _tile(
            title,
            formats.percent(value),
            change,
            "" if change is None else formats.percent_bare(abs(change)),
            rising_is_good,
        )

    def count(title: str, name: str, *, rising_is_good: bool | None) -> Tile:
        value: int = getattr(now, name)
        change = value - getattr(before, name) if before else None
        written = "" if change is None else formats.number(abs(change))
        return _tile(title, formats.number(value), change, written, rising_is_good)

    return (
        share(tr("Retention"), "retention_percent"),
        share(tr("Churn"), "churn_percent", rising_is_good=False),
        share(tr("Bought twice or more"), "repeat_rate_percent"),
        share(
            tr("Newcomers back in 60 days"),
            "second_visit_percent",
            rising_is_good=None if sheet.second_visit_is_chance else True,
        ),
        share(tr("Revenue from returning customers"), "returning_share_percent"),
        _average_sale(sheet),
        count(tr("Members on a plan"), "plan_members", rising_is_good=True),
        count(tr("Points owed"), "points_owed", rising_is_good=None),
    )


def _average_sale(sheet: SummarySheet) -> Tile:
    now = sheet.figures.average_sale_minor
    before = sheet.previous.average_sale_minor if sheet.previous else None
    if now is None:
        return Tile(tr("Average sale"), "–")
    change = None if before is None else round(now) - round(before)
    return _tile(
        tr("Average sale"),
        amount(round(now), currency=sheet.currency, digits=sheet.digits),
        change,
        "" if change is None else amount(abs(change), currency=sheet.currency, digits=sheet.digits),
        True,
    )


def _tile(
    title: str, value: str, change: Fraction | int | None, written: str, rising_is_good: bool | None
) -> Tile:
    if change is None:
        return Tile(title, value)
    if change == 0:
        return Tile(title, value, tr("as last month"))
    rose = change > 0
    good = None if rising_is_good is None else rose == rising_is_good
    return Tile(title, value, written, rose, good)


def draw_tiles(canvas: Canvas, frame: Frame, tiles: Sequence[Tile]) -> float:
    """Draw the tiles four in a row from the frame's top down; return where they end."""
    width = (frame.width - 3 * TILE_GAP) / 4
    for i, tile in enumerate(tiles):
        left = frame.left + i % 4 * (width + TILE_GAP)
        foot = frame.top - TILE_HEIGHT - i // 4 * (TILE_HEIGHT + TILE_GAP)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.7)
        canvas.roundRect(left, foot, width, TILE_HEIGHT, radius=5, stroke=1, fill=0)
        _draw_tile(canvas, tile, left + 9, foot, width - 18)
    return frame.top - _rows(tiles) * (TILE_HEIGHT + TILE_GAP) + TILE_GAP


def _rows(tiles: Sequence[Tile]) -> int:
    return -(-len(tiles) // 4)


def _draw_tile(canvas: Canvas, tile: Tile, left: float, foot: float, width: float) -> None:
    # Two lines of one size look calmer over eight tiles than one line of eight sizes.
    lines = wrap_text(tile.title, width=width, size=8)
    title = (
        Fitted(8, tuple(lines))
        if len(lines) <= 2
        else fit(tile.title, width=width, size=8, floor=6, lines=2)
    )
    y = foot + TILE_HEIGHT - 13
    for line in title.lines:
        draw(canvas, line, left, y, size=title.size, colour=GREY)
        y -= title.size * 1.15
    value = fit(tile.value, width=width, size=15, floor=7, bold=True)
    draw(canvas, value.lines[0], left, foot + 20, size=value.size, bold=True)
    if tile.change is None:
        return
    colour = _colour(tile)
    if tile.rose is not None:
        _draw_arrow(canvas, left, foot + 7.4, up=tile.rose, colour=colour)
    draw(
        canvas, tile.change, left + (9.5 if tile.rose is not None else 0), foot + 7,
        size=8, colour=colour,
    )  # fmt: skip


def _colour(tile: Tile) -> Color:
    if tile.rose is None:
        return GREY
    return {True: GOOD, False: BAD, None: BLUE}[tile.good]


def _draw_arrow(canvas: Canvas, x: float, y: float, *, up: bool, colour: Color) -> None:
    """Draw a small triangle; its direction tells the change where its colour is not seen."""
    path = canvas.beginPath()
    flat, tip = (y, y + 5.4) if up else (y + 5.4, y)
    path.moveTo(x, flat)
    path.lineTo(x + 6.4, flat)
    path.lineTo(x + 3.2, tip)
    path.close()
    canvas.setFillColor(colour)
    canvas.drawPath(path, stroke=0, fill=1)
