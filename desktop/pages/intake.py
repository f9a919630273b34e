"""The page Import: a file is chosen, its columns are looked through, and it is taken in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.connection import open_book
from db.environment import MissingColumns
from db.errors import ShopError
from db.rules.columns import Columns, Kind, find_columns, refuse_missing
from db.rules.intake import FileRow, FileTable, table_of
from db.session import Session
from db.usecases.intake import ImportReport, Intake, Progress
from desktop import theme
from desktop.i18n import tr
from desktop.intake import take_in
from desktop.messages import explain
from desktop.spreadsheets import read_rows
from desktop.tasks import Task
from desktop.widgets.buttons import Segments, icon_button, primary
from desktop.widgets.intake_panel import IntakePanel
from desktop.widgets.labels import ElidedLabel, label, muted, set_property
from desktop.widgets.mapping_table import ROWS_SHOWN, MappingTable
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.words.intake import bad_lines

_SIDE_WIDTH = 380
_CHANGES = frozenset(
    {"facts", "customers", "cards", "customer_search", "customer_totals", "sales", "lots", "sums"}
)
_KINDS: tuple[Kind, ...] = ("customers", "purchases")


class IntakePage(Page):
    """Takes a list of customers or of purchases in, after showing what would become of it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.path: Path | None = None
        self.rows: list[FileRow] = []
        self.table: FileTable | None = None
        self.task: Task | None = None
        self.setAcceptDrops(True)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.GAP_CARD)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(self._head())
        self.parts = QStackedWidget()
        self.parts.addWidget(self._invitation())
        self.parts.addWidget(self._file())
        column.addWidget(self.parts, 1)

    # -- What a person does -----------------------------------------------------------------

    def choose_file(self) -> QFileDialog:
        """Ask for a file, beside the window and not before it."""
        kinds = tr("Lists (*.csv *.txt *.tsv *.xlsx *.xls *.ods)")
        dialog = QFileDialog(self, tr("Choose a file"), "", kinds)
        dialog.setObjectName("intake.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open_file(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_file(self, path: Path) -> None:
        """Read a file, and try what would become of it."""
        self.path = path
        self._read_file()

    def show_kind(self) -> None:
        """Read the rows as the other kind of list."""
        if self.path is not None and self.rows:
            self._show_table(self._kind())

    def try_out(self) -> None:
        """Try what would become of the file as it is mapped now; nothing is written."""
        intake = self._intake(dry_run=True)
        if intake is None:
            return
        try:
            refuse_missing(self._kind(), intake.columns)
        except MissingColumns as refusal:
            self._stop_task()
            self.panel.show_missing(explain(refusal))
            self.preview.preview.show_reasons({})
            return
        self.panel.show_working(tr("Looking through the file …"))
        self._start(self._work(intake), self._show_try)

    def take(self) -> None:
        """Take the file in."""
        intake = self._intake(dry_run=False)
        if intake is not None:
            self.preview.setEnabled(False)
            self.panel.show_working(tr("Taking the file in …"), writing=True)
            self._start(self._work(intake), self._show_done, changes=_CHANGES)

    def stop(self) -> None:
        """Stop the taking in; nothing of the file is kept."""
        if self.task is not None:
            self.task.cancel()

    def open_customers(self) -> None:
        """Go back to the customers."""
        self.turn_to.emit("customers", None)

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.choose_button.setFocus()

    # -- Building ---------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        self.back_button = icon_button(
            "chevron-left", "intake.back", tr("Back to the customers"), self.open_customers
        )
        self.kind = Segments(
            "intake.kind",
            tr("What the file lists"),
            {"customers": tr("Customers"), "purchases": tr("Purchases")},
        )
        self.kind.choose("customers")
        self.kind.group.buttonClicked.connect(lambda _: self.show_kind())
        self.kind.hide()
        self.file_name = ElidedLabel("", "muted")
        self.choose_button = primary(tr("Choose a file …"), "intake.choose", self.choose_file)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.back_button)
        row.addWidget(label(tr("Import"), "title"))
        row.addSpacing(theme.PADDING)
        row.addWidget(self.kind)
        row.addWidget(self.file_name, 1)
        row.addWidget(self.choose_button)
        return row

    def _invitation(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(theme.GAP)
        words.addWidget(label(tr("Bring your customers and purchases along"), "title", wrap=True))
        for sentence in (
            tr("A CSV file or a workbook from a till, a web shop or a spreadsheet."),
            tr("Which column holds what is found by itself, and you can change it."),
            tr("First you see what would become of each row; nothing is written before that."),
            tr("Purchases come in as history and give no points. Opening points come with the list"
               " of customers."),
        ):  # fmt: skip
            words.addWidget(muted(sentence, wrap=True))
        card = Panel()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(words, 2)
        row.addStretch(1)
        card.body.addStretch(1)
        card.body.addLayout(row)
        card.body.addStretch(2)
        return card

    def _file(self) -> QWidget:
        self.preview = MappingTable()
        self.preview.changed.connect(lambda _: self.try_out())
        self.counted = muted()
        left = Panel(tr("What the file holds"))
        left.body.addWidget(self.preview, 1)
        left.body.addWidget(self.counted)
        self.panel = IntakePanel()
        self.panel.setFixedWidth(_SIDE_WIDTH)
        self.panel.asked_again.connect(self.try_out)
        self.panel.other_encoding.connect(self._read_file)
        self.panel.confirmed.connect(self.take)
        self.panel.cancelled.connect(self.stop)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_CARD)
        row.addWidget(left, 1)
        row.addWidget(self.panel)
        return holder

    # -- Inside -----------------------------------------------------------------------------

    def _kind(self) -> Kind:
        return "purchases" if self.kind.value() == "purchases" else "customers"

    def _read_file(self) -> None:
        if self.path is None:
            return
        path, country = self.path, self.session.settings.country
        encoding = self.panel.chosen_encoding()
        self.file_name.setText(path.name)
        self.panel.clear()
        self.panel.show_working(tr("Reading the file …"))
        self._start(lambda _: read_rows(path, country=country, encoding=encoding), self._show_rows)

    def _show_rows(self, rows: list[FileRow]) -> None:
        self.rows = rows
        kind = _likely_kind(rows)
        self.kind.choose(kind)
        self._show_table(kind)

    def _show_table(self, kind: Kind) -> None:
        assert self.path is not None
        self.table = table_of(self.path.name, self.rows, kind=kind)
        if self.table is None or not self.table.rows:
            self.notice.refuse(tr("The file holds no rows under its header."))
            self.parts.setCurrentIndex(0)
            return
        self.preview.setEnabled(True)
        self.preview.show_table(self.table, kind, find_columns(kind, self.table.header.cells))
        self.panel.show_kind(kind)
        self.counted.setText(self._counted(len(self.table.rows)))
        self.parts.setCurrentIndex(1)
        self.kind.show()
        self.choose_button.setText(tr("Another file …"))
        set_property(self.choose_button, "kind", "plain")
        self.try_out()

    def _counted(self, rows: int) -> str:
        shown = min(rows, ROWS_SHOWN)
        return tr("{shown} of {count} rows are shown").format(shown=shown, count=f"{rows:,}")

    def _intake(self, *, dry_run: bool) -> Intake | None:
        if self.table is None:
            return None
        return Intake(
            self.table,
            self.preview.columns(),
            strict=self.panel.strict.isChecked(),
            dry_run=dry_run,
            new_customers=self.panel.new_customers.isChecked(),
        )

    def _work(self, intake: Intake) -> Callable[[Progress], ImportReport]:
        """Return the work with a session of its own, for the lane."""
        here, path, kind = self.session, self.session.path, self._kind()

        def work(progress: Progress) -> ImportReport:
            session = replace(here, db=open_book(path), listeners=[])
            try:
                return take_in(session, kind, intake, progress=progress)
            finally:
                session.db.conn.close()

        return work

    def _start(
        self,
        work: Callable[[Progress], object],
        then: Callable[..., None],
        *,
        changes: frozenset[str] = frozenset(),
    ) -> None:
        """Run some work in the lane; what an older one still tells is let pass."""
        self._stop_task()
        self.notice.clear()
        task = self.task = Task(work, changes=changes)
        signals = task.signals
        signals.progressed.connect(lambda done, total: self._show_progress(task, done, total))
        signals.finished.connect(lambda result: self._end(task, then, result))
        signals.refused.connect(lambda refusal: self._end(task, self._refuse, refusal))
        signals.cancelled.connect(lambda: self._end(task, self._say_stopped))
        signals.failed.connect(lambda: self._end(task, self.panel.show_idle))
        self.long_work.emit(task)

    def _show_progress(self, task: Task, done: int, total: int) -> None:
        if task is self.task:
            self.panel.show_progress(done, total)

    def _end(self, task: Task, then: Callable[..., object], *words: object) -> None:
        if task is self.task:
            self.task = None
            then(*words)

    def _stop_task(self) -> None:
        if self.task is not None:
            self.task.cancel()
            self.task = None

    def _show_try(self, report: ImportReport) -> None:
        self.panel.show_report(report)
        shown = self.preview.preview.rows
        last = shown[-1].line if shown else 0
        near = [bad for bad in report.bad if bad.line <= last]
        self.preview.preview.show_reasons(
            {bad.line: reason for bad, reason in zip(near, bad_lines(near), strict=True)}
        )

    def _show_done(self, report: ImportReport) -> None:
        self._show_try(report)
        self.preview.setEnabled(True)
        if report.kept:
            set_property(self.choose_button, "kind", "primary")
            self.choose_button.setFocus()

    def _refuse(self, refusal: ShopError) -> None:
        self.preview.setEnabled(True)
        self.panel.show_idle()
        self.notice.refuse(explain(refusal))

    def _say_stopped(self) -> None:
        self.preview.setEnabled(True)
        self.try_out()
        self.notice.say(tr("Stopped. Nothing of the file was kept."))

    # -- Qt ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_file(Path(files[0]))


def _likely_kind(rows: list[FileRow]) -> Kind:
    """Return what the columns speak for: a date and an amount make a list of purchases."""

    def readable(kind: Kind) -> bool:
        table = table_of("", rows, kind=kind)
        columns: Columns = find_columns(kind, table.header.cells) if table else {}
        try:
            refuse_missing(kind, columns)
        except MissingColumns:
            return False
        return True

    return next((kind for kind in reversed(_KINDS) if readable(kind)), "customers")
