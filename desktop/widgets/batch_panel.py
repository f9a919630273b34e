"""One batch of coupons: what became of it, what came back; printed again, or withdrawn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from db.clock import new_id
from db.queries.batches import Batch, batch_named, batch_returns
from db.usecases.batches import void_batch
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.facts_list import FactsList
from desktop.widgets.form import Form, SidePanel, choice_field, chosen
from desktop.widgets.labels import muted, rule, small
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.page import Page
from desktop.widgets.reason_box import ReasonBox
from desktop.words.coupons import (
    batch_facts,
    batch_line,
    coupon_papers,
    returns_facts,
    void_question,
    voided_words,
)


class BatchPanel(SidePanel):
    """Shows a batch over the right of its page until it is closed."""

    print_asked = Signal(object, str, int)  # the Batch, the paper, the first free label
    save_asked = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "batch")
        self._page = page
        self._batch: Batch | None = None
        self._operation_id = new_id()
        self.about = muted(wrap=True)
        self.facts, self.returns = FactsList(), FactsList()
        self.reason = ReasonBox("batch")
        self.paper = choice_field("batch.paper", tr("Printed on"), coupon_papers())
        self.start = NumberEdit("batch.start", tr("First free label"), placeholder="1")
        self.print_button = button(
            tr("Print what is still good"), "batch.print", self._print, icon="print"
        )
        self.save_button = button(
            tr("Save the codes …"), "batch.save",
            lambda: self.save_asked.emit(self._batch), icon="export",
        )  # fmt: skip
        self.void_button = button(
            tr("Withdraw them …"), "batch.void", self.ask_to_void, kind="danger"
        )
        self.action = self.add_action(tr("Withdraw them"), "batch.action", self.reason.go_on)
        self._lay_out()
        self.closed.connect(self.reason.hide)
        self.paper.currentIndexChanged.connect(lambda _: self._show_start())

    def show_batch(self, name: str) -> None:
        """Show a batch; raises BadRequest where none has the name."""
        session = self._page.session
        batch = self._batch = batch_named(session.db, name, on=session.today)
        returns = batch_returns(session.db, name)
        self.about.setText(batch_line(batch))
        self.facts.show_facts([(each.words, each.value) for each in batch_facts(batch)])
        told = returns_facts(batch, returns, session.settings)
        self.returns.show_facts([(each.words, each.value) for each in told])
        self.reason.hide()
        self.action.hide()
        self._page.fields = {"start": self.start}
        self.start.show_number(None)
        self._show_deeds(shown=batch.still_open > 0)
        self.save_button.show()
        self.open_panel(batch.name, self.close_button)

    def ask_to_void(self) -> None:
        """Ask whether the batch is to be withdrawn, and why."""
        assert self._batch is not None
        self._operation_id = new_id()
        self._show_deeds(shown=False)
        self.save_button.hide()
        self.action.show()
        self._page.fields = {"reason": self.reason.reason}
        self.reason.ask(void_question(self._batch.still_open), self._void)
        self.bring_up(self.reason)

    def _void(self) -> None:
        assert self._batch is not None
        session, name = self._page.session, self._batch.name
        self._page.attempt(
            lambda: void_batch(
                session,
                batch=name,
                reason=self.reason.reason.text(),
                operation_id=self._operation_id,
            ),
            then=lambda count: self._voided(name, count),
        )

    def _voided(self, name: str, count: int) -> None:
        self.close_panel()
        self._page.notice.say(voided_words(name, count))

    def _print(self) -> None:
        paper = chosen(self.paper)

        def ask(start: int) -> None:
            self.print_asked.emit(self._batch, paper, start)

        self._page.attempt(lambda: self._first_label(paper), then=ask)

    def _first_label(self, paper: str) -> int:
        if not paper.startswith("labels"):
            return 1
        return self.start.number_or_none("start") or 1

    def _show_start(self) -> None:
        """Ask for the first free label where a sheet may have been used before."""
        self.start_row.setVisible(chosen(self.paper).startswith("labels"))

    def _show_deeds(self, *, shown: bool) -> None:
        for each in (self.print_form, self.print_button, self.void_button):
            each.setVisible(shown)

    def _lay_out(self) -> None:
        self.print_form = Form()
        self.print_form.add("paper", tr("Printed on"), self.paper)
        row_of_start = self.print_form.add(
            "start", tr("First free label"), self.start
        ).parentWidget()
        assert row_of_start is not None
        self.start_row = row_of_start
        self._show_start()
        self.body.addWidget(self.about)
        self.body.addWidget(rule())
        self.body.addWidget(self.facts)
        self.body.addWidget(rule())
        self.body.addWidget(self.returns)
        self.body.addWidget(small(tr("Sales that were refunded whole are left out."), wrap=True))
        self.body.addWidget(self.reason)
        for each in (self.print_form, self.print_button):
            self.body.addWidget(each)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_SMALL)
        for button_beside in (self.save_button, self.void_button):
            row.addWidget(button_beside, 1)
        self.body.addLayout(row)
        self.body.addStretch(1)
