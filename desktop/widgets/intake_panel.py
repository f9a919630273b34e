"""What will become of a file, or what became of it; and the buttons that take it in or stop."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QLabel, QProgressBar, QSizePolicy, QTextEdit, QVBoxLayout

from db.rules.columns import Kind
from db.usecases.intake import ImportReport
from desktop import formats
from desktop.i18n import tr, trn
from desktop.spreadsheets import ENCODINGS
from desktop.widgets.buttons import button, primary
from desktop.widgets.form import choice_field, chosen
from desktop.widgets.labels import Role, label, muted, named, small
from desktop.widgets.panel import Panel
from desktop.words.intake import bad_lines, notice_lines, summary_lines

_OF_ITSELF = ""
_AIR = 7  # pixels between two sentences
_LINE_PERCENT = 125
_LINES_SHOWN = 500  # more bad rows than anybody reads; they are counted


class IntakePanel(Panel):
    """Says what a try came to before anything is written, then what was done."""

    asked_again = Signal()  # an option was changed: try again
    other_encoding = Signal()
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(tr("What will happen"))
        self.summary = QVBoxLayout()
        self.summary.setSpacing(4)
        self.reasons = named(QTextEdit(), "intake.report", tr("Rows left out, and repairs"))
        self.reasons.setReadOnly(True)
        self.reasons.setTabChangesFocus(True)
        self.strict = self._option(tr("All rows or none"), "intake.strict")
        self.new_customers = self._option(tr("Make customers who are not here yet"), "intake.new")
        self.new_customers.setChecked(True)
        self.encoding = choice_field(
            "intake.encoding",
            tr("How the letters are saved"),
            [(_OF_ITSELF, tr("found by itself")), *((code, code) for code in ENCODINGS)],
        )
        self.encoding.currentIndexChanged.connect(lambda _: self.other_encoding.emit())
        self.progress = named(QProgressBar(), "intake.progress", tr("How far the work is"))
        self.progress.setTextVisible(False)
        self.doing = muted()
        self.doing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.cancel_button = button(tr("Stop"), "intake.cancel", self.cancelled.emit)
        self.take_button = primary(tr("Take in"), "intake.take", self.confirmed.emit)
        self.body.addLayout(self.summary)
        self.body.addWidget(self.reasons, 10)
        self.body.addStretch(1)
        self.body.addWidget(self.strict)
        self.body.addWidget(self.new_customers)
        self.encoding.setMinimumContentsLength(11)
        self.add_row(small(tr("Letters of the file")), None, self.encoding)
        self.body.addWidget(self.doing)
        self.body.addWidget(self.progress)
        self.add_row(self.cancel_button, None, self.take_button)
        self.show_idle()

    # -- What the page asks for -------------------------------------------------------------

    def show_kind(self, kind: Kind) -> None:
        """Show the options that this kind of file has."""
        self.new_customers.setVisible(kind == "purchases")

    def chosen_encoding(self) -> str | None:
        """Return the encoding that a person chose, None: found by itself."""
        return chosen(self.encoding) or None

    def show_working(self, words: str, *, writing: bool = False) -> None:
        """Show that work is under way; only writing can be stopped by a person."""
        self.doing.setText(words)
        self.progress.setRange(0, 0)
        self._show_parts(working=True, can_stop=writing)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def show_idle(self) -> None:
        """Show that nothing is under way, and nothing can be taken in."""
        self._show_parts(working=False, can_stop=False)
        self.take_button.setEnabled(False)

    def show_missing(self, sentence: str) -> None:
        """Say which columns must be chosen before anything can be read."""
        self.show_idle()
        self._show_words([sentence], [], role="warn")

    def show_report(self, report: ImportReport) -> None:
        """Say what would become of the file, or what became of it."""
        self.show_idle()
        assert self.heading is not None
        done = not report.dry_run
        self.heading.setText(tr("What was done") if done else tr("What will happen"))
        self._show_words(summary_lines(report), [*_left_out(report), *notice_lines(report.notices)])
        self.take_button.setVisible(report.dry_run)
        self.take_button.setText(_offer(report))
        refused = self.strict.isChecked() and bool(report.bad)
        self.take_button.setEnabled(report.dry_run and report.taken > 0 and not refused)

    def clear(self) -> None:
        """Say nothing of a file that is not chosen any more."""
        self.show_idle()
        self._show_words([], [])
        self.take_button.setText(tr("Take in"))

    # -- Inside -----------------------------------------------------------------------------

    def _option(self, words: str, name: str) -> QCheckBox:
        made = named(QCheckBox(words), name, words)
        made.toggled.connect(lambda _: self.asked_again.emit())
        return made

    def _show_words(
        self, summary: Iterable[str], details: list[str], *, role: Role | None = None
    ) -> None:
        while (old := self.summary.takeAt(0)) is not None:
            line = old.widget()
            assert line is not None
            line.hide()
            line.deleteLater()
        for sentence in summary:
            self.summary.addWidget(label(sentence, role, wrap=True))
        self._show_details(details)

    def summary_text(self) -> str:
        """Return what is said above the list, line by line."""
        items = (self.summary.itemAt(place) for place in range(self.summary.count()))
        labels = (item.widget() for item in items if item is not None)
        return "\n".join(each.text() for each in labels if isinstance(each, QLabel))

    def _show_details(self, details: list[str]) -> None:
        """Show a list of sentences, each a paragraph with some air."""
        self.reasons.clear()
        cursor = self.reasons.textCursor()
        air = QTextBlockFormat()
        air.setBottomMargin(_AIR)
        air.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(air)
        cursor.insertText("\n".join(details))
        self.reasons.moveCursor(QTextCursor.MoveOperation.Start)
        self.reasons.setVisible(bool(details))

    def _show_parts(self, *, working: bool, can_stop: bool) -> None:
        for part in (self.doing, self.progress):
            part.setVisible(working)
        self.cancel_button.setVisible(can_stop)
        self.take_button.setVisible(not can_stop)
        self.take_button.setEnabled(False)
        for option in (self.strict, self.new_customers, self.encoding):
            option.setEnabled(not can_stop)


def _left_out(report: ImportReport) -> list[str]:
    if not report.bad:
        return []
    count = len(report.bad)
    head = trn("{count} row is left out:", "{count} rows are left out:", count).format(
        count=formats.number(count)
    )
    lines = [head, *bad_lines(report.bad[:_LINES_SHOWN])]
    more = count - _LINES_SHOWN
    if more > 0:
        lines.append(
            trn("… and {count} more.", "… and {count} more.", more).format(
                count=formats.number(more)
            )
        )
    return lines


def _offer(report: ImportReport) -> str:
    count = report.taken
    if report.kind == "customers":
        words = trn("Take in {count} customer", "Take in {count} customers", count)
    else:
        words = trn("Take in {count} purchase", "Take in {count} purchases", count)
    return words.format(count=formats.number(count))
