"""The form of a promotion: how many points more, when, for whom, and up to where."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.errors import BadRequest, ShopError
from db.rules.promotion_terms import factor_text, read_promotion, spoken_conditions
from db.rules.promotions import Promotion
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import Segments
from desktop.widgets.condition_rows import Around
from desktop.widgets.conditions_edit import ConditionsEdit
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.labels import heading, muted, rule, small, strong
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import FactorEdit, OfferForm, if_readable, offer_choices
from desktop.words.conditions import times_for_each
from desktop.words.promotions import promotion_sentence

Terms = dict[str, Any]
"""A promotion's terms as the feed speaks them."""


class PromotionForm(OfferForm):
    """Reads and shows a promotion, and how it was before."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.settings, "promotion")
        self._today = around.today
        self.name = text_field("promotion.name", tr("Name"), longest=60)
        self.kind = Segments(
            "promotion.kind", tr("Kind"),
            {"multiplier": tr("× points"), "points": tr("+ points")},
        )  # fmt: skip
        self.multiplier = FactorEdit("promotion.multiplier", tr("Points times"))
        self.multiplier.setPlaceholderText("2")
        self.points = NumberEdit("promotion.points", tr("Points more on a sale"))
        self.value = QStackedWidget()
        self.value.addWidget(self.multiplier)
        self.value.addWidget(self.points)
        self.category = choice_field("promotion.category", tr("Only points for"), [])
        self.conditions = ConditionsEdit(around)
        self.once = choice_field("promotion.once", tr("For each customer"), times_for_each())
        self.budget = NumberEdit(
            "promotion.points_budget", tr("Points in all, at most"), placeholder=tr("no limit")
        )
        self.versions = VersionList()
        self._lay_out()
        for made in self.kind.buttons.values():
            made.toggled.connect(self._show_kind)
        self.conditions.changed.connect(self._order_tabs)
        self.conditions.changed.connect(self.changed)
        self.tell_changes_of(
            self.name, self.multiplier, self.points, self.category, self.once, self.budget
        )

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the names that refusals use."""
        return {**self.main.fields, **self.more.fields, **self.conditions.fields}

    def show_promotion(self, promotion: Promotion | None, around: Around) -> None:
        """Fill the form with a promotion, or leave it empty for a new one."""
        points = promotion.points if promotion else None
        factor = promotion.multiplier if promotion else None
        category = promotion.category if promotion else None
        everything = ("", tr("All goods"))
        names = [everything, *((name, name) for name in around.categories)]
        offer_choices(self.category, names, category or "")
        self.name.setText(promotion.name if promotion else "")
        self.kind.choose("points" if points else "multiplier")
        self.multiplier.setText(factor_text(factor) if factor else "")
        self.points.show_number(points)
        choose(self.once, (promotion.once if promotion else None) or "")
        self.budget.show_number(promotion.points_budget if promotion else None)
        when = promotion.conditions if promotion else None
        digits = self.settings.digits
        spoken = spoken_conditions(when, digits=digits) if when else {}
        self.conditions.show_when(spoken, around)
        self.versions.show_versions(())
        self._order_tabs()
        self._show_kind()
        self.fold(folded=False)

    def read(self) -> Terms:
        """Return the terms as use-cases take them; raises what cannot be understood."""
        multiplied = self._multiplied()
        if multiplied and not self.multiplier.text().strip():
            raise BadRequest("multiplier", "missing")
        return {
            "name": self.name.text(),
            "multiplier": self.multiplier.factor_text() if multiplied else None,
            "points": None if multiplied else self.points.number("points"),
            "category": chosen(self.category) or None,
            "when": self.conditions.read() or None,
            "once": chosen(self.once) or None,
            "points_budget": self.budget.number_or_none("points_budget"),
        }

    def draft(self) -> Promotion | None:
        """Return the promotion as far as it can be understood, None while it gives nothing yet."""
        multiplied = self._multiplied()
        points = if_readable(lambda: self.points.number_or_none("points"))
        terms = {
            "name": self.name.text().strip() or "…",
            "multiplier": self.multiplier.factor_text() if multiplied else None,
            "points": None if multiplied else points,
            "category": chosen(self.category) or None,
            "when": self.conditions.as_far_as_told(),
            "once": chosen(self.once) or None,
            "points_budget": if_readable(lambda: self.budget.number_or_none("points_budget")),
        }
        if multiplied and not self.multiplier.text().strip():
            return None
        try:
            return read_promotion(terms, id="", digits=self.settings.digits)
        except ShopError:
            return None

    def story(self) -> str:
        promotion = self.draft()
        if promotion is None:
            return tr("Say how many times the points there are, or how many more.")
        return promotion_sentence(promotion, self.settings, today=self._today)

    # -- Inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        main, more = self.main, self.more
        main.add("name", tr("Name"), self.name, wide=True)
        main.add("kind", tr("Kind"), self.kind)
        self._value_label = main.add("multiplier", "", self.value)
        self._category_label = main.add("category", tr("Only points for"), self.category, wide=True)
        more.add("once", tr("For each customer"), self.once)
        more.add("points_budget", tr("Points in all, at most"), self.budget)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, strong(tr("When and for whom")))
        column.insertWidget(2, self.conditions)
        column.insertWidget(column.count() - 1, self.versions)

    def _order_tabs(self) -> None:
        """Let Tab go as eyes go, through the conditions too, which come and go."""
        order = [self.name, *self.kind.buttons.values(), self.multiplier, self.points]
        order += [self.category, *self.conditions.stops(), self.once, self.budget]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _multiplied(self) -> bool:
        return self.kind.value() != "points"

    def _show_kind(self, *_: object) -> None:
        """Ask for a factor, which may be kept to some goods, or for points."""
        multiplied = self._multiplied()
        in_use: QWidget = self.multiplier if multiplied else self.points
        self.value.setCurrentWidget(in_use)
        self.main.fields["multiplier"] = self.main.fields["points"] = in_use
        self._value_label.setText(in_use.accessibleName())
        self._value_label.setBuddy(in_use)
        words = tr("Only points for") if multiplied else tr("Only with")
        self._category_label.setText(words)
        self.category.setAccessibleName(words)
        for widget in (self._category_label, self.category):
            widget.setVisible(self.category.count() > 1)
        self.changed.emit()


class VersionList(QWidget):
    """How something was set before: when, by whom, and the sentence as it was."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, theme.GAP_SMALL, 0, 0)
        self._rows.setSpacing(theme.GAP_SMALL)
        self.sentences: list[str] = []

    def show_versions(self, versions: Sequence[tuple[datetime, str, str]]) -> None:
        """Show (when, who, sentence), the latest first."""
        self.sentences = [sentence for _, _, sentence in versions]
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(versions))
        if versions:
            self._rows.addWidget(heading(tr("Versions")))
        for number, (at, who, sentence) in enumerate(versions):
            if number:
                self._rows.addWidget(rule())
            head = tr("{moment} · {who}") if who else "{moment}"
            moment = formats.moment_full(at)
            self._rows.addWidget(small(head.format(moment=moment, who=who), wrap=True))
            self._rows.addWidget(muted(sentence, wrap=True))
