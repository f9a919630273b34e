"""What the forms of offers share."""

from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import ShopSettings
from desktop.widgets.form import chosen
from desktop.widgets.offer_fields import FactorEdit, OfferForm, offer_choices


class OneFieldForm(OfferForm):
    def story(self) -> str:
        return ""


@pytest.mark.parametrize(
    ("typed", "text", "factor"),
    [("", "1", 1), ("２", "2", 2), ("1,5", "1.5", Fraction(3, 2)), ("x", "x", 1), (".", ".", 1)],
)
def test_a_factor_is_read_leniently_and_refused_by_the_book(
    dressed_app: QApplication, qtbot: QtBot, typed: str, text: str, factor: Fraction
) -> None:
    del dressed_app
    field = FactorEdit("factor", "Points times")
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.factor_text() == text
    assert field.factor_or_one() == factor
    field.show_factor("1")
    assert field.text() == ""


def test_amounts_go_to_the_book_as_strict_texts(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    form = OneFieldForm(ShopSettings(currency="USD", digits=2), "reward")
    qtbot.addWidget(form)
    field = form.money_field("reward.value", "Value")
    with pytest.raises(BadRequest, match="missing"):
        form.amount(field, "value")
    field.setText("１,２３４.5")
    assert form.amount(field, "value") == "1234.50"


def test_each_change_is_told(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    form = OneFieldForm(ShopSettings(), "reward")
    qtbot.addWidget(form)
    line, choice, box = QLineEdit(), QComboBox(), QCheckBox()
    choice.addItems(["a", "b"])
    form.tell_changes_of(line, choice, box)
    with qtbot.waitSignal(form.changed):
        line.setText("x")
    with qtbot.waitSignal(form.changed):
        choice.setCurrentIndex(1)
    with qtbot.waitSignal(form.changed):
        box.setChecked(True)


def test_choices_keep_the_one_that_holds(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    field = QComboBox()
    qtbot.addWidget(field)
    offer_choices(field, [("", "Everybody"), ("Gold", "Gold")], "Gold")
    assert chosen(field) == "Gold"
    offer_choices(field, [("", "Everybody")], "Gold")
    assert chosen(field) == ""
