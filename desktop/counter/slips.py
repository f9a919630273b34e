"""What leaves the counter's printer when something was paid: the slip, and the drawer opens."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from io import BytesIO
from typing import BinaryIO

from PySide6.QtCore import QObject

from db.connection import open_book
from db.session import Session
from db.usecases.sales import SaleOutcome
from desktop.counter.desk import CounterDesk
from desktop.i18n import tr
from desktop.plan_desk import PlanDone
from desktop.printer_choices import PrinterChoices, load_choices
from desktop.printers import Paper, open_drawer, size_for
from desktop.tasks import Task


class CounterSlips(QObject):
    """Follows each sale without holding anybody up; the sale is safe whatever the printer does."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.sale_recorded.connect(self.follow)

    def follow(self, outcome: SaleOutcome) -> None:
        """Print the slip if the shop wishes it, or offer it; open the drawer for money."""
        choices = load_choices()
        self._open_for(choices, outcome.due)
        if outcome.sale is None or choices.slip == "never":
            return
        if choices.slip == "always":
            self.print_slip(outcome.sale)
        elif choices.receipt_printers or "receipt" in choices.printers:
            sale = outcome.sale
            self._desk.notice.offer_too(tr("Print the slip"), lambda: self.print_slip(sale))

    def follow_plan(self, done: PlanDone) -> None:
        """Do the same for what was paid for a plan; its slip is offered beside what it brought."""
        choices, paid = load_choices(), done.standing.paid
        self._open_for(choices, paid)
        if paid and choices.slip == "always":
            self.print_plan_slip(done.standing.subscription.customer_id)

    def print_slip(self, sale: str) -> None:
        """Print the slip of a sale; it is drawn beside the windows, too."""
        self._print(tr("Slip of the sale"), partial(_draw_sale, sale=sale))

    def print_plan_slip(self, customer_id: str) -> None:
        """Print the slip of a customer's last payment for a plan."""
        self._print(tr("Slip of the plan"), partial(_draw_plan, customer_id=customer_id))

    def _print(self, title: str, draw: Callable[[Session, BinaryIO, str], None]) -> None:
        from desktop.widgets.print_job import print_behind

        session = self._desk.session
        path, clock = session.path, session.clock

        def make() -> Paper:
            drawn, size = BytesIO(), size_for("receipt", "receipt80")
            book = Session(open_book(path), clock=clock)
            with closing(book.db.conn):
                draw(book, drawn, size)
            return Paper(drawn.getvalue(), title, "receipt")

        print_behind(self._desk, make)

    def _open_for(self, choices: PrinterChoices, money: int) -> None:
        if choices.opens_drawer and choices.drawer() is not None and money > 0:
            self._kick()

    def _kick(self) -> None:
        desk, choices = self._desk, load_choices()
        task = Task(lambda _progress: open_drawer(choices))
        task.signals.refused.connect(desk.explain_refusal)
        desk.printing.emit(task)


def _draw_sale(book: Session, to: BinaryIO, size: str, *, sale: str) -> None:
    from desktop.papers import counter as papers

    papers.print_receipt(book, sale, to, paper=size)


def _draw_plan(book: Session, to: BinaryIO, size: str, *, customer_id: str) -> None:
    from desktop.papers import plan_receipts

    plan_receipts.print_last_plan_receipt(book, customer_id, to, paper=size)
