"""What may be done with a customer beside serving them: points corrected or given, a merging."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from db.queries.stamps import all_stamp_cards
from db.rules.vouchers import Voucher
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import Kind, button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.page import Page, Subject

if TYPE_CHECKING:
    from desktop.widgets.adjust_panel import AdjustPanel
    from desktop.widgets.contact_panel import ContactPanel
    from desktop.widgets.credit_panel import CreditPanel
    from desktop.widgets.gift_panel import GiftPanel
    from desktop.widgets.merge_panel import MergePanel
    from desktop.widgets.post_panel import PostPanel
    from desktop.widgets.promise_form import PromiseForm
    from desktop.widgets.stamp_panel import StampPanel
    from desktop.widgets.voucher_form import VoucherForm

_CLOSE = 4


class CustomerActs(QWidget):
    """A row of buttons for the chosen customer; each opens a panel over the page."""

    opening = Signal()  # something else is about to lie over the page
    moved = Signal(str)  # the id of whoever's points were moved, or who was kept

    def __init__(self, page: Page, name: str, *, kind: Kind = "plain") -> None:
        super().__init__()
        self._page = page
        self._name = name
        self._customer_id: str | None = None
        self._adjusting: AdjustPanel | None = None
        self._giving: GiftPanel | None = None
        self._merging: MergePanel | None = None
        self._stamping: StampPanel | None = None
        self._crediting: CreditPanel | None = None
        self._selling: VoucherForm | None = None
        self._posting: PostPanel | None = None
        self._promising: PromiseForm | None = None
        self._speaking: ContactPanel | None = None
        flow = FlowLayout(self, spacing=_CLOSE if kind == "quiet" else theme.GAP_SMALL)
        self.adjust_button = button(tr("Adjust points …"), f"{name}.adjust", self.adjust, kind=kind)
        self.give_button = button(tr("Give points …"), f"{name}.give", self.give, kind=kind)
        self.merge_button = button(tr("Merge with …"), f"{name}.merge", self.merge, kind=kind)
        self.credit_button = button(tr("Credit …"), f"{name}.credit", self.credit, kind=kind)
        self.voucher_button = button(tr("Voucher …"), f"{name}.voucher", self.voucher, kind=kind)
        self.stamp_button = button(tr("Stamps …"), f"{name}.stamps", self.stamp, kind=kind)
        self.post_button = button(tr("Write …"), f"{name}.post", self.write, kind=kind)
        self.promise_button = button(
            tr("Promise or complaint …"), f"{name}.promise", self.promise, kind=kind
        )
        self.contact_button = button(
            tr("Note a contact …"), f"{name}.contact", self.note_contact, kind=kind
        )
        for each in self._buttons():
            flow.addWidget(each)

    def offer(self, customer_id: str | None) -> None:
        """Offer what may be done with this customer; gifts only where the shop lets them."""
        self._customer_id = customer_id
        for each in self._buttons():
            each.setEnabled(customer_id is not None)
        self.give_button.setVisible(self._page.session.settings.points_gifts)
        cards = all_stamp_cards(self._page.session.db)
        self.stamp_button.setVisible(any(card.offered for card in cards))

    def is_open(self) -> bool:
        """Tell whether one of the panels lies over the page."""
        panels = (self._adjusting, self._giving, self._merging, self._crediting, self._selling)
        post, stamps = self._posting, self._stamping
        papers = None if post is None else post.preview
        more = (stamps, post, papers, self._promising, self._speaking)
        return any(
            panel is not None and panel.isVisibleTo(self._page) for panel in (*panels, *more)
        )

    def adjust(self) -> None:
        """Correct the customer's points."""
        if self._adjusting is None:
            from desktop.widgets.adjust_panel import AdjustPanel  # a page without is faster

            self._adjusting = AdjustPanel(self._page)
            self._adjusting.moved.connect(lambda moved: self.moved.emit(moved.customer_id))
        self._open(self._adjusting.open_customer)

    def give(self) -> None:
        """Give some of the customer's points to another."""
        if self._giving is None:
            from desktop.widgets.gift_panel import GiftPanel

            self._giving = GiftPanel(self._page)
            self._giving.moved.connect(lambda moved: self.moved.emit(moved.customer_id))
        self._open(self._giving.open_customer)

    def merge(self) -> None:
        """Merge the customer with another entry of the same person."""
        if self._merging is None:
            from desktop.widgets.merge_panel import MergePanel

            self._merging = MergePanel(self._page, f"{self._name}.merging")
            self._merging.closed.connect(self._page.take_focus)
            self._merging.merged.connect(lambda merged: self.moved.emit(merged.customer.id))
        self._open(self._merging.open_with)

    def stamp(self) -> None:
        """Take over a paper stamp card of the customer, or put one right."""
        if self._stamping is None:
            from desktop.widgets.stamp_panel import StampPanel

            self._stamping = StampPanel(self._page)
            self._stamping.moved.connect(lambda added: self.moved.emit(added.customer_id))
        self._open(self._stamping.open_customer)

    def credit(self) -> None:
        """Keep money for the customer, or take it back."""
        if self._crediting is None:
            from desktop.widgets.credit_panel import CreditPanel

            self._crediting = CreditPanel(self._page)
            self._crediting.moved.connect(lambda moved: self.moved.emit(moved.customer_id))
        self._open(self._crediting.open_customer)

    def voucher(self) -> None:
        """Make a voucher that may stand in the customer's name."""
        if self._selling is None:
            from desktop.widgets.voucher_form import VoucherForm

            self._selling = VoucherForm(self._page)
            self._selling.made.connect(self._show_voucher)
        self._open(self._selling.open_for)

    def write(self) -> None:
        """Write to the customer: a letter, a postcard, an address label."""
        if self._posting is None:
            from desktop.widgets.post_panel import PostPanel

            self._posting = PostPanel(self._page)
        self._open(self._posting.open_customer)

    def promise(self) -> None:
        """Note what the shop owes the customer, or what they complained of."""
        if self._promising is None:
            from desktop.widgets.promise_form import PromiseForm

            self._promising = PromiseForm(self._page)
        self._open(self._promising.open_customer)

    def note_contact(self) -> None:
        """Note that somebody spoke or wrote to the customer."""
        if self._speaking is None:
            from desktop.widgets.contact_panel import ContactPanel

            self._speaking = ContactPanel(self._page)
        self._open(self._speaking.open_customer)

    def _show_voucher(self, voucher: Voucher) -> None:
        """Go to the voucher at the counter, where it is printed."""
        self._page.turn_to.emit("counter", Subject("voucher", voucher.code))

    def _buttons(self) -> list[QPushButton]:
        acts = [self.adjust_button, self.give_button, self.stamp_button, self.merge_button]
        more = [self.credit_button, self.voucher_button, self.post_button]
        return [*acts, *more, self.promise_button, self.contact_button]

    def _open(self, show: Callable[[str], None]) -> None:
        customer_id = self._customer_id
        if customer_id is not None:
            self._page.notice.clear()
            self.opening.emit()
            show(customer_id)
