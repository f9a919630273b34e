"""Rewards on the page Offers: offered, changed, stopped; their coupons designed."""

from functools import partial

from PySide6.QtWidgets import QWidget

from db.queries.rewards import all_rewards, retired_rewards, reward_figures
from db.queries.shop import all_categories
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.tiers import all_tiers
from db.rules.remarks import KINDS_ON_A_SALE
from db.rules.rewards import Reward
from db.session import Session
from db.usecases.rewards import add_reward, edit_reward
from desktop.i18n import mark, tr
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.widgets.reward_form import RewardForm, Surroundings
from desktop.words.rewards import draft_of, reward_chips, reward_figures_line, reward_line


class RewardSection(OfferSection):
    """Lists rewards and makes them."""

    kind = "rewards"
    words = mark("Rewards")
    new_words = mark("New reward")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("What will your customers get for their points?"),
            empty=tr(
                "A reward is what points are exchanged for: a coffee, an amount off, a gift "
                "to a good cause. Three that people want are better than twenty."
            ),
        )
        self._designer: QWidget | None = None

    @staticmethod
    def how_many(session: Session) -> int:
        return len(all_rewards(session.db))

    def new_panels(self) -> list[OfferPanel]:
        settings, today = self.session.settings, self.session.today
        self.form = RewardForm(settings, today=today)
        self.panel = OfferPanel(self.page, "reward", self.form)
        return [self.panel]

    def reload(self) -> None:
        offered = all_rewards(self.session.db)
        names = self._names()
        self._figures = reward_figures(self.session.db)
        self.show_offers(
            [self._row_of(reward, names) for reward in offered],
            [self._row_of(reward, names) for reward in retired_rewards(self.session.db)],
        )

    def begin(self) -> None:
        self.form.show_reward(None, self._around())
        self.panel.open_form(tr("New reward"), tr("Offer it"), self._add)

    def edit(self, reward: Reward) -> None:
        """Change a reward, or offer one again that was not offered any more."""
        self._show_in_form(reward)
        offered = reward.offered
        self.panel.open_form(
            reward.name,
            tr("Save") if offered else tr("Offer again"),
            partial(self._save, reward),
            stop=partial(self._stop, reward) if offered else None,
        )

    # -- What it does -----------------------------------------------------------------------

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_reward(
                self.session, self.form.read(), operation_id=self.panel.operation_id
            ),
            then=lambda reward: self.done(
                self.panel, tr("“{name}” is offered from now on.").format(name=reward.name)
            ),
        )

    def _save(self, reward: Reward) -> None:
        words = tr("“{name}” is saved.") if reward.offered else tr("“{name}” is offered again.")
        self._change(reward, words, offered=True)

    def _stop(self, reward: Reward) -> None:
        """Stop offering a reward as it stands in the book; what was typed meanwhile is dropped."""
        self._show_in_form(reward)
        words = tr("“{name}” is no longer offered; coupons already issued stay good.")
        self._change(reward, words, offered=False)

    def _change(self, reward: Reward, words: str, *, offered: bool) -> None:
        self.page.attempt(
            lambda: edit_reward(
                self.session,
                reward_id=reward.id,
                new=self.form.read(),
                offered=offered,
                operation_id=self.panel.operation_id,
            ),
            then=lambda saved: self.done(self.panel, words.format(name=saved.name)),
        )

    # -- Coupons ----------------------------------------------------------------------------

    def design(self, reward: Reward) -> None:
        """Design the coupons of a reward; what draws them is loaded with the first one."""
        from desktop.widgets.coupon_designer import CouponDesigner

        if not isinstance(self._designer, CouponDesigner):
            self._designer = CouponDesigner(self.page, closed=lambda: None)
        self._designer.open_for(reward)

    # -- What it shows ----------------------------------------------------------------------

    def _row_of(self, reward: Reward, names: dict[str, str]) -> OfferRow:
        today = self.session.today
        draft = draft_of(
            reward, tier=names.get(reward.tier_id or ""), plan=names.get(reward.plan_id or "")
        )
        deeds = [edit_deed(reward.name, partial(self.edit, reward), offered=reward.offered)]
        if reward.offered:
            deeds[:0] = self._coupon_deeds(reward)
        line = reward_line(draft, self.session.settings, today=today)
        chips = reward_chips(reward, today=today) if reward.offered else ()
        came_of_it = reward_figures_line(self._figures[reward.id], self.session.settings)
        return OfferRow(reward.name, line, chips, deeds, figures=came_of_it)

    def _coupon_deeds(self, reward: Reward) -> list[OfferDeed]:
        """Return what can be done with a reward's coupons: a donation leaves none to look at."""
        design = OfferDeed(
            tr("Design"),
            tr("Design the coupons of {name}").format(name=reward.name),
            f"offers.design.{reward.name}",
            partial(self.design, reward),
            seldom=True,
        )
        coupons = OfferDeed(
            tr("Coupons"),
            tr("Make coupons for {name}").format(name=reward.name),
            f"offers.coupons.{reward.name}",
            partial(self.batch_wanted.emit, reward.name),
            seldom=True,
        )
        if reward.terms.kind == "donation":
            return []
        return [design, coupons] if reward.terms.kind in KINDS_ON_A_SALE else [design]

    def _show_in_form(self, reward: Reward) -> None:
        names = self._names()
        self.form.show_reward(
            reward,
            self._around(),
            tier=names.get(reward.tier_id or ""),
            plan=names.get(reward.plan_id or ""),
        )

    def _around(self) -> Surroundings:
        db = self.session.db
        return Surroundings(
            tiers=[tier.name for tier in all_tiers(db)],
            plans=[plan.name for plan in (*all_plans(db), *retired_plans(db))],
            categories=[category.name for category in all_categories(db)],
        )

    def _names(self) -> dict[str, str]:
        """Return the names of tiers and plans by their ids."""
        db = self.session.db
        tiers = {tier.id: tier.name for tier in all_tiers(db)}
        plans = {plan.id: plan.name for plan in (*all_plans(db), *retired_plans(db))}
        return {**tiers, **plans}
