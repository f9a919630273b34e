"""The form of what bringing a friend brings both."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import Gift, ReferralTerms, ShopSettings
from desktop.widgets.form import choose
from desktop.widgets.referral_form import ReferralForm

TERMS = ReferralTerms(
    Gift(200), Gift(reward="Cake"), minimum=1000, hold_days=3, max_per_month=5, ask_owner=False
)


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> ReferralForm:
    del dressed_app
    made = ReferralForm(ShopSettings())
    qtbot.addWidget(made)
    made.show()
    return made


def test_terms_come_back_as_they_were_shown(form: ReferralForm) -> None:
    form.show_terms(TERMS, ["Tea", "Cake"])
    assert form.read() == {
        "referrer": {"points": 200}, "referee": {"reward": "Cake"}, "minimum": "1000",
        "hold_days": 3, "max_per_month": 5, "ask_owner": False,
    }  # fmt: skip
    assert form.referrer.points.isVisible()
    assert not form.referee.points.isVisible()


def test_a_new_programme_gives_points_to_both_with_care(form: ReferralForm) -> None:
    form.show_terms(ReferralTerms(), [])
    read = form.read()
    assert read["referrer"] == read["referee"] == {"points": 100}
    assert (read["minimum"], read["max_per_month"], read["ask_owner"]) == ("0", None, True)


def test_what_is_missing_is_refused_by_its_field(form: ReferralForm) -> None:
    form.show_terms(TERMS, ["Cake"])
    form.referrer.points.clear()
    assert form.story() == "…"
    with pytest.raises(BadRequest) as refusal:
        form.read()
    assert form.fields[refusal.value.field] is form.referrer.points
    choose(form.referrer.kind, "nothing")
    assert form.read()["referrer"] == {"points": 0}
    choose(form.referee.kind, "nothing")
    with pytest.raises(BadRequest) as refusal:
        form.read()
    assert refusal.value.field in form.fields


def test_a_reward_called_points_is_told_apart(form: ReferralForm) -> None:
    form.show_terms(ReferralTerms(Gift(reward="points"), Gift(1)), ["nothing", "points"])
    assert form.referrer.gift() == Gift(reward="points")
