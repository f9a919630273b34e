"""Did it pay: each promotion of the last year, what it gave and what was sold on its days."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from db.connection import open_book
from db.queries.promotion_results import PromotionPaid, promotion_results
from db.session import Session
from desktop import formats
from desktop.i18n import tr
from desktop.table_files import Cell
from desktop.tasks import Task
from desktop.widgets.figure_card import FigureCard, Table
from desktop.widgets.figure_list import FigureList, FigureRow
from desktop.widgets.labels import muted
from desktop.widgets.page import Page
from desktop.widgets.promotion_paid import given_words, paid_figure
from desktop.words.promotion_results import verdict_words


class PromotionsCard(FigureCard):
    """Lists promotions with the answer; a press tells how it came about."""

    explained = Signal(object)  # Figure
    filled = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "insights.card.promotions", tr("Did promotions pay? The last year"))
        self._asked = 0
        self.found: Sequence[PromotionPaid] = ()
        self.list = FigureList("insights.promotions")
        self.list.pressed.connect(self._explain)
        self.none = muted(tr("Reading …"), wrap=True)
        self.body.addWidget(self.list)
        self.body.addWidget(self.none)
        self.offer_table(self._table)

    def read(self) -> None:
        """Read in the lane what became of each promotion; only the latest answer is shown."""
        self._asked += 1
        number, session = self._asked, self._page.session
        path, clock = session.path, session.clock

        def work(_progress: object) -> tuple[int, list[PromotionPaid]] | None:
            if number != self._asked:
                return None
            book = Session(open_book(path), clock=clock)
            try:
                return number, promotion_results(book.moment())
            finally:
                book.db.conn.close()

        task = Task(work)
        task.signals.finished.connect(self._show)
        task.signals.refused.connect(self._page.explain_refusal)
        self._page.long_work.emit(task)

    def _show(self, answer: tuple[int, list[PromotionPaid]] | None) -> None:
        if answer is None or answer[0] != self._asked:
            return
        self.found = [each for each in answer[1] if each.result.days or each.promotion.offered]
        self.list.show_rows(
            [
                FigureRow(
                    each.promotion.name,
                    (verdict_words(each.result),),
                    name=each.promotion.id,
                    note=given_words(each, self._page.session.settings),
                )
                for each in self.found
            ]
        )
        self.none.setText(tr("No promotion held in the last year. They are made under Offers."))
        self.none.setVisible(not self.found)
        self.filled.emit()

    def _explain(self, promotion_id: str) -> None:
        paid = next(each for each in self.found if each.promotion.id == promotion_id)
        self.explained.emit(paid_figure(paid, self._page.session.settings))

    def _table(self) -> Table:
        header = (
            tr("Promotion"), tr("Days"), tr("Points"), tr("Worth"), tr("Sold on compared days"),
            tr("Expected"), tr("Answer"),
        )  # fmt: skip
        digits = self._page.session.settings.digits
        rows: list[tuple[Cell, ...]] = []
        for each in self.found:
            result = each.result
            amounts = (result.worth, result.revenue, round(result.expected))
            worth, sold, expected = (formats.plain_money(one, digits=digits) for one in amounts)
            rows.append((each.promotion.name, result.days, result.points, worth, sold, expected,
                         verdict_words(result)))  # fmt: skip
        return Table(header, rows)
