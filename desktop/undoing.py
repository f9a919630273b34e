"""Undoing at the counter: offered after an act, asked in one sentence, done at a second press."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from db.clock import new_id
from db.errors import NothingToUndo
from db.queries.acts import Act, act_named
from db.queries.customers import customer_record, owner_now
from db.usecases.undo import Undone, last_act, money_to_hand_back, undo
from desktop import formats
from desktop.i18n import tr, trn
from desktop.widgets.page import Page
from desktop.words.history import act_words, renewals_in, undo_question, undone_words


class Undoing(QObject):
    """Offers, asks and undoes in the notice bar of its page; there is no box to click away."""

    undone = Signal(object)  # the Undone

    def __init__(self, page: Page, *, is_free: Callable[[], bool]) -> None:
        """`is_free` tells whether nothing lies over the page."""
        super().__init__(page)
        self._page = page
        self._is_free = is_free
        self._asked: Act | None = None
        self._operation_id = new_id()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page).activated.connect(self.go_on)

    def offer(self, sentence: str, operation: str) -> None:
        """Say what was done, and that it can be undone."""
        self._page.notice.offer(
            sentence, tr("Undo"), lambda: self._ask(self._act(operation)), passing=True
        )

    def last_words(self) -> str:
        """Return what was done last and can be undone, nothing where there is nothing."""
        moment = self._page.session.moment()
        act = last_act(moment)
        return act_words(act, self._name_of(act), moment) if act else ""

    def is_asked(self) -> bool:
        """Tell whether the question is in sight."""
        return self._asked is not None and self._page.notice.offers(self._undo)

    def take_back(self) -> bool:
        """Take the question back; tells whether there was one."""
        asked = self.is_asked()
        if asked:
            self._page.notice.clear()
            self._page.take_focus()
        return asked

    def go_on(self) -> None:
        """Ask whether the last act is to be undone; where that is asked already, undo it."""
        if self.is_asked():
            self._undo()
        elif self._is_free():
            self._ask(last_act(self._page.session.moment()))

    def _act(self, operation: str) -> Act | None:
        return act_named(self._page.session.db, operation)

    def _ask(self, act: Act | None) -> None:
        self._page.attempt(lambda: self._question(act), then=self._show_question)
        self._asked, self._operation_id = act, new_id()

    def _question(self, act: Act | None) -> str:
        if act is None:
            raise NothingToUndo("nothing")
        moment = self._page.session.moment()
        return undo_question(act, self._name_of(act), money_to_hand_back(moment, act), moment)

    def _show_question(self, question: str) -> None:
        self._page.notice.offer(question, tr("Undo now"), self._undo)
        self._page.notice.action.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _undo(self) -> None:
        assert self._asked is not None
        act, self._asked = self._asked.operation, None
        self._page.attempt(
            lambda: undo(self._page.session, act=act, operation_id=self._operation_id),
            then=self._tell,
        )

    def _tell(self, undone: Undone) -> None:
        self.undone.emit(undone)
        self._page.notice.say(undone_words(undone, self._page.session.settings))

    def _name_of(self, act: Act) -> str:
        db, several = self._page.session.db, len(renewals_in(act))
        if several > 1:
            words = trn("{count} customer", "{count} customers", several)
            return words.format(count=formats.number(several))
        if act.customer_id is None:
            return ""
        return customer_record(db, owner_now(db, act.customer_id)).name
