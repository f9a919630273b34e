"""Breaks words into the one or two lines that they have room for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def fitting_lines(text: str, font: QFont, width: int) -> list[str]:
    """Return the text on one line, or on two of which the second ends in … where it must."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(width, 1))
    layout.endLayout()
    rest = text[first.textLength() :].strip()
    elided = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return [text[: first.textLength()].strip(), elided]
