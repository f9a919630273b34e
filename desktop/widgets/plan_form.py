"""The form of a plan: what it costs and what its members have from it."""

from collections.abc import Sequence
from typing import cast

from db.rules.shop import ShopSettings
from db.rules.subscriptions import Every, Plan
from db.usecases.plans import NewPlan
from desktop.i18n import tr
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import FactorEdit, OfferForm, if_readable, offer_choices
from desktop.words.offers import PlanDraft, factor, periods, plan_story

_GRACE_DAYS = 7
_SAVE_MONTHS = NewPlan("", "", "").save_offer_months


class PlanForm(OfferForm):
    """Reads and shows a plan."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "plan")
        self._rewards: dict[str, str] = {}
        self.name = text_field("plan.name", tr("Name"), longest=60)
        self.price = self.money_field("plan.price", tr("Price"))
        self.every = choice_field("plan.every", tr("Paid"), periods())
        self.multiplier = FactorEdit("plan.multiplier", tr("Points times"))
        self.discount = NumberEdit("plan.discount", tr("Percent off each sale"), placeholder="0")
        self.trial = NumberEdit("plan.trial", tr("Days free at first"), placeholder="0")
        self.grace = NumberEdit("plan.grace", tr("Days of grace"), placeholder="0")
        self.given = NumberEdit("plan.given", tr("Points with each payment"), placeholder="0")
        self.bonus = NumberEdit("plan.bonus", tr("Bonus for renewing"), placeholder="0")
        self.bonus_days = NumberEdit("plan.bonus_days", tr("Days before the end"), placeholder="0")
        self.coupon = choice_field("plan.coupon", tr("Coupon with each payment"), [])
        self.save_months = NumberEdit(
            "plan.save_months", tr("Free months for staying"), placeholder="0"
        )
        main, more = self.main, self.more
        main.add("name", tr("Name"), self.name, wide=True)
        main.add("price", tr("Price"), self.price)
        main.add("every", tr("Paid"), self.every)
        main.add("multiplier", tr("Points times"), self.multiplier)
        main.add("discount_percent", tr("Percent off each sale"), self.discount)
        main.add("trial_days", tr("Days free at first"), self.trial)
        main.add("grace_days", tr("Days of grace"), self.grace)
        more.add("points_each_period", tr("Points with each payment"), self.given)
        more.add("coupon_each_period", tr("Coupon with each payment"), self.coupon)
        more.add("renew_bonus.points", tr("Bonus for renewing"), self.bonus)
        more.add("renew_bonus.days_before", tr("Days before the end"), self.bonus_days)
        more.add(
            "save_offer_months", tr("Free months for staying"), self.save_months, wide=True,
            hint=tr("Offered to whoever cancels, once in twelve months."),
        )  # fmt: skip
        self.tell_changes_of(*self.fields.values())

    def show_plan(self, plan: Plan | None, rewards: Sequence[str] = ()) -> None:
        """Fill the form with a plan, or leave it empty for a new one.

        One of these rewards may come as a coupon with each payment.
        """
        self._offer_coupons(plan.coupon_each_period if plan else None, rewards)
        bonus = plan.renew_bonus if plan else None
        self.name.setText(plan.name if plan else "")
        self.price.clear()
        if plan is not None:
            self.price.show_amount(plan.price)
        choose(self.every, plan.every if plan else "month")
        self.multiplier.show_factor(factor(plan.multiplier) if plan else "1")
        for field, number in (
            (self.discount, plan.discount_percent if plan else 0),
            (self.trial, plan.trial_days if plan else 0),
            (self.grace, plan.grace_days if plan else _GRACE_DAYS),
            (self.given, plan.points_each_period if plan else 0),
            (self.bonus, bonus.points if bonus else 0),
            (self.bonus_days, bonus.days_before if bonus else 0),
            (self.save_months, plan.save_offer_months if plan else _SAVE_MONTHS),
        ):
            field.show_number(number or None)
        asks_more = plan is not None and bool(
            plan.points_each_period
            or bonus
            or plan.coupon_each_period
            or plan.save_offer_months != _SAVE_MONTHS
        )
        self.fold(folded=not asks_more)

    def read(self) -> NewPlan:
        """Return the plan as the owner describes it; raises what cannot be understood."""
        bonus = _number(self.bonus, "renew_bonus.points")
        days = _number(self.bonus_days, "renew_bonus.days_before")
        return NewPlan(
            name=self.name.text(),
            price=self.amount(self.price, "price"),
            every=chosen(self.every),
            multiplier=self.multiplier.factor_text(),
            discount_percent=_number(self.discount, "discount_percent"),
            points_each_period=_number(self.given, "points_each_period"),
            trial_days=_number(self.trial, "trial_days"),
            grace_days=_number(self.grace, "grace_days"),
            renew_bonus={"points": bonus, "days_before": days} if bonus else None,
            save_offer_months=_number(self.save_months, "save_offer_months"),
            coupon_each_period=self._rewards.get(chosen(self.coupon)),
        )

    def story(self) -> str:
        def number(field: NumberEdit) -> int:
            return if_readable(lambda: _number(field, "")) or 0

        draft = PlanDraft(
            name=self.name.text().strip(),
            price=if_readable(self.price.amount_or_none),
            every=cast("Every", chosen(self.every)),
            multiplier=self.multiplier.factor_or_one(),
            discount_percent=number(self.discount),
            points_each_period=number(self.given),
            trial_days=number(self.trial),
            grace_days=number(self.grace),
            bonus_points=number(self.bonus),
            bonus_days=number(self.bonus_days),
            coupon=self._rewards.get(chosen(self.coupon)),
            save_months=number(self.save_months),
        )
        return plan_story(draft, self.settings)

    def _offer_coupons(self, promised: str | None, rewards: Sequence[str]) -> None:
        """Offer these rewards, and the one that is promised though it may be stopped by now."""
        names = [*rewards, *([promised] if promised and promised not in rewards else [])]
        # A reward may be called anything: it is told apart by its place in the list.
        self._rewards = {f"reward {number}": name for number, name in enumerate(names)}
        kept = next((key for key, name in self._rewards.items() if name == promised), "")
        offer_choices(self.coupon, [("", tr("None")), *self._rewards.items()], kept)


def _number(field: NumberEdit, name: str) -> int:
    return field.number_or_none(name) or 0
