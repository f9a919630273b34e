"""How likely a customer comes back, on top of their page; asked for beside the windows."""

from PySide6.QtCore import QObject

from db.connection import open_book
from db.session import Session
from db.value.standing import Standing, is_at_hand, standing_of
from desktop import formats
from desktop.i18n import tr
from desktop.tasks import Task
from desktop.widgets.customer_head import NO_OUTLOOK, CustomerHead, OutlookWords
from desktop.widgets.page import Page
from desktop.words.chances import outlook_how, outlook_line


class Outlook(QObject):
    """Tells the owner, and whoever manages the shop, where a customer stands."""

    def __init__(self, page: Page, head: CustomerHead) -> None:
        super().__init__(page)
        self._page = page
        self._head = head
        self._customer_id = ""

    def tell(self, customer_id: str) -> None:
        """Show where a customer stands, once that is worked out; staff is not shown it."""
        session = self._page.session
        if customer_id != self._customer_id:
            self._head.show_outlook(NO_OUTLOOK)
        self._customer_id = customer_id
        if session.role == "staff":
            return
        if is_at_hand(session.moment()):
            self._show(standing_of(session.moment(), customer_id))
        else:
            self._work_out(session, customer_id)

    def _work_out(self, session: Session, customer_id: str) -> None:
        path, clock = session.path, session.clock

        def work(_progress: object) -> Standing:
            book = Session(open_book(path), clock=clock)
            try:
                return standing_of(book.moment(), customer_id)
            finally:
                book.db.conn.close()

        task = Task(work)
        task.signals.finished.connect(self._show)
        self._page.long_work.emit(task)

    def _show(self, standing: Standing) -> None:
        if standing.customer_id != self._customer_id:
            return  # somebody else is shown by now
        session = self._page.session
        settings, today = session.settings, session.today
        line, score = outlook_line(standing, settings, today), standing.score
        words = tr("Worth a call: {points}").format(points=formats.number(score.points))
        points = words if line and score.has_reason else ""
        self._head.show_outlook(OutlookWords(line, points, outlook_how(standing, settings)))
