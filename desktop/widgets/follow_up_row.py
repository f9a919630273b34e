"""One follow-up: a box to tick, what it is, who, why, the one act, and the way to put it off."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.buttons import button, primary
from desktop.widgets.chip import Chip
from desktop.widgets.labels import ElidedLabel, label, named, set_property

_NAME_WIDTH = 158
_CHIP_WIDTH = 116
_WIDE = 720  # from here on everything stands in one line
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up as the page shows it, in ready words."""

    id: str
    customer_id: str
    kind: str
    tone: Tone
    name: str
    when: str
    why: str
    act: str
    is_late: bool = False


class FollowUpRow(QFrame):
    """A card that takes the focus as a whole; its keys are Enter, Space and L."""

    done = Signal()
    acted = Signal()
    deferred = Signal()
    opened = Signal()  # the customer's page, please
    reached = Signal()  # the focus has come here
    stepped = Signal(int)  # up or down, please

    def __init__(self, line: FollowUpLine) -> None:
        super().__init__()
        self.line = line
        self._wide: bool | None = None
        self.setProperty("role", "follow_up")
        self.setProperty("late", line.is_late)
        named(self, f"today.row.{line.id}", _spoken(line))
        self.setAccessibleDescription(line.why)
        self.box = named(QCheckBox(), f"today.done.{line.id}", _done_words(line))
        self.box.setMinimumSize(theme.TOUCH, theme.TOUCH)
        self.box.setToolTip(tr("Done (Space)"))
        self.chip = Chip(line.kind, line.tone)
        self.chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.chip.setMinimumWidth(_CHIP_WIDTH)
        self.person = _Person(line)
        self.why = label(line.why.replace(" %", "\u00a0%"), wrap=True)  # a figure stays whole
        self.why.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.act_button = primary(line.act, f"today.act.{line.id}", self.acted.emit)
        self.act_button.setAccessibleName(f"{line.act}: {line.name}")
        self.later_button = button(
            tr("Later"),
            f"today.later.{line.id}",
            self.deferred.emit,
            spoken=tr("Later: {name}").format(name=line.name),
        )
        self._grid = QGridLayout(self)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it has two shapes
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP_SMALL)
        self.box.clicked.connect(lambda _=False: self.done.emit())
        self.person.pressed.connect(self.opened)
        for each in (self.box, self.act_button, self.later_button):
            each.installEventFilter(self)
        self.let_tab_in(wanted=False)
        self._arrange(wide=True)

    def let_tab_in(self, *, wanted: bool) -> None:
        """Let Tab lead to this row and its buttons, or only a finger."""
        strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        for each in self.in_order():
            each.setFocusPolicy(strong if wanted else click)

    def in_order(self) -> list[QWidget]:
        """Return what Tab goes through."""
        return [self, self.box, self.act_button, self.later_button]

    def holds_focus(self) -> bool:
        """Tell whether the focus is here, or on one of the buttons."""
        focus: QWidget | None = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    # -- Inside -----------------------------------------------------------------------------

    def _arrange(self, *, wide: bool) -> None:
        """Lay everything in one line, or who over why over what to do."""
        if wide == self._wide:
            return
        self._wide = wide
        grid, middle = self._grid, Qt.AlignmentFlag.AlignVCenter
        parts = (self.box, self.chip, self.person, self.why, self.act_button, self.later_button)
        for each in parts:
            grid.removeWidget(each)
        grid.setContentsMargins(theme.GAP, 8, theme.GAP, 8)
        self.person.setMinimumWidth(_NAME_WIDTH if wide else 0)
        self.person.setMaximumWidth(_NAME_WIDTH if wide else 16_777_215)
        grid.addWidget(self.box, 0, 0, middle)
        grid.addWidget(self.chip, 0, 1, middle)
        if wide:
            grid.addWidget(self.person, 0, 2, middle)
            grid.addWidget(self.why, 0, 3)
            grid.addWidget(self.act_button, 0, 4, middle)
            grid.addWidget(self.later_button, 0, 5, middle)
        else:
            grid.addWidget(self.person, 0, 2, 1, 4, middle)
            grid.addWidget(self.why, 1, 0, 1, 6)
            grid.addWidget(self.act_button, 2, 3, 1, 2)
            grid.addWidget(self.later_button, 2, 5)
        grid.setColumnStretch(2, 0 if wide else 1)
        grid.setColumnStretch(3, 1 if wide else 0)

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= _WIDE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of a row; a button that has the focus answers to Enter itself."""
        key, on_row = event.key(), self.hasFocus()
        ticks = key in _ENTER and self.box.hasFocus()
        if key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif ticks or (key == Qt.Key.Key_Space and on_row):
            self.done.emit()
        elif key in _ENTER and on_row:
            self.acted.emit()
        elif key == Qt.Key.Key_L and not event.modifiers():
            self.deferred.emit()
        else:
            super().keyPressEvent(event)


class _Person(QWidget):
    """The name over the line that says when; a press leads to everything about them."""

    pressed = Signal()

    def __init__(self, line: FollowUpLine) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        name = ElidedLabel(line.name, "strong")
        when = label(line.when, "small", wrap=True)
        if line.is_late:
            set_property(when, "role", "fault")
        column.addWidget(name)
        column.addWidget(when)
        self.setToolTip(tr("{name}: everything about them (Alt+→)").format(name=line.name))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


def _spoken(line: FollowUpLine) -> str:
    return ", ".join((line.kind, line.name, line.when))


def _done_words(line: FollowUpLine) -> str:
    return tr("Done: {name}").format(name=line.name)
