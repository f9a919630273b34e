"""Parts of forms: a label over its field, and a panel that comes in over the page's edge."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import icon_button, primary
from desktop.widgets.labels import label, named, small
from desktop.widgets.notice_bar import NoticeBar

PANEL_WIDTH = 440


def text_field(name: str, spoken: str, *, placeholder: str = "", longest: int = 200) -> QLineEdit:
    """Return a field for one line of text."""
    field = named(QLineEdit(), name, spoken)
    field.setPlaceholderText(placeholder)
    field.setMaxLength(longest)
    return field


def choice_field(name: str, spoken: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """Return a field for one of several choices: (value, words)."""
    field = named(QComboBox(), name, spoken)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(8)
    for value, words in choices:
        field.addItem(words, value)
    return field


def search_field(name: str, spoken: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """Return a field for one of very many choices: what is typed narrows them down."""
    field = choice_field(name, spoken, choices)
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.setMaxVisibleItems(12)
    completer = field.completer()
    assert completer is not None, "an editable choice has one"
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return field


def chosen(field: QComboBox) -> str:
    """Return the value that is chosen; what was typed and is no choice is its own value."""
    index = field.findText(field.currentText()) if field.isEditable() else field.currentIndex()
    return str(field.itemData(index)) if index >= 0 else field.currentText().strip()


def choose(field: QComboBox, value: str) -> None:
    """Choose a value of a choice field; one that is not offered is added as it is."""
    index = field.findData(value)
    if index < 0:
        field.addItem(value, value)
        index = field.count() - 1
    field.setCurrentIndex(index)


class Form(QWidget):
    """Fields under their labels, in one column or two; `fields` knows them by their names."""

    def __init__(self, *, columns: int = 1) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._columns = columns
        self._next = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.PADDING)
        self._grid.setVerticalSpacing(10)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(
        self, name: str, words: str, field: QWidget, *, hint: str = "", wide: bool = False
    ) -> QLabel:
        """Add a field by the name that refusals use; a hint says in grey what it is good for.

        Returns the words over it, for a field whose meaning changes.
        """
        self.fields[name] = field
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        over = label(words, "strong", wrap=True)
        over.setBuddy(field)
        column.addWidget(over)
        column.addWidget(field)
        if hint:
            column.addWidget(small(hint, wrap=True))
        column.addStretch(1)
        self.add_widget(holder, wide=wide)
        return over

    def add_widget(self, widget: QWidget, *, wide: bool = False) -> None:
        """Add something that is no field: a sentence, a row of its own."""
        if wide and self._next % self._columns:
            self._next += self._columns - self._next % self._columns
        row, column = divmod(self._next, self._columns)
        span = self._columns if wide else 1
        self._grid.addWidget(widget, row, column, 1, span)
        self._next += span


class SidePanel(QFrame):
    """A form over the right edge of its page; Esc or the cross closes it, what is behind stays."""

    closed = Signal()
    WIDTH: ClassVar[int] = PANEL_WIDTH

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__(page)
        self.setObjectName(name)
        self.setProperty("role", "side")
        self.title = label(role="title", wrap=True)
        self.close_button = icon_button("close", f"{name}.close", tr("Close"), self.close_panel)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(0, 0, theme.GAP_SMALL, 0)
        self.body.setSpacing(theme.GAP)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        area.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self.area = area
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, theme.PADDING, 20, theme.PADDING)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(self.foot)
        self._before: QWidget | None = None
        self._brought_up: QWidget | None = None
        page.installEventFilter(self)
        self.hide()

    def add_action(self, text: str, name: str, do: Callable[[], object]) -> QPushButton:
        """Add the button that does what the form is for; Enter in a field presses it."""
        made = primary(text, name, do)
        self.foot.addWidget(made)
        QWidget.setTabOrder(made, self.close_button)
        self.action = made
        return made

    def open_panel(self, title: str, first: QWidget | None = None) -> None:
        """Show the panel, and put the focus into its first field."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self._before = self.window().focusWidget()
        self._settle()
        self.show()
        self.raise_()
        self._brought_up = None
        self.area.verticalScrollBar().setValue(0)
        if first is not None:
            first.setFocus()

    def close_panel(self) -> None:
        """Hide the panel, and give the focus back."""
        self.hide()
        self._drop_refusal()
        if self._before is not None and isValid(self._before):  # it may be gone by now
            self._before.setFocus()
        self.closed.emit()

    def bring_up(self, widget: QWidget | None) -> None:
        """Hold a part of the form in sight however it grows; None follows the focus again."""
        self._brought_up = widget
        self._keep_in_sight()

    def _keep_in_sight(self, *_: int) -> None:
        """Follow the focus, or what was brought up, where the form has grown or shrunk."""
        if self._brought_up is not None:
            holder = self.area.widget()
            assert holder is not None
            top = self._brought_up.mapTo(holder, QPoint(0, 0)).y()
            self.area.verticalScrollBar().setValue(top)
            return
        here: QWidget | None = self.window().focusWidget()
        if self.isVisible() and here is not None and self.area.isAncestorOf(here):
            self.area.ensureWidgetVisible(here)

    def _drop_refusal(self) -> None:
        """Take away what was refused here; elsewhere on the page it would be a riddle."""
        page = self.parentWidget()
        assert page is not None
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        for notice in page.findChildren(NoticeBar, options=directly):
            notice.drop_refusal()

    def _settle(self) -> None:
        page = self.parentWidget()
        assert page is not None
        width = min(self.WIDTH, page.width())
        self.setGeometry(page.width() - width, 0, width, page.height())

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if target is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return turn_focus(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.foot.count() > 1:
            focus = QWidget.focusWidget(self)
            pressed = focus if isinstance(focus, QPushButton) else self.action
            pressed.click()
        else:
            super().keyPressEvent(event)


def turn_focus(within: QWidget, *, forward: bool) -> bool:
    """Let Tab go round within a widget that covers others; what lies behind cannot be seen."""
    start = within.window().focusWidget()
    here: QWidget | None = start
    while here is not None:
        here = here.nextInFocusChain() if forward else here.previousInFocusChain()
        if here is start:
            break
        if here is not None and within.isAncestorOf(here) and _takes_tab(here):
            here.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()
