"""The sale that is being typed: amount, goods, coupons, points used, what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.breakdown import Breakdown, FigureLine
from desktop.widgets.buttons import button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.key_button import KeyButton
from desktop.widgets.keypad import Keypad
from desktop.widgets.labels import heading, named
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.own_money import OwnMoney
from desktop.widgets.panel import Panel
from desktop.widgets.undo_key import UndoKeyPasses

_KEYPAD_WIDTH = 172
_KEYPAD_NARROW = 156
_NARROW = 560
_LEAST_MIDDLE = 170


@dataclass(frozen=True)
class SaleChip:
    """Something on the sale that one press takes off again; `key` says what."""

    key: str
    words: str
    spoken: str
    tone: str = "info"


class SalePanel(Panel):
    """The fields and buttons of a sale; what they mean is the page's business."""

    changed = Signal()  # something was typed
    confirmed = Signal()  # Enter, or the button
    chip_removed = Signal(str)
    category_chosen = Signal(str)
    all_points_asked = Signal()
    round_sum_asked = Signal()
    print_asked = Signal()  # the coupons that the last sale gave

    def __init__(self, *, currency: str, digits: int) -> None:
        super().__init__()
        self.amount = MoneyEdit(
            "counter.amount", tr("Amount of the sale"), currency=currency, digits=digits, big=True
        )
        self.points_used = NumberEdit(
            "counter.points_used", tr("Points used on this sale"), placeholder=tr("Points")
        )
        self.keypad = Keypad("counter.keypad", digits=digits)
        self.breakdown = Breakdown("counter.breakdown", tr("What the sale comes to"))
        self.record_button = KeyButton(
            tr("Record"), "counter.record", self.confirmed.emit,
            key=tr("Enter"), kind="primary", size_px=17, height=58,
        )  # fmt: skip
        self.category_button = button(tr("+ Category"), "counter.category")
        self._shown_chips: tuple[tuple[SaleChip, ...], bool] | None = None
        self._menu = QMenu(self)
        self._chips, self._points_row = QWidget(), QWidget()
        self._flow = FlowLayout(self._chips)
        self.all_button = KeyButton("", "counter.use_all", self.all_points_asked.emit, key="F4")
        self.round_button = KeyButton("", "counter.use_odd", self.round_sum_asked.emit, key="F5")
        self.issued_button = KeyButton(
            tr("Print the coupon"), "counter.print_issued", self.print_asked.emit, key="Ctrl+P"
        )
        self.issued_button.hide()
        self.own_money = OwnMoney()
        self._lay_out()
        self.amount.changed.connect(self.changed)
        self.amount.confirmed.connect(self.confirmed)
        self.points_used.textChanged.connect(lambda _: self.changed.emit())
        self.points_used.returnPressed.connect(self.confirmed)
        self.keypad.pressed.connect(self._press)
        for field in (self.amount, self.points_used):
            UndoKeyPasses(field)

    # -- What is typed ----------------------------------------------------------------------

    def points(self) -> int:
        """Return the points to be used; raises BadRequest where that is no whole number."""
        return self.points_used.number_or_none("points_used") or 0

    def clear(self) -> None:
        """Begin with nothing typed."""
        self.points_used.clear()
        self.amount.clear()

    # -- What is shown ----------------------------------------------------------------------

    def show_chips(self, chips: Sequence[SaleChip]) -> None:
        """Show what lies on the sale, and the way to say what kind of goods it is."""
        may_add = bool(self._menu.actions())
        if (tuple(chips), may_add) == self._shown_chips:
            return
        self._shown_chips = (tuple(chips), may_add)
        self._flow.removeWidget(self.category_button)
        self._flow.clear()
        for chip in chips:
            shown = self._chip_words(chip.words)
            made = button(
                f"{shown}  ✕", f"counter.chip.{chip.key}",
                partial(self.chip_removed.emit, chip.key), spoken=chip.spoken,
            )  # fmt: skip
            made.setProperty("kind", "chip")
            made.setProperty("tone", chip.tone)
            made.setToolTip(chip.spoken)
            self._flow.addWidget(made)
            made.show()
        self.category_button.setVisible(may_add)
        if may_add:
            self._flow.addWidget(self.category_button)
        self._chips.setVisible(bool(chips) or may_add)
        self._chips.updateGeometry()

    def show_categories(self, names: Sequence[str]) -> None:
        """Offer these kinds of goods."""
        self._menu.clear()
        for name in names:
            self._menu.addAction(name, partial(self.category_chosen.emit, name))

    def offer_categories(self) -> None:
        """Let arrows and Enter say what kind of goods is typed."""
        offered = self._menu.actions()
        if offered:
            button = self.category_button
            self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
            self._menu.setActiveAction(offered[0])

    def show_points_row(self, *, shown: bool, all_words: str, round_words: str) -> None:
        """Show or hide the row for points used as money, and what one key proposes."""
        self._points_row.setVisible(shown)
        self.all_button.setText(all_words or tr("All"))
        self.all_button.setEnabled(bool(all_words))
        self.round_button.setText(round_words or tr("To a round sum"))
        self.round_button.setVisible(bool(round_words))

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show what the sale comes to."""
        self.breakdown.show_lines(lines)

    def show_record(self, words: str, *, enabled: bool) -> None:
        """Say on the button what it will do."""
        self.record_button.setText(words)
        self.record_button.setEnabled(enabled)

    # -- Inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        typed = QVBoxLayout()
        typed.setSpacing(theme.GAP_SMALL)
        typed.addWidget(heading(tr("Sale")))
        typed.addWidget(self.amount)
        typed.addWidget(self._middle(), 1)
        typed.addWidget(self.record_button)
        self.keypad.setFixedWidth(_KEYPAD_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(theme.PADDING)
        row.addLayout(typed, 1)
        row.addWidget(self.keypad)
        self.body.addLayout(row)

    def _middle(self) -> QScrollArea:
        """Return what may become long; amount and button stay where they are."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(self._chip_row())
        column.addWidget(self._row_of_points())
        column.addWidget(self.own_money)
        column.addSpacing(2)
        column.addWidget(self.breakdown)
        column.addWidget(self.issued_button)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(_LEAST_MIDDLE)
        area.setWidget(holder)
        return area

    def _chip_words(self, words: str) -> str:
        """Cut long words in their middle, so that name and amount are both seen."""
        metrics = QFontMetrics(theme.font(13, bold=True))
        room = max(self._chips.width(), 240) - metrics.horizontalAdvance("  ✕") - 44
        return metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)

    def _chip_row(self) -> QWidget:
        self.category_button.setProperty("kind", "add")
        self.category_button.setMenu(self._menu)
        self.category_button.setParent(self._chips)
        return self._chips

    def _row_of_points(self) -> QWidget:
        named(self._points_row, "counter.points_row", tr("Use points"))
        for made in (self.all_button, self.round_button):
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.points_used.setFixedWidth(86)
        row = QHBoxLayout(self._points_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.points_used)
        row.addWidget(self.all_button, 1)
        row.addWidget(self.round_button, 1)
        self._points_row.hide()
        return self._points_row

    def _press(self, key: str) -> None:
        """Type a key of the keypad into the field that has the focus, else into the amount."""
        field: QLineEdit = self.points_used if self.points_used.hasFocus() else self.amount
        if isinstance(field, MoneyEdit):
            field.press(key)
        elif key == "back":
            field.backspace()
        else:
            field.insert(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < _NARROW
        self.keypad.setFixedWidth(_KEYPAD_NARROW if narrow else _KEYPAD_WIDTH)
        super().resizeEvent(event)
