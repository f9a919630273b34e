"""Two keys beside a customer's papers: sell a voucher, give credit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button


class MoneyKeys(QWidget):
    """Buttons side by side, each with its part of the width."""

    voucher_asked = Signal()
    credit_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.voucher_button = button(
            tr("Voucher …"), "counter.voucher", self.voucher_asked.emit, spoken=tr("Sell a voucher")
        )
        self.credit_button = button(
            tr("Credit …"), "counter.credit", self.credit_asked.emit, spoken=tr("Store credit")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        for made in (self.voucher_button, self.credit_button):
            made.setToolTip(made.accessibleName())
            row.addWidget(made, 1)
