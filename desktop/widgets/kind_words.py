"""Kind words of customers, the newest first: who lets us print them, and a sheet for the wall."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from db.clock import new_id
from db.queries.feedback import KindWords, kind_words
from db.usecases.feedback import quote_feedback
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import button, quiet
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import label, muted, named, rule, small
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.words.feedback import score_words
from desktop.words.kind_words import speaker
from desktop.words.team import quoted

if TYPE_CHECKING:
    from desktop.widgets.paper_preview import PaperPreview

_AT_FIRST, _MORE = 12, 50


class KindWordsPanel(Panel):
    """A tick changes at once what may be printed."""

    def __init__(self, page: Page) -> None:
        super().__init__(tr("Kind words"))
        named(self, "kind_words", tr("Kind words"))
        self.page = page
        self._words: list[KindWords] = []
        self._most = _AT_FIRST
        self._preview: PaperPreview | None = None
        self.rows: dict[str, KindWordsRow] = {}
        self.nobody = muted(
            tr(
                "Nobody has said anything yet. Press * at the counter while a customer is there, "
                "or let them be asked on their own screen."
            ),
            wrap=True,
        )
        self.print_button = button(
            tr("Print a sheet"), "kind_words.print", self.show_sheet, icon="print"
        )
        self.more_button = quiet(tr("Show more"), "kind_words.more", self._show_more)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GAP_SMALL)
        self.about = small(
            tr(
                "Printed are only words with consent, with initials beside them, or the given name."
            ),
            wrap=True,
        )
        self.add_row(self.about, self.print_button).setStretch(0, 1)
        self.body.addWidget(self.nobody)
        self.body.addLayout(self._column)
        self.add_row(self.more_button, None)

    def reload(self) -> None:
        """Read the words again; rows that stay keep the focus."""
        found = kind_words(self.page.session.db)
        shown = found[: self._most]
        if [each.id for each in shown] != list(self.rows):
            self._lay_rows(shown)
        for each in shown:
            self.rows[each.id].show_words(each)
        self._words = found
        self.nobody.setVisible(not found)
        self.about.setVisible(bool(found))
        self.more_button.setVisible(len(found) > len(shown))
        self.print_button.setVisible(any(each.quotable for each in found))

    def show_sheet(self) -> None:
        """Show the sheet of kind words as it is printed."""
        self.page.attempt(self._draw_sheet)

    def _draw_sheet(self) -> None:
        from desktop.papers.kind_words import print_kind_words
        from desktop.papers.summary import office_paper
        from desktop.widgets.paper_preview import PaperPreview

        session, drawn = self.page.session, BytesIO()
        print_kind_words(session, drawn, paper=office_paper(session.settings.country))
        if self._preview is None:
            self._preview = PaperPreview(self.page, "kind_words.paper", closed=self.page.take_focus)
        title = tr("Kind words")
        self._preview.show_paper(drawn.getvalue(), title=title, file_name=f"{title}.pdf")

    def _lay_rows(self, words: Sequence[KindWords]) -> None:
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {}
        for each in words:
            row = KindWordsRow(each)
            row.asked.connect(partial(self._keep, each.id))
            self._column.addWidget(row)
            self.rows[each.id] = row

    def _keep(self, feedback: str, quotable: bool, named_too: bool) -> None:
        operation = new_id()
        said = tr("These words may be printed.") if quotable else tr("These words stay off paper.")
        self.page.attempt(
            lambda: quote_feedback(
                self.page.session,
                feedback=feedback,
                quotable=quotable,
                named=named_too,
                operation_id=operation,
            ),
            then=lambda _: self.page.tell_done(said, operation),
        )
        self.reload()

    def _show_more(self) -> None:
        self._most += _MORE
        self.reload()


class KindWordsRow(QFrame):
    """Words, whose they are, and what the customer agreed to."""

    asked = Signal(bool, bool)  # may they be printed, with the given name

    def __init__(self, words: KindWords) -> None:
        super().__init__()
        self.words = label(wrap=True)
        self.who = small(wrap=True)
        self.quotable = _box("kind_words.quotable", words, tr("May be printed"))
        self.named = _box("kind_words.named", words, tr("With the given name"))
        self.beside = small()
        self.beside.setMinimumHeight(theme.TOUCH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        ticks = QWidget()
        flow = FlowLayout(ticks, spacing=theme.PADDING)
        for tick in (self.quotable, self.named, self.beside):
            flow.addWidget(tick)
        for part in (rule(), self.words, self.who, ticks):
            column.addWidget(part)
        self.quotable.clicked.connect(lambda _=False: self._tell())
        self.named.clicked.connect(lambda _=False: self._tell())

    def show_words(self, words: KindWords) -> None:
        """Show the words as they stand now."""
        self.words.setText(quoted(words.words))
        about = tr("{name} · {day} · {score}").format(
            name=words.name, day=formats.day(words.day), score=score_words(words.score)
        )
        self.who.setText(about)
        self.quotable.setChecked(words.quotable)
        self.named.setChecked(words.named)
        self.named.setVisible(words.quotable)
        printed = tr("Printed as: {name}").format(name=speaker(replace(words, quotable=True)))
        self.beside.setText(printed)
        self.beside.setVisible(words.quotable)

    def _tell(self) -> None:
        may = self.quotable.isChecked()
        self.asked.emit(may, may and self.named.isChecked())


def _box(name: str, words: KindWords, text: str) -> QCheckBox:
    return named(QCheckBox(text), f"{name}.{words.id}", f"{text}: {words.words}")
