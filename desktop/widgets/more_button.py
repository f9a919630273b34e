"""A button for what is done less often: a short list opens over it, by key, touch or mouse."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.i18n import tr
from desktop.widgets.labels import named


class MoreButton(QPushButton):
    """Opens its list with the first entry chosen, so that Enter and the arrows go on."""

    def __init__(self, name: str, *, above: bool = True) -> None:
        """`above`: the button stands low on its page, and the list has its room over it."""
        super().__init__(tr("More …"))
        self._above = above
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
        """Open the list, its first entry chosen."""
        offered = [action for action in self._actions if action.isVisible()]
        top = -self._menu.sizeHint().height() if self._above else self.height()
        self._menu.popup(self.mapToGlobal(QPoint(0, top)))
        if offered:
            self._menu.setActiveAction(offered[0])
