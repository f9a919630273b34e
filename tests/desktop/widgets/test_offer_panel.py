"""The panel in which an offer is made or changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.reward_section import RewardSection


@pytest.fixture
def page(window: MainWindow) -> OffersPage:
    window.turn_to("offers")
    made = window.current()
    assert isinstance(made, OffersPage)
    return made


def test_the_story_under_the_form_follows_what_is_typed(page: OffersPage) -> None:
    page.begin()
    panel = page.part(RewardSection).panel
    assert panel.title.text() == "New reward"
    assert not panel.stop_button.isVisible()
    page.part(RewardSection).form.name.setText("Tote bag")
    page.part(RewardSection).form.cost.setText("900")
    assert panel.story.text().startswith("For 900 points a customer gets “Tote bag”")


def test_what_is_missing_is_named_as_on_the_form_and_has_the_focus(
    page: OffersPage, session: Session, qtbot: QtBot
) -> None:
    page.begin()
    form = page.part(RewardSection).form
    form.name.setText("Tote bag")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert page.notice.text() == "“Worth at most” is missing. Fill it in."
    qtbot.waitUntil(form.amount_value.hasFocus)
    form.amount_value.setText("12x")
    qtbot.keyClick(form.amount_value, Qt.Key.Key_Return)
    assert "12x" in page.notice.text()
    assert form.amount_value.hasFocus()
    assert session.db["rewards"].count == 0
    form.amount_value.setText("１，２００")
    form.cost.setText("900")
    form.last_day.setText("1999-13-45")
    qtbot.keyClick(form.cost, Qt.Key.Key_Return)
    assert "1999-13-45" in page.notice.text()
    assert session.db["rewards"].count == 0


def test_a_double_press_offers_once(page: OffersPage, session: Session) -> None:
    page.begin()
    form, panel = page.part(RewardSection).form, page.part(RewardSection).panel
    form.name.setText("Tote bag")
    form.amount_value.setText("1200")
    form.cost.setText("900")
    for _ in range(2):
        panel.save_button.click()
    assert session.db["rewards"].count == 1
    assert session.db["facts"].count_where("kind = 'reward.add'") == 1


def test_what_was_refused_goes_with_the_panel(page: OffersPage, qtbot: QtBot) -> None:
    page.begin()
    panel = page.part(RewardSection).panel
    qtbot.keyClick(page.part(RewardSection).form.name, Qt.Key.Key_Return)
    assert page.notice.text()
    panel.close_panel()
    assert page.notice.text() == ""


def test_tab_goes_through_the_panel_as_it_is_read(page: OffersPage, qtbot: QtBot) -> None:
    page.begin()
    panel, form = page.part(RewardSection).panel, page.part(RewardSection).form
    form.stock.setFocus()
    for each in (form.more_button, panel.save_button, panel.close_button, form.name):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        qtbot.waitUntil(each.hasFocus)


def test_the_keyboard_goes_on_where_the_row_was_made_anew(page: OffersPage, qtbot: QtBot) -> None:
    page.begin()
    form = page.part(RewardSection).form
    form.name.setText("Tote bag")
    form.amount_value.setText("800")
    form.cost.setText("250")
    qtbot.keyClick(form.cost, Qt.Key.Key_Return)
    edit = page.findChild(QPushButton, "offers.edit.Tote bag")
    assert edit is not None
    edit.setFocus()
    edit.click()
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(page.kinds.buttons["rewards"].hasFocus)
