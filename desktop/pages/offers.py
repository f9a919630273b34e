"""Offers: what customers get for their points, what they can pay for, what they can reach."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.session import Session
from desktop import theme
from desktop.i18n import tr
from desktop.undoing import Undoing
from desktop.widgets.batch_section import BatchSection
from desktop.widgets.buttons import primary
from desktop.widgets.campaign_section import CampaignSection
from desktop.widgets.campaign_subject import proposed_in
from desktop.widgets.category_section import CategorySection
from desktop.widgets.cause_section import CauseSection
from desktop.widgets.coupon_section import CouponSection
from desktop.widgets.kind_list import KindList
from desktop.widgets.labels import title
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page, Subject
from desktop.widgets.plan_section import PlanSection
from desktop.widgets.promotion_section import PromotionSection
from desktop.widgets.referral_section import ReferralSection
from desktop.widgets.renewal_section import RenewalSection
from desktop.widgets.reward_section import RewardSection
from desktop.widgets.stamp_section import StampSection
from desktop.widgets.streak_section import StreakSection
from desktop.widgets.surprise_section import SurpriseSection
from desktop.widgets.tier_section import TierSection
from desktop.widgets.voucher_section import VoucherSection

# In the order of the list: what is given, when it is worth more, who gets it, for what.
_SECTIONS: tuple[type[OfferSection], ...] = (
    RewardSection,
    CouponSection,
    BatchSection,
    StampSection,
    StreakSection,
    VoucherSection,
    SurpriseSection,
    CampaignSection,
    CauseSection,
    PromotionSection,
    TierSection,
    PlanSection,
    RenewalSection,
    ReferralSection,
    CategorySection,
)
S = TypeVar("S", bound=OfferSection)


class OffersPage(Page):
    """Shows one kind of offer at a time; a panel at the side makes and changes them."""

    shows = frozenset(
        {
            "promotions",
            "rewards",
            "stamp_cards",
            "streaks",
            "plans",
            "tiers",
            "categories",
            "settings",
            "facts",
            "referrals",
            "customers",
            "campaigns",
            "campaign_members",
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._kinds = {each.kind: each for each in _SECTIONS}
        self._made: dict[str, OfferSection] = {}
        self._stale: set[str] = set()
        self.undoing = Undoing(self, is_free=self._is_free)
        self.undoing.undone.connect(lambda _: self.take_focus())
        self._lay_out()
        self.turn_to_section(next(iter(self._kinds)))

    def reload(self) -> None:
        """Read again what is shown, the rest when it is turned to."""
        for kind, each in self._kinds.items():
            self.kinds.show_count(kind, each.how_many(self.session))
            self.kinds.show_waiting(kind, each.to_answer(self.session))
        self._stale = set(self._made)
        self._freshen()

    def open_with(self, subject: Subject) -> None:
        """Show the kind of offer that another page leads to, or try something with a group."""
        proposed = proposed_in(subject)
        if proposed is not None:
            self.turn_to_section(CampaignSection.kind)
            self.part(CampaignSection).begin_for(proposed.name, proposed.terms)
        elif subject.kind == "section" and subject.id in self._kinds:
            self.turn_to_section(subject.id)

    def take_focus(self) -> None:
        if self._is_free():
            self.kinds.buttons[self.kinds.value()].setFocus()

    def section(self) -> OfferSection:
        """Return the kind of offer that is shown."""
        return self._section(self.kinds.value())

    def part(self, section: type[S]) -> S:
        """Return the section of a kind, made if it was never shown."""
        found = self._section(section.kind)
        assert isinstance(found, section)
        return found

    def turn_to_section(self, kind: str) -> None:
        """Show a kind of offer, with the button that begins a new one."""
        if self.kinds.value() != kind:
            self.kinds.choose(kind)  # which turns to it
            return
        self.notice.drop_refusal()
        shown = self._section(kind)
        for each in self._made.values():
            each.setVisible(each is shown)
        self._freshen()
        words = tr(shown.new_words)
        self.new_button.setText(words)
        self.new_button.setAccessibleName(words)

    def begin(self) -> None:
        """Begin a new offer of the kind that is shown."""
        self.section().begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no field wanted: Esc takes a question back."""
        if event.key() != Qt.Key.Key_Escape or not self.undoing.take_back():
            super().keyPressEvent(event)

    def _is_free(self) -> bool:
        """Tell whether nothing lies over the page."""
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        beside = set(self.findChildren(QWidget, options=directly)) - {self.scroll_area, self.notice}
        return not any(each.isVisibleTo(self) for each in beside)

    def _begin_batch(self, reward: str) -> None:
        self.turn_to_section(BatchSection.kind)
        self.part(BatchSection).begin_for(reward)

    def _section(self, kind: str) -> OfferSection:
        """Return a section; it is made with its forms when it is first wanted."""
        if kind not in self._made:
            made = self._kinds[kind](self)
            made.hide()
            made.batch_wanted.connect(self._begin_batch)
            self._made[kind] = made
            self._column.addWidget(made, 1)  # a hidden one takes no room, unlike in a stack
            made.show_again()
        return self._made[kind]

    def _freshen(self) -> None:
        kind = self.kinds.value()
        if kind in self._stale:
            self._stale.discard(kind)
            self._made[kind].show_again()

    def _lay_out(self) -> None:
        words = {kind: tr(each.words) for kind, each in self._kinds.items()}
        self.kinds = KindList("offers.section", tr("Kind of offer"), words)
        self.kinds.chosen.connect(self.turn_to_section)
        self.new_button = primary("", "offers.new", self.begin)
        head = QHBoxLayout()
        head.setSpacing(theme.PADDING)
        head.addWidget(title(tr("Offers")), 1)
        head.addWidget(self.new_button)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        grid = QGridLayout(self.body)
        grid.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.GAP_CARD)
        grid.setSpacing(theme.GAP_CARD)
        # In the order of Tab: the list of kinds, the button that begins, what is shown.
        grid.addWidget(self.kinds, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)  # it is long
        grid.addLayout(head, 0, 1)
        grid.addLayout(self._column, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
