"""The first section: five tiles, who comes back by month, the last twelve periods, whom to call."""

from desktop.i18n import tr
from desktop.insights.calls import CallsCard
from desktop.insights.cohort_card import CohortCard
from desktop.insights.customer_words import CustomerWords
from desktop.insights.past_card import PastCard
from desktop.insights.reading import Reading
from desktop.insights.reward_words import RewardWords
from desktop.insights.sales_words import SalesWords
from desktop.insights.section import InsightsDesk, InsightsSection


class Overview(InsightsSection):
    """What an owner looks at first."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__(desk)
        self.add_tiles(
            {
                "retention": tr("Retention rate"),
                "lost": tr("Lost customers"),
                "second_visit": tr("Second visit within 60 days"),
                "returning": tr("From returning customers"),
                "points_owed": tr("Points owed"),
            }
        )
        self.cohorts = CohortCard(self.page)
        self.cohorts.pressed.connect(desk.show_behind)
        self.past = PastCard(self.page)
        self.calls = CallsCard(self.page)
        self.calls.filled.connect(self.order_tabs)
        for card in (self.cohorts, self.past, self.calls):
            card.beneath = desk.beneath
        self.add_columns([self.cohorts], [self.past, self.calls], shares=(58, 42))

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew."""
        customers = CustomerWords(reading.now, reading.before, reading.settings)
        self.show_tiles(
            [
                customers.retention(), customers.lost(), customers.second_visit(),
                SalesWords(reading.now, reading.before, reading.settings).returning(),
                RewardWords(reading.now, reading.before, reading.settings).points_owed(),
            ]
        )  # fmt: skip
        self.cohorts.show_period(reading.now, reading.settings)
        self.past.show_period(reading.now, reading.settings)
        self.put_into(0 if self.cohorts.is_short() else 1, self.calls)

    def read_beside(self) -> None:
        """Read what does not hang on the period."""
        self.calls.read()
