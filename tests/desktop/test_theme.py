"""The colours can be read, and the style sheet knows them all."""

from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.resources import resource
from desktop.theme import DARK, LIGHT, Palette, high_contrast, icon_pixmap, style_sheet


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as the web's accessibility rules count it."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(shade: str) -> float:
    parts = [QColor(shade).redF(), QColor(shade).greenF(), QColor(shade).blueF()]
    linear = [
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "ground"), ("ink", "card"), ("ink", "sunken"), ("muted", "card"),
        ("muted", "ground"), ("on_primary", "primary"), ("on_primary", "primary_over"),
        ("rail_ink", "rail"), ("rail_ink_on", "rail_on"), ("info", "info_soft"), ("info", "card"),
        ("good", "good_soft"), ("good", "card"), ("gold", "gold_soft"), ("warn", "warn_soft"),
        ("warn", "card"), ("on_toast", "toast"),
    ],
)  # fmt: skip
def test_words_stand_out_from_their_ground(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_can_be_seen(palette: Palette) -> None:
    assert contrast(palette.focus, palette.card) >= 3
    assert contrast(palette.focus_on_primary, palette.primary) >= 3
    assert contrast(palette.focus_on_primary, palette.rail) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_knows_every_word_it_uses(palette: Palette) -> None:
    assert "$" not in style_sheet(palette)


def test_high_contrast_uses_the_system_s_colours_alone() -> None:
    system = QPalette()
    roles = QPalette.ColorRole
    for role, shade in (
        (roles.Window, "#000000"),
        (roles.WindowText, "#ffff00"),
        (roles.Highlight, "#00ffff"),
        (roles.HighlightedText, "#000001"),
    ):
        system.setColor(role, QColor(shade))
    shades = set(asdict(high_contrast(system)).values())
    assert shades == {"#000000", "#ffff00", "#00ffff", "#000001"}


def test_every_icon_is_drawn(dressed_app: QApplication) -> None:
    del dressed_app
    for drawing in resource("icons").glob("*.svg"):
        picture = icon_pixmap(drawing.stem).toImage()
        inked = any(
            picture.pixelColor(x, y).alpha()
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        )
        assert inked, drawing.stem
