"""The counter while nobody stands at it: how to begin, and the keys that are worth knowing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.customer_panel import FactsPanel
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import ElidedLabel, label, muted, title
from desktop.widgets.panel import Panel


class NobodyPanel(Panel):
    """Says how to begin, and offers to sign somebody up."""

    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(title(tr("Welcome!")))
        self.body.addWidget(
            muted(
                tr(
                    "Scan a card, or press F2 and type a name, phone or number."
                    " A sale without a customer can be typed right away."
                ),
                wrap=True,
            )
        )
        self.new_button = KeyButton(
            tr("New customer"), "counter.new_customer", self.new_asked.emit, key="F8"
        )
        self.body.addWidget(self.new_button)


class DayPanel(FactsPanel):
    """Shows what the day has brought, and offers to undo what was done last, or to end the day."""

    undo_asked = Signal()
    voucher_asked = Signal()
    end_asked = Signal()
    drawer_asked = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Today so far"))
        self.last = ElidedLabel(role="small")
        self.undo_button = KeyButton(
            tr("Undo last"), "counter.undo", self.undo_asked.emit, key="Ctrl+Z"
        )
        self.body.addWidget(self.last)
        self.body.addWidget(self.undo_button)
        self.voucher_button = KeyButton(
            tr("Sell a voucher"), "counter.sell_voucher", self.voucher_asked.emit
        )
        self.body.addWidget(self.voucher_button)
        self.drawer_button = KeyButton(
            tr("Open the drawer"), "counter.drawer", self.drawer_asked.emit, key="Ctrl+D"
        )
        self.drawer_button.hide()  # until this computer has one
        self.body.addWidget(self.drawer_button)
        self.end_button = KeyButton(
            tr("End of day"), "counter.end_of_day", self.end_asked.emit, key="F12"
        )
        self.body.addWidget(self.end_button)

    def show_last(self, words: str) -> None:
        """Show what was done last and can be undone; nothing where there is nothing."""
        self.last.setText(words)
        self.undo_button.setAccessibleDescription(words)
        for each in (self.last, self.undo_button):
            each.setVisible(bool(words))


class KeysPanel(Panel):
    """Shows keys and what they do."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (key, does) in enumerate(keys):
            badge = label(key, "key")
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(badge, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(muted(does, wrap=True), row, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
