"""The coupons that a sale gave, on paper before the customer has left."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.counter_desk import CounterDesk


class CounterIssued(QObject):
    """Prints what the last sale gave; without a customer its code is on no other list."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.board.sale.print_asked.connect(self.print)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), desk).activated.connect(self.print)

    def print(self) -> None:
        """Show the coupons of the sale that was just recorded, as they are printed."""
        last = self._desk.sale.last
        codes = [coupon.code for coupon in last.issued] if last is not None else []
        if codes and self._desk.is_free():
            self._desk.papers.show_coupons(codes)
