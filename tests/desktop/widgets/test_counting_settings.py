"""The counting window in Settings, with what the shop's own visits propose."""

from pytestqt.qtbot import QtBot

from db.rules.counting_window import ProposedWindow
from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.settings import SettingsPage


def test_the_proposal_is_taken_into_the_field_and_kept_when_saved(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.turn_to("settings")
    page = window.current()
    assert isinstance(page, SettingsPage)
    with qtbot.waitSignal(page.counting.proposed, timeout=10_000):
        page.turn_to_section("counting")
    assert page.counting.told.text() == "There are too few visits yet to propose a number."
    assert page.counting.take_button.isHidden()
    page.counting._show((page.counting._asked, ProposedWindow(41, 1200)))
    assert "within 41 days (1,200 gaps" in page.counting.told.text()
    page.counting.take_button.click()
    assert session.settings.active_days == 90
    page.counting.save_button.click()
    assert session.settings.active_days == 41
