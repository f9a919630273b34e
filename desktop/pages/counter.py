"""The counter: who is there, what they buy, what they get for it, and what to say to them."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.clock import new_id
from db.queries.coupons import coupon_typed
from db.queries.customers import customer_by_referral_code, customer_record, owner_now
from db.queries.subscriptions import all_plans, had_plan_before, plan_credit, subscription_at
from db.rules.remarks import KINDS_ON_A_SALE, renewal_bonus
from db.rules.subscriptions import state_on
from db.session import Session
from db.usecases.referrals import attach_referral
from db.usecases.rewards import Redemption, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import Membership, renew_subscription, start_subscription
from db.usecases.undo import Undone
from desktop import counter_words as words
from desktop import formats
from desktop.counter_papers import CounterPapers
from desktop.counter_reader import CounterReader
from desktop.current_sale import CurrentSale
from desktop.history_words import money
from desktop.i18n import tr
from desktop.remarks import Said
from desktop.todays_promotions import TodaysPromotions
from desktop.undoing import Undoing
from desktop.widgets.counter_board import CounterBoard
from desktop.widgets.coupon_panel import CouponPanel
from desktop.widgets.customer_editor import CustomerEditor
from desktop.widgets.end_of_day import EndOfDay
from desktop.widgets.page import Page, Subject
from desktop.widgets.plan_panel import PlanPanel
from desktop.widgets.refund_panel import RefundPanel
from desktop.widgets.statements import Statements

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CounterPage(Page):
    """Serves one customer after the other, by keyboard, scanner or finger alone."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"facts", "customers", "cards", "rewards", "plans", "tiers", "categories", "settings"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        settings = session.settings
        self.customer_id: str | None = None
        self.board = CounterBoard(currency=settings.currency, digits=settings.digits)
        self.sale = CurrentSale(session, self.board.sale)
        self.reader = CounterReader(session, self.board, self.sale)
        self.promotions = TodaysPromotions(self, self.board.promotions)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)
        self.amount = self.board.sale.amount
        self.points_used = self.board.sale.points_used
        self.record_button = self.board.sale.record_button
        self.editor = CustomerEditor(self)
        self.coupon_panel = CouponPanel(self)
        self.plan_panel = PlanPanel(self)
        self.refund_panel = RefundPanel(self)
        self.undoing = Undoing(self, is_free=lambda: not self._panel_is_open())
        self.statements = Statements(
            self,
            "counter.statement",
            is_free=lambda: not self._panel_is_open(),
            refund=self._refund_sale,
        )
        self.end_of_day = EndOfDay(self)
        self.papers = CounterPapers(self)
        self._redeem_id = self._renew_id = self._join_id = new_id()
        self._connect()
        self.fields = {
            **dict.fromkeys(("amount", "lines", "coupon", "coupons"), self.amount),
            **dict.fromkeys(("points", "points_used"), self.points_used),
        }

    # -- What others ask of it --------------------------------------------------------------

    def reload(self) -> None:
        """Read again who is at the counter, or what the day has brought."""
        if self.customer_id is not None:  # who was merged goes on as the one who was kept
            self.customer_id = self.sale.customer_id = owner_now(self.session.db, self.customer_id)
        self.promotions.show(served=self.customer_id is not None)
        self.reader.show(self.customer_id)
        self.statements.reload()
        if self.customer_id is None:
            self.board.day.show_last(self.undoing.last_words())
        self.end_of_day.reload()

    def open_with(self, subject: Subject) -> None:
        """Go by what was scanned or found: a customer, a coupon, a friend's code, a new name."""
        if subject.kind == "customer":
            self.serve(subject.id)
        elif subject.kind == "coupon":
            self.attempt(partial(self._scan_coupon, subject.id))
        elif subject.kind == "referral":
            self._scan_referral(subject.id)
        else:
            self.editor.open_new(subject.id)

    def take_focus(self) -> None:
        """Put the focus into the amount; a panel that is open keeps it."""
        if not self._panel_is_open():
            self.amount.setFocus()

    def tell_done(self, sentence: str, operation: str) -> None:
        """Say what was done, and that it can be undone."""
        self.undoing.offer(sentence, operation)

    def serve(self, customer_id: str | None) -> None:
        """Go on with a customer, or with nobody."""
        self.notice.clear()
        if customer_id != self.customer_id:
            self._redeem_id, self._renew_id, self._join_id = new_id(), new_id(), new_id()
            self.reader.greet()
            self._close_what_was_open()
        self.customer_id = customer_id
        self.sale.serve(customer_id)
        self.settle()

    def settle(self) -> None:
        """Show everything again, and go on with the amount."""
        self.reload()
        self.take_focus()

    # -- What a person does -----------------------------------------------------------------

    def record_sale(self) -> None:
        """Record what is typed, or say why not; nothing typed does nothing at all."""
        if not self._panel_is_open() and not self.sale.is_empty():
            self.attempt(self.sale.record, then=self._show_sale)

    def redeem(self, reward: str) -> None:
        """Exchange points for a reward; while its coupon is shown another press does nothing."""
        customer_id = self.customer_id
        if customer_id is None or self._panel_is_open():
            return
        self.attempt(
            lambda: redeem_reward(
                self.session, customer_id=customer_id, reward=reward, operation_id=self._redeem_id
            ),
            then=self._show_redemption,
        )

    def redeem_first(self) -> None:
        """Redeem the first reward within reach."""
        first = next(iter(self.board.rewards.buttons), None)
        if first is not None:
            self.redeem(first)

    def renew(self) -> None:
        """Take the payment for the next period of the customer's plan."""
        customer_id = self.customer_id
        if customer_id is not None:
            self.attempt(
                lambda: renew_subscription(
                    self.session, customer_id=customer_id, paid=None, operation_id=self._renew_id
                ),
                then=partial(self._show_membership, self._renew_id),
            )

    def offer_plans(self) -> None:
        """Show the plans that the customer may join, or what the next period costs."""
        customer_id = self.customer_id
        if customer_id is None or self._panel_is_open():
            return
        self._join_id = self._renew_id = new_id()
        moment = self.session.moment()
        current = subscription_at(moment, customer_id)
        credit = plan_credit(moment.db, customer_id)
        if current is not None and state_on(current, moment.today) != "ended":
            bonus = renewal_bonus(current, today=moment.today)
            self.plan_panel.offer_renewal(current, moment.settings, bonus=bonus, credit=credit)
            return
        plans = all_plans(moment.db)
        open_trials = (
            plan.id
            for plan in plans
            if plan.trial_days and not had_plan_before(moment.db, customer_id, plan.id)
        )
        trials = frozenset(open_trials)
        self.plan_panel.offer(plans, moment.settings, trials=trials, credit=credit)

    def join(self, plan: str) -> None:
        """Let the customer join a plan."""
        customer_id = self.customer_id
        if customer_id is not None:
            self.attempt(
                lambda: start_subscription(
                    self.session,
                    customer_id=customer_id,
                    plan=plan,
                    trial=None,
                    paid=None,
                    operation_id=self._join_id,
                ),
                then=partial(self._show_membership, self._join_id),
            )

    def refund(self, sale: str | None) -> None:
        """Show what giving money back for a sale would do; nothing is given back yet."""
        if sale is not None and not self._panel_is_open():
            self._refund_sale(sale)

    def put_on_sale(self, code: str) -> None:
        """Put a coupon on the sale, or say why it cannot be."""
        if self.coupon_panel.isVisibleTo(self):
            self.coupon_panel.close_panel()
        self.attempt(lambda: self.sale.put_on(code), then=lambda _: self.settle())

    def take_off_sale(self, key: str) -> None:
        """Take a coupon or a line off the sale again."""
        self.sale.take_off(key)
        self.settle()

    def act_on(self, chosen: Said) -> None:
        """Do the one thing that a remark offers."""
        assert chosen.remark is not None
        if chosen.action == "renew":
            self.renew()
        elif chosen.action == "use_coupon":
            self.put_on_sale(chosen.remark.code)
        elif chosen.action == "use_points":
            self.points_used.show_number(chosen.remark.points)
            self.reader.dismiss(chosen)
            self.take_focus()

    def leave(self) -> None:
        """Let the customer go, with what was typed; the next one is welcome."""
        self.sale.begin_anew()
        self.sale.last = None
        self.serve(None)

    # -- Papers -----------------------------------------------------------------------------

    def print_card(self) -> None:
        """Show the customer's card as it is printed."""
        if self.customer_id is not None:
            self.papers.show_card(self.customer_id)

    def print_receipt(self) -> None:
        """Show the slip of the chosen sale, else of the last one, as it is printed."""
        history = self.board.history
        chosen = history.record()
        events = [chosen] if chosen is not None else history.records.records
        sale = next((event.id for event in events if event.id), None)
        if sale is not None and not self._panel_is_open():
            self.papers.show_receipt(sale)

    # -- What is shown afterwards -----------------------------------------------------------

    def _show_sale(self, outcome: SaleOutcome | None) -> None:
        """Say what was recorded; it stays on the panel until something else is typed."""
        self.sale.refresh()  # who is there was read again when the book changed
        self.take_focus()
        if outcome is not None:
            said = words.recorded_words(outcome, self.session.settings)
            self.tell_done(said, self.sale.recorded_as)

    def _show_redemption(self, done: Redemption) -> None:
        on_sale = done.reward.terms.kind in KINDS_ON_A_SALE
        self.coupon_panel.show_redemption(done, on_sale=on_sale)
        self.tell_done(words.redeemed_words(done), self._redeem_id)

    def _show_membership(self, operation: str, now: Membership) -> None:
        self.plan_panel.close_panel()
        sentence = tr("{plan} is paid until {day}: {amount} taken.")
        if now.state == "trial":
            sentence = tr("{plan} can be tried until {day}.")
        amount = money(now.paid, self.session.settings)
        said = sentence.format(plan=now.plan, day=formats.day(now.until), amount=amount)
        self.tell_done(said, operation)
        self.take_focus()

    def _show_undone(self, undone: Undone) -> None:
        """Forget what was shown of the act, and the coupon that it had made."""
        if self.coupon_panel.isVisibleTo(self):
            self.coupon_panel.close_panel()
        for fact in undone.act.facts:
            if fact.kind == "coupon.issue":
                self.sale.take_off(f"coupon:{fact.doc['code']}")
        self.sale.forget_last()
        self.settle()

    def _refund_closed(self) -> None:
        """Go on with the amount; a second Enter must not record the sale that is typed there."""
        if self.sale.is_empty() or self.statements.is_open():
            self.take_focus()
        else:
            self.setFocus()

    # -- Inside -----------------------------------------------------------------------------

    def _scan_coupon(self, code: str) -> None:
        """Put a scanned coupon on the sale; it brings its owner where no sale is under way."""
        owner = coupon_typed(self.session.db, code).customer_id
        if owner is not None and owner != self.customer_id and self._may_change_to_owner():
            self.serve(owner)
        self.sale.put_on(code)
        self.settle()

    def _may_change_to_owner(self) -> bool:
        return self.customer_id is None or self.sale.is_empty()

    def _scan_referral(self, code: str) -> None:
        """Take a friend's code for the customer who is there, or for a new one."""
        if self.customer_id is None:
            self.editor.open_new(referral_code=code)
        else:
            self.attempt(partial(self._attach, self.customer_id, code), then=self.notice.say)

    def _attach(self, customer_id: str, code: str) -> str:
        referrer_id = customer_by_referral_code(self.session.db, code)
        attach_referral(
            self.session,
            referee_id=customer_id,
            referrer_id=referrer_id,
            operation_id=new_id(),
        )
        friend = customer_record(self.session.db, referrer_id).name
        return tr("Brought by {friend}. Thank them both.").format(friend=friend)

    def _sort_into(self, category: str) -> None:
        self.attempt(lambda: self.sale.sort_into(category), then=lambda _: self.settle())

    def _use_points(self, propose: Callable[[], None]) -> None:
        if not self._panel_is_open():
            self.attempt(propose, then=lambda _: self.take_focus())

    def _edit(self, field: str) -> None:
        if self.customer_id is not None:
            self.editor.open_customer(self.customer_id, field=field)

    def _sign_up(self) -> None:
        if not self._panel_is_open():
            self.editor.open_new()

    def _redemption_closed(self) -> None:
        self._redeem_id = new_id()  # the next one is another
        self.take_focus()

    def _refund_sale(self, sale: str) -> None:
        self.attempt(lambda: self.refund_panel.open_sale(sale))

    def _close_what_was_open(self) -> None:
        """Close what was about the customer before; what is typed about somebody stays."""
        self.statements.close()
        for panel in (self.coupon_panel, self.plan_panel, self.refund_panel, self.end_of_day):
            if panel.isVisibleTo(self):
                panel.close_panel()

    def _end_day(self) -> None:
        if self.customer_id is None and not self._panel_is_open():
            self.end_of_day.open_today()

    def _panel_is_open(self) -> bool:
        panels = (self.editor, self.coupon_panel, self.plan_panel, self.refund_panel,
                  self.end_of_day)  # fmt: skip
        open_ = any(panel.isVisibleTo(self) for panel in panels) or self.papers.is_open()
        return open_ or self.statements.is_open() or self.editor.acts.is_open()

    def _connect(self) -> None:
        board, sale = self.board, self.board.sale
        sale.changed.connect(self.sale.refresh)
        sale.confirmed.connect(self.record_sale)
        sale.chip_removed.connect(self.take_off_sale)
        sale.category_chosen.connect(self._sort_into)
        sale.all_points_asked.connect(lambda: self._use_points(self.sale.use_most))
        sale.round_sum_asked.connect(lambda: self._use_points(self.sale.use_odd))
        board.customer.edit_asked.connect(lambda: self._edit("name"))
        board.customer.leave_asked.connect(self.leave)
        board.customer.statement_asked.connect(lambda: self.statements.show(self.customer_id))
        board.nobody.new_asked.connect(self._sign_up)
        board.remarks.acted.connect(self.act_on)
        board.remarks.dismissed.connect(self.reader.dismiss)
        board.rewards.redeem_asked.connect(self.redeem)
        board.coupons.use_asked.connect(self.put_on_sale)
        board.coupons.print_asked.connect(self.papers.show_coupon)
        board.history.opened.connect(lambda _: self.print_receipt())
        board.history.refund_asked.connect(self.refund)
        board.day.undo_asked.connect(self.undoing.go_on)
        board.day.end_asked.connect(self._end_day)
        self.end_of_day.print_asked.connect(self.papers.show_day)
        self.end_of_day.closed.connect(self.take_focus)
        self.refund_panel.refunded.connect(lambda _: self.sale.forget_last())
        self.refund_panel.closed.connect(self._refund_closed)
        self.undoing.undone.connect(self._show_undone)
        self.editor.saved.connect(self.serve)
        self.editor.known.connect(self.serve)
        self.coupon_panel.print_asked.connect(self.papers.show_coupon)
        self.coupon_panel.use_asked.connect(self.put_on_sale)
        self.coupon_panel.closed.connect(self._redemption_closed)
        self.plan_panel.join_asked.connect(self.join)
        self.plan_panel.renew_asked.connect(self.renew)
        for made, do in (
            (board.card_button, self.print_card),
            (board.receipt_button, self.print_receipt),
            (board.note_button, lambda: self._edit("note")),
            (board.plan_button, self.offer_plans),
        ):
            made.clicked.connect(lambda _checked=False, do=do: do())
        for key, do in (
            ("F3", lambda: self.statements.show(self.customer_id)),
            ("F4", lambda: self._use_points(self.sale.use_most)),
            ("F5", lambda: self._use_points(self.sale.use_odd)),
            ("F6", self.redeem_first),
            ("F7", lambda: self.refund(board.history.to_refund())),
            ("F8", self._sign_up),
            ("F9", self.print_receipt),
            ("F12", self._end_day),
            ("F10", lambda: self.put_on_sale(board.coupons.first) if board.coupons.first else None),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(do)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no field wanted: Esc, Enter on a button, digits for the amount."""
        focus = QWidget.focusWidget(self)
        if event.key() == Qt.Key.Key_Escape:
            if not self.undoing.take_back():
                self.leave()
        elif event.key() in _ENTER and focus in (self, None):
            self.take_focus()
        elif event.key() in _ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif event.text() == "+" and not self._panel_is_open():
            self.board.sale.offer_categories()
        elif event.text().isdecimal() and not self._panel_is_open():
            self.amount.setFocus()
            self.amount.press(event.text())
        else:
            super().keyPressEvent(event)
