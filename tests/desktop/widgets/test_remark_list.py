"""What is worth saying, and the one thing to do about it."""

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.remarks import Said
from desktop.widgets.remark_list import RemarkList
from desktop.widgets.tagged_sentence import TaggedSentence

RENEWAL = Said("Renewal", "warn", "Bean Club ends in 10 days.", "renew", "Renew ¥980")
BIRTHDAY = Said("Birthday", "good", "Birthday in 3 days.")


def test_a_remark_can_be_acted_on_or_put_away(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    shown = RemarkList()
    qtbot.addWidget(shown)
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


def test_with_nothing_to_say_the_panel_is_gone(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    shown = RemarkList()
    qtbot.addWidget(shown)
    shown.show_remarks([])
    assert shown.isHidden()
