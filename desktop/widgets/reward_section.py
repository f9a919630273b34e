"""Rewards on the page Offers: offered, changed, stopped, and printed as coupons for a flyer."""

from dataclasses import replace
from functools import partial
from io import BytesIO

from PySide6.QtWidgets import QWidget

from db.connection import open_book
from db.queries.coupons import coupons_of_batch
from db.queries.rewards import all_rewards, retired_rewards, reward_figures
from db.queries.shop import all_categories
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.tiers import all_tiers
from db.rules.remarks import KINDS_ON_A_SALE
from db.rules.rewards import Reward
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.rewards import add_reward, edit_reward
from desktop.i18n import mark, tr
from desktop.reward_words import draft_of, reward_chips, reward_figures_line, reward_line
from desktop.tasks import Task
from desktop.widgets.coupon_batch_form import CouponBatchForm
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.widgets.reward_form import RewardForm, Surroundings


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
        self._preview: QWidget | None = None
        self._designer: QWidget | None = None

    @staticmethod
    def how_many(session: Session) -> int:
        return len(all_rewards(session.db))

    def new_panels(self) -> list[OfferPanel]:
        settings, today = self.session.settings, self.session.today
        self.form = RewardForm(settings, today=today)
        self.panel = OfferPanel(self.page, "reward", self.form)
        self.coupon_form = CouponBatchForm(settings, today=today)
        self.coupon_panel = OfferPanel(self.page, "coupons", self.coupon_form)
        return [self.panel, self.coupon_panel]

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

    def begin_coupons(self, reward: Reward) -> None:
        """Begin a batch of coupons that give what the reward gives."""
        self.coupon_form.show_reward(reward, batch=self._free_batch(reward))
        self.coupon_panel.open_form(
            tr("Coupons: {name}").format(name=reward.name),
            tr("Make the coupons"),
            self._issue,
        )

    def _issue(self) -> None:
        self.page.attempt(self.coupon_form.read, then=self._issue_in_the_lane)

    def _issue_in_the_lane(self, issue: Issue) -> None:
        """Make and draw the coupons beside the window: a thousand take a while."""
        session, path = self.session, self.session.path
        operation_id = self.coupon_panel.operation_id

        def make(_progress: object) -> bytes:
            from desktop.papers import print_coupons
            from desktop.summary import office_paper

            book = replace(session, db=open_book(path), listeners=[])
            try:
                issued = issue_coupons(book, issue, operation_id=operation_id)
                sheets = BytesIO()
                paper = office_paper(book.settings.country)
                print_coupons(book, [each.code for each in issued], sheets, paper=paper)
            finally:
                book.db.conn.close()
            return sheets.getvalue()

        self.coupon_panel.save_button.setEnabled(False)
        task = Task(make, changes=frozenset({"facts", "coupons"}))
        task.signals.finished.connect(self.show_coupons)
        task.signals.refused.connect(self.page.explain_refusal)
        for ending in (task.signals.finished, task.signals.refused, task.signals.failed):
            ending.connect(self._issue_again)
        self.page.long_work.emit(task)

    def show_coupons(self, content: bytes) -> None:
        """Show the drawn coupons over the page."""
        from desktop.widgets.paper_preview import PaperPreview

        batch = self.coupon_form.batch.text().strip()
        self.coupon_panel.close_panel()
        if not isinstance(self._preview, PaperPreview):
            self._preview = PaperPreview(self.page, "offers.paper", closed=self.page.take_focus)
        self._preview.show_paper(
            content,
            title=tr("Coupons: {name}").format(name=batch),
            file_name=f"{batch}.pdf",
            kind="coupon",
        )

    def _issue_again(self, *_: object) -> None:
        self.coupon_panel.save_button.setEnabled(True)

    def design(self, reward: Reward) -> None:
        """Design the coupons of a reward; what draws them is loaded with the first one."""
        from desktop.widgets.coupon_designer import CouponDesigner

        if not isinstance(self._designer, CouponDesigner):
            self._designer = CouponDesigner(self.page, closed=lambda: None)
        self._designer.open_for(reward)

    def _free_batch(self, reward: Reward) -> str:
        """Return a name that no batch has yet: the reward's and the day."""
        name = f"{reward.name[:40]} {self.session.today.isoformat()}"
        free, number = name, 1
        while coupons_of_batch(self.session.db, free):
            number += 1
            free = f"{name} ({number})"
        return free

    # -- What it shows ----------------------------------------------------------------------

    def _row_of(self, reward: Reward, names: dict[str, str]) -> OfferRow:
        today = self.session.today
        draft = draft_of(
            reward, tier=names.get(reward.tier_id or ""), plan=names.get(reward.plan_id or "")
        )
        deeds = [edit_deed(reward.name, partial(self.edit, reward), offered=reward.offered)]
        if reward.offered and reward.terms.kind in KINDS_ON_A_SALE:
            coupons = OfferDeed(
                tr("Coupons"),
                tr("Make coupons for {name}").format(name=reward.name),
                f"offers.coupons.{reward.name}",
                partial(self.begin_coupons, reward),
                seldom=True,
            )
            design = OfferDeed(
                tr("Design"),
                tr("Design the coupons of {name}").format(name=reward.name),
                f"offers.design.{reward.name}",
                partial(self.design, reward),
                seldom=True,
            )
            deeds[:0] = [design, coupons]
        line = reward_line(draft, self.session.settings, today=today)
        chips = reward_chips(reward, today=today) if reward.offered else ()
        came_of_it = reward_figures_line(self._figures[reward.id], self.session.settings)
        return OfferRow(reward.name, line, chips, deeds, figures=came_of_it)

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
