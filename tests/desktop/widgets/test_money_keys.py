"""The keys for vouchers and credit beside a customer's papers."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.money_keys import MoneyKeys


def test_each_asks_for_its_own_and_says_what_it_is(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    keys = MoneyKeys()
    qtbot.addWidget(keys)
    with qtbot.waitSignal(keys.voucher_asked):
        keys.voucher_button.click()
    with qtbot.waitSignal(keys.credit_asked):
        keys.credit_button.click()
    names = (keys.voucher_button.accessibleName(), keys.credit_button.accessibleName())
    assert names == ("Sell a voucher", "Store credit")
