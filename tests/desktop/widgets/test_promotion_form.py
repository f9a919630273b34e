"""The form of a promotion."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.promotion_terms import read_promotion
from db.rules.shop import ShopSettings
from desktop.widgets.condition_rows import Around
from desktop.widgets.form import choose
from desktop.widgets.promotion_form import PromotionForm

AROUND = Around(
    ShopSettings(), date(2026, 11, 22), categories=("Beans", "Cakes"), tiers=("Gold",),
    plans=("Club",),
)  # fmt: skip
EVERYTHING: dict[str, Any] = {
    "name": "Everything", "multiplier": "1.5", "category": "Beans", "once": "month",
    "points_budget": 20_000, "when": {
        "from": "2026-12-01", "to": "2026-12-31", "weekdays": ["mon", "fri"],
        "hours": {"from": "22:00", "to": "24:00"}, "categories": ["Cakes"], "minimum": "1000",
        "tier": "Gold", "plan": "Club", "tag": "student", "birthday": "week", "first_sale": True,
        "nth_visit": 10, "days_since_last_visit": 60, "called": True,
    },
}  # fmt: skip


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> PromotionForm:
    del dressed_app
    made = PromotionForm(AROUND)
    qtbot.addWidget(made)
    made.show_promotion(None, AROUND)
    made.show()
    return made


def test_a_promotion_with_everything_is_read_as_it_was_shown(form: PromotionForm) -> None:
    form.show_promotion(read_promotion(EVERYTHING, id="p", digits=0), AROUND)
    terms = {name: value for name, value in form.read().items() if value is not None}
    assert terms == EVERYTHING
    assert len(form.conditions.rows) == 13
    assert form.conditions.add_button.isHidden()


def test_the_sentence_is_told_while_one_types(form: PromotionForm, qtbot: QtBot) -> None:
    assert form.story() == "Say how many times the points there are, or how many more."
    with qtbot.waitSignal(form.changed):
        form.multiplier.setText("2")
    assert form.story() == "Double points on every sale"
    form.conditions.add("weekdays")
    assert form.story() == "Double points on every sale"  # none is pressed yet
    with qtbot.waitSignal(form.changed):
        form.conditions.fields["when.weekdays"].click()  # type: ignore[attr-defined]
    assert form.story() == "Double points, every Monday"
    choose(form.category, "Beans")
    choose(form.once, "day")
    form.budget.setText("5000")
    assert form.story() == ("Double points on Beans, every Monday, once a day, 5,000 points in all")


def test_points_take_the_place_of_the_factor(form: PromotionForm) -> None:
    form.name.setText("Ten more")
    form.kind.choose("points")
    assert form.points.isVisible()
    assert not form.multiplier.isVisible()
    assert form.fields["points"] is form.points
    form.points.setText("10")
    assert form.read()["points"] == 10
    assert form.read()["multiplier"] is None
    assert form.story() == "10 extra points on every sale"


def test_what_is_missing_is_named(form: PromotionForm) -> None:
    form.name.setText("Double")
    with pytest.raises(BadRequest, match="multiplier"):
        form.read()
    form.kind.choose("points")
    with pytest.raises(BadRequest, match="points"):
        form.read()


def test_without_categories_none_is_asked_for(form: PromotionForm) -> None:
    assert form.category.isVisible()
    bare = Around(ShopSettings(), date(2026, 11, 22))
    form.show_promotion(None, bare)
    assert not form.category.isVisible()


def test_how_it_was_before_is_told(form: PromotionForm) -> None:
    assert not form.versions.isVisible()
    at = datetime.fromisoformat("2026-11-10T10:00:00+09:00")
    form.versions.show_versions([(at, "Mio", "Double points"), (at, "", "Triple points")])
    assert form.versions.isVisible()
    assert form.versions.sentences == ["Double points", "Triple points"]


def test_a_factor_is_shown_without_needless_zeros(form: PromotionForm) -> None:
    promotion = read_promotion({"name": "Half", "multiplier": "1.50"}, id="p", digits=0)
    form.show_promotion(promotion, AROUND)
    assert form.multiplier.text() == "1.5"
    draft = form.draft()
    assert draft is not None
    assert draft.multiplier == Fraction("1.5")
