"""The form of a reward."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadAmount, BadDate, BadRequest
from db.rules.rewards import REWARD_KINDS, Reward, Terms
from db.rules.shop import ShopSettings
from db.usecases.rewards import NewReward
from desktop.widgets.form import choose
from desktop.widgets.reward_form import RewardForm, Surroundings

TODAY = date(2026, 11, 22)
AROUND = Surroundings(("Silver", "Gold"), ("Bean Club",), ("Beans", "Cakes & tea"))


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> RewardForm:
    del dressed_app
    made = RewardForm(ShopSettings(), today=TODAY)
    qtbot.addWidget(made)
    made.show_reward(None, AROUND)
    made.show()
    return made


def filled(form: RewardForm, *, kind: str = "free_item", value: str = "480") -> None:
    form.name.setText("Slice of cake")
    choose(form.kind, kind)
    (form.amount_value if form.amount_value.isVisible() else form.number_value).setText(value)
    form.cost.setText("６５０")


def test_what_is_typed_is_what_the_book_is_told(form: RewardForm) -> None:
    filled(form, kind="percent_off", value="20")
    form.show_more()
    form.stock.setText("12")
    form.first_day.setText("2026/12/1")
    form.last_day.setText("31 Dec 2026")
    form.good_for.setText("30")
    form.minimum.setText("¥1,000")
    form.max_discount.setText("500")
    form.most.setText("2")
    choose(form.tier, "Gold")
    choose(form.plan, "Bean Club")
    form.combinable.setChecked(True)
    next(box for box in form._categories if box.accessibleName() == "Cakes & tea").setChecked(True)
    assert form.read() == NewReward(
        "Slice of cake", "percent_off", "20", 650, stock=12, tier="Gold", plan="Bean Club",
        valid_from="2026-12-01", valid_until="2026-12-31", valid_days=30, minimum="1000",
        max_discount="500", categories=("Cakes & tea",), max_per_customer=2, combinable=True,
    )  # fmt: skip


@pytest.mark.parametrize("kind", REWARD_KINDS)
def test_each_kind_asks_for_its_own_value(form: RewardForm, kind: str) -> None:
    filled(form, kind=kind, value="7")
    assert form.read() == NewReward("Slice of cake", kind, "7", 650)
    assert form.max_discount.isHidden() == (kind != "percent_off")
    assert form.fields["value"].isVisible()
    assert form.fields["value"].accessibleName()


def test_a_reward_comes_back_from_the_form_as_it_went_in(form: RewardForm) -> None:
    terms = Terms("amount_off", 500, "Off", minimum=1000, categories=("Beans",), combinable=True)
    reward = Reward("r", "Off", 300, terms, stock_left=4, valid_days=60, max_per_customer=1)
    form.show_reward(reward, AROUND, tier="Silver", plan=None)
    assert form.more.isVisible()
    assert form.read() == NewReward(
        "Off", "amount_off", "500", 300, stock=4, tier="Silver", valid_days=60, minimum="1000",
        categories=("Beans",), max_per_customer=1, combinable=True,
    )  # fmt: skip
    form.show_reward(None, AROUND)
    assert not form.more.isVisible()
    assert form.story().startswith("For … points a customer gets “…”")


def test_what_cannot_be_meant_is_refused_by_its_field_and_not_told(form: RewardForm) -> None:
    filled(form)
    form.amount_value.setText("12x")
    with pytest.raises(BadAmount):
        form.read()
    form.amount_value.clear()
    with pytest.raises(BadRequest, match="value"):
        form.read()
    filled(form)
    form.cost.setText("many")
    with pytest.raises(BadRequest, match="whole_number"):
        form.read()
    filled(form)
    form.last_day.setText("1999-13-45")
    with pytest.raises(BadDate):
        form.read()
    assert "1999" not in form.story()


def test_the_story_follows_each_letter(form: RewardForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.changed):
        form.name.setText("Tote bag")
    assert "“Tote bag”" in form.story()


def test_a_shop_without_categories_is_not_asked_for_them(form: RewardForm) -> None:
    form.show_reward(None, Surroundings())
    form.show_more()
    assert not form.categories.isVisible()
