"""Money back at the counter: what a refund would do is shown first, nothing is given back yet."""

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart

if TYPE_CHECKING:
    from desktop.widgets.refund_panel import RefundPanel


class CounterRefunds(CounterPart):
    """Opens the refund of a sale over the counter."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.board.history.refund_asked.connect(self.ask)

    @cached_property
    def panel(self) -> "RefundPanel":
        """Return the panel of refunds; made with the first one."""
        from desktop.widgets.refund_panel import RefundPanel

        panel = RefundPanel(self._desk)
        panel.refunded.connect(lambda _: self._desk.sale.forget_last())
        panel.closed.connect(self._closed)
        return panel

    def ask(self, sale: str | None) -> None:
        """Show what giving money back for a sale would do, where nothing else is open."""
        if sale is not None and self._desk.is_free():
            self.open_sale(sale)

    def open_sale(self, sale: str) -> None:
        """Show it over whatever is open, as over a statement."""
        self._desk.attempt(lambda: self.panel.open_sale(sale))

    def _closed(self) -> None:
        """Go on with the amount; a second Enter must not record the sale that is typed there."""
        if self._desk.sale.is_empty() or not self._desk.is_free():
            self._desk.take_focus()
        else:
            self._desk.setFocus()
