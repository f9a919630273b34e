"""Categories on the page Offers: which goods earn points, and at which rate."""

from functools import partial

from db.queries.shop import Category, all_categories
from db.session import Session
from db.usecases.shop import add_category, edit_category
from desktop.i18n import mark, tr
from desktop.widgets.category_form import CategoryForm
from desktop.widgets.offer_list import OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.words.offers import category_line


class CategorySection(OfferSection):
    """Lists categories by name, and makes and changes them."""

    kind = "categories"
    words = mark("Categories")
    new_words = mark("New category")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Do all goods earn points?"),
            empty=tr(
                "Categories tell goods apart at the counter: some can be left out of points, "
                "and a coupon can be good for one of them alone."
            ),
        )

    @staticmethod
    def how_many(session: Session) -> int:
        return len(all_categories(session.db))

    def new_panels(self) -> list[OfferPanel]:
        self.form = CategoryForm(self.session.settings)
        self.panel = OfferPanel(self.page, "category", self.form)
        return [self.panel]

    def reload(self) -> None:
        categories, settings = all_categories(self.session.db), self.session.settings
        self.show_offers(
            [
                OfferRow(
                    each.name,
                    category_line(each, settings),
                    deeds=(edit_deed(each.name, partial(self.edit, each), offered=True),),
                )
                for each in categories
            ]
        )

    def begin(self) -> None:
        self.form.show_category(None)
        self.panel.open_form(tr("New category"), tr("Add it"), self._add)

    def edit(self, category: Category) -> None:
        """Change how goods of a kind earn points, from the next sale on."""
        self.form.show_category(category)
        self.panel.open_form(category.name, tr("Save"), partial(self._save, category))
        self.form.earning.buttons[self.form.earning.value()].setFocus()

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_category(
                self.session,
                name=self.form.name.text(),
                earns=self.form.earns(),
                tax_rate=None,
                earn=self.form.rate(),
                operation_id=self.panel.operation_id,
            ),
            then=lambda category: self.done(
                self.panel, tr("“{name}” can be sold from now on.").format(name=category.name)
            ),
        )

    def _save(self, category: Category) -> None:
        self.page.attempt(
            lambda: edit_category(
                self.session,
                category=category.name,
                changes={"earns": self.form.earns(), "earn": self.form.rate()},
                operation_id=self.panel.operation_id,
            ),
            then=lambda saved: self.done(
                self.panel,
                tr("“{name}” is saved: it holds from the next sale on.").format(name=saved.name),
            ),
        )
