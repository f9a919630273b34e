"""Finds words on a window that have not the room to be read.

What ends in … on purpose (ElidedLabel, FittingName) is whole in its tool tip.
"""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from desktop.widgets.big_figure import BigFigure
from desktop.widgets.fitting_name import FittingName
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import ElidedLabel
from desktop.widgets.tagged_sentence import TaggedSentence

SLACK = 1  # a pixel of rounding
Words = list[tuple[str, int, int]]
"""(text, what it needs, what it has) along or across, in pixels."""


def cut_texts(root: QWidget) -> list[str]:
    """Return what is cut: "object name: text (needs … has …)" for each widget in sight."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        for text, needs, has in _words_of(widget):
            if needs > has + SLACK:
                found.append(f"{_name(widget)}: {text!r} needs {needs} has {has}")
        if _text(widget) and _is_cut_off(widget, root):
            found.append(f"{_name(widget)}: {_text(widget)!r} is cut off by what holds it")
    return found


def _words_of(widget: QWidget) -> Words:
    if isinstance(widget, QLabel):
        return _label(widget) if widget.text() else []
    if isinstance(widget, QAbstractButton):
        return _button(widget) if widget.text() else []
    if isinstance(widget, QComboBox | QLineEdit):
        return _field(widget)
    if isinstance(widget, TaggedSentence):
        return [(widget.text(), widget.heightForWidth(widget.width()), widget.height())]
    return _header(widget) if isinstance(widget, QHeaderView) else []


def _label(widget: QLabel) -> Words:
    text = widget.text()
    if isinstance(widget, ElidedLabel | FittingName):
        known = 0 if widget.toolTip() == text else 1
        return [(text, known, -known), (text, widget.sizeHint().height(), widget.height())]
    if widget.wordWrap() or isinstance(widget, BigFigure):
        return [(text, widget.heightForWidth(widget.width()), widget.height())]
    wanted = widget.sizeHint()
    return [(text, wanted.width(), widget.width()), (text, wanted.height(), widget.height())]


def _button(widget: QAbstractButton) -> Words:
    text = widget.text()
    if isinstance(widget, QToolButton):
        return [(text, widget.fontMetrics().horizontalAdvance(text), widget.width() - 6)]
    if isinstance(widget, KeyButton):
        lines, _, _ = widget.words_in(widget.width())
        cut = lines[-1].endswith("…") and not text.endswith("…")
        return [(text, 2 * SLACK * cut, 0)]
    wanted = widget.sizeHint()
    return [(text, wanted.width(), widget.width()), (text, wanted.height(), widget.height())]


def _field(widget: QComboBox | QLineEdit) -> Words:
    """Return what stands in a field before anybody types: a choice, or a hint."""
    if isinstance(widget.parentWidget(), QComboBox):
        return []
    room = widget.contentsRect().width() - 20  # the air around the words
    if isinstance(widget, QComboBox):
        text, room = widget.currentText(), room - 32  # the arrow
    else:
        text = "" if widget.text() else widget.placeholderText()
    return [(text, widget.fontMetrics().horizontalAdvance(text), room)]


def _header(header: QHeaderView) -> Words:
    model = header.model()
    words = []
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(model.headerData(section, header.orientation()) or "")
        needs = header.fontMetrics().horizontalAdvance(text)
        words.append((text, needs, header.sectionSize(section) - 20))
    return words


def _is_cut_off(widget: QWidget, root: QWidget) -> bool:
    """Tell whether a widget reaches out of one that holds it; what scrolls may."""
    room, above = QRect(QPoint(0, 0), widget.size()), widget
    while above is not root and (holder := above.parentWidget()) is not None:
        room.translate(above.pos())
        if isinstance(holder.parentWidget(), QAbstractScrollArea):
            return False
        if not holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(room):
            return True
        above = holder
    return False


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _name(widget: QWidget) -> str:
    above: QWidget | None = widget
    names = []
    while above is not None:
        names.append(above.objectName())
        above = above.parentWidget()
    names = [name for name in names if name]
    return f"{type(widget).__name__} in {'/'.join(reversed(names[:3]))}"
