"""A card of figures: its picture can be copied, its table saved for a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.table_files import Cell, table_csv, table_workbook
from desktop.widgets.buttons import icon_button
from desktop.widgets.labels import ElidedLabel, named, set_property
from desktop.widgets.more_button import MoreButton
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.picture_copy import copy_picture
from desktop.widgets.save_dialog import ask_where_to_save, save_bytes

_HEAD_AIR = 8  # over the head, whose buttons are as high as a finger needs


@dataclass(frozen=True)
class Table:
    """Figures as a spreadsheet takes them: numbers as numbers."""

    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


class FigureCard(Panel):
    """Shows figures under a heading; Ctrl+C copies their picture, Ctrl+S saves their table."""

    def __init__(self, page: Page, name: str, words: str, *, aside: QWidget | None = None) -> None:
        """`aside` stands in the head: a switch between what is shown."""
        super().__init__()
        named(self, name, words)
        self._page = page
        self._words = words
        self.table: Callable[[], Table] | None = None
        self.picture: QWidget | None = None
        self.beneath: Callable[[], str] = lambda: ""
        self.dialog: QFileDialog | None = None
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.GAP_SMALL)
        self.title = ElidedLabel(words, "heading")
        self.save_button = icon_button(
            "save", f"{name}.save", tr("Save as CSV or Excel (Ctrl+S)"), self.save
        )
        self.more_button = MoreButton(f"{name}.more", above=False)
        self.more_button.setText("⋯")
        self.more_button.setProperty("kind", "icon")
        copy = self.more_button.add(f"{name}.copy", tr("Copy as a picture") + "\tCtrl+C")
        copy.triggered.connect(lambda _=False: self.copy())
        save = self.more_button.add(f"{name}.save_more", tr("Save as CSV or Excel") + "\tCtrl+S")
        save.triggered.connect(lambda _=False: self.save())
        if words:
            self.head.addWidget(self.title, 1)
        if aside is not None:
            self.head.addWidget(aside)
        if not words:
            self.head.addStretch(1)
        for made in (self.save_button, self.more_button):
            set_property(made, "bare", True)
            made.hide()
            self.head.addWidget(made)
        self.body.setContentsMargins(theme.PADDING, _HEAD_AIR, theme.PADDING, theme.PADDING)
        self.body.addLayout(self.head)
        self._shortcut(QKeySequence.StandardKey.Copy, self.copy)
        self._shortcut(QKeySequence.StandardKey.Save, self.save)

    def offer_table(self, table: Callable[[], Table]) -> None:
        """Let the figures be saved as they stand when that is asked for."""
        self.table = table
        self.save_button.setVisible(self.picture is None)

    def offer_picture(self, picture: QWidget) -> None:
        """Let a drawing be copied; what can be done with the card goes into a list then."""
        self.picture = picture
        self.save_button.hide()
        self.more_button.show()

    def retitle(self, words: str) -> None:
        """Say anew what the card is about."""
        self._words = words
        self.title.setText(words)
        self.setAccessibleName(words)

    def picture_words(self) -> str:
        """Return the title of a copy of the picture."""
        return self._words

    def copy(self) -> None:
        """Put the picture on the clipboard, its values as words beside it."""
        if self.picture is None or not self.picture.isVisible():
            return
        told = self.picture.accessibleDescription()
        copy_picture(self.picture, title=self.picture_words(), beneath=self.beneath(), told=told)
        self._page.notice.say(tr("Copied: paste it where you need it."))

    def save(self) -> None:
        """Ask where the table is to be saved."""
        if self.table is None:
            return
        table, page = self.table(), self._page
        self.dialog = ask_for_table(page, self._words, table, name=self._file_name())

    def _file_name(self) -> str:
        return " ".join(part for part in (self._words, self.beneath().split(" · ")[0]) if part)

    def _shortcut(self, keys: QKeySequence.StandardKey, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)


def ask_for_table(page: Page, words: str, table: Table, *, name: str) -> QFileDialog:
    """Ask where a table is to be saved: as CSV, or as a workbook."""

    def save(path: Path) -> None:
        make = table_workbook if path.suffix.lower() == ".xlsx" else table_csv
        save_bytes(page, path, make(table.header, table.rows))

    dialog = ask_where_to_save(page, title=words, suggested=f"{name}.csv", then=save)
    dialog.setNameFilters(["CSV (*.csv)", "Excel (*.xlsx)"])
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix("xlsx" if "xlsx" in chosen else "csv")
    )
    return dialog
