"""The coupons that a sale or a plan gave, on paper before the customer has left."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.counter.desk import CounterDesk


class CounterIssued(QObject):
    """Prints what the last sale gave; without a customer its code is on no other list."""

    def __init__(self, desk: CounterDesk, *, since: Callable[[], Sequence[str]]) -> None:
        """`since` tells the codes of what was given after the last sale."""
        super().__init__(desk)
        self._since = since
        self._desk = desk
        desk.board.sale.print_asked.connect(self.print)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), desk).activated.connect(self.print)

    def print(self) -> None:
        """Show the coupons of what was just recorded, as they are printed."""
        last, codes = self._desk.sale.last, list(self._since())
        if not codes and last is not None:
            codes = [coupon.code for coupon in last.issued]
        if codes and self._desk.is_free():
            self._desk.papers.show_coupons(codes)
