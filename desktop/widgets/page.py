"""A page of the main window: shows part of the book, and tries what a person asks for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.errors import BadAmount, BadDate, BadRequest, LimitReached, Repeated, ShopError
from db.session import Session
from desktop.messages import explain
from desktop.widgets.field_fault import mark_fault
from desktop.widgets.notice_bar import NoticeBar

T = TypeVar("T")

_CLEAR_OF_NOTICE = 96  # what is said at the foot covers no field it is about

_FIELD_OF_CODE = {
    "bad_amount": "amount",
    "bad_date": "date",
    "duplicate_phone": "phone",
    "duplicate_card": "card",
    "duplicate_receipt": "receipt",
    "not_enough_points": "points",
    "points_step": "points",
    "points_max": "points",
    "unknown_customer": "customer",
    "ambiguous_customer": "customer",
    "self_referral": "referral_code",
    "already_referred": "referral_code",
    "not_new_customer": "referral_code",
    "referral_circle": "referral_code",
}


@dataclass(frozen=True)
class Subject:
    """What a page is asked to show: who or what was scanned, found or chosen elsewhere."""

    kind: Literal[
        "customer", "coupon", "voucher", "referral", "new_customer", "plan", "statement", "segment",
        "section",
    ]  # fmt: skip
    id: str  # of a customer or section, a code, or what was typed


class Page(QWidget):
    """One page; lay its content out in `body`, which scrolls where the window is too small."""

    shows: ClassVar[frozenset[str]] = frozenset()  # the tables it shows
    turn_to = Signal(str, object)  # (page name, Subject or None): another page, please
    long_work = Signal(object)  # Task: run it in the lane
    printing = Signal(object)  # Task: run it in the lane of the printers

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed_on: QWidget | None = None  # where the key is that is pressed now
        self.setObjectName("page")
        self.session = session
        self.fields: dict[str, QWidget] = {}  # by the names that refusals use
        self.body = QWidget()
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it would be a Tab into nowhere
        self.scroll_area.setWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scroll_area)
        self.notice = NoticeBar(self)

    def reload(self) -> None:
        """Read again what is shown; called when one of the tables in `shows` has changed."""

    def open_with(self, subject: Subject) -> None:
        """Show what was scanned, found or chosen elsewhere."""

    def take_focus(self) -> None:
        """Put the focus where work begins; called when the page is turned to."""

    def attempt(self, do: Callable[[], T], then: Callable[[T], object] | None = None) -> None:
        """Try something; if it is refused, say so and put the focus on the field at fault.

        What was already done under the same operation is done: nothing happens.
        """
        self.notice.clear()
        for field in self.fields.values():
            mark_fault(field, at_fault=False)
        try:
            result = do()
        except ShopError as refusal:
            self.explain_refusal(refusal)
            return
        except Repeated:
            return
        if then is not None:
            then(result)

    def tell_done(self, sentence: str, operation: str) -> None:
        """Say what was done; a page that can undo the operation offers that too."""
        del operation
        self.notice.say(sentence)

    def explain_refusal(self, refusal: ShopError) -> None:
        """Say one sentence and put the focus on the field at fault."""
        field = self.fields.get(field_at_fault(refusal)) or self._field_with(refusal)
        self.notice.refuse(explain(_as_shown(refusal, field), self.session.settings))
        if field is not None:
            mark_fault(field, at_fault=True)
            _scroll_to(field)
            field.setFocus()

    def _field_with(self, refusal: ShopError) -> QWidget | None:
        """Return the field in which the text stands that could not be read."""
        if not isinstance(refusal, BadAmount | BadDate):
            return None
        lines = (field for field in self.fields.values() if isinstance(field, QLineEdit))
        return next((line for line in lines if line.text().strip() == refusal.text.strip()), None)

    def event(self, event: QEvent) -> bool:
        """Remember where a key was pressed: what it did there may have moved the focus since."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._pressed_on = QWidget.focusWidget(self)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as it does everywhere."""
        focus = QWidget.focusWidget(self)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            enter
            and isinstance(focus, QPushButton)
            and focus.hasFocus()
            and focus is self._pressed_on
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.settle()


def _as_shown(refusal: ShopError, field: QWidget | None) -> ShopError:
    """Return the refusal with the field's name as it stands over the field."""
    if isinstance(refusal, BadAmount) and not refusal.text.strip():
        refusal = BadRequest("amount", "missing")  # nothing was typed that could be quoted
    if not isinstance(refusal, BadRequest) or field is None or not field.accessibleName():
        return refusal
    return replace(refusal, field=field.accessibleName())


def _scroll_to(field: QWidget) -> None:
    """Bring a field into sight, in the page or in a panel over it."""
    above = field.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(field, 50, _CLEAR_OF_NOTICE)
        above = above.parentWidget()


def field_at_fault(refusal: ShopError) -> str:
    """Return the name of the field that a refusal is about, nothing where it is about none."""
    if isinstance(refusal, BadRequest):
        return refusal.field
    if isinstance(refusal, LimitReached) and refusal.of == "referrals":
        return "referral_code"
    if refusal.code.startswith("coupon_") or refusal.code.endswith("_coupon"):
        return "coupon"
    return _FIELD_OF_CODE.get(refusal.code, "")
