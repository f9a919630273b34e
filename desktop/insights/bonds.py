"""Plans and friends: who is on which plan and tier, what plans bring, whom friends brought."""

from desktop.i18n import tr
from desktop.insights.bond_words import BondWords
from desktop.insights.reading import Reading
from desktop.insights.section import InsightsDesk, InsightsSection
from desktop.insights.telling import row_of
from desktop.widgets.labels import muted


class Bonds(InsightsSection):
    """What ties customers to the shop."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__(desk)
        self.add_tiles(
            {
                "members": tr("Members on a plan"),
                "recurring": tr("Recurring revenue a month"),
                "plan_churn": tr("Net revenue churn"),
            }
        )
        self.plans = self.list_card("plans", tr("Plans"))
        self.no_plans = muted(tr("Nobody is on a plan. Plans are made under Offers."), wrap=True)
        self.plans.add(self.no_plans)
        self.tiers = self.list_card("tiers", tr("Tiers"))
        self.no_tiers = muted(tr("Nobody holds a tier."), wrap=True)
        self.tiers.add(self.no_tiers)
        self.friends = self.list_card("friends", tr("Friends"))
        self.add_columns([self.plans], [self.friends, self.tiers])

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew."""
        words = BondWords(reading.now, reading.before, reading.settings)
        self.show_tiles([words.members(), words.recurring(), words.plan_churn()])
        has_plans = words.has_plans()
        self.plans.show_rows(words.plan_rows() if has_plans else [])
        self.no_plans.setVisible(not has_plans)
        tiers = self.keep(words.tiers())
        self.tiers.show_rows([row_of(each) for each in tiers])
        self.no_tiers.setVisible(not tiers)
        self.friends.show_rows([row_of(each) for each in self.keep(words.friends())])
