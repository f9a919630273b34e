"""The form of a reward: what it is, what it costs, and who can have it when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from db.rules.money import amount_text
from db.rules.remarks import KINDS_ON_A_SALE
from db.rules.rewards import MONEY_KINDS, Reward, RewardKind
from db.rules.shop import ShopSettings
from db.usecases.rewards import NewReward
from desktop.i18n import tr
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.labels import named
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable, offer_choices
from desktop.words.rewards import RewardDraft, draft_of, kinds, reward_story, value_words


@dataclass(frozen=True)
class Surroundings:
    """What a reward can be tied to: names of tiers, plans and categories."""

    tiers: Sequence[str] = ()
    plans: Sequence[str] = ()
    categories: Sequence[str] = ()


class RewardForm(OfferForm):
    """Reads and shows a reward."""

    def __init__(self, settings: ShopSettings, *, today: date) -> None:
        super().__init__(settings, "reward")
        self._today = today
        self._categories: list[QCheckBox] = []
        self.name = text_field("reward.name", tr("Name"), longest=80)
        self.kind = choice_field("reward.kind", tr("Kind"), kinds(settings))
        self.amount_value = self.money_field("reward.value", "")
        self.number_value = NumberEdit("reward.number", "")
        self.value = QStackedWidget()
        self.value.addWidget(self.amount_value)
        self.value.addWidget(self.number_value)
        self.cost = NumberEdit("reward.cost", tr("Price in points"))
        self.stock = NumberEdit("reward.stock", tr("How many"), placeholder=tr("no limit"))
        self._add_main()
        self._add_more()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.tell_changes_of(
            self.name, self.kind, self.amount_value, self.number_value, self.cost, self.stock,
            self.first_day, self.last_day, self.good_for, self.minimum, self.max_discount,
            self.most, self.tier, self.plan, self.immediate, self.combinable,
        )  # fmt: skip

    def show_reward(
        self,
        reward: Reward | None,
        around: Surroundings,
        *,
        tier: str | None = None,
        plan: str | None = None,
        kind: RewardKind = "free_item",
    ) -> None:
        """Fill the form with a reward, or leave it empty for a new one of a kind."""
        blank = RewardDraft("", kind, None, None)
        draft = blank if reward is None else draft_of(reward, tier=tier, plan=plan)
        self._show_draft(draft, around)
        self.fold(folded=reward is None or not self._asks_more())

    def read(self) -> NewReward:
        """Return the reward as the owner describes it; raises what cannot be understood."""
        kind = self._kind()
        return NewReward(
            name=self.name.text(),
            kind=kind,
            value=self._value_text(kind),
            cost=self.cost.number("cost"),
            stock=self.stock.number_or_none("stock"),
            tier=chosen(self.tier) or None,
            plan=chosen(self.plan) or None,
            valid_from=_iso(self.first_day.day_or_none()),
            valid_until=_iso(self.last_day.day_or_none()),
            valid_days=None if kind == "donation" else self.good_for.number_or_none("valid_days"),
            minimum=self._least_sale(kind),
            max_discount=self._most_off(kind),
            categories=self._chosen_categories() if kind in KINDS_ON_A_SALE else (),
            max_per_customer=self.most.number_or_none("max_per_customer"),
            immediate=self.immediate.isChecked() and kind != "donation",
            combinable=self.combinable.isChecked() and kind in KINDS_ON_A_SALE,
        )

    def story(self) -> str:
        return reward_story(self.draft(), self.settings)

    def draft(self) -> RewardDraft:
        """Return the reward as far as it can be understood."""
        kind = self._kind()
        return RewardDraft(
            name=self.name.text().strip(),
            kind=kind,
            value=if_readable(self._value),
            cost=if_readable(lambda: self.cost.number_or_none("cost")),
            stock=if_readable(lambda: self.stock.number_or_none("stock")),
            valid_from=if_readable(self.first_day.day_or_none),
            valid_until=if_readable(self.last_day.day_or_none),
            valid_days=if_readable(lambda: self.good_for.number_or_none("valid_days")),
            minimum=if_readable(self.minimum.amount_or_none) if kind in KINDS_ON_A_SALE else None,
            max_discount=if_readable(self.max_discount.amount_or_none)
            if kind == "percent_off"
            else None,
            max_per_customer=if_readable(lambda: self.most.number_or_none("max_per_customer")),
            categories=self._chosen_categories() if kind in KINDS_ON_A_SALE else (),
            tier=chosen(self.tier) or None,
            plan=chosen(self.plan) or None,
            immediate=self.immediate.isChecked() and kind != "donation",
            combinable=self.combinable.isChecked() and kind in KINDS_ON_A_SALE,
        )

    # -- Building ---------------------------------------------------------------------------

    def _add_main(self) -> None:
        self.main.add("name", tr("Name"), self.name, wide=True)
        self.main.add("kind", tr("Kind"), self.kind)
        self._value_label = self.main.add("value", "", self.value)
        self.main.add("cost", tr("Price in points"), self.cost)
        self.main.add("stock", tr("How many"), self.stock)

    def _add_more(self) -> None:
        country = self.settings.country

        def day(name: str, words: str) -> DayEdit:
            return DayEdit(f"reward.{name}", words, country=country, today=self._today)

        self.first_day = day("first_day", tr("Offered from"))
        self.first_day.setPlaceholderText(self._today.isoformat())
        self.last_day = day("last_day", tr("Offered until"))
        self.good_for = NumberEdit(
            "reward.good_for", tr("Days to use it"), placeholder=tr("no last day")
        )
        self.minimum = self.money_field("reward.minimum", tr("For a sale from"))
        self.most = NumberEdit("reward.most", tr("Most for each"), placeholder=tr("no limit"))
        self.max_discount = self.money_field("reward.max_discount", tr("At most off"))
        self.tier = choice_field("reward.tier", tr("From this tier on"), [])
        self.plan = choice_field("reward.plan", tr("For members of"), [])
        self.categories = named(QWidget(), "reward.categories", tr("Only for"))
        self._category_flow = FlowLayout(self.categories, spacing=16)
        self.immediate = named(
            QCheckBox(tr("Handed over at once, without a coupon")), "reward.immediate",
            tr("Handed over at once, without a coupon"),
        )  # fmt: skip
        self.combinable = named(
            QCheckBox(tr("Goes together with other coupons")), "reward.combinable",
            tr("Goes together with other coupons"),
        )  # fmt: skip
        more = self.more
        more.add("valid_from", tr("Offered from"), self.first_day)
        more.add("valid_until", tr("Offered until"), self.last_day)
        more.add("max_per_customer", tr("Most for each"), self.most)
        self._days_label = more.add("valid_days", tr("Days to use it"), self.good_for)
        self._minimum_label = more.add("minimum", tr("For a sale from"), self.minimum)
        self._discount_label = more.add("max_discount", tr("At most off"), self.max_discount)
        more.add("tier", tr("From this tier on"), self.tier)
        more.add("plan", tr("For members of"), self.plan)
        self._categories_label = more.add("categories", tr("Only for"), self.categories, wide=True)
        more.add_widget(self.immediate, wide=True)
        more.add_widget(self.combinable, wide=True)

    # -- Inside -----------------------------------------------------------------------------

    def _show_draft(self, draft: RewardDraft, around: Surroundings) -> None:
        everybody = ("", tr("Everybody"))
        offer_choices(self.tier, [everybody, *((n, n) for n in around.tiers)], draft.tier or "")
        offer_choices(self.plan, [everybody, *((n, n) for n in around.plans)], draft.plan or "")
        self._offer_categories(around.categories, draft.categories)
        self.name.setText(draft.name)
        choose(self.kind, draft.kind)
        self._show_value(draft)
        self.cost.show_number(draft.cost)
        self.stock.show_number(draft.stock)
        self.first_day.show_day(draft.valid_from)
        self.last_day.show_day(draft.valid_until)
        self.good_for.show_number(draft.valid_days)
        self.most.show_number(draft.max_per_customer)
        for field, amount in (
            (self.minimum, draft.minimum),
            (self.max_discount, draft.max_discount),
        ):
            field.clear()
            if amount is not None:
                field.show_amount(amount)
        self.immediate.setChecked(draft.immediate)
        self.combinable.setChecked(draft.combinable)
        self._show_kind()

    def _show_value(self, draft: RewardDraft) -> None:
        self.amount_value.clear()
        self.number_value.show_number(None)
        if draft.value is None:
            return
        if draft.kind in MONEY_KINDS:
            self.amount_value.show_amount(draft.value)
        else:
            self.number_value.show_number(draft.value)

    def _show_kind(self) -> None:
        """Ask for what this kind needs: an amount, or a number of something."""
        kind = self._kind()
        in_use = self.amount_value if kind in MONEY_KINDS else self.number_value
        self.value.setCurrentWidget(in_use)
        self.main.fields["value"] = in_use
        self._value_label.setText(value_words(kind))
        self._value_label.setBuddy(in_use)
        in_use.setAccessibleName(value_words(kind))
        on_a_sale, carried_home = kind in KINDS_ON_A_SALE, kind != "donation"
        for widgets, asked in (
            ((self._discount_label, self.max_discount), kind == "percent_off"),
            ((self._minimum_label, self.minimum, self.combinable), on_a_sale),
            ((self._categories_label, self.categories), on_a_sale and bool(self._categories)),
            ((self._days_label, self.good_for, self.immediate), carried_home),
        ):
            for widget in widgets:
                widget.setVisible(asked)

    def _offer_categories(self, names: Sequence[str], chosen_ones: Sequence[str]) -> None:
        self._category_flow.clear()
        self._categories = []
        for name in names:
            box = named(QCheckBox(name.replace("&", "&&")), f"reward.category.{name}", name)
            box.setChecked(name in chosen_ones)
            self.tell_changes_of(box)
            self._category_flow.addWidget(box)
            QWidget.setTabOrder(self._categories[-1] if self._categories else self.plan, box)
            box.show()
            self._categories.append(box)
        QWidget.setTabOrder(self._categories[-1] if self._categories else self.plan, self.immediate)
        for widget in (self._categories_label, self.categories):
            widget.setVisible(bool(names))

    def _chosen_categories(self) -> tuple[str, ...]:
        return tuple(box.accessibleName() for box in self._categories if box.isChecked())

    def _asks_more(self) -> bool:
        draft = self.draft()
        return any(
            (draft.valid_from, draft.valid_until, draft.valid_days, draft.minimum, draft.tier,
             draft.max_discount, draft.max_per_customer, draft.categories, draft.plan,
             draft.immediate, draft.combinable)
        )  # fmt: skip

    def _kind(self) -> RewardKind:
        return cast("RewardKind", chosen(self.kind))

    def _value(self) -> int | None:
        if self._kind() in MONEY_KINDS:
            return self.amount_value.amount_or_none()
        return self.number_value.number_or_none("value")

    def _value_text(self, kind: RewardKind) -> str:
        if kind in MONEY_KINDS:
            return self.amount(self.amount_value, "value")
        return str(self.number_value.number("value"))

    def _least_sale(self, kind: RewardKind) -> str:
        if kind not in KINDS_ON_A_SALE:
            return "0"
        return self._amount_or(self.minimum.amount_or_none()) or "0"

    def _most_off(self, kind: RewardKind) -> str | None:
        if kind != "percent_off":
            return None
        return self._amount_or(self.max_discount.amount_or_none())

    def _amount_or(self, amount_minor: int | None) -> str | None:
        if amount_minor is None:
            return None
        return amount_text(amount_minor, digits=self.settings.digits)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
