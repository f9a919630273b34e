"""Points and offers: what is owed, what rewards cost and whom, and whether promotions paid."""

from desktop.i18n import tr
from desktop.insights.promotions import PromotionsCard
from desktop.insights.reading import Reading
from desktop.insights.reward_words import RewardWords
from desktop.insights.section import InsightsDesk, InsightsSection
from desktop.insights.telling import row_of
from desktop.widgets.labels import small


class Rewards(InsightsSection):
    """Whether what the shop gives is worth it."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__(desk)
        self.add_tiles(
            {
                "owed": tr("Points owed"),
                "breakage": tr("Expected to lapse"),
                "reward_cost": tr("Rewards cost"),
                "dependence": tr("Only with a coupon"),
            }
        )
        self.account = self.list_card("account", tr("Points"))
        self.account_note = small(wrap=True)
        self.account.add(self.account_note)
        self.cost = self.list_card(
            "cost", tr("What rewards cost"), (tr("newcomers"), tr("regulars"))
        )
        self.coupons = self.list_card("coupons", tr("Coupons"))
        self.promotions = PromotionsCard(self.page)
        self.promotions.beneath = desk.beneath
        self.promotions.explained.connect(desk.explain)
        self.promotions.filled.connect(self.order_tabs)
        self.add_columns([self.account, self.coupons], [self.cost, self.promotions])

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew."""
        words = RewardWords(reading.now, reading.before, reading.settings)
        self.show_tiles([words.points_owed("owed"), *words.tiles()])
        account = self.keep(words.account())
        self.account.show_rows([row_of(each, is_sum=each is account[-1]) for each in account])
        self.account_note.setText(words.account_note())
        cost = words.cost_rows()
        self.keep(figure for figure, _ in cost)
        self.cost.show_rows([row for _, row in cost])
        self.coupons.show_rows([row_of(each) for each in self.keep(words.coupon_rows())])

    def read_beside(self) -> None:
        """Read what does not hang on the period."""
        self.promotions.read()
