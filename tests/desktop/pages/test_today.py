"""Today on the real page: whom to speak to is done, put off and brought back by keys alone."""

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.queries.contacts import contacts_of
from db.queries.follow_ups import follow_up_counts
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import add_promise
from desktop.main_window import MainWindow
from desktop.pages.today import TodayPage

Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NOBODY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def people(session: Session) -> dict[str, str]:
    """Return three customers: one waits since yesterday, one until tomorrow, one was not happy."""
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat("2026-11-20T18:00+09:00")))
    found = {
        name: add_customer(
            then,
            new=NewCustomer(name, phone=f"090-0000-{number:04}", birthday="1990-11-25"),
            operation_id=name,
        ).id
        for number, name in enumerate(("Yamamoto", "Mori", "Ito"), start=1)
    }
    for name, why, day, clock in (
        ("Mori", "Two bags put aside", date(2026, 11, 23), None),
        ("Yamamoto", "The beans were stale", date(2026, 11, 21), time(14)),
    ):
        add_promise(
            then, customer_id=found[name], kind="promise", why=why, due_day=day, due_time=clock,
            owed_by=None, operation_id=why,
        )  # fmt: skip
    give_feedback(
        then, customer_id=found["Ito"], score=6, comment="Too long a queue", quotable=False,
        operation_id="score",
    )  # fmt: skip
    return found


@pytest.fixture
def page(window: MainWindow, people: dict[str, str]) -> TodayPage:
    del people
    press(Key.Key_2, CONTROL)
    made = window.current()
    assert isinstance(made, TodayPage)
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NOBODY) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def names(page: TodayPage) -> list[str]:
    return [row.line.name for row in page.list.rows]


def owed(page: TodayPage) -> list[str]:
    return [row.line.name for row in page.list.rows if row.line.tone == "warn"]


def test_late_promises_come_first_and_are_marked(page: TodayPage) -> None:
    assert owed(page) == ["Yamamoto", "Ito", "Mori"]
    first = page.list.rows[0]
    assert first.line.is_late
    assert (first.line.kind, first.line.when) == ("Promised", "due yesterday, 14:00")
    assert first.line.act == "Call · 090-0000-0001"
    assert first.hasFocus()


def test_the_rail_says_how_many_there_are_and_follows_an_act_by_itself(
    page: TodayPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.open_count.count_soon()
    open_ones = sum(follow_up_counts(page.session.moment()).values())
    qtbot.waitUntil(lambda: window.rail_buttons["today"].count == open_ones)
    assert f"{open_ones} are waiting" in window.rail_buttons["today"].accessibleName()
    press(Key.Key_Space)  # whoever was spoken to is left in peace with the rest
    qtbot.waitUntil(lambda: window.rail_buttons["today"].count < open_ones)
    assert window.rail_buttons["today"].count == len(page.list.rows)


def test_a_call_is_done_by_two_keys_and_undone_by_two(
    page: TodayPage, people: dict[str, str]
) -> None:
    press(Key.Key_Return)
    panel = page.acts.contact
    assert panel.isVisible()
    assert panel.reach.text() == "090-0000-0001"
    press(Key.Key_Return)
    assert "Yamamoto" not in owed(page)
    assert page.list.rows[0].hasFocus()
    [contact] = contacts_of(page.session.moment(), people["Yamamoto"])
    assert contact.by == "call"
    press(Key.Key_Z, CONTROL)
    press(Key.Key_Z, CONTROL)
    assert owed(page)[0] == "Yamamoto"
    assert contacts_of(page.session.moment(), people["Yamamoto"]) == []


def test_what_was_said_is_kept_with_the_call(page: TodayPage, people: dict[str, str]) -> None:
    press(Key.Key_Return)
    page.acts.contact.note.insert("Sent new beans")
    press(Key.Key_Return)
    [contact] = contacts_of(page.session.moment(), people["Yamamoto"])
    assert contact.note == "Sent new beans"


def test_where_nobody_answers_they_come_back_tomorrow(page: TodayPage) -> None:
    press(Key.Key_Return)
    page.acts.contact.vain_button.click()
    assert "Yamamoto" not in owed(page)
    tomorrow = datetime.fromisoformat("2026-11-23T09:00+09:00")
    page.session.clock = fixed_clock(tomorrow)
    page.reload()
    assert owed(page)[0] == "Yamamoto"


def test_later_is_one_key_and_a_day_is_another(page: TodayPage) -> None:
    press(Key.Key_L)
    assert page.acts.later.isVisible()
    press(Key.Key_2)
    assert "Yamamoto" not in owed(page)
    assert "25 Nov" in page.notice.text()
    page.session.clock = fixed_clock(page.session.clock() + timedelta(days=3))
    page.reload()
    assert owed(page)[0] == "Yamamoto"


def test_a_digit_shows_one_kind_and_arrows_go_from_row_to_row(
    page: TodayPage, qtbot: QtBot
) -> None:
    everybody = names(page)
    press(Key.Key_Down)
    assert page.list.rows[1].hasFocus()
    press(Key.Key_2)
    qtbot.waitUntil(lambda: page.kinds.value() == "promise")
    assert names(page) == ["Yamamoto", "Mori"]
    press(Key.Key_1)
    qtbot.waitUntil(lambda: names(page) == everybody)


def test_what_a_scanner_types_is_no_kind(page: TodayPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.list.rows[0], "2000")
    qtbot.waitUntil(lambda: not page.is_choosing())
    assert page.kinds.value() == ""


def test_esc_closes_what_lies_over_the_list_and_changes_nothing(page: TodayPage) -> None:
    before = names(page)
    press(Key.Key_L)
    press(Key.Key_Escape)
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert page.is_free()
    assert names(page) == before


def test_a_key_leads_to_everything_about_them(page: TodayPage, window: MainWindow) -> None:
    assert page.isVisible()
    press(Key.Key_Right, ALT)
    assert window.here() == "customer"


def test_the_list_is_shown_as_it_is_printed(page: TodayPage) -> None:
    press(Key.Key_P, CONTROL)
    assert page.preview.isVisible()
    assert page.preview.document.pageCount() >= 1
    press(Key.Key_Escape)
    assert page.list.rows[0].hasFocus()


def test_when_everything_is_done_a_kind_word_stands_there(page: TodayPage) -> None:
    while page.list.rows:
        press(Key.Key_Space)
    assert page.empty.isVisible()
    assert page.empty.words.text() == "Everybody is looked after."
    assert not page.list.isVisible()


def test_a_book_that_knows_nobody_says_who_will_come_here(window: MainWindow) -> None:
    press(Key.Key_2, CONTROL)
    page = window.current()
    assert isinstance(page, TodayPage)
    assert page.empty.isVisible()
    assert page.empty.words.text() == "Here you will see who is glad to hear from you."
    assert not page.week.isVisible()  # three noughts say nothing
