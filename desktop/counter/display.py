"""Keeps the customers' screen in step with the counter, and opens it where it is wished."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QGuiApplication

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
from desktop.widgets.customer_display import CustomerDisplay, CustomerView

_IN_A_WINDOW = QSize(960, 600)


class CounterDisplay(QObject):
    """Shows the same state as the counter, within the same turn; without a screen it does nothing.

    Nobody is asked for anything there, and the window never takes the focus.
    """

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.window: CustomerDisplay | None = None
        self._asked = False
        self._outcome: SaleOutcome | None = None
        desk.sale.reckoned.append(self._hear)
        desk.sale_recorded.connect(lambda _: self.show())
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
            return views.thanks_view(moment, desk.sale.last)
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
