"""Settings, Customer screen."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.customer_screen import IN_A_WINDOW, chosen_screen, chosen_words
from desktop.widgets.customer_screen_settings import CustomerScreenSettings


@pytest.fixture
def card(dressed_app: QApplication, qtbot: QtBot) -> CustomerScreenSettings:
    del dressed_app
    made = CustomerScreenSettings()
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_a_second_screen_it_can_be_tried_in_a_window(
    card: CustomerScreenSettings, qtbot: QtBot
) -> None:
    offered = [card.screens.itemText(each) for each in range(card.screens.count())]
    assert offered == ["Off", "In a window, to try it"]
    card.screens.setCurrentIndex(1)
    with qtbot.waitSignal(card.changed):
        card.screens.activated.emit(1)
    assert chosen_screen() == IN_A_WINDOW
    card.reload()
    assert card.screens.currentIndex() == 1


def test_words_are_kept_as_they_are_typed(card: CustomerScreenSettings, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.changed):
        card.words.setPlainText("Closed on Tuesdays")
    assert chosen_words() == "Closed on Tuesdays"
    card.reload()
    assert card.words.toPlainText() == "Closed on Tuesdays"
