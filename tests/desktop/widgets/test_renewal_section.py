"""Renewals on the page Offers: ticked, marked as paid at once, undone, served, exported."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.queries.subscriptions import subscription_at
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.renewal_section import RenewalSection

DAYS = ("2026-10-19", "2026-10-24", "2026-10-28")  # late; tomorrow; on Friday


def on_day(session: Session, day: str) -> Session:
    return session.with_request(clock=fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00")))


@pytest.fixture
def members(session: Session) -> list[str]:
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    found = []
    for number, day in enumerate(DAYS):
        new = NewCustomer(name=f"客 {number}", phone=f"090-0000-000{number}")
        found.append(add_customer(session, new=new, operation_id=f"c{number}").id)
        start_subscription(
            on_day(session, day), customer_id=found[-1], plan="Club", trial=None, paid=None,
            operation_id=f"s{number}",
        )  # fmt: skip
    return found


@pytest.fixture
def section(window: MainWindow, members: list[str]) -> RenewalSection:
    assert members
    return shown(window)


def shown(window: MainWindow) -> RenewalSection:
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("renewals")
    return page.part(RenewalSection)


def until(session: Session, customer: str) -> str:
    found = subscription_at(session.moment(), customer)
    assert found is not None
    return found.until.isoformat()


def test_late_ones_come_first_then_week_by_week(section: RenewalSection) -> None:
    assert [card.head.text() for card in section.cards] == [
        "Late, in the days of grace", "Next week",
    ]  # fmt: skip
    texts = [label.text() for label in section.cards[1].findChildren(QLabel)]
    assert "客 1's Club ends tomorrow." in texts
    assert "客 2's Club ends on Friday." in texts
    assert section.cards[0].sums.text() == "1 member, ¥980"
    assert not section.paid_button.isEnabled()


def test_several_are_marked_as_paid_at_once_and_undone(
    section: RenewalSection, session: Session, members: list[str]
) -> None:
    section.cards[0].tick_all()
    section.cards[1].boxes[members[2]].setChecked(True)
    assert section.paid_button.text() == "Mark as paid: 2 members, ¥1,960"
    section.paid_button.click()
    assert [until(session, each) for each in members] == [
        "2026-12-18", "2026-11-23", "2026-12-27",
    ]  # fmt: skip
    assert section.page.notice.text() == "2 renewals marked as paid: ¥1,960."
    assert [list(card.boxes) for card in section.cards] == [[members[1]]]
    assert not section.paid_button.isEnabled()
    section.page.notice.action.click()
    assert until(session, members[0]) == "2026-11-18"
    assert "¥1,960 goes back" in section.page.notice.text()
    assert len(section.cards[0].boxes) == 1


def test_undoing_at_the_counter_names_the_whole_list(
    section: RenewalSection, window: MainWindow
) -> None:
    for card in section.cards:
        card.tick_all()
    section.paid_button.click()
    window.turn_to("counter")
    counter = window.current()
    assert isinstance(counter, CounterPage)
    words = counter.undoing.last_words()
    assert words == "Renewals · ¥2,940 · 3 customers · 10:14"


def test_ticks_stay_when_the_list_is_read_again(
    section: RenewalSection, members: list[str]
) -> None:
    section.cards[1].tick_all()
    section.reload()
    assert section.cards[1].boxes[members[1]].isChecked()
    assert section.chosen == {members[1], members[2]}
    section.cards[1].tick_all()
    assert section.chosen == set()


def test_one_is_served_at_the_counter(
    section: RenewalSection, window: MainWindow, members: list[str]
) -> None:
    section.cards[0].serve_buttons[members[0]].click()
    counter = window.current()
    assert isinstance(counter, CounterPage)
    assert counter.customer_id == members[0]


def test_the_list_of_kinds_counts_who_is_late_or_due_this_week(
    section: RenewalSection, session: Session
) -> None:
    assert section.how_many(session) == 1
    assert section.how_many(on_day(session, "2026-11-23")) == 3


def test_the_list_is_saved_for_a_spreadsheet(section: RenewalSection, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx"):
        section.export(ending)
        place = tmp_path / f"list.{ending}"
        section.dialog.fileSelected.emit(str(place))
        section.dialog.reject()
        assert place.stat().st_size > 100


def test_the_list_is_shown_as_it_is_printed(section: RenewalSection) -> None:
    section.begin()
    assert section.preview.isVisible()
    section.preview.close_button.click()
    assert not section.preview.isVisible()


def test_nobody_due_is_said(window: MainWindow) -> None:
    section = shown(window)
    assert section.empty.isVisible()
    assert not section.bar.isVisible()


def test_a_long_list_is_shown_part_by_part(
    section: RenewalSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section, "_shown", 1)
    section.reload()
    assert [list(card.boxes) for card in section.cards if card.boxes] == [
        list(section.cards[0].boxes)
    ]
    assert section.more_button.isVisible()
    section.more_button.click()
    assert sum(len(card.boxes) for card in section.cards) == 3
    assert not section.more_button.isVisible()


def test_tab_goes_down_the_list_and_enter_leads_from_a_tick_to_marking_them_all(
    section: RenewalSection, session: Session, members: list[str], qtbot: QtBot
) -> None:
    def press(key: Qt.Key) -> QWidget:
        qtbot.keyClick(section.window().focusWidget(), key)
        return section.window().focusWidget()

    late = section.cards[0]
    section.excel_button.setFocus()
    assert press(Qt.Key.Key_Tab) is late.all_button
    assert press(Qt.Key.Key_Tab) is late.boxes[members[0]]
    assert press(Qt.Key.Key_Return) is late.boxes[members[0]]  # nobody is ticked yet
    press(Qt.Key.Key_Space)
    assert press(Qt.Key.Key_Return) is section.paid_button
    assert until(session, members[0]) == "2026-11-18"
    press(Qt.Key.Key_Return)
    assert until(session, members[0]) == "2026-12-18"


def test_ctrl_z_asks_and_undoes_a_list_that_was_marked(
    section: RenewalSection, session: Session, members: list[str], qtbot: QtBot
) -> None:
    def press_undo() -> None:
        here = section.window().focusWidget()
        qtbot.keyClick(here, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    for card in section.cards:
        card.tick_all()
    section.mark_paid()
    press_undo()
    assert section.page.notice.text().startswith("Undo “")
    assert until(session, members[0]) == "2026-12-18"
    press_undo()
    assert until(session, members[0]) == "2026-11-18"
    assert section.page.notice.text() == "Undone · hand back ¥2,940"
    assert [len(card.boxes) for card in section.cards] == [1, 2]
