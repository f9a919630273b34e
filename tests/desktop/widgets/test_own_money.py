"""The keys that let the customer's own money pay."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.own_money import OwnMoney


@pytest.fixture
def keys(dressed_app: QApplication, qtbot: QtBot) -> OwnMoney:
    del dressed_app
    made = OwnMoney()
    qtbot.addWidget(made)
    return made


def test_they_are_there_only_while_there_is_something_to_offer(keys: OwnMoney) -> None:
    assert keys.isHidden()
    keys.offer(credit="Use credit ¥500", voucher="")
    assert not keys.isHidden()
    assert keys.credit_button.accessibleName() == "Use credit ¥500"
    assert keys.voucher_button.isHidden()
    keys.offer(credit="", voucher="Use voucher ¥1,000")
    assert keys.credit_button.isHidden()
    assert not keys.voucher_button.isHidden()
    keys.offer(credit="", voucher="")
    assert keys.isHidden()


def test_each_asks_for_its_own(keys: OwnMoney, qtbot: QtBot) -> None:
    keys.offer(credit="Credit", voucher="Voucher")
    with qtbot.waitSignal(keys.credit_asked):
        keys.credit_button.click()
    with qtbot.waitSignal(keys.voucher_asked):
        keys.voucher_button.click()
