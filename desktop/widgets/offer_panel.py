"""The panel in which an offer is made or changed; under the form stands what it will be."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from db.clock import new_id
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label
from desktop.widgets.offer_fields import OfferForm
from desktop.widgets.page import Page


class OfferPanel(SidePanel):
    """Holds a form, its story, and the buttons that offer, save or stop."""

    def __init__(self, page: Page, name: str, form: OfferForm) -> None:
        super().__init__(page, name)
        self._page = page
        self.form = form
        self.operation_id = new_id()
        self._save: Callable[[], object] = lambda: None
        self._stop: Callable[[], object] = lambda: None
        self.body.addWidget(form)
        self.story = label(wrap=True)
        self.story.setObjectName(f"{name}.story")
        box = QFrame()
        box.setProperty("role", "sunken")
        QVBoxLayout(box).addWidget(self.story)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, box)
        self.stop_button = button(tr("Stop offering"), f"{name}.stop", self._stop_it, kind="danger")
        self.foot.insertWidget(0, self.stop_button)
        self.save_button = self.add_action("", f"{name}.save", self._save_it)
        self.foot.setSpacing(theme.GAP)
        form.changed.connect(self._tell_story)

    def open_form(
        self,
        title: str,
        action: str,
        save: Callable[[], object],
        *,
        stop: Callable[[], object] | None = None,
    ) -> None:
        """Show the form as it was filled; `save` is what its button does."""
        self.operation_id = new_id()  # a double press does nothing twice
        self._save = save
        self.save_button.setText(action)
        self.save_button.setAccessibleName(action)
        if stop is not None:
            self._stop = stop
        self.stop_button.setVisible(stop is not None)
        self._page.fields = self.form.fields
        self._tell_story()
        first = next(iter(self.form.fields.values()))
        self.open_panel(title, first)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _save_it(self) -> None:
        self._save()

    def _stop_it(self) -> None:
        self._stop()

    def _tell_story(self) -> None:
        self._page.fields = self.form.fields
        self.story.setText(self.form.story())
