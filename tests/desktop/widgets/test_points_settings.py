"""The settings of points."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.shop import ShopSettings, read_settings
from desktop.widgets.form import choose
from desktop.widgets.points_settings import PointsForm

EVERYTHING = {
    "earn": {"per": "200", "points": 3}, "rounding": "nearest", "stacking": "best",
    "point_value": "2", "redeem_step": 10, "redeem_minimum": 50, "redeem_max_percent": 30,
    "coupons_per_sale": 2, "pending_days": 7, "return_days": 14, "adjust_limit": 100,
    "expiry": {"yearly": "12-31", "minimum_months": 6}, "max_points_per_sale": 500,
    "max_points_per_day": 800, "points_gifts": True,
}  # fmt: skip


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> PointsForm:
    del dressed_app
    made = PointsForm(ShopSettings())
    qtbot.addWidget(made)
    made.show_settings(ShopSettings())
    made.show()
    return made


def test_every_choice_about_points_can_be_made(form: PointsForm) -> None:
    for field, text in (
        (form.earn_points, "3"), (form.earn_per, "200"), (form.point_value, "2"),
        (form.redeem_step, "10"), (form.redeem_minimum, "50"), (form.redeem_max, "30"),
        (form.coupons_per_sale, "2"), (form.pending_days, "7"), (form.return_days, "14"),
        (form.adjust_limit, "100"), (form.yearly, "12-31"), (form.minimum_months, "6"),
        (form.most_per_sale, "500"), (form.most_per_day, "800"),
    ):  # fmt: skip
        field.setText(text)
    choose(form.rounding, "nearest")
    choose(form.stacking, "best")
    choose(form.expiry, "yearly")
    form.points_gifts.setChecked(True)
    assert form.changes() == EVERYTHING


def test_choices_are_shown_as_they_were_made(form: PointsForm) -> None:
    form.show_settings(read_settings(EVERYTHING))
    assert form.changes() == {}
    assert form.point_value.text() == "2"
    form.show_settings(ShopSettings())
    assert form.most_per_sale.text() == ""


def test_amounts_are_those_of_the_currency_in_force(form: PointsForm) -> None:
    dollars = ShopSettings(currency="USD", digits=2, earn_per=100, point_value=1)
    form.show_settings(dollars)
    assert (form.earn_per.text(), form.point_value.text()) == ("1.00", "0.01")
    form.point_value.setText("0.05")
    assert form.changes() == {"point_value": "0.05"}


def test_every_field_has_a_name_to_be_found_and_spoken_by(form: PointsForm) -> None:
    for field in form.fields.values():
        assert field.objectName().startswith("settings.")
        assert field.accessibleName()
