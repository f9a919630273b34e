"""Groups that were given a name: one is chosen, what is pointed at is kept under a new name."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.clock import new_id
from db.queries.segments import SavedSegment, saved_segments
from db.rules.segments import spoken_segment
from db.usecases.segments import add_segment, edit_segment
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button, quiet
from desktop.widgets.form import choice_field, chosen, text_field
from desktop.widgets.offer_fields import offer_choices
from desktop.widgets.page import Page

_LONGEST = 60


class SavedGroups(QWidget):
    """Says which saved group is wanted; asks for the terms when they are to be saved."""

    wanted = Signal(object)  # terms, as the feed speaks them

    def __init__(self, page: Page, terms: Callable[[], Mapping[str, Any]]) -> None:
        super().__init__()
        self._page, self._terms = page, terms
        self._saved: dict[str, SavedSegment] = {}
        self.choice = choice_field("segment.saved", tr("Saved group"), [])
        self.choice.activated.connect(lambda _: self._choose())
        self.forget_button = quiet(tr("Forget it"), "segment.forget", self.forget)
        self.name = text_field(
            "segment.name", tr("Name of the group"), placeholder=tr("Name of the group"),
            longest=_LONGEST,
        )  # fmt: skip
        self.save_button = button(tr("Save"), "segment.save", self.save)
        self.open_button = quiet(tr("Save this group …"), "segment.save_as", self.open_name)
        self._lay_out()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in the order in which it is seen."""
        return [self.choice, self.forget_button, self.open_button, self.name, self.save_button]

    def begin(self) -> None:
        """Read again which groups are saved; none is chosen."""
        self._read()
        self._show(chosen_name="")
        self._open(opened=False)

    def open_name(self) -> None:
        """Ask for the name under which the group is saved."""
        self._open(opened=True)
        self.name.setText(chosen(self.choice))
        self.name.selectAll()
        self.name.setFocus()

    def save(self) -> None:
        """Keep the group under the name; one that has the name already gets these terms."""
        name = self.name.text().strip()
        self._page.fields["name"], before = self.name, self._page.fields.get("name")
        self._page.attempt(lambda: self._kept(name), then=lambda saved: self._tell(saved.name))
        if before is not None:
            self._page.fields["name"] = before

    def forget(self) -> None:
        """Let the chosen group be saved no longer; campaigns that were made of it go on."""
        name = chosen(self.choice)
        self._page.attempt(
            lambda: edit_segment(
                self._page.session, segment=name, changes={"kept": False}, operation_id=new_id()
            ),
            then=lambda _: self._forgotten(name),
        )

    # -- Inside -----------------------------------------------------------------------------

    def _kept(self, name: str) -> SavedSegment:
        session, terms = self._page.session, self._terms()
        if name in self._saved:
            changes = {"terms": dict(terms)}
            return edit_segment(session, segment=name, changes=changes, operation_id=new_id())
        return add_segment(session, name=name, terms=terms, operation_id=new_id())

    def _tell(self, name: str) -> None:
        self._read()
        self._show(chosen_name=name)
        self._open(opened=False)
        self.open_button.setFocus()
        words = tr("The group “{name}” is saved; who is in it is looked up anew each time.")
        self._page.notice.say(words.format(name=name))

    def _forgotten(self, name: str) -> None:
        self._read()
        self._show(chosen_name="")
        self.open_button.setFocus()
        self._page.notice.say(tr("The group “{name}” is no longer saved.").format(name=name))

    def _choose(self) -> None:
        saved = self._saved.get(chosen(self.choice))
        self.forget_button.setVisible(saved is not None)
        if saved is not None:
            digits = self._page.session.settings.digits
            self.wanted.emit(spoken_segment(saved.segment, digits=digits))

    def _read(self) -> None:
        session = self._page.session
        found = saved_segments(session.db, digits=session.settings.digits)
        self._saved = {each.name: each for each in found}

    def _show(self, *, chosen_name: str) -> None:
        none = ("", tr("A saved group …"))
        offer_choices(self.choice, [none, *((name, name) for name in self._saved)], chosen_name)
        self.choice.setVisible(bool(self._saved))
        self.forget_button.setVisible(bool(chosen_name))

    def _open(self, *, opened: bool) -> None:
        self.name_row.setVisible(opened)
        self.open_button.setVisible(not opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in the name here: it saves the group, not what it is for."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.name.hasFocus():
            self.save()
        elif event.key() == Qt.Key.Key_Escape and self.name_row.isVisible():
            self._open(opened=False)
            self.open_button.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.GAP_SMALL)
        first.addWidget(self.choice, 1)
        first.addWidget(self.forget_button)
        first.addWidget(self.open_button)
        first.addStretch(0)
        self.name_row = QWidget()
        second = QHBoxLayout(self.name_row)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(theme.GAP_SMALL)
        second.addWidget(self.name, 1)
        second.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(first)
        column.addWidget(self.name_row)
