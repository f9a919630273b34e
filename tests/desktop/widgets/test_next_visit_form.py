"""The form of the coupon for the next visit."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.rewards import Reward, Terms
from db.rules.shop import NextVisit, ShopSettings
from desktop.widgets.next_visit_form import NextVisitForm

TEA = Reward("r", "Tea", 100, Terms("free_item", 300, "Tea"))
TREES = Reward("t", "Trees", 100, Terms("donation", 100, "Trees"))


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> NextVisitForm:
    del dressed_app
    made = NextVisitForm(ShopSettings())
    qtbot.addWidget(made)
    return made


def test_it_begins_with_a_reward_from_the_next_day_on(form: NextVisitForm) -> None:
    form.show_promise(None, [TREES, TEA])
    assert form.read() == {"reward": "Tea", "minimum": "0", "after_days": 1}
    assert form.story() == (
        "Every sale brings “Tea” for the next visit. It can be used from the next day on."
    )


def test_what_is_promised_is_shown(form: NextVisitForm) -> None:
    form.show_promise(NextVisit("Tea", 1000, 7), [TEA])
    assert form.read() == {"reward": "Tea", "minimum": "1000", "after_days": 7}
    assert form.story().endswith("It can be used after 7 days.")
    form.after_days.setText("0")
    assert form.story().endswith("It can be used at once.")
    form.after_days.clear()
    with pytest.raises(BadRequest):
        form.read()
