"""What is worth saying, and the one thing to do about it, by one key."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.remark_list import RemarkList
from desktop.widgets.tagged_sentence import TaggedSentence
from desktop.words.remarks import Said

RENEWAL = Said("Renewal", "warn", "Bean Club ends in 10 days.", "open_plan", "Renew ¥980")
BIRTHDAY = Said("Birthday", "good", "Your birthday is in 3 days.")
COUPON = Said("Coupon", "good", "A coupon is waiting: Cake.", "use_coupon", "Use it now")


@pytest.fixture
def shown(dressed_app: QApplication, qtbot: QtBot) -> RemarkList:
    del dressed_app
    made = RemarkList()
    qtbot.addWidget(made)
    return made


def test_a_remark_can_be_acted_on_or_put_away(shown: RemarkList, qtbot: QtBot) -> None:
    shown.show_remarks([RENEWAL, BIRTHDAY])
    assert [each.text() for each in shown.findChildren(TaggedSentence)] == [
        RENEWAL.sentence,
        BIRTHDAY.sentence,
    ]
    renew, later = shown.findChildren(QPushButton)
    with qtbot.waitSignal(shown.acted) as heard:
        renew.click()
    assert heard.args == [RENEWAL]
    with qtbot.waitSignal(shown.dismissed) as heard:
        later.click()
    assert heard.args == [RENEWAL]


def test_the_first_key_is_for_the_first_remark_that_has_something_to_do(
    shown: RemarkList, qtbot: QtBot
) -> None:
    shown.show_remarks([BIRTHDAY, COUPON])
    with qtbot.waitSignal(shown.acted) as heard:
        shown.act(0)
    assert heard.args == [COUPON]
    with qtbot.assertNotEmitted(shown.acted):
        shown.act(1)
    shown.show_remarks([RENEWAL, COUPON])
    with qtbot.waitSignal(shown.acted) as heard:
        shown.act(1)
    assert heard.args == [COUPON]


def test_a_long_sentence_has_all_its_lines_however_long_the_button_is(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    column = QVBoxLayout(room)
    shown = RemarkList()
    column.addWidget(shown)
    sentence = "Bean Club has been paused since 8 Nov. Shall it go on today, all the same?"
    shown.show_remarks([Said("Paused", "info", sentence, "resume_plan", "Take it up once again")])
    room.resize(300, 400)
    with qtbot.waitExposed(room):
        room.show()
    (said,) = shown.findChildren(TaggedSentence)
    assert said.height() >= said.heightForWidth(said.width())


def test_with_nothing_to_say_the_panel_is_gone(shown: RemarkList) -> None:
    shown.show_remarks([])
    assert shown.isHidden()
