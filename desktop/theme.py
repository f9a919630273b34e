"""Colours, sizes and spacing of the windows, and the one style sheet that is made from them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.preferences import Looks
from desktop.resources import resource

FONT_FAMILY = "BIZ UDPGothic"

# -- Sizes, in pixels at 100 % --------------------------------------------------------------

GAP_SMALL = 8
GAP = 12
GAP_CARD = 14  # between two cards
PADDING = 16  # inside a card, and around a page
TOUCH = 44  # the least height and width of what a finger presses
RAIL_WIDTH = 84
HEADER_HEIGHT = 64
RADIUS = 12
RADIUS_CONTROL = 9
ICON = 24

TEXT = 14
TEXT_SMALL = 12
TEXT_HEADING = 13
TEXT_NAME = 22  # a person's or a month's name on top of a page
TEXT_FIGURE = 28  # the figure of a tile
TEXT_AMOUNT = 40  # the amount of the sale, the balance


# How much a chip or a tile asks to be seen.
Tone = Literal["plain", "info", "good", "gold", "warn"]


@dataclass(frozen=True)
class Palette:
    """Every colour of the windows by what it is for; soft tones lie behind strong ones."""

    ground: str
    card: str
    sunken: str  # a field that is only read, a key that is pressed
    line: str  # a card's edge
    line_strong: str  # a button's or a field's edge
    rule: str  # between two rows
    ink: str
    muted: str
    faint: str  # what is off; a placeholder
    primary: str
    primary_over: str  # with the pointer on it
    on_primary: str
    focus: str
    focus_on_primary: str
    accent: str
    on_accent: str
    rail: str
    rail_on: str
    rail_over: str
    rail_ink: str
    rail_ink_on: str
    info: str
    info_soft: str
    good: str
    good_soft: str
    gold: str
    gold_soft: str
    warn: str
    warn_soft: str
    toast: str  # the notice that floats over a page
    on_toast: str


LIGHT = Palette(
    ground="#F6F4EF", card="#FFFFFF", sunken="#F1EEE7", line="#E4DFD4", line_strong="#CFC9BB",
    rule="#EFEBE2", ink="#22262E", muted="#626772", faint="#8A8F99", primary="#33507A",
    primary_over="#2A4468", on_primary="#FFFFFF", focus="#33507A", focus_on_primary="#F4C95D",
    accent="#D6452B", on_accent="#FFFFFF", rail="#1F3350", rail_on="#33507A", rail_over="#294063",
    rail_ink="#D5DDE8", rail_ink_on="#FFFFFF", info="#33507A", info_soft="#EEF1F6",
    good="#2A6A43", good_soft="#E3F1E8", gold="#7B5A09", gold_soft="#FBF1D5", warn="#AB331D",
    warn_soft="#FBE6E1", toast="#22262E", on_toast="#FFFFFF",
)  # fmt: skip

DARK = Palette(
    ground="#15181E", card="#1E232B", sunken="#262C36", line="#303743", line_strong="#495364",
    rule="#2A313B", ink="#ECEEF2", muted="#A4ACB9", faint="#7C8594", primary="#4C73AC",
    primary_over="#416699", on_primary="#FFFFFF", focus="#8FB3E8", focus_on_primary="#F4C95D",
    accent="#D6452B", on_accent="#FFFFFF", rail="#10141A", rail_on="#2B3F5E", rail_over="#1D2733",
    rail_ink="#B9C3D1", rail_ink_on="#FFFFFF", info="#A9C4EC", info_soft="#263349",
    good="#8BD0A5", good_soft="#1E3A2A", gold="#EBCB7C", gold_soft="#3D3317", warn="#F2A091",
    warn_soft="#48251E", toast="#ECEEF2", on_toast="#1E232B",
)  # fmt: skip

_in_use = [LIGHT]


def colours() -> Palette:
    """Return the palette in force, for what is painted by hand."""
    return _in_use[0]


def colour(name: str) -> QColor:
    """Return one colour of the palette in force by its name, such as "primary"."""
    return QColor(str(getattr(colours(), name)))


def apply_theme(app: QApplication, looks: Looks) -> None:
    """Dress the whole program: style, font, palette and style sheet."""
    hints = app.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(wanted.get(looks, Qt.ColorScheme.Unknown))
    _in_use[0] = _palette_for(app, looks)
    sheet = style_sheet(colours())
    if app.styleSheet() == sheet:
        return  # dressing every widget anew takes its time
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_qt_palette(colours()))
    app.setFont(font())
    app.setStyleSheet(sheet)


@contextmanager
def in_light() -> Iterator[None]:
    """Paint by hand in the light colours for the length of a block: for what goes on paper."""
    before, _in_use[0] = _in_use[0], LIGHT
    try:
        yield
    finally:
        _in_use[0] = before


def load_fonts() -> None:
    """Make the shipped font known; it is the same in windows and on paper."""
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resource(f"fonts/BIZUDPGothic-{weight}.ttf")))


def font(size_px: int = TEXT, *, bold: bool = False) -> QFont:
    """Return the program's font in a size, for what is painted by hand."""
    wanted = QFont(FONT_FAMILY)
    wanted.setPixelSize(size_px)
    wanted.setBold(bold)
    # The font's hints cut the tails of p, q and y at small sizes.
    wanted.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return wanted


def style_sheet(palette: Palette) -> str:
    """Return the style sheet of all windows in these colours."""
    tokens: dict[str, object] = {name: each for name, each in globals().items() if name.isupper()}
    sizes = {name.lower(): str(each) for name, each in tokens.items() if isinstance(each, int)}
    sheet = Template(resource("theme/desk.qss").read_text(encoding="utf-8"))
    return sheet.substitute(asdict(palette), **sizes, icons=resource("icons").as_posix())


def icon(name: str, tone: str = "ink", size_px: int = ICON) -> QIcon:
    """Return a shipped icon in a colour of the palette, sharp on any screen."""
    drawn = QIcon()
    for ratio in (1, 2):
        drawn.addPixmap(_icon_pixmap(name, str(getattr(colours(), tone)), size_px, ratio))
    return drawn


def icon_pixmap(name: str, tone: str = "ink", size_px: int = ICON) -> QPixmap:
    """Return a shipped icon as a picture, for labels."""
    ratio = 2 if QApplication.primaryScreen().devicePixelRatio() > 1 else 1
    return _icon_pixmap(name, str(getattr(colours(), tone)), size_px, ratio)


@cache
def _icon_pixmap(name: str, shade: str, size_px: int, ratio: int) -> QPixmap:
    picture = QPixmap(size_px * ratio, size_px * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_tinted(name, shade).encode())).render(
        painter, QRectF(0, 0, size_px * ratio, size_px * ratio)
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _tinted(name: str, shade: str) -> str:
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return drawing.replace("currentColor", shade)


def _palette_for(app: QApplication, looks: Looks) -> Palette:
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return high_contrast(app.style().standardPalette())
    if looks == "system":
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if looks == "dark" else LIGHT


def high_contrast(system: QPalette) -> Palette:
    """Return a palette of the system's own contrast colours alone, with hard edges."""
    role = QPalette.ColorRole
    ground, ink = system.color(role.Window).name(), system.color(role.WindowText).name()
    chosen, on_chosen = (
        system.color(role.Highlight).name(),
        system.color(role.HighlightedText).name(),
    )
    inks = "ink muted faint line line_strong rule rail_ink info good gold warn focus toast"
    grounds = "ground card sunken rail rail_over info_soft good_soft gold_soft warn_soft on_toast"
    choices = "primary primary_over accent rail_on"
    on_choices = "on_primary on_accent rail_ink_on focus_on_primary"
    return Palette(
        **dict.fromkeys(inks.split(), ink),
        **dict.fromkeys(grounds.split(), ground),
        **dict.fromkeys(choices.split(), chosen),
        **dict.fromkeys(on_choices.split(), on_chosen),
    )


def _qt_palette(palette: Palette) -> QPalette:
    """Return what Qt itself paints with: the parts that no style sheet reaches."""
    role = QPalette.ColorRole
    roles = {
        role.Window: palette.ground, role.WindowText: palette.ink, role.Base: palette.card,
        role.AlternateBase: palette.sunken, role.Text: palette.ink, role.Button: palette.card,
        role.ButtonText: palette.ink, role.PlaceholderText: palette.faint,
        role.Highlight: palette.primary, role.HighlightedText: palette.on_primary,
        role.Link: palette.info, role.ToolTipBase: palette.toast,
        role.ToolTipText: palette.on_toast, role.Mid: palette.line_strong,
        role.Accent: palette.primary,
    }  # fmt: skip
    made = QPalette()
    for each, shade in roles.items():
        made.setColor(each, QColor(shade))
    for each in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(palette.faint))
    return made
