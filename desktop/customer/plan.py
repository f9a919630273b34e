"""The plan of a customer, on their page: how it went, how it stands, and what can be done."""

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from db.moment import Moment
from db.queries.plan_story import plan_story
from db.queries.plan_worth import plan_for_customer
from db.queries.subscriptions import plan_with_id
from db.rules.plan_acts import PlanAct
from db.rules.subscriptions import Subscription
from desktop.counter.papers import CounterPapers
from desktop.customer.plan_story import shown_story
from desktop.customer.tabs import CustomerTab
from desktop.plan_desk import PlanDesk
from desktop.widgets.page import Page
from desktop.widgets.plan_tab import PlanTab
from desktop.words.plan_worth import pays_sentence


class PlanPart(CustomerTab):
    """The plan of the customer, and what can be done with it."""

    def __init__(
        self, page: Page, papers: CounterPapers, *, customer: Callable[[], str | None]
    ) -> None:
        super().__init__(page)
        self._customer_id = ""
        self.widget = self.tab = PlanTab("customer.plan")
        self.desk = PlanDesk(page, customer=customer)
        self.tab.act_asked.connect(lambda act: self.desk.go_on_with(cast("PlanAct", act)))
        self.tab.paper_asked.connect(lambda: papers.show_membership(self._customer_id))
        self.tab.receipt_asked.connect(lambda: papers.show_plan_receipt(self._customer_id))

    def tell(self, customer_id: str) -> None:
        """Show how the plan stands and how it went."""
        self._customer_id = customer_id
        moment = self._page.session.moment()
        story = plan_story(moment, customer_id)
        pays = ""
        if story.now is not None and story.state != "ended":
            pays = _whether_it_pays(moment, story.now)
        self.tab.show_plan(shown_story(story, moment, pays=pays))

    def is_open(self) -> bool:
        """Tell whether a panel about the plan lies over the page."""
        return self.desk.is_open()

    def close(self) -> None:
        """Close what was asked about the plan."""
        self.desk.close()

    def take_focus(self) -> None:
        """Put the focus on what is usually done next."""
        first = next(iter(self.tab.buttons), None)
        if first is not None:
            first.setFocus()

    def in_order(self) -> list[QWidget]:
        """Return the acts, then the papers."""
        return [*self.tab.buttons, self.tab.paper_button, self.tab.receipt_button]


def _whether_it_pays(moment: Moment, plan: Subscription) -> str:
    """Return from which visit on the plan pays for its member; nothing where that is not known."""
    name = plan_with_id(moment.db, plan.terms.plan_id).name
    told = plan_for_customer(moment, plan.customer_id, name)
    return pays_sentence(told, moment.settings) if told.is_known else ""
