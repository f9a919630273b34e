"""Batches on the page Offers: coupons made by the hundred, and what came back of each."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QProgressBar

from db.queries.batches import Batch, all_batches, how_many_batches, open_codes
from db.session import Session
from desktop import coupon_file
from desktop.i18n import mark, tr
from desktop.widgets.batch_panel import BatchPanel
from desktop.widgets.buttons import button
from desktop.widgets.coupon_form import CouponForm
from desktop.widgets.coupon_press import CouponPress
from desktop.widgets.form import chosen
from desktop.widgets.labels import named
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page
from desktop.widgets.save_dialog import ask_where_to_save, save_bytes
from desktop.words.coupons import batch_came_back, batch_chip, batch_line, made_words


class BatchSection(OfferSection):
    """Lists batches of coupons, the latest first, and makes new ones beside the window."""

    kind = "batches"
    words = mark("Batches")
    new_words = mark("New batch")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("A flyer for the whole street?"),
            empty=tr(
                "A batch is a stack of coupons with a code each: for a flyer, a fair, the shop "
                "next door. Here you see how many came back, and whether people came again."
            ),
        )
        self.press = CouponPress(page)
        self.details = BatchPanel(page)
        self.details.print_asked.connect(self._print)
        self.details.save_asked.connect(self._ask_where)
        self.press.progressed.connect(self._show_progress)
        self.press.made.connect(self._tell_made)
        self.press.ended.connect(self._rest)

    @staticmethod
    def how_many(session: Session) -> int:
        return how_many_batches(session.db)

    def new_panels(self) -> list[OfferPanel]:
        self.form = CouponForm(self.page, "batch_new", many=True)
        self.panel = OfferPanel(self.page, "batch_new", self.form)
        self.progress = named(QProgressBar(), "batch_new.progress", tr("How far the work is"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.stop_button = button(tr("Stop"), "batch_new.stop_work", self.press.stop)
        self.stop_button.hide()
        self.panel.body.addWidget(self.progress)
        self.panel.foot.insertWidget(self.panel.foot.count() - 1, self.stop_button)
        return [self.panel]

    def reload(self) -> None:
        batches = all_batches(self.session.db, on=self.session.today)
        self.show_offers([self._row_of(batch) for batch in batches])

    def begin(self) -> None:
        self.form.begin(paper="page")
        self._rest()
        self.panel.open_form(tr("New batch"), tr("Make the coupons"), self._make)

    def begin_for(self, reward: str) -> None:
        """Begin a batch of coupons for a reward."""
        self.form.begin(reward=reward, paper="page")
        self._rest()
        self.panel.open_form(tr("New batch"), tr("Make the coupons"), self._make)

    # -- What it does -----------------------------------------------------------------------

    def _make(self) -> None:
        if self.press.is_busy():
            return
        self.page.attempt(
            self.form.read,
            then=lambda issue: self._start(
                partial(
                    self.press.make,
                    issue,
                    paper=chosen(self.form.paper),
                    operation_id=self.panel.operation_id,
                    title=str(issue.batch),
                )
            ),
        )

    def _start(self, work: partial[None]) -> None:
        self.panel.save_button.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stop_button.show()
        self.panel.bring_up(self.progress)
        work()

    def _print(self, batch: Batch, paper: str, start: int) -> None:
        codes = open_codes(self.session.db, batch.name, on=self.session.today)
        self.press.draw(codes, paper=paper, title=batch.name, start=start)

    def _ask_where(self, batch: Batch) -> None:
        self.dialog = ask_where_to_save(
            self,
            title=tr("Save the codes"),
            suggested=f"{batch.name}.csv",
            then=lambda path: self._save(batch, path),
        )

    def _save(self, batch: Batch, path: Path) -> None:
        content = coupon_file.coupon_csv(self.session, batch=batch.name)
        save_bytes(self.page, path, content)

    def _tell_made(self, count: int) -> None:
        self.done(self.panel, made_words(count, self.form.batch.text().strip()))

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _rest(self) -> None:
        self.panel.save_button.setEnabled(True)
        self.progress.hide()
        self.stop_button.hide()

    # -- What it shows ----------------------------------------------------------------------

    def _row_of(self, batch: Batch) -> OfferRow:
        show = OfferDeed(
            tr("Show"),
            tr("Show what became of {name}").format(name=batch.name),
            f"offers.batch.{batch.name}",
            partial(self._show, batch.name),
        )
        return OfferRow(
            batch.name,
            batch_line(batch),
            [batch_chip(batch)],
            [show],
            batch_came_back(batch, self.session.settings),
        )

    def _show(self, name: str) -> None:
        self.page.attempt(lambda: self.details.show_batch(name))
