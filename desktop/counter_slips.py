"""What leaves the counter's printer after a sale: the slip, and the drawer that springs open."""

from contextlib import closing
from io import BytesIO

from PySide6.QtCore import QObject

from db.connection import open_book
from db.session import Session
from db.usecases.sales import SaleOutcome
from desktop.counter_desk import CounterDesk
from desktop.i18n import tr
from desktop.printer_choices import load_choices
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
        if choices.opens_drawer and choices.drawer() is not None and outcome.due > 0:
            self._kick()
        if outcome.sale is None or choices.slip == "never":
            return
        if choices.slip == "always":
            self.print_slip(outcome.sale)
        elif choices.receipt_printers or "receipt" in choices.printers:
            sale = outcome.sale
            self._desk.notice.offer_too(tr("Print the slip"), lambda: self.print_slip(sale))

    def print_slip(self, sale: str) -> None:
        """Print the slip of a sale; it is drawn beside the windows, too."""
        from desktop.widgets.print_job import print_behind

        session = self._desk.session
        path, clock = session.path, session.clock

        def make() -> Paper:
            from desktop import papers

            drawn, size = BytesIO(), size_for("receipt", "receipt80")
            book = Session(open_book(path), clock=clock)
            with closing(book.db.conn):
                papers.print_receipt(book, sale, drawn, paper=size)
            return Paper(drawn.getvalue(), tr("Slip of the sale"), "receipt")

        print_behind(self._desk, make)

    def _kick(self) -> None:
        desk, choices = self._desk, load_choices()
        task = Task(lambda _progress: open_drawer(choices))
        task.signals.refused.connect(desk.explain_refusal)
        desk.printing.emit(task)
