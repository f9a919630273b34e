"""Measures, fits and draws the words of a paper, so that nothing is cut and no letter is lost."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import Literal

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.palette import INK
from desktop.resources import resource

FONT = "BIZUDPGothic-Regular"
BOLD = "BIZUDPGothic-Bold"
GETA = "〓"  # what Japanese printers have always set for a letter they do not own
ELLIPSIS = "…"

Align = Literal["left", "centre", "right"]

# Japanese typesetting (JIS X 4051, shortened): what may not begin a line, what may not end one.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー」』）】〕〉》’”々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…%)]},.:;!?"
)
_NEVER_LAST = frozenset("「『（【〔〈《‘“([{¥$€£")


@cache
def load_fonts() -> dict[str, TTFont]:
    """Make both weights known to reportlab, once, and return them by name."""
    fonts = {}
    for name in (FONT, BOLD):
        fonts[name] = TTFont(name, str(resource("fonts") / f"{name}.ttf"))
        registerFont(fonts[name])
    return fonts


@cache
def _advances(bold: bool) -> dict[int, float]:
    """Return the width of every letter this weight can draw, for a size of 1."""
    face = load_fonts()[BOLD if bold else FONT].face
    # reportlab misnames letters above U+FFFF in the text people copy, so they count as missing.
    return {
        code: face.charWidths.get(code, face.defaultWidth) / 1000
        for code in face.charToGlyph
        if 0x20 <= code <= 0xFFFF
    }


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """Return the text as it can be drawn: composed, on one line, with 〓 for missing letters."""
    owned = _advances(False)
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        if category in {"Cc", "Zl", "Zp"}:
            letters.append(" ")
        elif category == "Cf" or _selects_a_variant(letter):
            continue  # they steer how the letter before looks, and have no look of their own
        else:
            letters.append(letter if ord(letter) in owned else GETA)
    return "".join(letters).strip(" ")


def _selects_a_variant(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def has_every_letter(text: str) -> bool:
    """Say whether the paper's font owns every letter of the text."""
    return GETA not in printable(text)


@lru_cache(maxsize=8192)
def _width_at_1(text: str, bold: bool) -> float:
    advances = _advances(bold)
    return sum(advances[ord(letter)] for letter in text)


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """Return how wide the text stands on paper, in points of 1/72 inch."""
    return _width_at_1(printable(text), bold) * size


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


def marked(template: str, **values: object) -> tuple[Run, ...]:
    """Fill a sentence whose <b>weighty</b> words stand bold; a value may hold any sign."""
    pieces = re.split(r"</?b>", template)
    filled = (Run(piece.format(**values), bold=bool(i % 2)) for i, piece in enumerate(pieces))
    return tuple(run for run in filled if run.text)


@dataclass(frozen=True)
class Fitted:
    """Lines of text and the size at which they keep within their width."""

    size: float
    lines: tuple[str, ...]

    def height(self, *, leading: float = 1.25) -> float:
        """Return what the lines take up from the top of the first to the foot of the last."""
        return self.size * leading * len(self.lines)


@lru_cache(maxsize=4096)
def fit(
    text: str, *, width: float, size: float, floor: float, bold: bool = False, lines: int = 1
) -> Fitted:
    """Shrink the text down to the floor, then wrap it on to more lines, then end it with "…"."""
    text = printable(text)
    natural = _width_at_1(text, bold) * size
    # On several lines large letters read better than one line of small ones.
    shrunk = min(size, size * width / natural) if natural else size
    if shrunk >= (floor if lines == 1 else max(floor, size * 0.75)):
        return Fitted(_quarter(shrunk), (text,))
    if lines > 1:
        fitted = _on_lines(text, width=width, size=size, floor=floor, bold=bold, lines=lines)
        if fitted:
            return fitted
    first, rest = [], text
    for line in wrap_text(text, width=width, size=floor, bold=bold)[: lines - 1]:
        first.append(line)
        rest = rest[len(line) :].lstrip(" ")
    return Fitted(floor, (*first, _ended(rest, width, floor, bold)))


def _on_lines(
    text: str, *, width: float, size: float, floor: float, bold: bool, lines: int
) -> Fitted | None:
    """Return whole words on as few lines as it takes, else the largest letters that fit at all."""
    for allowed in range(2, lines + 1):
        for tried in _sizes(size, max(floor, size * 0.7)):
            whole = _whole_words(text, width / tried, bold)
            if whole and len(whole) <= allowed:
                return Fitted(tried, tuple(whole))
    for tried in _sizes(size, floor):
        wrapped = wrap_text(text, width=width, size=tried, bold=bold)
        if len(wrapped) <= lines:
            return Fitted(tried, tuple(wrapped))
    return None


def _quarter(size: float) -> float:
    """Return the size rounded down to quarters, so that like texts look alike."""
    return int(size * 4) / 4


def _sizes(size: float, floor: float) -> list[float]:
    steps = int((size - floor) * 2) + 1
    return [size - step / 2 for step in range(steps)]


def _ended(text: str, width: float, size: float, bold: bool) -> str:
    """Return as much of the text as leaves room for an ellipsis."""
    while text and _width_at_1(text + ELLIPSIS, bold) * size > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _whole_words(text: str, room: float, bold: bool) -> list[str] | None:
    """Break a name only where a word of any script ends, or not at all if one is too wide."""
    lines = [""]
    for word in _words(text):
        if _width_at_1(word.rstrip(" "), bold) > room:
            return None
        if _width_at_1(lines[-1] + word.rstrip(" "), bold) > room:
            lines.append("")
        lines[-1] += word
    return [line.rstrip(" ") for line in lines]


def _words(text: str) -> list[str]:
    """Part a text at its spaces and where katakana, kanji and Latin letters meet."""
    words = [text[:1]]
    for before, after in pairwise(text):
        parts = before == " " or _script(before) != _script(after)
        if parts and _may_break(before, after):
            words.append("")
        words[-1] += after
    return words


@cache
def _script(letter: str) -> str:
    if "ァ" <= letter <= "ヿ":
        return "katakana"
    return "wide" if _is_wide(letter) else "narrow"


def wrap_text(text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text of one weight into lines; Latin words stay whole, Japanese keeps its rules."""
    lines = wrap([Run(text, bold)], width=width, size=size)
    return ["".join(run.text for run in line) for line in lines]


def wrap(runs: Sequence[Run], *, width: float, size: float) -> list[tuple[Run, ...]]:
    """Break a text of mixed weights into lines."""
    letters = [(letter, run.bold) for run in runs for letter in _spaced(run.text)]
    if not letters:
        return [()]
    lines, start = [], 0
    while start < len(letters):
        end = _line_end(letters, start, width / size)
        lines.append(_joined(letters[start:end]))
        start = end
        while start < len(letters) and letters[start][0] == " ":
            start += 1
    return lines


def wrap_terms(
    terms: Sequence[Run], *, width: float, size: float, between: str = " · "
) -> list[tuple[Run, ...]]:
    """Break a list of short terms into lines between terms, and inside one only if it must be."""
    lines: list[tuple[Run, ...]] = []
    for term in terms:
        joined = (*lines[-1], Run(between), term) if lines else (term,)
        wrapped = wrap(joined, width=width, size=size)
        if lines and len(wrapped) > 1:
            lines.extend(wrap([term], width=width, size=size))
        else:
            lines[-1:] = wrapped
    return lines


def _spaced(text: str) -> str:
    """Return the text as it can be drawn, keeping a space that parts it from the next run."""
    before = " " if text.startswith(" ") else ""
    after = " " if text.endswith(" ") and text.strip() else ""
    return before + printable(text) + after


def _line_end(letters: list[tuple[str, bool]], start: int, room: float) -> int:
    """Return where the line that begins at `start` must end."""
    last_chance, used = start, 0.0
    for i in range(start, len(letters)):
        letter, bold = letters[i]
        if i > start and _may_break(letters[i - 1][0], letter):
            last_chance = i
        used += _advances(bold)[ord(letter)]
        if used > room + 1e-6 and letter != " ":
            return last_chance if last_chance > start else max(i, start + 1)
    return len(letters)


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before in " -/–":
        return before == " " or not after.isdigit()  # a phone number stays whole
    if before.isdigit() or before in "+−":
        return False  # a number keeps its counter word: 538名
    return _is_wide(before) or _is_wide(after)


@cache
def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _joined(letters: list[tuple[str, bool]]) -> tuple[Run, ...]:
    while letters and letters[-1][0] == " ":
        letters = letters[:-1]
    grouped = groupby(letters, key=lambda pair: pair[1])
    return tuple(Run("".join(letter for letter, _ in group), bold) for bold, group in grouped)


def draw(
    canvas: Canvas,
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    colour: Color = INK,
    bold: bool = False,
    align: Align = "left",
    spacing: float = 0,
) -> None:
    """Draw one line of text with its baseline at y; x is its left end, middle or right end."""
    text = printable(text)
    if not text:
        return
    if align != "left":
        width = _width_at_1(text, bold) * size + spacing * (len(text) - 1)
        x -= width if align == "right" else width / 2
    canvas.addLiteral(_ink(colour))
    canvas.setFont(BOLD if bold else FONT, size)
    line = canvas.beginText(x, y)  # drawString would measure the text once more
    if spacing:
        line.setCharSpace(spacing)
    line.textLine(text)
    if spacing:
        line.setCharSpace(0)
    canvas.drawText(line)


@cache
def _ink(colour: Color) -> str:
    """Return what makes all that follows have this colour."""
    return f"{colour.red:.6g} {colour.green:.6g} {colour.blue:.6g} rg"


def draw_runs(
    canvas: Canvas, runs: Sequence[Run], x: float, y: float, *, size: float, colour: Color = INK
) -> None:
    """Draw one line of mixed weights from its left end."""
    line = canvas.beginText(x, y)
    line.setFillColor(colour)
    for run in runs:
        line.setFont(BOLD if run.bold else FONT, size)
        line.textOut(run.text)
    canvas.drawText(line)


def draw_paragraph(
    canvas: Canvas,
    runs: Sequence[Run],
    x: float,
    y: float,
    *,
    width: float,
    size: float,
    colour: Color = INK,
    leading: float = 1.5,
) -> float:
    """Draw wrapped text whose first baseline is y; return the baseline of the line after it."""
    for line in wrap(runs, width=width, size=size):
        draw_runs(canvas, line, x, y, size=size, colour=colour)
        y -= size * leading
    return y
