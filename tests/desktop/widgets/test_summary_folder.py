"""The folder of summaries is chosen once, on this computer, and can be left again."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.preferences import Preferences, load_preferences
from desktop.widgets.summary_folder import SummaryFolder


def test_a_folder_is_kept_and_asked_for_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    card = SummaryFolder(Preferences())
    qtbot.addWidget(card)
    card.show()
    assert not card.stop_button.isVisible()
    with qtbot.waitSignal(card.chosen):
        card.keep(str(tmp_path))
    assert load_preferences().summary_folder == str(tmp_path)
    assert str(tmp_path) in card.words.text()
    card.stop_button.click()
    assert load_preferences().summary_folder == ""
    assert "when you ask" in card.words.text()


def test_the_folder_is_asked_for_beside_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    card = SummaryFolder(Preferences(summary_folder=str(tmp_path)))
    qtbot.addWidget(card)
    card.choose_button.click()
    with qtbot.waitSignal(card.chosen):
        card.dialog.fileSelected.emit(str(tmp_path))
    card.dialog.reject()
