"""Who brought the customer at the counter: by a scanned code, or looked up until the first sale."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from db.clock import new_id
from db.queries.customers import customer_by_referral_code, customer_record
from db.queries.referrals import may_be_brought
from db.usecases.referrals import attach_referral
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.words.friends import brought_words

if TYPE_CHECKING:
    from desktop.widgets.friend_panel import FriendPanel


class CounterFriends(CounterPart):
    """Asks who brought somebody as long as that can be said, and takes codes that are scanned."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.board.friend_action.triggered.connect(lambda _=False: self.ask())

    @cached_property
    def panel(self) -> "FriendPanel":
        """Return the panel that asks; made when it is first needed."""
        from desktop.widgets.friend_panel import FriendPanel

        panel = FriendPanel(self._desk)
        panel.closed.connect(self._desk.take_focus)
        panel.attached.connect(lambda _: self._desk.settle())
        return panel

    def ask(self) -> None:
        """Ask who brought the customer."""
        if self._desk.customer_id is not None and self._desk.is_free():
            self.panel.open_customer(self._desk.customer_id)

    def take(self, code: str, *, sign_up: Callable[[str], object]) -> None:
        """Take a friend's code for the customer who is there, else for a new one."""
        customer_id, operation = self._desk.customer_id, new_id()
        if customer_id is None:
            sign_up(code)
            return
        self.close()
        self._desk.attempt(
            partial(self._attach, customer_id, code, operation),
            then=lambda words: self._desk.tell_done(words, operation),
        )

    def reload(self) -> None:
        """Offer to ask only where it can still be said."""
        customer_id = self._desk.customer_id
        may = customer_id is not None and may_be_brought(self._desk.session.db, customer_id)
        self._desk.board.friend_action.setVisible(may)

    def _attach(self, customer_id: str, code: str, operation: str) -> str:
        db = self._desk.session.db
        referrer_id = customer_by_referral_code(db, code)
        attach_referral(
            self._desk.session,
            referee_id=customer_id,
            referrer_id=referrer_id,
            operation_id=operation,
        )
        return brought_words(customer_record(db, referrer_id).name)
