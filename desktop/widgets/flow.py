"""Lays widgets side by side and goes on in the next line, like words."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop import theme


class FlowLayout(QLayout):
    """For chips and small buttons whose number and length nobody knows beforehand."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = theme.GAP_SMALL) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing)

    def clear(self) -> None:
        """Remove and forget all widgets."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _lay(self, room: QRect, *, move: bool) -> int:
        """Return the height that the items need in this width; move them there if wanted."""
        x, y, line_height = room.x(), room.y(), 0
        for item in self._items:
            if _is_put_away(item):
                continue
            size = item.sizeHint()
            if size.width() > (width := max(room.width(), 1)):
                higher = item.heightForWidth(width) if item.hasHeightForWidth() else 0
                size = QSize(width, max(size.height(), higher))
            if x > room.x() and x + size.width() > room.right() + 1:
                x, y = room.x(), y + line_height + self.spacing()
                line_height = 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return y + line_height - room.y()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size


def _is_put_away(item: QLayoutItem) -> bool:
    """Tell whether somebody has hidden it: it takes no room, unlike one that waits to be seen."""
    widget = item.widget()
    return (
        widget is not None
        and widget.isHidden()
        and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    )
