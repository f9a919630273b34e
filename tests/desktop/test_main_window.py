"""The window around the pages: the rail, the scan box, the ear, and who is told of a change."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.main_window import MainWindow
from desktop.tasks import Task
from desktop.widgets.page import Page, Subject

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Listener(Page):
    """Notes what a page is asked."""

    shows = frozenset({"customers"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.reloads = 0
        self.subjects: list[Subject] = []

    def reload(self) -> None:
        self.reloads += 1

    def open_with(self, subject: Subject) -> None:
        self.subjects.append(subject)


@pytest.fixture
def counter(window: MainWindow) -> Listener:
    """Return a Counter that notes what it is asked, in the place of the real one."""
    return listening(window, "counter")


@pytest.fixture
def tanaka(session: Session) -> str:
    new = NewCustomer(name="田中 美咲", reading="タナカ ミサキ", phone="090-0000-0142")
    return add_customer(session, new=new, operation_id="tanaka").id


def listening(window: MainWindow, name: str) -> Listener:
    before = window.pages.pop(name, None)
    page = Listener(window.session)
    window.pages[name] = page
    window.stack.addWidget(page)
    if before is None or window.stack.currentWidget() is before:
        window.turn_to(name)
    return page


def scan(window: MainWindow, text: str, *, at_ms: int = 50_000) -> None:
    """Send the keys of a scanner, as they come from the system."""
    target = window.windowHandle()
    assert target is not None
    for number, letter in enumerate([*text, "\r"]):
        key = Qt.Key.Key_Return if letter == "\r" else 0
        event = QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER, letter)
        event.setTimestamp(at_ms + number * 5)
        QCoreApplication.sendEvent(target, event)


def test_every_widget_of_the_window_has_its_names(window: MainWindow) -> None:
    for name in ("scan", "nav.counter", "nav.today", "nav.customers", "nav.offers", "nav.insights"):
        widget = window.findChild(QWidget, name)
        assert widget is not None, name
        assert widget.accessibleName(), name


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("1", "counter"),
        ("2", "today"),
        ("3", "customers"),
        ("4", "offers"),
        ("5", "insights"),
        ("6", "settings"),
    ],
)
def test_control_and_a_digit_turn_to_a_page(
    window: MainWindow, qtbot: QtBot, key: str, name: str
) -> None:
    window.turn_to("settings" if name == "counter" else "counter")
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.here() == name
    assert window.rail_buttons[name].isChecked()


def test_f2_puts_the_focus_into_the_scan_box(window: MainWindow, qtbot: QtBot) -> None:
    window.turn_to("settings")
    assert not window.scan.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert window.scan.hasFocus()


def test_enter_opens_the_counter_with_the_best_answer(
    window: MainWindow, counter: Listener, tanaka: str, qtbot: QtBot
) -> None:
    window.turn_to("settings")
    qtbot.keyClick(window, Qt.Key.Key_F2)
    qtbot.keyClicks(window.scan, "tanaka")
    assert window.scan.answers.isVisible()
    qtbot.keyClick(window.scan, Qt.Key.Key_Return)
    assert window.here() == "counter"
    assert counter.subjects == [Subject("customer", tanaka)]
    assert window.scan.text() == ""
    assert not window.scan.answers.isVisible()


def test_down_and_enter_choose_another_answer(
    window: MainWindow, counter: Listener, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    other = add_customer(session, new=NewCustomer(name="田中 翔"), operation_id="other").id
    window.scan.setFocus()
    window.scan.setText("田中")
    best, second = window.scan.answers.id_at(0), window.scan.answers.id_at(1)
    assert {best, second} == {tanaka, other}
    qtbot.keyClick(window.scan, Qt.Key.Key_Down)
    qtbot.keyClick(window.scan, Qt.Key.Key_Return)
    assert counter.subjects == [Subject("customer", second or "")]


def test_a_scanned_card_leads_to_its_customer_from_any_page(
    window: MainWindow, counter: Listener, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    del qtbot
    number = session.db.conn.execute("SELECT number FROM customers").fetchone()[0]
    window.turn_to("settings")
    window.current().setFocus()
    window.rail_buttons["settings"].setFocus()
    scan(window, number)
    assert window.here() == "counter"
    assert counter.subjects == [Subject("customer", tanaka)]


def test_goods_are_let_pass_with_a_quiet_word(window: MainWindow, counter: Listener) -> None:
    window.turn_to("settings")
    window.rail_buttons["settings"].setFocus()
    scan(window, "4901234567894")
    assert window.here() == "settings"
    assert "4901234567894" in window.current().notice.text()
    assert counter.subjects == []


def test_a_coupon_with_a_wrong_letter_is_explained(window: MainWindow) -> None:
    window.go_by_scan("C7K2-9QXM-4TAB")
    assert window.current().notice.text()


def test_nobody_found_offers_a_new_customer(
    window: MainWindow, counter: Listener, qtbot: QtBot
) -> None:
    window.turn_to("settings")
    window.scan.setFocus()
    qtbot.keyClicks(window.scan, "nobody of this name")
    qtbot.keyClick(window.scan, Qt.Key.Key_Return)
    notice = window.current().notice
    assert "nobody of this name" in notice.text()
    notice.action.click()
    assert counter.subjects == [Subject("new_customer", "nobody of this name")]


def test_the_page_in_sight_reads_at_once_the_others_when_turned_to(
    window: MainWindow, counter: Listener
) -> None:
    settings = listening(window, "settings")
    window.turn_to("settings")
    before = (counter.reloads, settings.reloads)
    window.tell_pages(frozenset({"customers"}))
    window.tell_pages(frozenset({"rewards"}))
    assert (counter.reloads, settings.reloads) == (before[0], before[1] + 1)
    window.turn_to("counter")
    assert counter.reloads == before[0] + 1
    window.turn_to("counter")
    assert counter.reloads == before[0] + 1


def test_a_change_in_the_book_reaches_the_page(
    window: MainWindow, counter: Listener, session: Session
) -> None:
    before = counter.reloads
    window.turn_to("counter")
    add_customer(session, new=NewCustomer(name="小林 愛"), operation_id="new")
    assert counter.reloads == before + 1


def test_what_a_task_changed_is_read_again(
    window: MainWindow, counter: Listener, qtbot: QtBot
) -> None:
    before = counter.reloads
    task = Task(lambda _progress: 7, changes=frozenset({"customers"}))
    with qtbot.waitSignal(task.signals.finished) as heard:
        window.tasks.start(task)
    qtbot.waitUntil(lambda: counter.reloads == before + 1)
    assert heard.args == [7]


def test_the_shop_s_new_name_stands_over_the_page(
    window: MainWindow, set_shop: Callable[..., None]
) -> None:
    set_shop(name="喫茶こもれび")
    assert window.shop_name.text() == "喫茶こもれび"
    assert window.windowTitle() == "喫茶こもれび"


@pytest.mark.parametrize("change", [{"currency": "USD"}, {"language": "en"}])
def test_what_every_page_speaks_builds_the_window_anew(
    window: MainWindow, set_shop: Callable[..., None], qtbot: QtBot, change: dict[str, str]
) -> None:
    with qtbot.waitSignal(window.looks_changed):
        set_shop(**change)


def test_what_another_program_wrote_is_read_without_moving_the_focus(
    window: MainWindow, counter: Listener, open_session: Callable[..., Session]
) -> None:
    window.look_around()
    before = counter.reloads
    window.scan.setFocus()
    add_customer(open_session(), new=NewCustomer(name="小林 愛"), operation_id="elsewhere")
    window.look_around()
    window.look_around()
    assert counter.reloads == before + 1
    assert window.scan.hasFocus()


def test_midnight_turns_the_day_of_the_window(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    now = session.clock()
    session.clock = lambda: now + timedelta(days=1)
    with qtbot.waitSignal(window.day_turned):
        window.look_around()
    assert "23 Nov 2026" in window.day.text()


def test_the_window_never_asks_for_more_room_than_the_screen_has(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.minimumWidth() == min(800, room.width())
    assert window.minimumHeight() == min(500, room.height())
