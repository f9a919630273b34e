"""The form of a surprise reads exactly the group that is pointed at, and counts it once."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.shop import Gift, ShopSettings
from db.rules.surprises import Group, WeightedGift
from desktop.widgets.form import choose
from desktop.widgets.surprise_form import DrawFrom, SurpriseForm

AROUND = DrawFrom(tiers=["Gold"], plans=["Club"], tags=["vinyl"], rewards=["Tea"])


@pytest.fixture
def asked() -> list[Group]:
    return []


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot, asked: list[Group]) -> SurpriseForm:
    del dressed_app

    def size_of(group: Group) -> int:
        asked.append(group)
        return 120

    made = SurpriseForm(ShopSettings(), today=date(2026, 11, 22), size_of=size_of)
    qtbot.addWidget(made)
    made.begin(AROUND)
    return made


def test_everything_that_can_be_asked_is_read(form: SurpriseForm) -> None:
    assert form.group() == Group()
    for field, value in (
        (form.tier, "Gold"),
        (form.plan, "Club"),
        (form.tag, "vinyl"),
        (form.month, "11"),
    ):
        choose(field, value)
    form.here.setText("2026-08-01")
    form.away.setText("2026-11-01")
    form.joined.setText("2025-01-01")
    form.spent.setText("5,000")
    form.visits.setText("3")
    form.name.setText("Autumn")
    form.count.setText("2")
    new = form.read()
    assert new.group == Group(
        "Gold", "Club", "vinyl", date(2026, 8, 1), date(2026, 11, 1), 11, date(2025, 1, 1), 5000, 3
    )
    assert (new.name, new.count, new.gifts) == ("Autumn", 2, (WeightedGift(Gift(reward="Tea")),))
    assert new.group_words.startswith("Gold and up · members of Club · marked “vinyl”")
    form.begin(AROUND)
    assert form.group() == Group()


def test_the_group_is_not_counted_again_while_other_fields_are_typed(
    form: SurpriseForm, asked: list[Group]
) -> None:
    form.story()
    form.name.setText("Autumn")
    form.count.setText("3")
    assert "3/120" in form.story()
    assert asked == [Group()]
    choose(form.month, "11")
    form.story()
    assert asked == [Group(), Group(birthday_month=11)]
