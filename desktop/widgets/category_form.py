"""The form of a category: what it is called, and whether and how fast it earns points."""

from typing import Any

from db.queries.shop import Category
from db.rules.shop import ShopSettings
from desktop.i18n import tr
from desktop.widgets.buttons import Segments
from desktop.widgets.form import text_field
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable
from desktop.words.offers import category_story


class CategoryForm(OfferForm):
    """Reads and shows a category; its name stays once it has one."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "category")
        self.name = text_field("category.name", tr("Name"))
        self.earning = Segments(
            "category.earning", tr("Points"),
            {"shop": tr("Usual rate"), "own": tr("Own rate"), "none": tr("None")},
        )  # fmt: skip
        self.points = NumberEdit("category.points", tr("Points given"))
        self.per = self.money_field("category.per", tr("For every"))
        self.main.add("name", tr("Name"), self.name, wide=True)
        self.main.add("earns", tr("Points"), self.earning, wide=True)
        labels = (
            self.main.add("earn.points", tr("Points given"), self.points),
            self.main.add("earn.per", tr("For every"), self.per),
        )
        self._rate = (*labels, self.points, self.per)
        self.fold(folded=True)
        for made in self.earning.buttons.values():
            made.toggled.connect(self._show_rate)
        self.tell_changes_of(self.name, self.points, self.per)

    def show_category(self, category: Category | None) -> None:
        """Fill the form with a category, or leave it empty for a new one."""
        rate = category.earn if category else None
        earns = category is None or category.earns
        self.name.setText(category.name if category else "")
        self.name.setReadOnly(category is not None)
        per, points = rate or (self.settings.earn_per, self.settings.earn_points)
        self.points.show_number(points)
        self.per.show_amount(per)
        self.earning.choose("none" if not earns else "own" if rate else "shop")
        self._show_rate()

    def earns(self) -> bool:
        """Tell whether it is to earn points."""
        return self.earning.value() != "none"

    def rate(self) -> dict[str, Any] | None:
        """Return its own rate as use-cases take it; raises what cannot be understood."""
        if self.earning.value() != "own":
            return None
        return {
            "points": self.points.number("earn.points"),
            "per": self.amount(self.per, "earn.per"),
        }

    def story(self) -> str:
        rate = None
        if self.earning.value() == "own":
            points = if_readable(lambda: self.points.number_or_none("earn.points"))
            rate = (if_readable(self.per.amount_or_none), points)
        return category_story(
            self.name.text().strip(), self.settings, earns=self.earns(), rate=rate
        )

    def _show_rate(self, *_: object) -> None:
        for widget in self._rate:
            widget.setVisible(self.earning.value() == "own")
        self.changed.emit()
