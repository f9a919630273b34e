"""One sentence that floats over the page: what was done, or why not; never a box to click away."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import icon_button, quiet
from desktop.widgets.labels import label

SHOWN_MS = 6000
OFFERED_MS = 20_000
_NARROWEST, _WIDEST = 360, 720
NoticeKind = Literal["done", "refused"]


class NoticeBar(QFrame):
    """Floats at the foot of its page, so that nothing moves under a finger.

    What was done goes by itself; a refusal stays until something else is tried.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("notice")
        self._do: Callable[[], object] | None = None
        self._do_other: Callable[[], object] | None = None
        self._kind: NoticeKind = "done"
        self.picture = label()
        self.sentence = label(wrap=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = quiet("", "notice.action", self._act)
        self.other = quiet("", "notice.other", self._act_otherwise)
        self.close_button = icon_button("close", "notice.close", tr("Close"), self.clear)
        self.close_button.setIcon(theme.icon("close", "on_toast", 20))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 2, 4, 2)
        row.setSpacing(theme.GAP)
        row.addWidget(self.picture)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.action)
        row.addWidget(self.other)
        row.addWidget(self.close_button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.clear)
        self.hide()

    def say(self, sentence: str) -> None:
        """Tell what was done."""
        self._show(sentence, "done")
        self.timer.start(SHOWN_MS)

    def refuse(self, sentence: str) -> None:
        """Tell why something was not done, and what would do."""
        self._show(sentence, "refused")
        self.timer.stop()

    def offer(
        self,
        sentence: str,
        action: str,
        do: Callable[[], object],
        *,
        passing: bool = False,
        kind: NoticeKind = "done",
    ) -> None:
        """Tell something and offer one thing to do about it; a passing offer goes by itself."""
        self._show(sentence, kind)
        self.timer.stop()
        if passing:
            self.timer.start(OFFERED_MS)
        self._do = do
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.show()
        self.settle()

    def offer_too(self, action: str, do: Callable[[], object]) -> None:
        """Offer a second thing beside what is said now."""
        self._do_other = do
        self.other.setText(action)
        self.other.setAccessibleName(action)
        self.other.show()
        self.settle()

    def text(self) -> str:
        """Return the sentence that is shown, nothing when none is."""
        return "" if self.isHidden() else self.sentence.text()

    def offers(self, do: Callable[[], object]) -> bool:
        """Tell whether this is what is offered now."""
        return not self.isHidden() and self._do == do

    def clear(self) -> None:
        """Take the sentence away."""
        self.timer.stop()
        self.hide()

    def drop_refusal(self) -> None:
        """Take a refusal away: what it was about is no longer tried."""
        if self._kind == "refused":
            self.clear()

    def settle(self) -> None:
        """Find the place at the foot of the page."""
        page, layout = self.parentWidget(), self.layout()
        assert page is not None
        assert layout is not None
        free = page.width() - _covered_by_panel(page)
        wanted = min(max(layout.sizeHint().width(), _NARROWEST), _WIDEST)
        width = min(wanted, free - 2 * theme.PADDING)
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        left = (free - width) // 2
        self.setGeometry(left, page.height() - height - theme.PADDING, width, height)

    def _show(self, sentence: str, kind: NoticeKind) -> None:
        self._do = self._do_other = None
        self._kind = kind
        self.action.hide()
        self.other.hide()
        self.picture.setPixmap(
            theme.icon_pixmap("warning" if kind == "refused" else "check", "on_toast", 20)
        )
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()
        self.settle()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QWidget.focusWidget(self)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        do = self._do
        self.clear()
        if do is not None:
            do()

    def _act_otherwise(self) -> None:
        do = self._do_other
        self.clear()
        if do is not None:
            do()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


def _covered_by_panel(page: QWidget) -> int:
    """Return how much of the page's right a panel covers; its buttons stay free."""
    panels = [each for each in page.findChildren(QFrame) if each.property("role") == "side"]
    return max((panel.width() for panel in panels if panel.isVisible()), default=0)
