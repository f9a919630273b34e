"""One sentence at the foot of a page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.notice_bar import NoticeBar


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def test_what_was_done_goes_by_itself_and_a_refusal_stays(page: QWidget) -> None:
    notice = NoticeBar(page)
    notice.say("Recorded.")
    assert (notice.text(), notice.timer.isActive()) == ("Recorded.", True)
    notice.refuse("This takes 80 points.")
    assert (notice.text(), notice.timer.isActive()) == ("This takes 80 points.", False)
    notice.clear()
    assert notice.text() == ""


def test_what_is_offered_is_done_once(page: QWidget, qtbot: QtBot) -> None:
    notice = NoticeBar(page)
    done: list[bool] = []
    notice.offer("Nobody answers to that.", "New customer", lambda: done.append(True))
    qtbot.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert notice.text() == ""


def test_it_stays_within_its_page_however_long_the_sentence(page: QWidget) -> None:
    notice = NoticeBar(page)
    notice.refuse("Another word, and another. " * 30)
    assert page.rect().contains(notice.geometry())
    assert notice.accessibleName() == notice.sentence.text()


def test_an_offer_stays_until_something_else_is_tried_and_a_passing_one_goes(
    page: QWidget,
) -> None:
    notice = NoticeBar(page)

    def undo() -> None: ...

    notice.offer("Nobody answers to that.", "New customer", lambda: None)
    assert not notice.timer.isActive()
    assert not notice.offers(undo)
    notice.offer("¥500 recorded.", "Undo", undo, passing=True)
    assert notice.timer.isActive()
    assert notice.offers(undo)
    notice.clear()
    assert not notice.offers(undo)


def test_a_second_thing_can_be_offered_and_goes_with_the_sentence(
    page: QWidget, qtbot: QtBot
) -> None:
    notice, done = NoticeBar(page), list[str]()
    notice.offer("Recorded.", "Undo", lambda: done.append("undo"))
    notice.offer_too("Print the slip", lambda: done.append("slip"))
    qtbot.mouseClick(notice.other, Qt.MouseButton.LeftButton)
    assert done == ["slip"]
    notice.say("Printed.")
    assert notice.other.isHidden()
