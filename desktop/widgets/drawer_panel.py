"""Asks why the drawer is opened: one press for the usual reasons, words for any other."""

from functools import partial

from PySide6.QtCore import Signal

from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import muted
from desktop.widgets.page import Page

_LONGEST_REASON = 200


class DrawerPanel(SidePanel):
    """Comes in over the counter; what is chosen stands in the journal with the person's name."""

    chosen = Signal(str)  # the reason

    def __init__(self, page: Page) -> None:
        super().__init__(page, "drawer")
        self._page = page
        said = tr("It is written down with the time and who is at the desk.")
        self.body.addWidget(muted(said, wrap=True))
        usual = {
            "change": tr("Give change"),
            "count": tr("Count the money"),
            "put_in": tr("Put change in"),
            "take_out": tr("Take money out"),
        }
        self.buttons = {
            name: button(words, f"drawer.{name}", partial(self.chosen.emit, words))
            for name, words in usual.items()
        }
        for made in self.buttons.values():
            self.body.addWidget(made)
        self.reason = text_field("drawer.reason", tr("Another reason"), longest=_LONGEST_REASON)
        self.form = Form()
        self.form.add("reason", tr("Another reason"), self.reason)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.open_button = self.add_action(tr("Open the drawer"), "drawer.open", self._choose)

    def open_question(self) -> None:
        """Ask for a reason."""
        self.reason.clear()
        self.open_panel(tr("Open the drawer"), self.buttons["change"])

    def _choose(self) -> None:
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self.chosen.emit(self.reason.text())
        self._page.fields = fields
