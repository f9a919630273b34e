"""Handing money over: all that is owed is proposed, and what was handed over before is shown."""

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.causes import CausePayment, CauseStanding
from db.rules.shop import ShopSettings
from desktop.widgets.cause_form import CauseForm


def test_all_that_is_owed_is_proposed(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    form = CauseForm(ShopSettings())
    qtbot.addWidget(form)
    form.show_cause(CauseStanding("t", "Trees", True, points=300, worth=150, donors=1))
    assert form.amount_given.amount_or_none() == 150
    assert form.before.isHidden()
    payments = tuple(
        CausePayment(date(2026, 11, day), 10, 20, "", None, f"op{day}") for day in range(1, 8)
    )
    form.show_cause(CauseStanding("t", "Trees", True, worth=70, paid=70, payments=payments))
    assert form.amount_given.amount_or_none() is None
    assert form.before.text().splitlines()[0] == "7 Nov 2026 · ¥10"
    assert len(form.before.text().splitlines()) == 5
