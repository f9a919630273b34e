"""The form that asks why a friend's reward is not given."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.shop import ShopSettings
from desktop.widgets.decline_form import DeclineForm
from desktop.widgets.form import choose


def test_a_usual_reason_is_chosen_or_another_typed(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    form = DeclineForm(ShopSettings())
    qtbot.addWidget(form)
    form.show()
    form.begin("Ken")
    assert form.story() == ("Nobody gets anything for this. Ken stays a customer like any other.")
    assert form.reason() == "Both are one household"
    assert not form.words.isVisible()
    choose(form.usual, "other")
    assert form.words.isVisible()
    assert form.reason() == ""
    form.words.setText(" A cousin ")
    assert form.reason() == "A cousin"
    form.begin("Aoi")
    assert form.reason() == "Both are one household"
