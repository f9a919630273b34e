"""Does a plan pay? What it brought and cost in a year, and its members before and since."""

from db.queries.plan_worth import plan_worth
from db.rules.periods import add_months
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.figure_list import FigureList, FigureRow
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import heading, label, muted, rule, small
from desktop.widgets.page import Page
from desktop.words.plan_worth import compared_sentences, measured_sentence, worth_rows

_MONTHS = 12


class PlanWorthPanel(SidePanel):
    """Comes in over the page's edge with the account of one plan."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "plan.worth")
        self._page = page
        self.span = muted(wrap=True)
        self.rows = FigureList()
        self.compared = label(wrap=True)
        self.compared.setObjectName("plan.worth.compared")
        self.caution = muted(wrap=True)
        self.measured = small(measured_sentence(), wrap=True)
        for widget in (
            self.span,
            self.rows,
            rule(),
            heading(tr("Members before and since they joined")),
            self.compared,
            self.caution,
            rule(),
            self.measured,
        ):
            self.body.addWidget(widget)
        self.body.setSpacing(theme.GAP)
        self.body.addStretch(1)

    def show_plan(self, plan: str) -> None:
        """Tell of a plan what it brought and cost in the last twelve months."""
        session = self._page.session
        today, settings = session.today, session.settings
        first = add_months(today.replace(day=1), 1 - _MONTHS)
        worth = plan_worth(session.moment(), plan, first=first, last=today)
        self.span.setText(
            tr("{first} to {last}").format(
                first=formats.day(worth.first), last=formats.day(worth.last)
            )
        )
        self.rows.show_rows(
            [
                FigureRow(words, (amount,), is_sum=is_sum)
                for words, amount, is_sum in worth_rows(worth, settings)
            ]
        )
        first_sentence, *more = compared_sentences(worth, settings)
        self.compared.setText(first_sentence)
        self.caution.setText(" ".join(more))
        self.caution.setVisible(bool(more))
        self.open_panel(tr("Does “{plan}” pay?").format(plan=plan), self.close_button)
