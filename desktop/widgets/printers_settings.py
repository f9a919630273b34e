"""Settings, Printers: which printer prints what on this computer, and its receipt printers."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.environment import PrinterFault
from desktop import theme
from desktop.i18n import tr
from desktop.printer_choices import PaperKind, PrinterChoices, ReceiptPrinter, load_choices
from desktop.printers import Paper, Printer, all_printers, print_paper, printer_for, printers_for
from desktop.tasks import Task
from desktop.widgets.buttons import Segments, button
from desktop.widgets.form import choice_field, choose, chosen
from desktop.widgets.labels import ElidedLabel, label, muted, named, rule, strong, title
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.print_job import print_behind
from desktop.widgets.receipt_printer_form import ReceiptPrinterForm
from desktop.words.printers import about, kinds, sizes_of


class PrintersSettings(Panel):
    """A line for each kind of paper; every change is kept at once, on this computer alone."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._printers: list[Printer] = []
        self.printer_fields: dict[PaperKind, QComboBox] = {}
        self.size_fields: dict[PaperKind, QComboBox] = {}
        self.test_buttons: dict[PaperKind, QPushButton] = {}
        self.form = ReceiptPrinterForm(page)
        self.body.addWidget(title(tr("Printers")))
        self.body.addWidget(muted(tr("These choices are of this computer alone."), wrap=True))
        self.body.addSpacing(theme.GAP_SMALL)
        self.nothing = label(
            tr("This computer knows no printer. Set one up in its own settings, or add a receipt "
               "printer here; until then papers are saved as PDF."),
            "warn", wrap=True,
        )  # fmt: skip
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._lines())
        self.body.addWidget(rule())
        self.body.addWidget(strong(tr("Receipt printers")))
        self.body.addWidget(
            muted(tr("Spoken to without a driver, so that slips come out at once."), wrap=True)
        )
        self._rolls = QVBoxLayout()
        self.body.addLayout(self._rolls)
        self.add_button = button(
            tr("Add a receipt printer"), "settings.printers.add", self.form.open_new, kind="add"
        )
        self.add_row(self.add_button, None)
        self.body.addWidget(rule())
        self.body.addWidget(strong(tr("A slip after each sale")))
        self.slip = Segments(
            "settings.printers.slip", tr("A slip after each sale"),
            {"always": tr("Always"), "ask": tr("When asked for"), "never": tr("Not at all")},
        )  # fmt: skip
        self.body.addWidget(self.slip)
        words = tr("Open the drawer after each sale that takes in money")
        self.drawer = named(QCheckBox(words), "settings.printers.drawer", words)
        self.body.addWidget(self.drawer)
        self.body.addStretch(1)
        self._connect()

    def reload(self) -> None:
        """Look again which printers there are."""
        choices = load_choices()
        self._printers = all_printers(choices)
        self.nothing.setVisible(not self._printers)
        for kind in self.printer_fields:
            self._show_kind(kind, choices)
        self._show_rolls(choices.receipt_printers)
        self.slip.choose(choices.slip)
        self.drawer.setChecked(choices.opens_drawer)
        self.drawer.setVisible(choices.drawer() is not None)

    def print_test(self, printer: Printer, size: str) -> None:
        """Print a test page on a printer."""
        paper = Paper(self._sample(printer.name, size), tr("Test page"), "page")
        notice = self._page.notice
        said = tr("Test page: sent to {printer}.").format(printer=printer.name)
        print_behind(self._page, lambda: paper, printer=printer.id, then=lambda _: notice.say(said))

    # -- Building ---------------------------------------------------------------------------

    def _lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP_SMALL)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for row, (kind, words) in enumerate(kinds()):
            printer = choice_field(f"settings.printers.{kind}", words, [])
            spoken = tr("{paper}: size").format(paper=words)
            size = choice_field(f"settings.printers.{kind}.size", spoken, sizes_of(kind))
            test = button(
                tr("Test page"), f"settings.printers.{kind}.test",
                partial(self._test_kind, kind),
                spoken=tr("{paper}: print a test page").format(paper=words),
            )  # fmt: skip
            printer.activated.connect(lambda _, kind=kind: self._keep_printer(kind))
            size.activated.connect(lambda _, kind=kind: self._keep_size(kind))
            if not sizes_of(kind):
                size.hide()  # to show it here would make a window of it: it has no place yet
            self.printer_fields[kind], self.size_fields[kind] = printer, size
            self.test_buttons[kind] = test
            over = label(words, wrap=True)
            over.setBuddy(printer)
            for column, widget in enumerate((over, printer, size, test)):
                grid.addWidget(widget, row, column)
        return grid

    def _connect(self) -> None:
        self.slip.group.buttonClicked.connect(lambda _: self._keep_wishes())
        self.drawer.clicked.connect(lambda _: self._keep_wishes())
        self.form.kept.connect(self._keep_roll)
        self.form.removed.connect(self._remove_roll)
        self.form.test_asked.connect(self._test_roll)

    # -- What is shown ----------------------------------------------------------------------

    def _show_kind(self, kind: PaperKind, choices: PrinterChoices) -> None:
        field, size = self.printer_fields[kind], self.size_fields[kind]
        usable = printers_for(kind, self._printers)
        field.clear()
        for each in usable:
            field.addItem(each.name, each.id)
        if not usable:
            field.addItem(tr("None"), "")
        field.setEnabled(bool(usable))
        self.test_buttons[kind].setEnabled(bool(usable))
        try:
            printer = printer_for(kind, choices, self._printers)
            choose(field, printer.id)
            roll = printer.receipt.paper if printer.receipt else ""
        except PrinterFault as fault:
            gone = choices.printers.get(kind, "")
            if gone and usable:
                field.addItem(tr("{printer} (gone)").format(printer=fault.printer), gone)
                field.setCurrentIndex(field.count() - 1)
            roll = ""
        size.setEnabled(not roll)
        if sizes_of(kind):
            choose(size, roll or choices.papers.get(kind) or self._usual_size(kind))

    def _show_rolls(self, printers: Sequence[ReceiptPrinter]) -> None:
        while (old := self._rolls.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for printer in printers:
            self._rolls.addWidget(self._roll(printer))

    def _roll(self, printer: ReceiptPrinter) -> QWidget:
        name = f"settings.printers.roll.{printer.name}"
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(printer.name, "strong"))
        words.addWidget(ElidedLabel(about(printer), "muted"))
        change = button(
            tr("Change"), f"{name}.change", lambda: self.form.open_printer(printer),
            spoken=tr("Change {printer}").format(printer=printer.name),
        )  # fmt: skip
        test = button(
            tr("Test page"), f"{name}.test", lambda: self._test_roll(printer),
            spoken=tr("{printer}: print a test page").format(printer=printer.name),
        )  # fmt: skip
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        row.addLayout(words, 1)
        for each in (change, test):
            _keep_small(each)
            row.addWidget(each)
        return holder

    def _usual_size(self, kind: PaperKind) -> str:
        from desktop.papers.summary import office_paper

        office = office_paper(self._page.session.settings.country)
        sizes = [size for size, _ in sizes_of(kind)]
        return office if sizes[0] == "a4" else sizes[0]

    # -- What is kept -----------------------------------------------------------------------

    def _keep_printer(self, kind: PaperKind) -> None:
        load_choices().with_printer(kind, chosen(self.printer_fields[kind])).save()
        self._show_kind(kind, load_choices())

    def _keep_size(self, kind: PaperKind) -> None:
        load_choices().with_paper(kind, chosen(self.size_fields[kind])).save()

    def _keep_wishes(self) -> None:
        choices = load_choices()
        choices.with_wishes(slip=self.slip.value(), opens_drawer=self.drawer.isChecked()).save()

    def _keep_roll(self, printer: ReceiptPrinter, before: str) -> None:
        load_choices().with_receipt_printer(printer, before=before).save()
        self.reload()
        self._page.notice.say(tr("{printer} is ready.").format(printer=printer.name))

    def _remove_roll(self, name: str) -> None:
        load_choices().without_receipt_printer(name).save()
        self.reload()
        self._page.notice.say(tr("{printer} was removed.").format(printer=name))

    # -- Test pages -------------------------------------------------------------------------

    def _test_kind(self, kind: PaperKind) -> None:
        choices = load_choices()

        def find() -> Printer:
            return printer_for(kind, choices, self._printers)

        size = chosen(self.size_fields[kind]) if sizes_of(kind) else ""
        self._page.attempt(find, then=lambda printer: self.print_test(printer, size))

    def _test_roll(self, roll: ReceiptPrinter) -> None:
        """Print on a receipt printer as it is described, kept or not."""
        printer, page = Printer(roll.id, roll.name, roll), self._page
        paper = Paper(self._sample(roll.name, roll.paper), tr("Test page"), "receipt")
        task = Task(lambda _progress: print_paper(paper, printer))
        said = tr("Test page: sent to {printer}.").format(printer=roll.name)
        task.signals.finished.connect(lambda _: page.notice.say(said))
        task.signals.refused.connect(page.explain_refusal)
        page.printing.emit(task)

    def _sample(self, printer: str, size: str) -> bytes:
        from desktop.printing.sample import SAMPLE_PAPERS, SampleSheet, draw_sample

        session, drawn = self._page.session, BytesIO()
        settings = session.settings
        sheet = SampleSheet(settings.name, printer, session.clock().astimezone(settings.timezone))
        known = size if size in SAMPLE_PAPERS else self._usual_size("page")
        draw_sample(sheet, drawn, paper=known)
        return drawn.getvalue()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()


def _keep_small(made: QPushButton) -> None:
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
