"""The coupons that a customer can use: what each gives, until when, its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import icon_button
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import ElidedLabel, heading, rule
from desktop.widgets.panel import Panel

_ROW = 66


@dataclass(frozen=True)
class CouponLine:
    """A coupon as the list shows it; one that is no matter for a sale has no button."""

    code: str
    name: str
    until: str
    spoken_code: str  # as it is read aloud
    usable: bool
    on_sale: bool


class CouponList(Panel):
    """Lists coupons; a press puts one on the sale, another prints it."""

    use_asked = Signal(str)
    print_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head = heading()
        self.body.addWidget(self.head)
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self.area = area
        self.least_rows = 1  # that are seen however low the window is
        self.first: str | None = None  # the code of the one that a key puts on the sale
        self.body.addWidget(area, 1)

    def show_coupons(self, head: str, lines: Sequence[CouponLine], *, first_key: str = "") -> None:
        """Show these coupons, those that end first before; the first usable one has a key."""
        self.head.setText(head)
        usable = (line.code for line in lines if line.usable and not line.on_sale)
        self.first = next(usable, None)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index, line in enumerate(lines):
            if index:
                self._add(rule())
            self._add(self._row(line, key=first_key if line.code == self.first else ""))
        self.area.setMinimumHeight(min(len(lines), self.least_rows) * _ROW)
        self._rows.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()  # now, so that the list knows its height at once

    def _row(self, line: CouponLine, *, key: str) -> QWidget:
        holder = QWidget()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(ElidedLabel(line.name, "strong"))
        names.addWidget(ElidedLabel(line.until, "small"))
        names.addWidget(ElidedLabel(line.spoken_code, "small"))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.GAP_SMALL)
        row.addLayout(names, 1)
        row.addWidget(
            icon_button(
                "print",
                f"counter.coupon.{line.code}.print",
                tr("Print coupon {name}").format(name=line.name),
                partial(self.print_asked.emit, line.code),
            )
        )
        if line.usable:
            use = KeyButton(
                tr("On the sale") if line.on_sale else tr("Use"),
                f"counter.coupon.{line.code}.use",
                partial(self.use_asked.emit, line.code),
                key=key,
            )
            use.setAccessibleName(tr("Use coupon {name}").format(name=line.name))
            use.setEnabled(not line.on_sale)
            row.addWidget(use)
        return holder
