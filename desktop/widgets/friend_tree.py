"""Who brought whom, drawn: friends under each other, and whom each of them brought in turn."""

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.queries.friends import Friend, FriendTree
from db.rules.shop import ShopSettings
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import quiet
from desktop.widgets.chip import Chip
from desktop.widgets.labels import muted, rule, small
from desktop.widgets.panel import Panel
from desktop.words.friends import friend_line, nobody_yet, state_chip

_TWIG = 26  # pixels, from a friend's line to theirs
_INSIDE = 9  # before the words of a button
_ELBOW = 22  # from the top of a row to the middle of its name


class FriendTreeView(Panel):
    """Shows two generations; a press on a name asks for that customer."""

    customer_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(tr("Friends"))
        self.setObjectName(name)
        self._name = name
        self.buttons: dict[str, QPushButton] = {}
        self.nobody = muted(wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addWidget(self.nobody)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_tree(self, tree: FriendTree, settings: ShopSettings) -> None:
        """Show whom a customer brought, the first one first."""
        self._clear()
        self.nobody.setText(nobody_yet(tree))
        self.nobody.setVisible(not tree.friends)
        for number, friend in enumerate(tree.friends):
            if number:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(friend, settings))
            for place, theirs in enumerate(friend.friends, start=1):
                twig = _Twig(last=place == len(friend.friends))
                self._rows.addWidget(self._row(theirs, settings, twig=twig))

    def in_order(self) -> list[QWidget]:
        """Return what Tab goes through, as eyes go."""
        return list(self.buttons.values())

    def _row(
        self, friend: Friend, settings: ShopSettings, *, twig: "_Twig | None" = None
    ) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP_SMALL)
        if twig is not None:
            line.addWidget(twig)
        customer_id = friend.person.customer_id
        name = quiet(
            friend.person.name,
            f"{self._name}.{customer_id}",
            lambda: self.customer_asked.emit(customer_id),
        )
        name.setAccessibleName(tr("Show {name}").format(name=friend.person.name))
        self.buttons[customer_id] = name
        words = QVBoxLayout()
        words.setContentsMargins(0, 2, 0, 8)
        words.setSpacing(0)
        top = QHBoxLayout()
        top.addWidget(name)
        top.addStretch(1)
        top.addWidget(Chip(*state_chip(friend)))
        words.addLayout(top)
        below = small(friend_line(friend, settings), wrap=True)
        below.setContentsMargins(_INSIDE, 0, 0, 0)
        words.addWidget(below)
        line.addLayout(words, 1)
        return holder

    def _clear(self) -> None:
        self.buttons = {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class _Twig(QWidget):
    """The thin line from a friend to one whom they brought."""

    def __init__(self, *, last: bool) -> None:
        super().__init__()
        self._last = last
        self.setFixedWidth(_TWIG)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("line_strong"), 1.5))
        stem = _TWIG / 2
        painter.drawLine(QPointF(stem, 0), QPointF(stem, _ELBOW if self._last else self.height()))
        painter.drawLine(QPointF(stem, _ELBOW), QPointF(_TWIG - 2, _ELBOW))
