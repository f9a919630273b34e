"""Keeps the customers' screen in step with the counter, and opens it where it is wished."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from db.clock import new_id
from db.queries.feedback import last_answer
from db.usecases.feedback import GivenFeedback, give_feedback
from db.usecases.sales import SaleOutcome
from desktop.counter.desk import CounterDesk
from desktop.customer_screen import (
    IN_A_WINDOW,
    OFF,
    choose_screen,
    chosen_screen,
    chosen_words,
    other_screens,
    screen_for_customers,
)
from desktop.i18n import tr
from desktop.score_question import may_ask, note_asked
from desktop.widgets.customer_display import CustomerDisplay, CustomerView
from desktop.words.feedback import answered_words

_IN_A_WINDOW = QSize(960, 600)
_ASKED_MS = 60_000  # then whoever stands there is somebody else


@dataclass(frozen=True)
class _Asking:
    """Who is asked how likely they are to recommend the shop."""

    customer_id: str
    last_before: str  # the answer that they had given last, "": none
    answered: bool = False


class CounterDisplay(QObject):
    """Shows the same state as the counter, within the same turn; without a screen it does nothing.

    The one thing that customers may be asked there, where the owner wishes it, is how likely they
    are to recommend the shop. The window never takes the focus.
    """

    answered = Signal(str)  # the answer's id

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.window: CustomerDisplay | None = None
        self._asked = False
        self._outcome: SaleOutcome | None = None
        desk.sale.reckoned.append(self._hear)
        self._asking: _Asking | None = None
        self._asked_long_enough = QTimer(self)
        self._asked_long_enough.setSingleShot(True)
        self._asked_long_enough.setInterval(_ASKED_MS)
        self._asked_long_enough.timeout.connect(self.stop_asking)
        desk.sale_recorded.connect(self._thank)
        desk.installEventFilter(self)
        screens = QGuiApplication.instance()
        assert isinstance(screens, QGuiApplication)
        screens.screenAdded.connect(self.open_where_wished)
        screens.screenRemoved.connect(self.open_where_wished)

    def open_where_wished(self, *_: object) -> None:
        """Open the window on the chosen screen, move it there, or close it."""
        wished, own = chosen_screen(), self._desk.screen()
        screen = screen_for_customers(own)
        if wished != IN_A_WINDOW and screen is None:
            self.close()
            return
        was_active = self._desk.window().isActiveWindow()
        window = self.window or CustomerDisplay()
        if self.window is None:
            window.answered.connect(self.take_answer)
        self.window = window
        if screen is not None:
            window.setGeometry(screen.geometry())
            window.showFullScreen()
        else:
            window.resize(_IN_A_WINDOW)
            window.show()
        if was_active:  # some systems turn to any new window, whatever it says of itself
            self._desk.window().activateWindow()
        self.show()

    def close(self) -> None:
        """Close the window."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def show(self) -> None:
        """Show what the counter shows, as far as it is for everybody."""
        if self.window is not None:
            self.window.show_view(self._view())

    def ask_once(self) -> None:
        """Offer the second screen to customers where nobody has said yet what it is for."""
        if self._asked or chosen_screen() or not other_screens(self._desk.screen()):
            return
        self._asked = True
        name = other_screens(self._desk.screen())[0].name()
        notice = self._desk.notice
        notice.offer(
            tr("This computer has a second screen. Show customers there what they pay?"),
            tr("Show"),
            lambda: self._choose(name),
        )
        notice.offer_too(tr("No"), lambda: self._choose(OFF))

    def take_answer(self, score: int) -> None:
        """Keep what the customer touched, thank them, and tell whoever is at the counter."""
        asking = self._asking
        if asking is None or asking.answered:
            return
        self._asking = replace(asking, answered=True)
        self._asked_long_enough.start()
        operation = new_id()
        self._desk.attempt(
            lambda: give_feedback(
                self._desk.session,
                customer_id=asking.customer_id,
                score=score,
                operation_id=operation,
            ),
            then=lambda given: self._tell(given, operation),
        )
        self.show()

    def stop_asking(self) -> None:
        """Take the question away, without a word."""
        self._asking = None
        self.show()

    def _tell(self, given: GivenFeedback, operation: str) -> None:
        self._desk.tell_done(answered_words(given.score), operation)
        self._desk.notice.offer_too(tr("Ask why"), lambda: self.answered.emit(given.id))

    def _thank(self, outcome: SaleOutcome) -> None:
        """Thank for a sale, and ask whoever may be asked."""
        self._asking = None
        customer_id = outcome.customer_id
        if self.window is not None and customer_id is not None:
            moment = self._desk.session.moment()
            last = last_answer(moment.db, customer_id)
            if may_ask(customer_id, today=moment.today, answered=last.day if last else None):
                note_asked(customer_id, today=moment.today)
                self._asking = _Asking(customer_id, last.id if last else "")
                self._asked_long_enough.start()
        self.show()

    def _asks(self) -> bool:
        """Tell whether the question stands; staff may have typed the answer meanwhile."""
        asking = self._asking
        if asking is None or asking.answered:
            return False
        last = last_answer(self._desk.session.db, asking.customer_id)
        return (last.id if last else "") == asking.last_before

    def _choose(self, name: str) -> None:
        choose_screen(name)
        self.open_where_wished()

    def _hear(self, outcome: SaleOutcome | None) -> None:
        self._outcome = outcome
        self.show()

    def _view(self) -> CustomerView:
        from desktop.counter import customer_view as views

        desk, moment = self._desk, self._desk.session.moment()
        if self._outcome is not None:
            return views.sale_view(moment, self._outcome, points=desk.sale.usable_points)
        if desk.sale.last is not None:
            answered = self._asking is not None and self._asking.answered
            return views.thanks_view(moment, desk.sale.last, asks=self._asks(), answered=answered)
        if desk.customer_id is not None:
            points = desk.sale.usable_points
            return views.served_view(moment, desk.customer_id, points=points)
        return views.idle_view(moment, words=chosen_words())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open with the counter, and close with the program's own window."""
        if watched is self._desk and event.type() == QEvent.Type.Show:
            self._desk.window().installEventFilter(self)
            if self.window is None:
                self.open_where_wished()
            self.ask_once()
        elif watched is not self._desk and event.type() == QEvent.Type.Close:
            self.close()
        return False
