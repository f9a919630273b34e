"""Tiers on the page Offers: listed and added."""

from db.queries.rewards import all_rewards
from db.queries.tiers import all_tiers
from db.session import Session
from db.usecases.tiers import add_tier
from desktop.i18n import mark, tr
from desktop.offer_words import draft_of_tier, tier_line
from desktop.widgets.offer_list import OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page
from desktop.widgets.tier_form import TierForm


class TierSection(OfferSection):
    """Lists tiers, the lowest first, and makes them."""

    kind = "tiers"
    words = mark("Tiers")
    new_words = mark("New tier")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("How do you thank those who come most?"),
            empty=tr(
                "A tier is reached by spending or visiting, and kept for a while. It makes "
                "points worth more, and some rewards can be kept for it."
            ),
        )

    @staticmethod
    def how_many(session: Session) -> int:
        return len(all_tiers(session.db))

    def new_panels(self) -> list[OfferPanel]:
        self.form = TierForm(self.session.settings)
        self.panel = OfferPanel(self.page, "tier", self.form)
        return [self.panel]

    def reload(self) -> None:
        tiers, settings = all_tiers(self.session.db), self.session.settings
        self.show_offers(
            [OfferRow(tier.name, tier_line(draft_of_tier(tier), settings)) for tier in tiers]
        )

    def begin(self) -> None:
        self.form.begin([reward.name for reward in all_rewards(self.session.db)])
        self.panel.open_form(tr("New tier"), tr("Add it"), self._add)

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_tier(self.session, self.form.read(), operation_id=self.panel.operation_id),
            then=lambda tier: self.done(
                self.panel, tr("“{name}” can be reached from today on.").format(name=tier.name)
            ),
        )
