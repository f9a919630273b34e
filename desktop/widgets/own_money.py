"""Keys that let the customer's own money pay: their credit, and vouchers in their name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import named


class OwnMoney(QWidget):
    """Shown while there is something that does not pay yet; nothing of it takes its key away."""

    credit_asked = Signal()
    voucher_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "counter.own_money", tr("The customer's own money"))
        self.credit_button = KeyButton("", "counter.use_credit", self.credit_asked.emit, key="F11")
        self.voucher_button = KeyButton("", "counter.use_voucher", self.voucher_asked.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        for made in (self.credit_button, self.voucher_button):
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(made, 1)
        self.hide()

    def offer(self, *, credit: str, voucher: str) -> None:
        """Offer to pay with what these words say."""
        for made, words in ((self.credit_button, credit), (self.voucher_button, voucher)):
            made.setText(words)
            made.setVisible(bool(words))
        self.setVisible(bool(credit or voucher))
