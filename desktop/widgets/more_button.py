"""A button for what is done less often: a short list opens over it, by key, touch or mouse."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.i18n import tr
from desktop.widgets.labels import named


class MoreButton(QPushButton):
    """Opens its list with the first entry chosen, so that Enter and the arrows go on."""

    def __init__(self, name: str) -> None:
        super().__init__(tr("More …"))
        named(self, name, tr("More to do"))
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        self._actions: list[QAction] = []
        self.clicked.connect(lambda _=False: self.open_list())

    def add(self, name: str, words: str) -> QAction:
        """Add an entry and return it."""
        # The button's own: what a menu lends out is gone for us after its list was asked for.
        action = QAction(words, self)
        action.setObjectName(name)
        self._menu.addAction(action)
        self._actions.append(action)
        return action

    def open_list(self) -> None:
        """Open the list above the button, which stands low on the page."""
        offered = [action for action in self._actions if action.isVisible()]
        height = self._menu.sizeHint().height()
        self._menu.popup(self.mapToGlobal(QPoint(0, -height)))
        if offered:
            self._menu.setActiveAction(offered[0])
