"""Amounts as people type them."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from pytestqt.qtbot import QtBot

from db.errors import BadAmount
from desktop.widgets.keypad import Keypad
from desktop.widgets.money_edit import MoneyEdit


@pytest.fixture
def yen(qtbot: QtBot) -> MoneyEdit:
    field = MoneyEdit("amount", "Amount", currency="JPY", digits=0)
    qtbot.addWidget(field)
    return field


@pytest.fixture
def dollars(qtbot: QtBot) -> MoneyEdit:
    field = MoneyEdit("amount", "Amount", currency="USD", digits=2)
    qtbot.addWidget(field)
    return field


def test_thousands_are_set_apart_while_typing(yen: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(yen, "1234567")
    assert yen.text() == "1,234,567"
    assert yen.amount_minor() == 1234567


def test_full_width_digits_of_an_input_method_are_digits(yen: MoneyEdit) -> None:
    typed = QInputMethodEvent()
    typed.setCommitString("１９８０")
    QCoreApplication.sendEvent(yen, typed)
    assert yen.text() == "1,980"
    assert yen.amount_minor() == 1980


def test_dollars_have_cents(dollars: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(dollars, "1980")
    assert dollars.amount_minor() == 198000
    qtbot.keyClicks(dollars, ".5")
    assert dollars.text() == "1,980.5"
    assert dollars.amount_minor() == 198050


def test_a_digit_put_in_the_middle_keeps_the_cursor_behind_it(yen: MoneyEdit, qtbot: QtBot) -> None:
    yen.setText("1,980")
    yen.setCursorPosition(1)
    qtbot.keyClicks(yen, "55")
    assert yen.text() == "155,980"
    assert yen.cursorPosition() == 3


def test_what_is_no_amount_is_refused_not_guessed(yen: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(yen, "12x")
    with pytest.raises(BadAmount):
        yen.amount_minor()
    yen.clear()
    assert yen.amount_or_none() is None


def test_fingers_and_keyboard_type_into_the_same_field(yen: MoneyEdit, qtbot: QtBot) -> None:
    keypad = Keypad("keys")
    qtbot.addWidget(keypad)
    keypad.pressed.connect(yen.press)
    for key in ("1", "9", "00", "back", "8"):
        keypad.keys[key].click()
    assert yen.text() == "1,908"


def test_the_keypad_of_a_currency_with_cents_has_a_point(qtbot: QtBot) -> None:
    keypad = Keypad("keys", digits=2)
    qtbot.addWidget(keypad)
    assert "." in keypad.keys
    assert "00" not in keypad.keys


def test_it_can_take_amounts_of_another_currency(yen: MoneyEdit) -> None:
    yen.use_currency("USD", digits=2)
    yen.setText("12.5")
    assert yen.amount_minor() == 1250


def test_a_plus_is_no_part_of_the_amount_of_a_sale(qtbot: QtBot) -> None:
    field = MoneyEdit("amount", "Amount", currency="JPY", digits=0, big=True)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "980+")
    assert field.text() == "980"
