"""Tiers and categories on the page Offers: listed and added."""

from db.queries.rewards import all_rewards
from db.queries.shop import all_categories
from db.queries.tiers import all_tiers
from db.usecases.shop import add_category
from db.usecases.tiers import add_tier
from desktop.i18n import tr
from desktop.offer_words import category_line, draft_of_tier, tier_line
from desktop.widgets.offer_list import OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page
from desktop.widgets.tier_form import CategoryForm, TierForm


class TierSection(OfferSection):
    """Lists tiers, the lowest first, and makes them."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("How do you thank those who come most?"),
            empty=tr(
                "A tier is reached by spending or visiting, and kept for a while. It makes "
                "points worth more, and some rewards can be kept for it."
            ),
        )

    def new_panels(self) -> list[OfferPanel]:
        self.form = TierForm(self.session.settings)
        self.panel = OfferPanel(self.page, "tier", self.form)
        return [self.panel]

    def reload(self) -> None:
        tiers, settings = all_tiers(self.session.db), self.session.settings
        self.count = len(tiers)
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


class CategorySection(OfferSection):
    """Lists categories by name, and makes them."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Do all goods earn points?"),
            empty=tr(
                "Categories tell goods apart at the counter: some can be left out of points, "
                "and a coupon can be good for one of them alone."
            ),
        )

    def new_panels(self) -> list[OfferPanel]:
        self.form = CategoryForm(self.session.settings)
        self.panel = OfferPanel(self.page, "category", self.form)
        return [self.panel]

    def reload(self) -> None:
        categories = all_categories(self.session.db)
        self.count = len(categories)
        self.show_offers([OfferRow(each.name, category_line(each)) for each in categories])

    def begin(self) -> None:
        self.form.clear()
        self.panel.open_form(tr("New category"), tr("Add it"), self._add)

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_category(
                self.session,
                name=self.form.name.text(),
                earns=self.form.earns.isChecked(),
                tax_rate=None,
                operation_id=self.panel.operation_id,
            ),
            then=lambda category: self.done(
                self.panel, tr("“{name}” can be sold from now on.").format(name=category.name)
            ),
        )
