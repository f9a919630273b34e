"""Plans on the page Offers: offered, changed for those who join from now on, stopped."""

from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.plan_figures import month_of_plans
from db.queries.rewards import all_rewards
from db.queries.subscriptions import all_plans, retired_plans
from db.rules.subscriptions import Plan
from db.session import Session
from db.usecases.plans import add_plan, edit_plan
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.theme import Tone
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.widgets.plan_figures_view import PlanFiguresView
from desktop.widgets.plan_form import PlanForm
from desktop.widgets.plan_worth_panel import PlanWorthPanel
from desktop.words.offers import draft_of_plan, plan_line


class PlanSection(OfferSection):
    """Lists plans with their members and makes them."""

    kind = "plans"
    words = mark("Plans")
    new_words = mark("New plan")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Would your regulars pay for more?"),
            empty=tr(
                "A plan is paid by the month or the year. Its members earn more points, pay "
                "less, or receive points with each payment."
            ),
        )
        self.figures = PlanFiguresView(page)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.offered) + 1, self.figures)

    @staticmethod
    def how_many(session: Session) -> int:
        return len(all_plans(session.db))

    def new_panels(self) -> list[OfferPanel]:
        self.form = PlanForm(self.session.settings)
        self.panel = OfferPanel(self.page, "plan", self.form)
        self.worth = PlanWorthPanel(self.page)
        return [self.panel]

    def reload(self) -> None:
        offered = all_plans(self.session.db)
        members = self._members()
        self.show_offers(
            [self._row_of(plan, members) for plan in offered],
            [self._row_of(plan, members) for plan in retired_plans(self.session.db)],
        )
        for before, after in pairwise([*self.buttons.values(), *self.figures.in_order()]):
            QWidget.setTabOrder(before, after)  # the rows are made after the figures under them

    def begin(self) -> None:
        self.form.show_plan(None, self._rewards())
        self.panel.open_form(tr("New plan"), tr("Offer it"), self._add)

    def edit(self, plan: Plan) -> None:
        """Change a plan for those who join from now on, or offer it again."""
        self.form.show_plan(plan, self._rewards())
        self.panel.open_form(
            plan.name,
            tr("Save") if plan.offered else tr("Offer again"),
            partial(self._save, plan),
            stop=partial(self._stop, plan) if plan.offered else None,
        )

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_plan(self.session, self.form.read(), operation_id=self.panel.operation_id),
            then=lambda plan: self.done(
                self.panel, tr("“{name}” is offered from now on.").format(name=plan.name)
            ),
        )

    def _save(self, plan: Plan) -> None:
        words = tr("“{name}” is offered again.")
        if plan.offered:
            words = tr("“{name}” is saved: it holds for those who join from now on.")
        self._change(plan, words, offered=True)

    def _stop(self, plan: Plan) -> None:
        """Stop offering a plan as it stands in the book; what was typed meanwhile is dropped."""
        self.form.show_plan(plan, self._rewards())
        words = tr("“{name}” is no longer offered; whoever is on it can go on renewing.")
        self._change(plan, words, offered=False)

    def _change(self, plan: Plan, words: str, *, offered: bool) -> None:
        self.page.attempt(
            lambda: edit_plan(
                self.session,
                plan_id=plan.id,
                new=self.form.read(),
                offered=offered,
                operation_id=self.panel.operation_id,
            ),
            then=lambda saved: self.done(self.panel, words.format(name=saved.name)),
        )

    def _row_of(self, plan: Plan, members: dict[str, int]) -> OfferRow:
        chips: list[tuple[str, Tone]] = []
        count = members.get(plan.name, 0)
        if count:
            words = trn("{count} member", "{count} members", count)
            chips.append((words.format(count=formats.number(count)), "info"))
        line = plan_line(draft_of_plan(plan), self.session.settings)
        edit = edit_deed(plan.name, partial(self.edit, plan), offered=plan.offered)
        worth = OfferDeed(
            tr("Does it pay?"),
            tr("Does {name} pay?").format(name=plan.name),
            f"offers.worth.{plan.name}",
            partial(self.worth.show_plan, plan.name),
            seldom=True,
        )
        return OfferRow(plan.name, line, chips, (worth, edit))

    def _members(self) -> dict[str, int]:
        """Show the figures, and return how many are on each plan today, by its name."""
        self.figures.reload()
        today = self.session.today
        if self.figures.words is not None and self.figures.words.now.last == today:
            return dict(self.figures.words.now.by_plan)
        now = month_of_plans(self.session.db, month=today.replace(day=1), today=today)
        return dict(now.by_plan)

    def _rewards(self) -> list[str]:
        return [reward.name for reward in all_rewards(self.session.db)]
