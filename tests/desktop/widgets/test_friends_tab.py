"""A customer's code, large enough to be read aloud, and its papers."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.friends_tab import CodeShown, FriendsTab

ALONE = CodeShown("MISA27", "Both get 100 points.", (("Friends brought", "2"),), referrer="")


def test_code_words_and_papers(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    tab = FriendsTab("customer.friends", QLabel("tree"))
    qtbot.addWidget(tab)
    tab.show_code(ALONE)
    assert tab.code.text() == "MISA27"
    assert tab.words.text() == "Both get 100 points."
    assert tab.referrer_button.isHidden()
    with qtbot.waitSignal(tab.card_asked):
        tab.card_button.click()
    with qtbot.waitSignal(tab.slips_asked):
        tab.slips_button.click()


def test_who_brought_them_is_a_press_away(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    tab = FriendsTab("customer.friends", QLabel("tree"))
    qtbot.addWidget(tab)
    tab.show_code(CodeShown("KEN31", "", (), referrer="c1", referrer_name="田中 美咲"))
    assert tab.referrer_button.accessibleName() == "Brought by 田中 美咲"
    assert tab.slips_button.isHidden(), "bringing a friend gives nothing"
    with qtbot.waitSignal(tab.customer_asked) as asked:
        tab.referrer_button.click()
    assert asked.args == ["c1"]
