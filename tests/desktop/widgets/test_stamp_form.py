"""The form of a stamp card."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import ShopSettings
from db.rules.stamps import StampCard, StampTerms
from desktop.widgets.form import choose
from desktop.widgets.stamp_form import StampForm

REWARDS, CATEGORIES = ["Tea", "Cake"], ["Coffee", "Beans"]


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> StampForm:
    del dressed_app
    made = StampForm(ShopSettings(currency="USD", digits=2))
    qtbot.addWidget(made)
    made.show_card(None, rewards=REWARDS, categories=CATEGORIES)
    return made


def test_a_new_card_has_ten_stamps_one_for_each_visit(form: StampForm) -> None:
    form.name.setText("Coffee stamps")
    choose(form.reward, "reward 0")
    assert form.read() == {
        "name": "Coffee stamps", "needed": 10, "reward": "Tea", "per": "visit", "each": None,
        "category": None,
    }  # fmt: skip
    assert form.each.isHidden()
    assert form.category.isHidden()
    assert form.story() == (
        "1 stamp for each visit; 10 stamps bring Tea."
        " The next card begins by itself, surplus stamps on it."
    )


def test_money_is_asked_for_where_it_counts(form: StampForm) -> None:
    choose(form.reward, "reward 1")
    choose(form.per, "spend")
    form.money_each.setText("５.5")
    choose(form.category, "kind 1")
    told = form.read()
    assert (told["each"], told["category"]) == ("5.50", "Beans")
    assert form.story().startswith("1 stamp for each $5.50 of Beans; 10 stamps bring Cake.")
    form.money_each.clear()
    with pytest.raises(BadRequest, match="each"):
        form.read()
    assert form.fields["each"] is form.money_each


def test_goods_are_counted_by_number(form: StampForm) -> None:
    choose(form.reward, "reward 1")
    choose(form.per, "item")
    assert form.category.itemText(0) == "Choose a kind"
    form.items_each.setText("2")
    choose(form.category, "kind 0")
    told = form.read()
    assert (told["per"], told["each"], told["category"]) == ("item", "2", "Coffee")
    assert form.fields["each"] is form.items_each


@pytest.mark.parametrize(
    "terms",
    [
        StampTerms(),
        StampTerms("spend", 550),
        StampTerms("spend", 550, "Beans"),
        StampTerms("item", 3, "Coffee"),
    ],
)
def test_a_card_comes_back_from_the_form_as_it_went_in(form: StampForm, terms: StampTerms) -> None:
    card = StampCard("c", "Card", 7, "r", "Cake", terms)
    form.show_card(card, rewards=REWARDS, categories=CATEGORIES)
    each = {"visit": None, "spend": "5.50", "item": "3"}[terms.per]
    assert form.read() == {
        "name": "Card", "needed": 7, "reward": "Cake", "per": terms.per, "each": each,
        "category": terms.category,
    }  # fmt: skip


def test_a_card_needs_a_reward_and_the_only_one_is_chosen(form: StampForm) -> None:
    with pytest.raises(BadRequest, match="reward"):
        form.read()
    form.show_card(None, rewards=["Tea"], categories=[])
    assert form.read()["reward"] == "Tea"
    form.show_card(None, rewards=[], categories=[])
    assert form.story().endswith("make one under Rewards first.")
