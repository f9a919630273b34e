"""Promotions on the page Offers."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.queries.promotions import all_promotions, promotion_versions
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.promotions import add_promotion, edit_promotion
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.promotion_section import PromotionSection


@pytest.fixture
def section(window: MainWindow, session: Session) -> PromotionSection:
    sundays = {"name": "Sundays", "multiplier": "2", "when": {"weekdays": ["sun"]}}
    add_promotion(session, terms=sundays, operation_id="p1")
    rain = {"name": "Rain", "points": 30, "when": {"called": True}}
    add_promotion(session, terms=rain, operation_id="p2")
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("promotions")
    return page.part(PromotionSection)


def here() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_a_promotion_is_made_by_the_keyboard_alone(
    section: PromotionSection, session: Session, qtbot: QtBot
) -> None:
    section.page.new_button.setFocus()  # type: ignore[attr-defined]
    press(qtbot, Qt.Key.Key_Space)
    assert here() == "promotion.name"
    qtbot.keyClicks(QApplication.focusWidget(), "Happy hour")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert here() == "promotion.multiplier"
    qtbot.keyClicks(QApplication.focusWidget(), "1.5")
    press(qtbot, Qt.Key.Key_Tab)
    assert here() == "promotion.condition"
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert here() == "promotion.when.hours.from"
    qtbot.keyClicks(QApplication.focusWidget(), "14")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "17")
    assert section.panel.story.text() == "Points × 1.5, 14:00–17:00"
    press(qtbot, Qt.Key.Key_Return)
    made = all_promotions(session.db)[-1]
    assert made.name == "Happy hour"
    assert section.page.notice.text() == "“Happy hour” is offered from now on."
    assert "offers.edit.Happy hour" in section.buttons
    assert section.how_many(session) == 3


def test_a_fault_puts_the_focus_where_it_is(
    section: PromotionSection, session: Session, qtbot: QtBot
) -> None:
    section.begin()
    section.panel.save_button.click()
    assert here() == "promotion.multiplier"
    section.form.multiplier.setText("0.5")
    section.panel.save_button.click()
    assert here() == "promotion.name"
    section.form.name.setText("Rain")
    section.form.multiplier.setText("0.5")
    section.panel.save_button.click()
    assert here() == "promotion.multiplier"
    section.form.multiplier.setText("2")
    section.form.conditions.add("hours")
    qtbot.keyClicks(QApplication.focusWidget(), "25")
    press(qtbot, Qt.Key.Key_Return)
    assert here() == "promotion.when.hours.from"
    assert "00:00 – 24:00" in section.page.notice.text()
    section.form.conditions.rows[0].remove_button.click()
    section.form.conditions.add("dates")
    qtbot.keyClicks(QApplication.focusWidget(), "31 Feb")
    press(qtbot, Qt.Key.Key_Return)
    assert here() == "promotion.when.from"
    section.form.conditions.rows[0].remove_button.click()
    section.panel.save_button.click()
    assert "“Rain” exists already" in section.page.notice.text()
    assert here() == "promotion.name"
    press(qtbot, Qt.Key.Key_Escape)
    assert not section.panel.isVisible()
    assert len(all_promotions(session.db)) == 2


def test_a_change_is_a_version_and_no_change_is_none(
    section: PromotionSection, session: Session
) -> None:
    sundays = all_promotions(session.db)[0]
    section.buttons["offers.edit.Sundays"].click()
    assert section.form.versions.sentences == ["Double points, every Sunday"]
    section.panel.save_button.click()
    assert section.page.notice.text() == "Nothing was changed."
    assert len(promotion_versions(session.db, sundays.id)) == 1
    section.buttons["offers.edit.Sundays"].click()
    section.form.multiplier.setText("3")
    section.form.name.setText("Big Sundays")
    section.panel.save_button.click()
    assert section.page.notice.text() == "“Big Sundays” is saved: it holds from the next sale on."
    section.buttons["offers.edit.Big Sundays"].click()
    assert section.form.versions.sentences == [
        "Triple points, every Sunday",
        "Double points, every Sunday",
    ]


def test_a_factor_can_become_points_and_conditions_can_go(
    section: PromotionSection, session: Session
) -> None:
    section.buttons["offers.edit.Sundays"].click()
    section.form.kind.choose("points")
    section.form.points.setText("5")
    section.form.conditions.rows[0].remove_button.click()
    section.panel.save_button.click()
    sundays = all_promotions(session.db)[0]
    assert (sundays.multiplier, sundays.points, sundays.conditions.weekdays) == (None, 5, ())


def test_stopping_can_be_taken_back_at_once(section: PromotionSection, session: Session) -> None:
    section.buttons["offers.stop.Sundays"].click()
    assert [each.offered for each in all_promotions(session.db)] == [False, True]
    assert "offers.again.Sundays" in section.buttons
    assert section.page.notice.action.text() == "Offer again"
    section.page.notice.action.click()
    assert [each.offered for each in all_promotions(session.db)] == [True, True]
    section.buttons["offers.edit.Sundays"].click()
    section.form.multiplier.setText("half typed")
    section.panel.stop_button.click()
    assert [each.offered for each in all_promotions(session.db)] == [False, True]
    section.buttons["offers.again.Sundays"].click()
    assert section.form.versions.sentences[0] == "Stopped"
    section.panel.save_button.click()
    assert section.page.notice.text() == "“Sundays” is offered again."


def test_what_waits_for_a_word_is_called_from_the_list(
    section: PromotionSection, session: Session
) -> None:
    assert "offers.call.Sundays" not in section.buttons
    section.buttons["offers.call.Rain"].click()
    assert section.page.notice.text() == "“Rain” holds today."
    customer = add_customer(session, new=NewCustomer("Aoki"), operation_id="c").id
    record_sale(session, SaleOrder((OrderLine(1000),), customer_id=customer), operation_id="s")
    totals = {each.promotion.name: each.points for each in section._found}
    assert totals == {"Sundays": 10, "Rain": 30}
    section.buttons["offers.uncall.Rain"].click()
    assert "offers.call.Rain" in section.buttons


def test_what_has_ended_stands_with_what_is_no_longer_offered(
    section: PromotionSection, session: Session
) -> None:
    changes = {"when": {"to": "2026-11-21"}}
    edit_promotion(session, promotion="Rain", changes=changes, operation_id="e")
    assert section.how_many(session) == 1
    assert section.retired.isVisible()
    assert "offers.edit.Rain" in section.buttons


def test_the_calendar_shows_days_and_says_what_holds(
    section: PromotionSection, qtbot: QtBot
) -> None:
    section.views.buttons["calendar"].click()
    calendar = section.calendar
    assert calendar.isVisible()
    assert not section.offered.isVisible()
    assert [line.name for line in calendar.about.lines] == ["Sundays", "Rain"]
    assert calendar.about.lines[1].note == "Only if it is called that day."
    calendar.grid.button_of(date(2026, 11, 22)).setFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert [line.name for line in calendar.about.lines] == ["Rain"]
    press(qtbot, Qt.Key.Key_PageDown)
    assert calendar.months.words.text() == "December 2026"
    assert here() == "promotions.calendar.2026-12-23"
    section.views.buttons["list"].click()
    assert section.offered.isVisible()


def test_without_promotions_there_is_no_calendar(window: MainWindow) -> None:
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("promotions")
    assert page.part(PromotionSection).empty.isVisible()
    assert not page.part(PromotionSection).views.isVisible()


def test_a_promotion_is_tried_on_the_past_before_it_is_offered(
    section: PromotionSection, session: Session, qtbot: QtBot
) -> None:
    customer = add_customer(session, new=NewCustomer("Aoki"), operation_id="c").id
    october = session.with_request(clock=fixed_clock(session.clock().replace(month=10)))
    order = SaleOrder((OrderLine(1000),), customer_id=customer)
    record_sale(october, order, operation_id="s")
    facts = session.db["facts"].count
    section.begin()
    section.try_button.click()
    assert here() == "promotion.multiplier"  # what cannot be understood cannot be tried
    section.form.name.setText("Triple")
    section.form.multiplier.setText("3")
    with qtbot.waitSignal(section.trial.tried, timeout=20_000) as heard:
        section.try_button.click()
    assert heard.args[0].totals.points == 20
    assert section.trial.isVisible()
    assert session.db["facts"].count == facts
    section.form.multiplier.setText("4")
    assert not section.trial.isVisible()  # it was not this that was tried
