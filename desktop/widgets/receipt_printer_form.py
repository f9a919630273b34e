"""The form of a receipt printer: how it is reached, its roll, its knife, its drawer."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from db.errors import BadRequest
from desktop.i18n import tr
from desktop.printer_choices import ReceiptPrinter
from desktop.receipt_links import check_address
from desktop.widgets.buttons import button
from desktop.widgets.form import Form, SidePanel, choice_field, choose, chosen, text_field
from desktop.widgets.labels import named, small
from desktop.widgets.page import Page
from desktop.words.printers import example_of, hint_of, links, widths

_NEW = ReceiptPrinter("")


class ReceiptPrinterForm(SidePanel):
    """Comes in over the settings; what is kept is heard, not written here."""

    kept = Signal(object, str)  # the ReceiptPrinter, and its name before
    removed = Signal(str)
    test_asked = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "printer")
        self._page = page
        self._shown = _NEW
        self.name = text_field("printer.name", tr("Name"), longest=40)
        self.link = choice_field("printer.link", tr("Reached by"), links())
        self.address = text_field("printer.address", tr("Place"), longest=100)
        self.hint = small(wrap=True)
        self.width_of_roll = choice_field(
            "printer.width", tr("Roll"), [(str(dots), words) for dots, words in widths()]
        )
        cuts = tr("Cuts the paper")
        self.cuts = named(QCheckBox(cuts), "printer.cuts", cuts)
        self.drawer = choice_field(
            "printer.drawer", tr("Cash drawer"),
            [("0", tr("None")), ("2", tr("On pin 2 (usual)")), ("5", tr("On pin 5"))],
        )  # fmt: skip
        form = Form()
        form.add("name", tr("Name"), self.name)
        form.add("link", tr("Reached by"), self.link)
        form.add("address", tr("Place"), self.address)
        form.add_widget(self.hint)
        form.add("width", tr("Roll"), self.width_of_roll)
        form.add_widget(self.cuts)
        form.add("drawer", tr("Cash drawer"), self.drawer)
        self.fields = form.fields
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.remove_button = button(tr("Remove"), "printer.remove", self._remove, kind="danger")
        self.test_button = button(tr("Test page"), "printer.test", self._test)
        self.foot.insertWidget(0, self.remove_button)
        self.foot.addWidget(self.test_button)
        self.save_button = self.add_action(tr("Save"), "printer.save", self._save)
        self.link.currentIndexChanged.connect(lambda _: self._show_hint())

    def open_new(self) -> None:
        """Begin a printer that is not there yet."""
        self._show(_NEW, tr("New receipt printer"))

    def open_printer(self, printer: ReceiptPrinter) -> None:
        """Show a printer to change it."""
        self._show(printer, printer.name)

    def printer(self) -> ReceiptPrinter:
        """Return what is typed; raises BadRequest or PrinterFault for what cannot be."""
        name = self.name.text().strip()
        if not name:
            raise BadRequest("name", "missing")
        made = ReceiptPrinter(
            name=name,
            address=self.address.text().strip(),
            dots=int(chosen(self.width_of_roll)),
            cuts=self.cuts.isChecked(),
            drawer_pin=int(chosen(self.drawer)),
        )
        made = next(replace(made, link=link) for link, _ in links() if link == chosen(self.link))
        check_address(made)
        return made

    def _show(self, printer: ReceiptPrinter, title: str) -> None:
        self._shown = printer
        self.name.setText(printer.name)
        choose(self.link, printer.link)
        self.address.setText(printer.address)
        choose(self.width_of_roll, str(printer.dots))
        self.cuts.setChecked(printer.cuts)
        choose(self.drawer, str(printer.drawer_pin))
        self.remove_button.setVisible(bool(printer.name))
        self._show_hint()
        self.open_panel(title, self.name)

    def _show_hint(self) -> None:
        self.address.setPlaceholderText(example_of(chosen(self.link)))
        self.hint.setText(hint_of(chosen(self.link)))

    def _save(self) -> None:
        self._page.fields = self.fields
        self._page.attempt(self.printer, then=self._keep)

    def _keep(self, printer: ReceiptPrinter) -> None:
        self.close_panel()
        self.kept.emit(printer, self._shown.name)

    def _test(self) -> None:
        self._page.fields = self.fields
        self._page.attempt(self.printer, then=self.test_asked.emit)

    def _remove(self) -> None:
        self.close_panel()
        self.removed.emit(self._shown.name)
