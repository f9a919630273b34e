"""A person at the counter's keys."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db.queries.points import account_at, holdings
from db.queries.sales import sales_of_day
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage

Key = Qt.Key
COFFEE = "Free drip coffee"


@dataclass
class Desk:
    """The shop's window with a customer, a reward and a person at the keys."""

    window: MainWindow
    counter: CounterPage
    session: Session
    tanaka: str

    def press(self, *what: Qt.Key | str) -> None:
        """Press keys, or type a text, wherever the focus is."""
        for each in what:
            target = QApplication.focusWidget()
            assert target is not None
            if isinstance(each, str):
                QTest.keyClicks(target, each)
            else:
                QTest.keyClick(target, each)

    def press_undo(self) -> None:
        """Press Ctrl+Z wherever the focus is."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def scan(self, text: str, *, at_ms: int = 90_000) -> None:
        """Send the keys of a scanner, as they come from the system."""
        handle = self.window.windowHandle()
        assert handle is not None
        for number, letter in enumerate([*text, "\r"]):
            key = Key.Key_Return if letter == "\r" else 0
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(at_ms + number * 5)
            QCoreApplication.sendEvent(handle, event)

    def shown(self, name: str) -> str:
        """Return the text of the visible label of that name."""
        labels = self.counter.findChildren(QLabel, name)
        found = [each for each in labels if each.isVisibleTo(self.counter)]
        assert len(found) == 1, name
        return found[0].text()

    def points(self) -> int:
        """Return what Tanaka holds."""
        moment = self.session.moment()
        return holdings(account_at(moment, self.tanaka), on=moment.today).balance

    def sales(self) -> int:
        """Return how many sales there are today."""
        return len(sales_of_day(self.session.db, self.session.today))

    def buy(self, amount: int) -> None:
        """Let Tanaka have bought something before: 30,000 gives 300 points."""
        operation = f"before-{self.session.db['facts'].count}"
        order = SaleOrder((OrderLine(amount),), customer_id=self.tanaka)
        record_sale(self.session, order, operation_id=operation)

    def refunds(self) -> list[int]:
        """Return the money that was handed back, the first refund first."""
        rows = self.session.db.conn.execute("SELECT money_back FROM refunds ORDER BY rowid")
        return [money for (money,) in rows.fetchall()]

    def history(self) -> list[tuple[str, int, str]]:
        """Return the lines of the history: what, points, balance."""
        lines = self.counter.board.history.records.records
        return [(line.what, line.points, line.after) for line in lines]

    def add_maria(self) -> str:
        """Add another customer."""
        return add_customer(self.session, new=NewCustomer("Maria Santos"), operation_id="maria").id
