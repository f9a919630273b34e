"""The panels of the counter and where they stand: three columns, two where there is less room."""

from itertools import chain, pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.coupon_list import CouponList
from desktop.widgets.customer_panel import CustomerPanel, FactsPanel
from desktop.widgets.history_list import HistoryList
from desktop.widgets.key_button import KeyButton
from desktop.widgets.more_button import MoreButton
from desktop.widgets.nobody_panel import DayPanel, KeysPanel, NobodyPanel
from desktop.widgets.panel import Panel
from desktop.widgets.promotions_today import PromotionsToday
from desktop.widgets.remark_list import RemarkList
from desktop.widgets.reward_list import RewardList
from desktop.widgets.sale_panel import SalePanel
from desktop.widgets.stamp_board import StampBoard

_WIDE = 1194  # from here on there is room for three columns: a window of 1280 pixels
_SHARES = (346, 576, 300)  # of the width, as it is shared at 1366 pixels
_MIDDLE = 1
_NARROWEST = 280
_LEAST_WIDTH = 690


class CounterBoard(QWidget):
    """Holds the panels; who is served decides which of them are seen."""

    def __init__(self, *, currency: str, digits: int) -> None:
        super().__init__()
        self.sale = SalePanel(currency=currency, digits=digits)
        self.customer = CustomerPanel()
        self.nobody = NobodyPanel()
        self.remarks = RemarkList()
        self.rewards = RewardList(tr("Within reach"))
        self.rhythm = FactsPanel(tr("Rhythm"))
        self.stamps = StampBoard()
        self.day = DayPanel()
        self.promotions = PromotionsToday()
        self.coupons = CouponList()
        self.keys = KeysPanel(_keys())
        self.history = HistoryList()
        self.latest = Panel(tr("Latest"))
        self.latest.body.addWidget(self.history, 1)
        self.papers = self._papers()
        self._wide: bool | None = None
        self._holders = [QWidget() for _ in _SHARES]
        self._columns: list[QVBoxLayout] = []
        self._sides: list[QWidget] = []  # the columns on the side scroll by themselves
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.GAP_CARD)
        row.setSpacing(theme.GAP_CARD)
        for number, holder in enumerate(self._holders):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.GAP_CARD)
            self._columns.append(column)
            self._sides.append(holder if number == _MIDDLE else _scrolling(holder))
            row.addWidget(self._sides[number])
        self.setMinimumWidth(_LEAST_WIDTH)  # whatever the columns are fixed at now
        self._arrange(wide=True)

    def show_served(self, *, served: bool) -> None:
        """Show the panels about a customer, or those while nobody is there."""
        for panel in (self.customer, self.rhythm, self.papers):
            panel.setVisible(served)
        for panel in (self.nobody, self.day, self.keys):
            panel.setVisible(not served)
        if not served:
            for panel in (self.remarks, self.stamps, self.coupons):
                panel.hide()

    def order_tabs(self) -> None:
        """Let Tab go from the sale to what is said and offered, and to the customer last."""
        sale = self.sale
        order: list[QWidget] = [sale.amount, sale.category_button, sale.points_used]
        own = sale.own_money
        order += [sale.all_button, sale.round_button, own.credit_button, own.voucher_button]
        order += [sale.record_button]
        for panel in (self.remarks, self.rewards, self.coupons):
            buttons = panel.findChildren(QPushButton)
            order += [each for each in buttons if each.isVisibleTo(panel)]
        order += [self.card_button, self.receipt_button, self.note_button, self.plan_button]
        order += [self.more_button]
        customer = self.customer
        order += [self.history, customer.name, customer.balance]
        order += [customer.edit_button, customer.leave_button]
        order += [self.nobody.new_button, *self.promotions.buttons.values(), self.day.undo_button]
        order += [self.day.voucher_button, self.day.drawer_button, self.day.end_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # -- Inside -----------------------------------------------------------------------------

    def _papers(self) -> Panel:
        panel = Panel()
        self.card_button = button(tr("Card"), "counter.card")
        self.receipt_button = button(tr("Receipt"), "counter.receipt")
        self.note_button = button(tr("Note"), "counter.note")
        self.card_button.setToolTip(tr("The member card, to print or save"))
        self.receipt_button.setToolTip(tr("The slip of the last sale, to print or save (F9)"))
        self.note_button.setToolTip(tr("What is good to know about this customer"))
        row = panel.add_row(self.card_button, self.receipt_button, self.note_button)
        for number in range(3):
            row.setStretch(number, 1)
        self.plan_button = KeyButton(tr("Join a plan"), "counter.plan", key="Ctrl+M")
        self.more_button = MoreButton("counter.more")
        self.stamps_action = self.more_button.add("counter.stamps", tr("Take over a stamp card"))
        self.voucher_action = self.more_button.add("counter.voucher", tr("Sell a voucher"))
        self.credit_action = self.more_button.add("counter.credit", tr("Store credit"))
        self.friend_action = self.more_button.add("counter.friend", tr("Brought by a friend …"))
        words = tr("What do they say of us? (*)")
        self.feedback_action = self.more_button.add("counter.feedback", words)
        words = tr("Promise or complaint … (Ctrl+T)")
        self.promise_action = self.more_button.add("counter.promise", words)
        self.membership_action = self.more_button.add("counter.membership", tr("Membership paper"))
        self.slips_action = self.more_button.add("counter.slips", tr("Slips for friends"))
        panel.add_row(self.plan_button, self.more_button).setStretch(0, 1)
        return panel

    def _arrange(self, *, wide: bool) -> None:
        """Put the panels into columns; the numbers say who takes the room that is left."""
        if wide == self._wide:
            return
        self._wide = wide
        # One long column scrolls as a whole; of three, only the lists do.
        self.rewards.least_rows, self.coupons.least_rows = (3, 1) if wide else (12, 20)
        about = [(self.nobody, 0), (self.promotions, 0), (self.day, 0), (self.customer, 0)]
        rhythm, stamps, coupons = (self.rhythm, 0), (self.stamps, 0), (self.coupons, 1)
        offers = [(self.remarks, 0), (self.rewards, 1), (self.papers, 0), (self.keys, 0)]
        middle = [(self.sale, 4), (self.latest, 1)]
        columns = ([*about, rhythm, stamps, coupons], middle, offers)
        if not wide:
            columns = ([*about, offers[0], stamps, *offers[1:], rhythm, coupons], middle, [])
        for column in self._columns:
            # removeWidget and not takeAt: an item that outlives its place here would go on
            # answering for the panel, with sizes that nobody corrects any more.
            for panel, _ in chain(*columns):
                column.removeWidget(panel)
            column.takeAt(0)
        for number, panels in enumerate(columns):
            for panel, share in panels:
                grows = QSizePolicy.Policy.Preferred if share else QSizePolicy.Policy.Maximum
                panel.setSizePolicy(QSizePolicy.Policy.Preferred, grows)
                self._columns[number].addWidget(panel, share)
            self._columns[number].addStretch(0)
            self._sides[number].setVisible(bool(panels))

    def _share_width(self) -> None:
        """Give each column its part of the width, whatever is written in it."""
        shown = [share for share, holder in zip(_SHARES, self._sides, strict=True)
                 if not holder.isHidden()]  # fmt: skip
        room = self.width() - 2 * theme.PADDING - theme.GAP_CARD * (len(shown) - 1)
        left = max(room * _SHARES[0] // sum(shown), _NARROWEST)
        right = room * _SHARES[2] // sum(shown) if len(shown) > 2 else 0
        for holder, width in zip(self._sides, (left, room - left - right, right), strict=True):
            holder.setFixedWidth(max(width, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= _WIDE)
        self._share_width()


def _scrolling(column: QWidget) -> QScrollArea:
    """Return an area in which a column scrolls when it is longer than the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(column)
    return area


def _keys() -> list[tuple[str, str]]:
    return [
        ("F1", tr("Do what is to be said")),
        ("F2", tr("Find or scan")),
        (tr("Enter"), tr("Record the sale")),
        ("F3", tr("Why these points")),
        ("Alt+→", tr("Everything about them")),
        ("F4", tr("Use all points")),
        ("F5", tr("Points to a round sum")),
        ("F6", tr("Redeem the first reward")),
        ("F7", tr("Give money back")),
        ("F8", tr("New customer")),
        ("F9", tr("Slip of the last sale")),
        ("F10", tr("Use the first coupon")),
        ("F11", tr("Pay with credit")),
        ("+", tr("Kind of goods")),
        ("*", tr("What do they say of us?")),
        ("Ctrl+M", tr("The customer's plan")),
        ("Ctrl+T", tr("A promise to keep")),
        ("Ctrl+Z", tr("Undo last")),
        ("Esc", tr("Next customer")),
    ]
