"""The counter: who is there, what they buy, what they get for it, and what to say to them."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from db.queries.coupons import coupon_typed
from db.queries.customers import owner_now
from db.session import Session
from db.usecases.sales import SaleOutcome
from db.usecases.undo import Undone
from desktop.counter import words
from desktop.counter.contacts import CounterContacts
from desktop.counter.day import CounterDay
from desktop.counter.desk import CounterDesk
from desktop.counter.display import CounterDisplay
from desktop.counter.drawer import CounterDrawer
from desktop.counter.feedback import CounterFeedback
from desktop.counter.friends import CounterFriends
from desktop.counter.gifts import CounterGifts
from desktop.counter.issued import CounterIssued
from desktop.counter.member_papers import CounterMemberPapers
from desktop.counter.people import CounterPeople
from desktop.counter.plans import CounterPlans
from desktop.counter.refunds import CounterRefunds
from desktop.counter.rewards import CounterRewards
from desktop.counter.slips import CounterSlips
from desktop.counter.stamps import CounterStamps
from desktop.counter.vouchers import CounterVouchers
from desktop.widgets.page import Subject
from desktop.widgets.statements import Statements
from desktop.words.remarks import Said

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CounterPage(CounterDesk):
    """Serves one customer after the other, by keyboard, scanner or finger alone."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"facts", "customers", "cards", "rewards", "plans", "tiers", "categories", "settings"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.points_used = self.board.sale.points_used
        self.record_button = self.board.sale.record_button
        self.rewards = CounterRewards(self)
        self.gifts = CounterGifts(self)
        self.plans = CounterPlans(self)
        self.refunds = CounterRefunds(self)
        self.stamps = CounterStamps(self)
        self.people = CounterPeople(self)
        self.member_papers = CounterMemberPapers(self)
        self.friends = CounterFriends(self)
        self.feedback = CounterFeedback(self)
        self.contacts = CounterContacts(self)
        self.vouchers = CounterVouchers(self)
        self.day = CounterDay(self)
        self.display = CounterDisplay(self)
        self.drawer = CounterDrawer(self)
        self.slips = CounterSlips(self)
        self.issued = CounterIssued(self, since=self.plans.coupons_given)
        self.statements = Statements(
            self, "counter.statement", is_free=self.is_free, refund=self.refunds.open_sale
        )
        self.lies_over.append(self.statements)
        self._connect()
        self._listen_to_keys()
        self.fields = {
            **dict.fromkeys(("amount", "lines"), self.amount),
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
        self.member_papers.reload()
        self.friends.reload()
        if self.customer_id is None:
            self.board.day.show_last(self.undoing.last_words())
        self.day.reload()

    def open_with(self, subject: Subject) -> None:
        """Go by what was scanned or found: a customer, a coupon, a friend's code, a new name."""
        if subject.kind == "customer":
            self.serve(subject.id)
        elif subject.kind == "coupon":
            self.attempt(partial(self._scan_coupon, subject.id))
        elif subject.kind == "voucher":
            self.vouchers.scan(subject.id)
        elif subject.kind == "referral":
            self.friends.take(subject.id, sign_up=self.people.sign_up_with)
        else:
            self.people.editor.open_new(subject.id)

    # -- What a person does -----------------------------------------------------------------

    def record_sale(self) -> None:
        """Record what is typed, or say why not; nothing typed does nothing at all."""
        if self.is_free() and not self.sale.is_empty():
            self.attempt(self.sale.record, then=self._show_sale)

    def act_on(self, chosen: Said) -> None:
        """Do the one thing that a remark offers."""
        assert chosen.remark is not None
        if chosen.action == "open_plan":
            self.plans.offer()
        elif chosen.action == "keep_plan":
            self.plans.acts.keep()
        elif chosen.action == "resume_plan":
            self.plans.acts.resume()
        elif chosen.action == "use_coupon":
            self.put_on_sale(chosen.remark.code)
        elif chosen.action == "use_points":
            self.points_used.show_number(chosen.remark.points)
            self.reader.dismiss(chosen)
            self.take_focus()
        elif chosen.action == "follow_up" and chosen.remark.follow_up is not None:
            self.contacts.finish(chosen.remark.follow_up)
        elif chosen.action == "thank":
            self.reader.dismiss(chosen)
            self.take_focus()

    def leave(self) -> None:
        """Let the customer go, with what was typed; the next one is welcome."""
        self.sale.begin_anew()
        self.sale.last = None
        self.serve(None)

    def open_page(self) -> None:
        """Turn to everything about the customer; the sale waits here as it was typed."""
        if self.customer_id is not None and self.is_free():
            self.turn_to.emit("customer", Subject("customer", self.customer_id))

    def print_card(self) -> None:
        """Show the customer's card as it is printed."""
        if self.customer_id is not None:
            self.papers.show_card(self.customer_id)

    def print_receipt(self) -> None:
        """Show the slip of the chosen sale, else of what was paid last, as it is printed."""
        history = self.board.history
        chosen = history.record()
        if chosen is None and self.is_free() and self.plans.print_receipt():
            return
        events = [chosen] if chosen is not None else history.records.records
        sale = next((event.id for event in events if event.id), None)
        if sale is not None and self.is_free():
            self.papers.show_receipt(sale)

    # -- What is shown afterwards -----------------------------------------------------------

    def _show_sale(self, outcome: SaleOutcome | None) -> None:
        """Say what was recorded; it stays on the panel until something else is typed."""
        self.sale.refresh()  # who is there was read again when the book changed
        self.take_focus()
        if outcome is not None:
            said = words.recorded_words(outcome, self.session.settings)
            self.tell_done(said, self.sale.recorded_as)
            self.sale_recorded.emit(outcome)

    def _show_undone(self, undone: Undone) -> None:
        """Forget what was shown of the act, and the coupon that it had made."""
        self.rewards.close()
        for fact in undone.act.facts:
            if fact.kind == "coupon.issue":
                self.sale.take_off(f"coupon:{fact.doc['code']}")
        self.sale.forget_last()
        self.settle()

    # -- Inside -----------------------------------------------------------------------------

    def _scan_coupon(self, code: str) -> None:
        """Put a scanned coupon on the sale; it brings its owner where no sale is under way."""
        owner = coupon_typed(self.session.db, code).customer_id
        if owner is not None and owner != self.customer_id and self._may_change_to_owner():
            self.serve(owner)
        if not self.gifts.takes(code):
            self.sale.put_on(code)
            self.settle()

    def _use_coupon(self, code: str) -> None:
        """Put a coupon on the sale, or ask whether one is taken that is for no sale."""
        if not self.gifts.takes(code):
            self.put_on_sale(code)

    def _act_on_remark(self, place: int) -> None:
        if self.is_free():
            self.board.remarks.act(place)

    def _may_change_to_owner(self) -> bool:
        return self.customer_id is None or self.sale.is_empty()

    def _sort_into(self, category: str) -> None:
        self.attempt(lambda: self.sale.sort_into(category), then=lambda _: self.settle())

    def _use_points(self, propose: Callable[[], None]) -> None:
        if self.is_free():
            self.attempt(propose, then=lambda _: self.take_focus())

    def _use_first_coupon(self) -> None:
        if self.board.coupons.first:
            self._use_coupon(self.board.coupons.first)

    def _connect(self) -> None:
        board, sale = self.board, self.board.sale
        sale.changed.connect(self.sale.refresh)
        sale.confirmed.connect(self.record_sale)
        sale.chip_removed.connect(self.take_off_sale)
        sale.category_chosen.connect(self._sort_into)
        sale.all_points_asked.connect(lambda: self._use_points(self.sale.use_most))
        sale.round_sum_asked.connect(lambda: self._use_points(self.sale.use_odd))
        board.customer.edit_asked.connect(lambda: self.people.edit("name"))
        board.customer.leave_asked.connect(self.leave)
        board.customer.statement_asked.connect(lambda: self.statements.show(self.customer_id))
        board.customer.page_asked.connect(self.open_page)
        board.nobody.new_asked.connect(self.people.sign_up)
        board.remarks.acted.connect(self.act_on)
        board.remarks.dismissed.connect(self.reader.dismiss)
        board.coupons.use_asked.connect(self._use_coupon)
        board.coupons.print_asked.connect(self.papers.show_coupon)
        board.history.opened.connect(lambda _: self.print_receipt())
        board.day.undo_asked.connect(self.undoing.go_on)
        self.undoing.undone.connect(self._show_undone)
        self.plans.acts.done.connect(self.slips.follow_plan)
        self.display.answered.connect(self.feedback.go_on)
        for made, do in (
            (board.card_button, self.print_card),
            (board.receipt_button, self.print_receipt),
            (board.note_button, lambda: self.people.edit("note")),
            (board.plan_button, self.plans.offer),
        ):
            made.clicked.connect(lambda _checked=False, do=do: do())

    def _listen_to_keys(self) -> None:
        for key, do in (
            ("F1", lambda: self._act_on_remark(0)),
            ("Shift+F1", lambda: self._act_on_remark(1)),
            ("Ctrl+M", self.plans.offer),
            ("F3", lambda: self.statements.show(self.customer_id)),
            ("Alt+Right", self.open_page),
            ("F4", lambda: self._use_points(self.sale.use_most)),
            ("F5", lambda: self._use_points(self.sale.use_odd)),
            ("F6", self.rewards.redeem_first),
            ("F7", lambda: self.refunds.ask(self.board.history.to_refund())),
            ("F8", self.people.sign_up),
            ("F9", self.print_receipt),
            ("F10", self._use_first_coupon),
            ("F11", self.vouchers.use_credit),
            ("F12", self.day.end),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(do)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no field wanted: Esc, Enter on a button, + and *, digits to pay."""
        focus = QWidget.focusWidget(self)
        if event.key() == Qt.Key.Key_Escape:
            if not self.undoing.take_back():
                self.leave()
        elif event.key() in _ENTER and focus in (self, None):
            self.take_focus()
        elif event.key() in _ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif event.text() == "+" and self.is_free():
            self.board.sale.offer_categories()
        elif event.text() == "*":
            self.feedback.ask()
        elif event.text().isdecimal() and self.is_free():
            self.amount.setFocus()
            self.amount.press(event.text())
        else:
            super().keyPressEvent(event)
