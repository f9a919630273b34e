"""What every part of the counter stands on: who is served, their sale, what lies over the page."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from db.errors import ShopError
from db.session import Session
from desktop.counter.current_sale import CurrentSale
from desktop.counter.papers import CounterPapers
from desktop.counter.promotions import TodaysPromotions
from desktop.counter.reader import CounterReader
from desktop.undoing import Undoing
from desktop.widgets.counter_board import CounterBoard
from desktop.widgets.page import Page, field_at_fault


class LiesOver(Protocol):
    """A part of the counter that may lay something over the page."""

    def is_open(self) -> bool:
        """Tell whether it lies over the page now."""

    def close(self) -> None:
        """Close what is about the customer who leaves."""


class CounterDesk(Page):
    """Serves one customer; its parts ask here who that is, and whether the page is free."""

    customer_changed = Signal()  # another customer, or nobody, is served
    sale_recorded = Signal(object)  # the SaleOutcome

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        settings = session.settings
        self.customer_id: str | None = None
        self.board = CounterBoard(currency=settings.currency, digits=settings.digits)
        self.sale = CurrentSale(session, self.board.sale)
        self.reader = CounterReader(session, self.board, self.sale)
        self.promotions = TodaysPromotions(self, self.board.promotions)
        self.papers = CounterPapers(self)
        self.undoing = Undoing(self, is_free=self.is_free)
        self.lies_over: list[LiesOver] = [self.papers]
        self.amount = self.board.sale.amount
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)

    def is_free(self) -> bool:
        """Tell whether nothing lies over the page."""
        return not any(part.is_open() for part in self.lies_over)

    def serve(self, customer_id: str | None) -> None:
        """Go on with a customer, or with nobody."""
        self.notice.clear()
        for part in self.lies_over:
            part.close()
        if customer_id != self.customer_id:
            self.reader.greet()
            self.customer_changed.emit()
        self.customer_id = customer_id
        self.sale.serve(customer_id)
        self.settle()

    def settle(self) -> None:
        """Show everything again, and go on with the amount."""
        self.reload()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus into the amount; what lies over the page keeps it, and a question."""
        if self.is_free() and not self.notice.action.hasFocus():
            self.amount.setFocus()

    def tell_done(self, sentence: str, operation: str) -> None:
        """Say what was done, and that it can be undone."""
        self.undoing.offer(sentence, operation)

    def explain_refusal(self, refusal: ShopError) -> None:
        """Say one sentence; where no field is at fault the amount goes on."""
        super().explain_refusal(refusal)
        if field_at_fault(refusal) not in self.fields:
            self.take_focus()

    def put_on_sale(self, code: str) -> None:
        """Put a coupon on the sale, or say why it cannot be."""
        self.attempt(lambda: self.sale.put_on(code), then=lambda _: self.settle())

    def take_off_sale(self, key: str) -> None:
        """Take a coupon or a line off the sale again."""
        self.sale.take_off(key)
        self.settle()
