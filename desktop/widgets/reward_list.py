"""What the points are good for: rewards that can be had now, and how far the others are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import ElidedLabel, named, rule, small
from desktop.widgets.panel import Panel

_ROW = theme.TOUCH + 4


@dataclass(frozen=True)
class RewardLine:
    """A reward as the counter shows it; `share` of its price is there, in percent.

    None: that is not what stands against it. Points are given to a cause, not redeemed.
    """

    name: str
    beside: str  # 300 points; 1,500 · 260 to go; 300 points · from Gold
    within_reach: bool
    share: int | None = 100
    is_cause: bool = False


class RewardList(Panel):
    """Lists rewards; a press redeems one. Without a customer it only tells what there is."""

    redeem_asked = Signal(str)
    donate_asked = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        area = named(QScrollArea(), "counter.rewards", tr("Rewards within reach"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self.area = area
        self.body.addWidget(area, 1)
        self.least_rows = 3  # that are seen however low the window is
        self.buttons: dict[str, KeyButton] = {}

    def show_rewards(
        self, text: str, lines: Sequence[RewardLine], *, empty: str, first_key: str = ""
    ) -> None:
        """Show these rewards; the first that can be had answers to a key."""
        if self.heading is not None:
            self.heading.setText(text)
        self.buttons = {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index, line in enumerate(lines):
            if index:
                self._add(rule())
            self._add(self._row(line, key=first_key if not self.buttons else ""))
        if not lines:
            self._add(small(empty, wrap=True))
        self._rows.addStretch(1)
        self.area.setMinimumHeight(min(max(len(lines), 1), self.least_rows) * (_ROW + 5))

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()  # now, so that the list knows its height at once

    def _row(self, line: RewardLine, *, key: str) -> QWidget:
        holder = QWidget()
        names = QVBoxLayout()
        names.setSpacing(2)
        name = ElidedLabel(line.name, "strong" if line.within_reach else "muted")
        names.addStretch(1)
        names.addWidget(name)
        names.addWidget(ElidedLabel(line.beside, "small"))
        names.addStretch(1)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.GAP_SMALL)
        row.addLayout(names, 1)
        if line.within_reach and line.share:
            made = self._button(line, key)
            self.buttons[line.name] = made
            row.addWidget(made)
        elif line.share is not None and not line.within_reach:
            row.addWidget(DistanceBar(line.share, line.beside))
        holder.setMinimumHeight(_ROW)
        return holder

    def _button(self, line: RewardLine, key: str) -> KeyButton:
        asked = self.donate_asked if line.is_cause else self.redeem_asked
        words = tr("Donate") if line.is_cause else tr("Redeem")
        spoken = tr("Donate to {name}") if line.is_cause else tr("Redeem {name}")
        made = KeyButton(
            words, f"counter.redeem.{line.name}", partial(asked.emit, line.name), key=key
        )
        made.setAccessibleName(spoken.format(name=line.name))
        return made


class DistanceBar(QWidget):
    """A short bar: how much of a reward's price is there."""

    def __init__(self, percent: int, spoken: str) -> None:
        super().__init__()
        self._percent = percent
        self.setAccessibleName(spoken)
        self.setFixedSize(self.sizeHint())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(theme.colour("rule"))
        painter.drawRoundedRect(room, 3, 3)
        painter.setBrush(theme.colour("primary"))
        room.setWidth(room.width() * self._percent / 100)
        painter.drawRoundedRect(room, 3, 3)

    def sizeHint(self) -> QSize:
        return QSize(72, 20)
