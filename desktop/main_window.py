"""The desk: the rail of pages, the scan box over them, and the state of the book."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.connection import data_version
from db.queries.coupons import coupon_typed
from db.queries.scan import Scanned, what_is
from db.rules.shop import ShopSettings
from db.session import Session, Tables
from desktop import theme
from desktop.formats import day_long
from desktop.i18n import mark, tr, trn
from desktop.preferences import Preferences
from desktop.scanning import answers_to, is_code, subject_of
from desktop.tasks import Task, TaskRunner
from desktop.widgets.labels import label, set_property
from desktop.widgets.open_count import OpenCount
from desktop.widgets.page import Page, Subject
from desktop.widgets.rail_button import RailButton
from desktop.widgets.save_dialog import open_file
from desktop.widgets.scan_box import ScanBox
from desktop.widgets.scanner import ScannerEar

LOOK_AROUND_MS = 2_000  # for what other programs wrote, and for the day
_LONGEST_NAME = 220  # pixels of the shop's name in the header


@dataclass(frozen=True)
class Place:
    """A page on the rail; its code is imported when it is first turned to."""

    name: str
    words: str
    make: Callable[[Session], Page]


def _counter(session: Session) -> Page:
    from desktop.pages.counter import CounterPage

    return CounterPage(session)


def _today(session: Session) -> Page:
    from desktop.pages.today import TodayPage

    return TodayPage(session)


def _customers(session: Session) -> Page:
    from desktop.pages.customers import CustomersPage

    return CustomersPage(session)


def _offers(session: Session) -> Page:
    from desktop.pages.offers import OffersPage

    return OffersPage(session)


def _insights(session: Session) -> Page:
    from desktop.pages.insights import InsightsPage

    return InsightsPage(session)


def _customer(session: Session) -> Page:
    from desktop.pages.customer import CustomerPage

    return CustomerPage(session)


def _intake(session: Session) -> Page:
    from desktop.pages.intake import IntakePage

    return IntakePage(session)


PLACES = (
    Place("counter", mark("Counter"), _counter),
    Place("today", mark("Today"), _today),
    Place("customers", mark("Customers"), _customers),
    Place("offers", mark("Offers"), _offers),
    Place("insights", mark("Insights"), _insights),
)
# Without a button on the rail: Customers leads there, the Counter too.
_BEHIND_CUSTOMERS = (
    Place("intake", mark("Import"), _intake),
    Place("customer", mark("Customer"), _customer),
)
_RAIL_OF = {place.name: "customers" for place in _BEHIND_CUSTOMERS}
_BACK = "back"  # what a page says that leads back to where somebody came from
_PAGE_OF_SUBJECT = {
    "customer": "counter",
    "coupon": "counter",
    "voucher": "counter",
    "referral": "counter",
    "new_customer": "counter",
}


class MainWindow(QMainWindow):
    """One window on one book; pages are made when they are first turned to."""

    looks_changed = Signal()  # language, currency or colours: the desk builds the window anew
    lock_asked = Signal()
    day_turned = Signal()
    summaries_wanted = Signal()  # into the folder that was just chosen

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session = session
        self.preferences = preferences
        self.tasks = TaskRunner(self)
        self.printing = TaskRunner(self)  # a lane of its own: a printer may keep one waiting
        self.pages: dict[str, Page] = {}
        self._places = {place.name: place for place in PLACES}
        self._places["settings"] = Place("settings", mark("Settings"), self._settings)
        self._stale: set[str] = set()
        self.rail_buttons: dict[str, RailButton] = {}
        self.stack = QStackedWidget()
        self.scan = ScanBox(lambda text: answers_to(session, text))
        self._lay_out()
        self.open_count = OpenCount(session, self.rail_buttons["today"])
        self._connect()
        self._places |= {place.name: place for place in _BEHIND_CUSTOMERS}
        self._came_from = "customers"
        self.resize(preferences.width, preferences.height)
        room = self.screen().availableSize()  # a small screen at 200 % has less
        self.setMinimumSize(min(800, room.width()), min(500, room.height()))
        self._spoken = _spoken(session.settings)
        self._version = data_version(session.db)
        self._read_shop()
        self.turn_to("counter")
        self._focus_scan()

    # -- What others ask of it --------------------------------------------------------------

    def turn_to(self, name: str, subject: Subject | None = None) -> None:
        """Turn to a page, and show it what was scanned or chosen elsewhere."""
        if name == _BACK:
            name = self._came_from
        elif name == "customer" and self.here() != name:
            self._came_from = self.here()
        page = self._page(name)
        self.stack.setCurrentWidget(page)
        self.rail_buttons[_RAIL_OF.get(name, name)].setChecked(True)
        if name in self._stale:
            self._stale.discard(name)
            page.reload()
        if subject is not None:
            page.open_with(subject)
        page.take_focus()

    def here(self) -> str:
        """Return the name of the page that is shown."""
        return next(name for name, page in self.pages.items() if page is self.current())

    def current(self) -> Page:
        """Return the page that is shown."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def tell_of_summaries(self, made: list[Path]) -> None:
        """Say that summaries came into their folder, and offer to open the newest."""
        if made:
            words = trn(
                "The retention summary came into its folder.",
                "{count} retention summaries came into their folder.",
                len(made),
            ).format(count=len(made))
            newest = made[-1]
            self.current().notice.offer(words, tr("Open"), lambda: open_file(newest))

    def go_by_scan(self, text: str) -> None:
        """Go where a scanned code leads; goods are let pass with a quiet word."""
        found = what_is(self.session.db, text)
        subject = subject_of(found)
        if subject is not None:
            self._show_subject(subject)
        else:
            self._say_why_not(found)

    def go_by_words(self, text: str) -> None:
        """Go by what was typed into the scan box: a code, or else the best answer shown."""
        found = what_is(self.session.db, text)
        best = self.scan.best()
        if found.kind in ("customer", "coupon") or best is None:
            self.go_by_scan(text)
        else:
            self._open_customer(best)

    def tell_pages(self, tables: Tables) -> None:
        """Let the page that is shown read again what has changed; the others when shown."""
        self.open_count.tell(tables)
        for name, page in self.pages.items():
            if not page.shows & tables:
                continue
            if page is self.stack.currentWidget():
                page.reload()
            else:
                self._stale.add(name)
        if "settings" in tables:
            self._read_shop()
            if self._spoken != _spoken(self.session.settings):
                self.looks_changed.emit()

    def look_around(self) -> None:
        """Read everything again when another program wrote the book, or the day has turned."""
        version, day = data_version(self.session.db), self.session.today
        if version == self._version and day == self._day_shown:
            return
        turned, self._version = day != self._day_shown, version
        self.open_count.count_soon()
        self._read_shop()
        self._stale.update(self.pages)
        self._stale.discard(self.here())
        self.current().reload()
        if turned:
            self.day_turned.emit()

    # -- Building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._rail(), 0, 0, 2, 1)
        grid.addWidget(self._header(), 0, 1)
        grid.addWidget(self.stack, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        self.setCentralWidget(ground)

    def _rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(theme.RAIL_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(6, 14, 6, 10)
        column.setSpacing(4)
        mark_of_okaeri = QLabel("お")
        mark_of_okaeri.setObjectName("mark")
        mark_of_okaeri.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark_of_okaeri.setFixedSize(44, 44)
        column.addWidget(mark_of_okaeri, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        for place in PLACES:
            column.addWidget(self._rail_button(place.name, place.words))
        column.addStretch(1)
        column.addWidget(self._rail_button("settings", mark("Settings")))
        self.lock_button = RailButton("lock", tr("Lock"), "lock")
        self.lock_button.clicked.connect(self.lock_asked)
        self.lock_button.hide()  # until people have PINs
        column.addWidget(self.lock_button)
        return rail

    def _rail_button(self, name: str, words: str) -> RailButton:
        made = RailButton(f"nav.{name}", tr(words), name)
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.clicked.connect(lambda: self.turn_to(name))
        self.rail_buttons[name] = made
        return made

    def _header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        header.setFixedHeight(theme.HEADER_HEIGHT)
        row = QHBoxLayout(header)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(theme.PADDING)
        row.addWidget(self.scan, 1)
        self.shop_name = label(role="strong")
        self.day = label(role="muted")
        self.state = label(role="muted")
        self.state_dot = QFrame()
        self.state_dot.setObjectName("state")
        self.state_dot.setFixedSize(8, 8)
        right = QVBoxLayout()
        right.setSpacing(7)
        right.addStretch(1)
        for parts in ((self.shop_name, self.day), (self.state_dot, self.state)):
            line = QHBoxLayout()
            line.setSpacing(theme.GAP_SMALL)
            line.addStretch(1)
            for part in parts:
                line.addWidget(part)
            right.addLayout(line)
        right.addStretch(1)
        row.addLayout(right)
        return header

    def _connect(self) -> None:
        self.session.listeners.append(self.tell_pages)
        self.scan.entered.connect(self.go_by_words)
        self.scan.chosen.connect(self._open_customer)
        self.scan.left.connect(self._leave_scan)
        self.tasks.changed.connect(self.tell_pages)
        self.tasks.busy.connect(self._show_state)
        self.ear = ScannerEar(lambda text: is_code(self.session, text), scan_box=self.scan)
        self.ear.scanned.connect(self.go_by_scan)
        self._shortcut("F2", self._focus_scan)
        for number, name in enumerate(self._places, start=1):
            self._shortcut(f"Ctrl+{number}", partial(self.turn_to, name))
        self.pulse = QTimer(self)
        self.pulse.timeout.connect(self.look_around)
        self.pulse.start(LOOK_AROUND_MS)

    def _shortcut(self, keys: str, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(do)

    # -- Inside -----------------------------------------------------------------------------

    def _page(self, name: str) -> Page:
        if name not in self.pages:
            page = self._places[name].make(self.session)
            page.turn_to.connect(self.turn_to)
            page.long_work.connect(self._start)
            page.printing.connect(self.printing.start)
            self.pages[name] = page
            self.stack.addWidget(page)
            page.reload()
        return self.pages[name]

    def _settings(self, session: Session) -> Page:
        from desktop.pages.settings import SettingsPage

        page = SettingsPage(session, self.preferences)
        page.looks_changed.connect(self.looks_changed)
        page.summaries_wanted.connect(self.summaries_wanted)
        page.customer_screen.changed.connect(self._show_to_customers)
        return page

    def _show_to_customers(self) -> None:
        from desktop.counter.display import CounterDisplay

        display = self.findChild(CounterDisplay)
        if display is not None:
            display.open_where_wished()

    def _open_customer(self, customer_id: str) -> None:
        self._show_subject(Subject("customer", customer_id))

    def _show_subject(self, subject: Subject) -> None:
        self.scan.finish()
        self.turn_to(_PAGE_OF_SUBJECT[subject.kind], subject)

    def _say_why_not(self, found: Scanned) -> None:
        page, text = self.current(), found.text
        if found.kind == "wrong_coupon":
            page.attempt(lambda: coupon_typed(self.session.db, text))
        elif found.kind == "product":
            page.notice.say(tr("{text} is a code on goods; nothing was changed.").format(text=text))
        else:
            page.notice.offer(
                tr("Nobody here answers to “{text}”.").format(text=text),
                tr("New customer"),
                lambda: self._show_subject(Subject("new_customer", text)),
            )

    def _focus_scan(self) -> None:
        self.scan.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.scan.selectAll()

    def _leave_scan(self) -> None:
        """Give the focus back to the page, or to what lies over it and keeps it."""
        page = self.current()
        page.take_focus()
        before = page.focusWidget()
        if self.scan.hasFocus() and before is not None:
            before.setFocus()

    def _start(self, task: Task) -> None:
        self.tasks.start(task)

    def _show_state(self, busy: bool = False) -> None:
        self.state.setText(tr("Working …") if busy else tr("Saved"))
        set_property(self.state_dot, "busy", busy)

    def _read_shop(self) -> None:
        name = self.session.settings.name
        room = self.shop_name.fontMetrics()
        self.shop_name.setText(room.elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST_NAME))
        self.shop_name.setToolTip(name)
        self.setWindowTitle(name or "Okaeri")
        self._show_state()
        self._day_shown = self.session.today
        self.day.setText(day_long(self._day_shown))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ear.listen(self)
        self.open_count.count_soon()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.tell_pages in self.session.listeners:
            self.session.listeners.remove(self.tell_pages)
        self.pulse.stop()
        self.open_count.stop()
        self.tasks.stop()
        self.printing.stop()
        if not self.isMaximized():
            self.preferences.width, self.preferences.height = self.width(), self.height()
        self.preferences.maximised = self.isMaximized()
        self.preferences.save()
        super().closeEvent(event)


def _spoken(settings: ShopSettings) -> tuple[str, str]:
    """Return what every page was made to speak: a language and a currency."""
    return settings.language, settings.currency
