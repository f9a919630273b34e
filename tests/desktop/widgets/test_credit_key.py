"""The key that lets credit pay."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.credit_key import CreditKey


def test_it_is_there_only_while_there_is_something_to_offer(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    pressed: list[str] = []
    key = CreditKey("counter.use_credit", lambda: pressed.append("credit"))
    qtbot.addWidget(key)
    assert key.isHidden()
    key.offer("Pay with credit · ¥500")
    assert not key.isHidden()
    assert key.accessibleName() == "Pay with credit · ¥500"
    key.click()
    assert pressed == ["credit"]
    key.offer("")
    assert key.isHidden()
