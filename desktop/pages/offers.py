"""Offers: what customers get for their points, what they can pay for, what they can reach."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.session import Session
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import Segments, primary
from desktop.widgets.category_section import CategorySection
from desktop.widgets.labels import title
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page
from desktop.widgets.plan_section import PlanSection
from desktop.widgets.promotion_section import PromotionSection
from desktop.widgets.reward_section import RewardSection
from desktop.widgets.tier_section import TierSection


class OffersPage(Page):
    """Shows one kind of offer at a time; a panel at the side makes and changes them."""

    shows = frozenset(
        {"promotions", "rewards", "plans", "tiers", "categories", "settings", "facts"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.promotions = PromotionSection(self)
        self.rewards = RewardSection(self)
        self.plans = PlanSection(self)
        self.tiers = TierSection(self)
        self.categories = CategorySection(self)
        self._known: dict[str, OfferSection] = {
            "rewards": self.rewards,
            "promotions": self.promotions,
            "plans": self.plans,
            "tiers": self.tiers,
            "categories": self.categories,
        }
        self._words = {
            "rewards": (tr("Rewards"), tr("New reward")),
            "promotions": (tr("Promotions"), tr("New promotion")),
            "plans": (tr("Plans"), tr("New plan")),
            "tiers": (tr("Tiers"), tr("New tier")),
            "categories": (tr("Categories"), tr("New category")),
        }
        self._made_for: tuple[object, ...] = ()
        self._lay_out()
        self.turn_to_section("rewards")

    def reload(self) -> None:
        """Read the offers again."""
        self._make_forms()
        for name, section in self._known.items():
            section.reload()
            words, _ = self._words[name]
            tab = self.tabs.buttons[name]
            tab.setText(f"{words}  {formats.number(section.count)}" if section.count else words)

    def take_focus(self) -> None:
        self.tabs.buttons[self.tabs.value()].setFocus()

    def section(self) -> OfferSection:
        """Return the kind of offer that is shown."""
        return self._known[self.tabs.value()]

    def turn_to_section(self, name: str) -> None:
        """Show a kind of offer, with the button that begins a new one."""
        self.tabs.choose(name)
        for each, section in self._known.items():
            section.setVisible(each == name)
        _, words = self._words[name]
        self.new_button.setText(words)
        self.new_button.setAccessibleName(words)

    def begin(self) -> None:
        """Begin a new offer of the kind that is shown."""
        self.section().begin()

    def _make_forms(self) -> None:
        """Make the forms where the currency or the day is another; never under somebody's hands."""
        settings = self.session.settings
        now = (settings.currency, settings.digits, settings.country, self.session.today)
        panels = [panel for section in self._known.values() for panel in section.panels]
        if now == self._made_for or any(panel.isVisible() for panel in panels):
            return
        self._made_for = now
        for section in self._known.values():
            section.make_panels()

    def _lay_out(self) -> None:
        words = {name: each for name, (each, _) in self._words.items()}
        self.tabs = Segments("offers.section", tr("Kind of offer"), words)
        for name, tab in self.tabs.buttons.items():
            tab.toggled.connect(partial(self._turn, name))
        self.new_button = primary("", "offers.new", self.begin)
        head = QHBoxLayout()
        head.setSpacing(theme.PADDING)
        head.addWidget(title(tr("Offers")))
        head.addWidget(self.tabs, 1)
        head.addWidget(self.new_button)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.GAP_CARD)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(head)
        for section in self._known.values():  # hidden ones take no room, unlike in a stack
            column.addWidget(section, 1)

    def _turn(self, name: str, chosen: bool) -> None:
        if chosen:
            self.turn_to_section(name)
