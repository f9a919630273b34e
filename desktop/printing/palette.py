"""The colours of all papers: ink on white, few and calm, told apart in grey too."""

from reportlab.lib.colors import Color, HexColor, white

INK = HexColor("#22262e")
GREY = HexColor("#5f6570")
LINE = HexColor("#d9d3c7")
CUT = HexColor("#9aa0aa")
NAVY = HexColor("#1f3350")
BLUE = HexColor("#33507a")
GOOD = HexColor("#2a6a43")
BAD = HexColor("#a82c1c")
PAPER = white

_PALEST = HexColor("#e9edf3")


def shade(share: float) -> Color:
    """Return the blue of a heat table's cell: pale for a share of 0, deep for 1."""
    share = min(max(share, 0.0), 1.0)
    return Color(
        _PALEST.red + (BLUE.red - _PALEST.red) * share,
        _PALEST.green + (BLUE.green - _PALEST.green) * share,
        _PALEST.blue + (BLUE.blue - _PALEST.blue) * share,
    )


def readable_on(ground: Color) -> Color:
    """Return ink or white, whichever stands out more from the ground."""
    light = _luminance(ground) + 0.05
    return INK if light / (_luminance(INK) + 0.05) > 1.05 / light else PAPER


def deep(colour: str) -> Color:
    """Return a colour that can be read on white, darkened where it is pale."""
    shown = HexColor(colour)
    parts = (shown.red, shown.green, shown.blue)
    light = sum(part * share for part, share in zip(parts, (0.30, 0.59, 0.11), strict=True))
    if light <= 0.55:
        return shown
    mixed = [part * 0.5 + ink * 0.5 for part, ink in zip(parts, INK.rgb(), strict=True)]
    return Color(*mixed)


def pale(colour: str) -> Color:
    """Return a hint of a colour, on which ink is read as on white."""
    shown = HexColor(colour)
    return Color(*(1 - (1 - part) * 0.12 for part in (shown.red, shown.green, shown.blue)))


def _luminance(colour: Color) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = (colour.red, colour.green, colour.blue)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
