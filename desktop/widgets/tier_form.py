"""The form of a tier: how it is reached, what it gives, how long it is kept."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QStackedWidget

from db.rules.shop import NO_GIFT, Gift, ShopSettings
from db.rules.tiers import Measure, Tier
from db.usecases.tiers import NewTier
from desktop.i18n import tr
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import FactorEdit, OfferForm, if_readable, offer_choices
from desktop.words.offers import TierDraft, factor, measures, tier_story

_MONTHS = 12
_POINTS = "points"


class TierForm(OfferForm):
    """Reads a tier, new or changed."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "tier")
        self._rewards: dict[str, str] = {}
        self.name = text_field("tier.name", tr("Name"), longest=60)
        self.measure = choice_field("tier.measure", tr("Earned by"), measures())
        self.amount_threshold = self.money_field("tier.threshold", tr("Needed"))
        self.number_threshold = NumberEdit("tier.number", tr("Needed"))
        self.threshold = QStackedWidget()
        self.threshold.addWidget(self.amount_threshold)
        self.threshold.addWidget(self.number_threshold)
        self.multiplier = FactorEdit("tier.multiplier", tr("Points times"))
        self.keep = NumberEdit("tier.keep", tr("Kept for, in months"))
        self.window_kind = choice_field(
            "tier.window", tr("Counted over"),
            [("months", tr("The last months")), ("calendar_year", tr("The calendar year"))],
        )  # fmt: skip
        self.window_months = NumberEdit("tier.months", tr("How many months"))
        self.drop = choice_field(
            "tier.drop", tr("When it is not met any more"),
            [("met", tr("Down to the tier then met")), ("one", tr("Down by one tier"))],
        )  # fmt: skip
        self.gift = choice_field("tier.gift", tr("Gift on reaching it"), [])
        self.gift_points = NumberEdit("tier.gift_points", tr("How many points"))
        main, more = self.main, self.more
        main.add("name", tr("Name"), self.name, wide=True)
        main.add("measure", tr("Earned by"), self.measure)
        self._threshold_label = main.add("threshold", tr("Needed"), self.threshold)
        main.add("multiplier", tr("Points times"), self.multiplier)
        main.add("keep_months", tr("Kept for, in months"), self.keep)
        more.add("window", tr("Counted over"), self.window_kind)
        self._months_label = more.add("window.months", tr("How many months"), self.window_months)
        more.add("drop", tr("When it is not met any more"), self.drop, wide=True)
        more.add("gift.reward", tr("Gift on reaching it"), self.gift)
        self._gift_label = more.add("gift.points", tr("How many points"), self.gift_points)
        self.measure.currentIndexChanged.connect(self._show_measure)
        self.window_kind.currentIndexChanged.connect(self._show_window)
        self.gift.currentIndexChanged.connect(self._show_gift)
        self.tell_changes_of(
            self.name, self.measure, self.amount_threshold, self.number_threshold,
            self.multiplier, self.keep, self.window_kind, self.window_months, self.drop,
            self.gift, self.gift_points,
        )  # fmt: skip

    def begin(self, rewards: Sequence[str]) -> None:
        """Begin a new tier; one of these rewards may be its gift."""
        for field in (
            self.name,
            self.amount_threshold,
            self.number_threshold,
            self.multiplier,
            self.gift_points,
        ):
            field.clear()
        gifts = [("", tr("None")), (_POINTS, tr("Points"))]
        # A reward may be called anything: it is told apart by its place in the list.
        self._rewards = {f"reward {number}": name for number, name in enumerate(rewards)}
        offer_choices(self.gift, [*gifts, *self._rewards.items()], "")
        choose(self.measure, "spend")
        choose(self.window_kind, "months")
        choose(self.drop, "met")
        self.keep.show_number(_MONTHS)
        self.window_months.show_number(_MONTHS)
        self._show_measure()
        self._show_window()
        self._show_gift()
        self.fold(folded=True)

    def show_tier(self, tier: Tier, rewards: Sequence[str]) -> None:
        """Show a tier as it was set up last; a gift that is no longer offered stays its gift."""
        gift = tier.gift
        kept = [gift.reward] if gift.reward is not None and gift.reward not in rewards else []
        self.begin([*rewards, *kept])
        self.name.setText(tier.name)
        choose(self.measure, tier.measure)
        if tier.measure == "spend":
            self.amount_threshold.show_amount(tier.threshold)
        else:
            self.number_threshold.show_number(tier.threshold)
        self.multiplier.show_factor(factor(tier.multiplier))
        self.keep.show_number(tier.keep_months)
        by_months = tier.window_months is not None
        choose(self.window_kind, "months" if by_months else "calendar_year")
        self.window_months.show_number(tier.window_months or _MONTHS)
        choose(self.drop, tier.drop)
        if gift.points:
            choose(self.gift, _POINTS)
            self.gift_points.show_number(gift.points)
        elif gift.reward is not None:
            named = {name: kept for kept, name in self._rewards.items()}
            choose(self.gift, named[gift.reward])
        plain = tier.window_months == _MONTHS and tier.drop == "met" and gift == NO_GIFT
        self.fold(folded=plain)

    def read(self) -> NewTier:
        """Return the tier as the owner describes it; raises what cannot be understood."""
        if self._measure() == "spend":
            threshold = self.amount(self.amount_threshold, "threshold")
        else:
            threshold = str(self.number_threshold.number("threshold"))
        return NewTier(
            name=self.name.text(),
            threshold=threshold,
            measure=self._measure(),
            multiplier=self.multiplier.factor_text(),
            keep_months=self.keep.number("keep_months"),
            window={"months": self.window_months.number("window.months")}
            if self._by_months()
            else "calendar_year",
            drop=chosen(self.drop),
            gift=self._spoken_gift(),
        )

    def story(self) -> str:
        months = if_readable(lambda: self.window_months.number("")) or _MONTHS
        draft = TierDraft(
            name=self.name.text().strip(),
            threshold=if_readable(self._threshold),
            measure=self._measure(),
            multiplier=self.multiplier.factor_or_one(),
            keep_months=if_readable(lambda: self.keep.number("")) or _MONTHS,
            window_months=months if self._by_months() else None,
            one_step=chosen(self.drop) == "one",
            gift=self._gift(),
        )
        return tier_story(draft, self.settings)

    def _measure(self) -> Measure:
        return cast("Measure", chosen(self.measure))

    def _threshold(self) -> int | None:
        if self._measure() == "spend":
            return self.amount_threshold.amount_or_none()
        return self.number_threshold.number_or_none("threshold")

    def _by_months(self) -> bool:
        return chosen(self.window_kind) == "months"

    def _show_measure(self) -> None:
        in_use = self.amount_threshold if self._measure() == "spend" else self.number_threshold
        self.threshold.setCurrentWidget(in_use)
        self.main.fields["threshold"] = in_use
        self._threshold_label.setBuddy(in_use)

    def _spoken_gift(self) -> dict[str, object] | None:
        if chosen(self.gift) == _POINTS:
            return {"points": self.gift_points.number("gift.points")}
        reward = self._rewards.get(chosen(self.gift))
        return None if reward is None else {"reward": reward}

    def _gift(self) -> Gift:
        """Return the gift as far as it has been told."""
        spoken = if_readable(self._spoken_gift)
        if spoken is None:
            return NO_GIFT
        reward, points = spoken.get("reward"), spoken.get("points", 0)
        return Gift(points if isinstance(points, int) else 0, str(reward) if reward else None)

    def _show_gift(self) -> None:
        for widget in (self._gift_label, self.gift_points):
            widget.setVisible(chosen(self.gift) == _POINTS)

    def _show_window(self) -> None:
        for widget in (self._months_label, self.window_months):
            widget.setVisible(self._by_months())
