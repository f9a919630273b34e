"""Settings, Customer screen."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.customer_screen import IN_A_WINDOW, chosen_screen, chosen_words
from desktop.score_question import Asking, chosen_asking
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


def test_the_question_after_a_sale_is_off_until_it_is_wished_and_asks_seldom(
    card: CustomerScreenSettings,
) -> None:
    assert not card.asks.isChecked()
    assert not card.every_days.isVisible()
    card.asks.click()
    assert card.every_days.isVisible()
    card.every_days.setText("30")
    card.every_days.editingFinished.emit()
    assert chosen_asking() == Asking(on=True, every_days=30)
    for nonsense in ("", "0", "9999", "often"):
        card.every_days.setText(nonsense)
        card.every_days.editingFinished.emit()
        assert (chosen_asking().every_days, card.every_days.text()) == (30, "30")
    card.asks.click()
    assert not chosen_asking().on
