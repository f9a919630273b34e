"""One customer: who it is on top; below, everything that happened, the plan, friends, points."""

from collections.abc import Callable
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.queries.customer_card import customer_card
from db.queries.customers import customer_record, owner_now
from db.queries.tiers import all_tiers, tier_history, tier_track
from db.session import Session
from desktop import theme
from desktop.counter.papers import CounterPapers
from desktop.customer.history import HistoryPart
from desktop.customer.outlook import Outlook
from desktop.customer.tabs import CustomerTab
from desktop.customer.words import heading_of, standing_of
from desktop.i18n import tr, trc
from desktop.undoing import Undoing
from desktop.widgets.buttons import Segments, let_tab_in
from desktop.widgets.customer_acts import CustomerActs
from desktop.widgets.customer_head import CustomerHead
from desktop.widgets.form import SidePanel
from desktop.widgets.page import Page, Subject

if TYPE_CHECKING:
    from desktop.widgets.customer_editor import CustomerEditor
    from desktop.widgets.refund_panel import RefundPanel
    from desktop.widgets.tier_history_panel import TierHistoryPanel

_TABS = ("history", "plan", "friends", "statement")
_TAB_OF = {"statement": "statement", "plan": "plan"}  # by the subject; else the history
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CustomerPage(Page):
    """Shows a customer whole; whoever came here goes back where they were by Esc."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"facts", "customers", "cards", "rewards", "plans", "tiers", "settings"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.customer_id: str | None = None
        self._before: list[str] = []  # whose page led to this one
        self._made: dict[str, CustomerTab] = {}
        self._stale: set[str] = set()
        self._panels: list[SidePanel] = []
        self._entries: list[tuple[QAction, QPushButton]] = []
        self.head = CustomerHead()
        self.tabs = Segments("customer.tab", tr("What to look at"), {
            "history": trc("tab", "History"), "plan": trc("tab", "Plan"),
            "friends": trc("tab", "Friends"), "statement": trc("tab", "Points statement"),
        })  # fmt: skip
        self.outlook = Outlook(self, self.head)
        self.acts = CustomerActs(self, "customer.more")
        self.acts.setParent(self)
        self.acts.hide()  # its entries stand in the list of the head
        self.papers = CounterPapers(self)
        self.undoing = Undoing(self, is_free=self.is_free)
        self._lay_out()
        self._connect()
        self._listen_to_keys()

    @cached_property
    def editor(self) -> "CustomerEditor":
        """Return the form for the customer; made when it is first opened."""
        from desktop.widgets.customer_editor import CustomerEditor

        panel = CustomerEditor(self)
        self._panels.append(panel)
        return panel

    @cached_property
    def refunds(self) -> "RefundPanel":
        """Return the panel of refunds; made with the first one."""
        from desktop.widgets.refund_panel import RefundPanel

        panel = RefundPanel(self)
        panel.closed.connect(self.take_focus)
        self._panels.append(panel)
        return panel

    @cached_property
    def tiers(self) -> "TierHistoryPanel":
        """Return the panel that says how the tier came about."""
        from desktop.widgets.tier_history_panel import TierHistoryPanel

        panel = TierHistoryPanel(self)
        self._panels.append(panel)
        return panel

    # -- What others ask of it --------------------------------------------------------------

    def open_with(self, subject: Subject) -> None:
        """Show a customer, as somebody came from another page."""
        self._before = []
        self._open(subject.id, _TAB_OF.get(subject.kind, "history"))

    def reload(self) -> None:
        """Read again what is shown; a part that is not seen, when it is turned to."""
        if self.customer_id is None:
            return
        self.customer_id = owner_now(self.session.db, self.customer_id)
        self._stale = set(_TABS)
        self._show_head(self.customer_id)
        self._show_tab()

    def take_focus(self) -> None:
        """Put the focus where one looks first; what lies over the page keeps it."""
        if not self.is_free() or self.notice.action.hasFocus():
            return
        self.tabs.buttons[self.tabs.value()].setFocus()  # a part may have nothing to press
        self.tab().take_focus()

    def tell_done(self, sentence: str, operation: str) -> None:
        """Say what was done, and that it can be undone."""
        self.undoing.offer(sentence, operation)

    def is_free(self) -> bool:
        """Tell whether nothing lies over the page."""
        if self.acts.is_open() or self.papers.is_open():
            return False
        is_covered = any(panel.isVisibleTo(self) for panel in self._panels)
        return not is_covered and not any(part.is_open() for part in self._made.values())

    # -- What a person does -----------------------------------------------------------------

    def tab(self) -> CustomerTab:
        """Return what is shown below the head."""
        return self._tab(self.tabs.value())

    def turn_to_tab(self, name: str) -> None:
        """Show another part, where nothing lies over the page."""
        if self.is_free():
            self.tabs.choose(name)  # which shows it
            self.take_focus()

    def serve(self) -> None:
        """Go to the counter with the customer."""
        if self.customer_id is not None and self.is_free():
            self.turn_to.emit("counter", Subject("customer", self.customer_id))

    def edit(self) -> None:
        """Correct what the customer told."""
        if self.customer_id is not None and self.is_free():
            self.notice.clear()
            self.editor.open_customer(self.customer_id)

    def show_tiers(self) -> None:
        """Show how the tier came about, and what keeps it."""
        if self.customer_id is not None and self.is_free():
            moment, settings = self.session.moment(), self.session.settings
            standing = standing_of(tier_track(moment, self.customer_id), moment)
            changes = tier_history(moment, self.customer_id)
            self.tiers.show_tiers(standing, changes, settings)

    def refund(self, sale: str) -> None:
        """Show what giving money back for a sale would do, over whatever showed the sale."""
        self.attempt(lambda: self.refunds.open_sale(sale))

    def go_to(self, customer_id: str) -> None:
        """Show somebody who belongs to this customer; going back leads here again."""
        if self.customer_id is not None and self.is_free():
            self._before.append(self.customer_id)
            self._open(customer_id, self.tabs.value())
            self.take_focus()

    def go_back(self) -> None:
        """Go back to whose page led here, or to the page that did."""
        if not self.is_free():
            return
        if self._before:
            self._open(self._before.pop(), self.tabs.value())
            self.take_focus()
        else:
            self.turn_to.emit("back", None)

    # -- Inside -----------------------------------------------------------------------------

    def _open(self, customer_id: str, tab: str) -> None:
        for part in self._made.values():
            part.close()
        self.customer_id = customer_id
        self._stale = set(_TABS)
        self.notice.clear()
        self.scroll_area.verticalScrollBar().setValue(0)
        self._show_head(customer_id)
        if self.tabs.value() == tab:
            self._show_tab()
        else:
            self.tabs.choose(tab)

    def _show_head(self, customer_id: str) -> None:
        moment = self.session.moment()
        record, card = customer_record(moment.db, customer_id), customer_card(moment, customer_id)
        has_tiers = bool(all_tiers(moment.db))
        self.head.show_heading(heading_of(record, card, moment, has_tiers=has_tiers))
        self.outlook.tell(customer_id)
        self.acts.offer(customer_id)
        for action, words in self._entries:
            action.setVisible(not words.isHidden())

    def _show_tab(self) -> None:
        """Show the chosen part, read again where that is needed, and no other one."""
        name, shown = self.tabs.value(), self.tab()
        if name in self._stale and self.customer_id is not None:
            self._stale.discard(name)
            shown.tell(self.customer_id)
        for part in self._made.values():
            part.widget.setVisible(part is shown)
        self._order_tabs()

    def _tab(self, name: str) -> CustomerTab:
        if name not in self._made:
            made = self._make(name)
            made.widget.hide()
            made.refund_asked.connect(self.refund)
            self._made[name] = made
            self._column.addWidget(made.widget, 1)  # a hidden one takes no room
        return self._made[name]

    def _make(self, name: str) -> CustomerTab:
        if name == "plan":
            from desktop.customer.plan import PlanPart

            return PlanPart(self, self.papers, customer=lambda: self.customer_id)
        if name == "friends":
            from desktop.customer.friends import FriendsPart

            return FriendsPart(self, self.papers, go_to=self.go_to)
        if name == "statement":
            from desktop.customer.statement import StatementPart

            return StatementPart(self)
        return HistoryPart(self)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self.body)
        edge = theme.PADDING
        self._column.setContentsMargins(edge, theme.GAP_CARD, edge, theme.GAP_CARD)
        self._column.setSpacing(theme.GAP_CARD)
        self._column.addWidget(self.head)
        self._column.addWidget(self.tabs)
        for number, each in enumerate(self.tabs.buttons.values(), start=1):
            each.setToolTip(f"Alt+{number}")
        self.tabs.choose(_TABS[0])

    def _connect(self) -> None:
        head = self.head
        head.left.connect(self.go_back)
        head.serve_asked.connect(self.serve)
        head.edit_asked.connect(self.edit)
        head.tiers_asked.connect(self.show_tiers)
        head.statement_asked.connect(lambda: self.turn_to_tab("statement"))
        for words, do in (
            (self.acts.adjust_button, self.acts.adjust), (self.acts.give_button, self.acts.give),
            (self.acts.stamp_button, self.acts.stamp), (self.acts.credit_button, self.acts.credit),
            (self.acts.voucher_button, self.acts.voucher), (self.acts.post_button, self.acts.write),
            (self.acts.promise_button, self.acts.promise),
            (self.acts.contact_button, self.acts.note_contact),
            (self.acts.merge_button, self.acts.merge),
        ):  # fmt: skip
            action = head.more_button.add(words.objectName(), words.text())
            action.triggered.connect(lambda _=False, do=do: do())
            self._entries.append((action, words))
        self.tabs.group.buttonToggled.connect(lambda _, on: self._show_tab() if on else None)
        self.acts.moved.connect(lambda _: self.take_focus())

    def _listen_to_keys(self) -> None:
        for keys, do in (
            *((f"Alt+{n}", partial(self.turn_to_tab, tab)) for n, tab in enumerate(_TABS, 1)),
            ("F3", lambda: self.turn_to_tab("statement")),
            ("Ctrl+T", lambda: self._do(self.acts.promise)),
            ("Ctrl+N", lambda: self._do(self.acts.note_contact)),
            ("F7", self._refund_chosen),
            ("F9", self._print_chosen),
            ("Ctrl+Return", self.serve),
            ("Ctrl+Enter", self.serve),
            ("Alt+Left", self.go_back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _do(self, act: Callable[[], None]) -> None:
        if self.customer_id is not None and self.is_free():
            act()

    def _refund_chosen(self) -> None:
        shown = self.tab()
        if isinstance(shown, HistoryPart) and self.is_free():
            shown.table.ask_refund()

    def _print_chosen(self) -> None:
        shown = self.tab()
        slip = shown.chosen_slip() if isinstance(shown, HistoryPart) else None
        if slip is not None and self.is_free():
            self.papers.show_receipt(slip)

    def _order_tabs(self) -> None:
        """Let Tab go as eyes do: the head, the choice of parts, the part that is shown."""
        let_tab_in(self.tabs.group)
        order = [*self.head.in_order(), *self.tabs.buttons.values(), *self.tab().in_order()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no field wanted: Esc goes back, Enter presses a button."""
        focus = QWidget.focusWidget(self)
        if event.key() == Qt.Key.Key_Escape:
            if not self.undoing.take_back():
                self.go_back()
        elif event.key() in _ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)
