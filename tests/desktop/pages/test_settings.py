"""The owner's choices, section by section, on the real page."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.queries.shop import settings_spoken
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.pages.settings import SettingsPage
from desktop.preferences import Preferences, load_preferences
from desktop.tasks import TaskRunner
from desktop.widgets.form import choose


@pytest.fixture
def page(
    dressed_app: QApplication,
    session: Session,
    set_shop: Callable[..., None],
    qtbot: QtBot,
) -> Iterator[SettingsPage]:
    del dressed_app
    set_shop(name="Hana", currency="JPY", timezone="Asia/Tokyo", language="en")
    made = SettingsPage(session, Preferences(looks="light"))
    qtbot.addWidget(made)
    session.listeners.append(lambda _tables: made.reload())
    made.resize(1280, 700)
    made.reload()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    session.listeners.clear()


def test_only_what_was_changed_by_hand_is_kept(page: SettingsPage, session: Session) -> None:
    before = settings_spoken(session.db)
    page.points.earn_points.setText("２")
    page.points.save_button.click()
    after = settings_spoken(session.db)
    assert after["earn"] == {"per": "100", "points": 2}
    assert {name for name in after if after[name] != before.get(name)} == {"earn"}
    assert "Saved" in page.notice.text()


def test_saving_without_a_change_writes_nothing(page: SettingsPage, session: Session) -> None:
    facts = session.db["facts"].count
    page.shop.save_button.click()
    assert session.db["facts"].count == facts
    assert page.notice.text() == "Nothing was changed."


def test_a_choice_that_cannot_be_meant_changes_nothing_and_is_shown(
    page: SettingsPage, session: Session
) -> None:
    before = settings_spoken(session.db)
    page.turn_to_section("points")
    page.points.redeem_max.setText("120")
    page.points.save_button.click()
    assert settings_spoken(session.db) == before
    assert page.points.redeem_max.hasFocus()
    assert page.notice.text()


def test_an_amount_that_is_none_is_shown_in_its_field(page: SettingsPage) -> None:
    page.turn_to_section("points")
    page.points.point_value.setText("1.5")
    page.points.save_button.click()
    assert page.points.point_value.hasFocus()


@pytest.mark.parametrize(
    ("kind", "spoken"),
    [
        ("months", {"months": 6}),
        ("inactive_months", {"inactive_months": 6}),
        ("yearly", {"yearly": "03-31", "minimum_months": 0}),
    ],
)
def test_points_end_in_the_way_that_was_chosen(
    page: SettingsPage, session: Session, kind: str, spoken: dict[str, object]
) -> None:
    page.turn_to_section("points")
    choose(page.points.expiry, kind)
    page.points.months.setText("6")
    assert page.points.months.isVisible() == (kind != "yearly")
    assert page.points.yearly.isVisible() == (kind == "yearly")
    page.points.save_button.click()
    assert settings_spoken(session.db)["expiry"] == spoken


def test_a_day_that_does_not_exist_is_shown_in_its_field(page: SettingsPage) -> None:
    page.turn_to_section("points")
    choose(page.points.expiry, "yearly")
    page.points.yearly.setText("02-30")
    page.points.save_button.click()
    assert page.points.yearly.hasFocus()


def test_a_limit_is_taken_away_by_an_empty_field(page: SettingsPage, session: Session) -> None:
    page.points.most_per_sale.setText("500")
    page.points.save_button.click()
    assert settings_spoken(session.db)["max_points_per_sale"] == 500
    page.points.most_per_sale.clear()
    page.points.save_button.click()
    assert settings_spoken(session.db)["max_points_per_sale"] is None


def test_the_currency_is_fixed_once_there_is_an_amount(
    page: SettingsPage, session: Session
) -> None:
    assert page.shop.currency.isEnabled()
    record_sale(session, SaleOrder(lines=(OrderLine(500),)), operation_id="sale")
    page.reload()
    assert not page.shop.currency.isEnabled()


def test_another_currency_takes_its_amounts_along(page: SettingsPage, session: Session) -> None:
    choose(page.shop.currency, "USD")
    page.shop.save_button.click()
    assert settings_spoken(session.db)["currency"] == "USD"
    assert settings_spoken(session.db)["earn"] == {"per": "1.00", "points": 1}


def test_the_colours_are_this_computer_s_choice(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.looks_changed):
        page.looks.buttons["dark"].click()
    assert load_preferences().looks == "dark"


def test_another_rate_is_tried_on_the_past_and_nothing_is_kept(
    page: SettingsPage, session: Session, qtbot: QtBot
) -> None:
    customer = add_customer(session, new=NewCustomer(name="Misaki"), operation_id="c").id
    october = session.with_request(clock=fixed_clock(session.clock() - timedelta(days=30)))
    record_sale(october, SaleOrder((OrderLine(1980),), customer), operation_id="s")
    lane = TaskRunner()
    page.long_work.connect(lane.start)
    facts = session.db["facts"].count
    page.turn_to_section("points")
    page.points.earn_points.setText("3")
    trial = page.points.trial
    with qtbot.waitSignal(trial.tried):
        page.points.try_button.click()
    assert "59 points instead of 19: 40 more (¥40), 2.0 %" in trial.sentence.text()
    assert page.points.earn_points.text() == "3"
    assert session.db["facts"].count == facts
    page.points.save_button.click()
    assert trial.isHidden()
    page.points.earn_per.setText("0")
    page.points.try_button.click()
    assert page.notice.text()
    assert trial.isHidden()
    lane.stop()


class ShownWindows(QObject):
    """Hears of every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, shown: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(shown, QWidget) and shown.isWindow():
            self.names.append(shown.objectName())
        return False


def test_nothing_of_the_page_is_shown_before_it_has_its_place(
    dressed_app: QApplication, session: Session, set_shop: Callable[..., None], qtbot: QtBot
) -> None:
    set_shop(name="Hana", currency="JPY", timezone="Asia/Tokyo", language="en")
    windows = ShownWindows()
    dressed_app.installEventFilter(windows)
    made = SettingsPage(session, Preferences(looks="light"))
    qtbot.addWidget(made)
    made.reload()
    dressed_app.removeEventFilter(windows)
    assert windows.names == []
