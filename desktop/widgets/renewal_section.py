"""Renewals on the page Offers: who is due week by week, what to say, a list marked as paid."""

from functools import partial
from io import BytesIO
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from db.clock import new_id
from db.phones import phone_shown
from db.queries.renewals import (
    RenewalDue,
    renewals_count,
    renewals_due,
    span_of_weeks,
)
from db.session import Session
from db.usecases.renewals import ListPaid, renew_listed
from db.usecases.undo import Undone, undo
from desktop import formats, theme
from desktop.i18n import mark, tr, trn
from desktop.widgets.buttons import button, primary, quiet
from desktop.widgets.labels import muted
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page, Subject
from desktop.widgets.panel import Panel
from desktop.widgets.renewal_week import RenewalRow, RenewalWeekCard
from desktop.words.history import money
from desktop.words.offers import in_line
from desktop.words.renewals import (
    RenewalWeek,
    amount_words,
    by_week,
    state_words,
    sum_words,
    week_words,
    what_to_say,
)

_WEEKS = 4
_SHOWN_AT_ONCE = 60


class RenewalSection(OfferSection):
    """Lists whose plan is due; whoever is ticked is marked as paid in one act."""

    kind = "renewals"
    words = mark("Renewals")
    new_words = mark("Print the list")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Nobody is due in the next four weeks."),
            empty=tr(
                "Here stands whose plan is to be paid for again, week by week, with what to say: "
                "late ones first. Whoever has paid is ticked and marked, several at once."
            ),
        )
        self.chosen: set[str] = set()
        self.cards: list[RenewalWeekCard] = []
        self._due: list[RenewalDue] = []
        self._shown = _SHOWN_AT_ONCE
        self.hint = muted(
            tr("Tick whoever has paid by Space; Enter leads to the button that marks them all."),
            wrap=True,
        )
        self.paid_button = primary("", "renewals.paid", self.mark_paid)
        self.csv_button = button(tr("Export CSV"), "renewals.csv", partial(self.export, "csv"))
        self.excel_button = button(
            tr("Export Excel"), "renewals.xlsx", partial(self.export, "xlsx")
        )
        self.bar = Panel()
        self.bar.body.addWidget(self.hint)
        self.bar.add_row(self.paid_button, None, self.csv_button, self.excel_button)
        self.more_button = quiet(tr("Show more"), "renewals.more", self.show_more)
        self._weeks = QVBoxLayout()
        self._weeks.setSpacing(theme.GAP_CARD)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.bar)
        column.insertLayout(1, self._weeks)
        column.insertWidget(2, self.more_button)

    @staticmethod
    def how_many(session: Session) -> int:
        _, sunday = span_of_weeks(session.today, weeks=1)
        return renewals_count(session.db, today=session.today, last=sunday)

    def new_panels(self) -> list[OfferPanel]:
        return []

    def reload(self) -> None:
        moment = self.session.moment()
        first, last = span_of_weeks(moment.today, weeks=_WEEKS)
        self._due = renewals_due(moment, first=first, last=last)
        self.chosen &= {each.customer_id for each in self._due}
        self.show_offers(())
        self.empty.setVisible(not self._due)
        self.bar.setVisible(bool(self._due))
        self._show_weeks()
        self._tell_sum()

    def begin(self) -> None:
        """Show the list as it is printed."""
        from desktop.papers import renewals as renewals_paper
        from desktop.papers.summary import office_paper
        from desktop.printers import size_for
        from desktop.widgets.paper_preview import PaperPreview

        paper = BytesIO()
        size = size_for("page", office_paper(self.session.settings.country))
        renewals_paper.print_renewals(self.session, paper, paper=size, weeks=_WEEKS)
        self.preview = PaperPreview(self.page, "renewals.paper", closed=self.page.take_focus)
        title = tr("Plans to renew")
        self.preview.show_paper(
            paper.getvalue(), title=title, file_name=f"{title} {self.session.today}.pdf"
        )

    # -- What it does -----------------------------------------------------------------------

    def tick(self, customer_id: str, wanted: bool) -> None:
        """Take somebody into what is marked, or out of it."""
        (self.chosen.add if wanted else self.chosen.discard)(customer_id)
        self._tell_sum()

    def serve(self, customer_id: str) -> None:
        """Serve somebody at the counter, where the plan is one key away."""
        self.page.turn_to.emit("counter", Subject("customer", customer_id))

    def mark_paid(self) -> None:
        """Mark everybody who is ticked as paid, all or nothing."""
        operation = new_id()
        listed = [each.customer_id for each in self._due if each.customer_id in self.chosen]
        self.page.attempt(
            lambda: renew_listed(self.session, customer_ids=listed, operation_id=operation),
            then=lambda paid: self._say_paid(paid, operation),
        )

    def show_more(self) -> None:
        """Show further renewals."""
        self._shown += _SHOWN_AT_ONCE
        self._show_weeks()

    def export(self, ending: str) -> None:
        """Save the list as a file that spreadsheets open."""
        from desktop.renewal_file import renewals_csv, renewals_workbook
        from desktop.widgets.save_dialog import ask_where_to_save, save_bytes

        write = renewals_workbook if ending == "xlsx" else renewals_csv
        self.dialog = ask_where_to_save(
            self,
            title=tr("Export Excel") if ending == "xlsx" else tr("Export CSV"),
            suggested=f"{tr('Plans to renew')} {self.session.today}.{ending}",
            then=lambda path: save_bytes(self.page, path, write(self.session, self._due)),
        )

    def _say_paid(self, paid: ListPaid, operation: str) -> None:
        self.chosen.clear()
        words = trn("{count} renewal marked as paid: {amount}.",
                    "{count} renewals marked as paid: {amount}.",
                    len(paid.standings))  # fmt: skip
        self.page.notice.offer(
            words.format(
                count=formats.number(len(paid.standings)),
                amount=money(paid.paid, self.session.settings),
            ),
            tr("Undo"),
            lambda: self._undo(operation),
        )
        self.reload()
        self.page.take_focus()

    def _undo(self, operation: str) -> None:
        self.page.attempt(
            lambda: undo(self.session, act=operation, operation_id=new_id()), then=self._say_undone
        )

    def _say_undone(self, undone: Undone) -> None:
        self.page.notice.say(
            tr("Undone: the list is as it was, {amount} goes back.").format(
                amount=money(undone.money_back, self.session.settings)
            )
        )
        self.reload()

    # -- What it shows ----------------------------------------------------------------------

    def _show_weeks(self) -> None:
        for card in self.cards:
            card.hide()
            self._weeks.removeWidget(card)
            card.deleteLater()
        self.cards = []
        for week in by_week(self._due[: self._shown]):
            self.cards.append(self._card(week))
            self._weeks.addWidget(self.cards[-1])
        self.more_button.setVisible(len(self._due) > self._shown)
        for before, after in pairwise(self._in_order()):
            QWidget.setTabOrder(before, after)  # the weeks are made after the button under them

    def _in_order(self) -> list[QWidget]:
        rows = (each for card in self.cards for each in card.in_order())
        return [self.paid_button, self.csv_button, self.excel_button, *rows, self.more_button]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter on a tick lead to the button that marks them all; it takes money."""
        focus = self.window().focusWidget()
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in enter and isinstance(focus, QCheckBox) and self.chosen:
            self.paid_button.setFocus()
        else:
            super().keyPressEvent(event)

    def _card(self, week: RenewalWeek) -> RenewalWeekCard:
        settings, today = self.session.settings, self.session.today
        card = RenewalWeekCard(week.weeks, ticked=self.tick, serve=self.serve)
        whole = [each for each in self._due if each.weeks == week.weeks]
        card.show_rows(
            week_words(week.weeks, today=today),
            sum_words(whole, settings),
            [self._renewal(each) for each in week.due],
            chosen=self.chosen,
        )
        return card

    def _renewal(self, due: RenewalDue) -> RenewalRow:
        settings = self.session.settings
        state, tone = state_words(due)
        phone = phone_shown(due.phone, country=settings.country) if due.phone else ""
        number = tr("No. {number}").format(number=formats.member_number(due.number))
        return RenewalRow(
            due.customer_id,
            due.name,
            in_line(part for part in (phone, number) if part),
            what_to_say(due, settings, today=self.session.today),
            amount_words(due, settings),
            state,
            tone,
        )

    def _tell_sum(self) -> None:
        chosen = [each for each in self._due if each.customer_id in self.chosen]
        words = tr("Mark as paid")
        if chosen:
            words = tr("Mark as paid: {sum}").format(sum=sum_words(chosen, self.session.settings))
        self.paid_button.setText(words)
        self.paid_button.setAccessibleName(words)
        self.paid_button.setEnabled(bool(chosen))
