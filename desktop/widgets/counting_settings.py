"""Whom the shop counts as a customer of today: the days, and what its own visits propose."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.connection import open_book
from db.queries.counting_window import proposed_window
from db.rules.counting_window import ProposedWindow
from db.rules.shop import ShopSettings
from desktop import formats, theme
from desktop.i18n import tr
from desktop.tasks import Task
from desktop.widgets.buttons import button
from desktop.widgets.labels import label, muted
from desktop.widgets.page import Page
from desktop.widgets.settings_form import SettingsForm, Spoken


class CountingForm(SettingsForm):
    """One number, what the shop's past says of it, and what changing it does."""

    proposed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.active_days = self.number_field(
            "active_days",
            tr("Days that a customer counts after a visit"),
            hint=tr("Who bought within so many days is active: retention is counted with it."),
        )
        self.proposal: ProposedWindow | None = None
        self._asked = 0
        self.told = label(wrap=True)
        self.told.setObjectName("settings.proposed_window")
        self.take_button = button("", "settings.take_window", self._take)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.told, 1)
        row.addWidget(self.take_button)
        self.add_widget(holder, wide=True)
        self.add_widget(
            muted(
                tr(
                    "When this is changed, all the past is counted anew with it: months that were "
                    "printed before may then show other figures."
                ),
                wrap=True,
            ),
            wide=True,
        )
        self._tell(None, reading=True)

    def propose(self, page: Page) -> None:
        """Ask in the lane what the shop's own visits propose; only the latest answer is told."""
        self._asked += 1
        number, path = self._asked, page.session.path

        def read(_progress: object) -> tuple[int, ProposedWindow | None] | None:
            if number != self._asked:
                return None
            book = open_book(path)
            try:
                return number, proposed_window(book)
            finally:
                book.conn.close()

        task = Task(read)
        task.signals.finished.connect(self._show)
        task.signals.refused.connect(page.explain_refusal)
        page.long_work.emit(task)

    def _show(self, answer: tuple[int, ProposedWindow | None] | None) -> None:
        if answer is not None and answer[0] == self._asked:
            self._tell(answer[1], reading=False)
            self.proposed.emit()

    def _tell(self, proposal: ProposedWindow | None, *, reading: bool) -> None:
        self.proposal = proposal
        self.take_button.setVisible(proposal is not None)
        if reading:
            self.told.setText(tr("Looking at the shop's own visits …"))
            return
        if proposal is None:
            self.told.setText(tr("There are too few visits yet to propose a number."))
            return
        words = tr(
            "Four of five visits are followed by the next within {days} days "
            "({gaps} gaps between visits were counted)."
        )
        self.told.setText(words.format(days=proposal.days, gaps=formats.number(proposal.gaps)))
        self.take_button.setText(tr("Take {days} days").format(days=proposal.days))
        self.take_button.setAccessibleName(self.take_button.text())

    def _take(self) -> None:
        """Put the proposed number into the field; it is kept when it is saved."""
        if self.proposal is not None:
            self.active_days.show_number(self.proposal.days)
            self.active_days.setFocus()

    def _fill(self, settings: ShopSettings) -> None:
        self.active_days.show_number(settings.active_days)

    def _spoken(self) -> Spoken:
        return {"active_days": self.active_days.number("active_days")}
