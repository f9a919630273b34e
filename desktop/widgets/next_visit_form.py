"""The form of the coupon that a sale gives for the next visit."""

from typing import Any

from db.rules.money import amount_text
from db.rules.remarks import KINDS_ON_A_SALE
from db.rules.rewards import Reward
from db.rules.shop import NextVisit, ShopSettings
from desktop.i18n import tr
from desktop.widgets.form import choice_field, chosen
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable, offer_choices
from desktop.words.coupons import next_visit_story


class NextVisitForm(OfferForm):
    """Reads which reward comes with a sale, from which amount, and from when on it is good."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "next_visit")
        self.reward = choice_field("next_visit.reward", tr("The coupon gives"), [])
        self.minimum = self.money_field("next_visit.minimum", tr("For a sale from"))
        self.after_days = NumberEdit("next_visit.after_days", tr("Days until it is good"))
        self.main.add("next_visit.reward", tr("The coupon gives"), self.reward, wide=True)
        self.main.add("next_visit.minimum", tr("For a sale from"), self.minimum)
        self.main.add(
            "next_visit.after_days", tr("Days until it is good"), self.after_days,
            hint=tr("1: from the next day on"),
        )  # fmt: skip
        self.fold(folded=True)
        self.tell_changes_of(self.reward, self.minimum, self.after_days)

    def show_promise(self, promise: NextVisit | None, rewards: list[Reward]) -> None:
        """Fill the form with what is promised now."""
        names = [reward.name for reward in rewards if reward.terms.kind in KINDS_ON_A_SALE]
        promise = promise or NextVisit(next(iter(names), ""))
        choices = [(name, name) for name in names]
        offer_choices(self.reward, choices, promise.reward)
        self.minimum.clear()
        if promise.minimum:
            self.minimum.show_amount(promise.minimum)
        self.after_days.show_number(promise.after_days)

    def read(self) -> dict[str, Any]:
        """Return the choice as settings keep it; raises what cannot be understood."""
        minimum = self.minimum.amount_or_none() or 0
        return {
            "reward": chosen(self.reward),
            "minimum": amount_text(minimum, digits=self.settings.digits),
            "after_days": self.after_days.number("next_visit.after_days"),
        }

    def story(self) -> str:
        days = if_readable(lambda: self.after_days.number_or_none("next_visit.after_days"))
        minimum = if_readable(self.minimum.amount_or_none)
        promise = NextVisit(chosen(self.reward) or "…", minimum or 0, 1 if days is None else days)
        return next_visit_story(promise, self.settings)
