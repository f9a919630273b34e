"""What is said to a customer at the counter beside the sale, and what is promised to them."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from db.clock import new_id
from db.rules.follow_ups import FollowUp
from db.usecases.follow_ups import finish_follow_up
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.widgets.promise_form import PromiseForm

PROMISE_KEY = "Ctrl+T"


class CounterContacts(CounterPart):
    """Marks follow-ups as said, and notes promises and complaints by one key."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.board.promise_action.triggered.connect(lambda _=False: self.promise())
        QShortcut(QKeySequence(PROMISE_KEY), desk).activated.connect(self.promise)

    @cached_property
    def form(self) -> "PromiseForm":
        """Return the form of a promise; made with the first one."""
        from desktop.widgets.promise_form import PromiseForm

        return PromiseForm(self._desk)

    def promise(self) -> None:
        """Begin a promise to the customer who is served, or note what they complained of."""
        if self._desk.customer_id is not None and self._desk.is_free():
            self.form.open_customer(self._desk.customer_id)

    def finish(self, follow_up: FollowUp) -> None:
        """Note that it was said to the customer in person."""
        operation, desk = new_id(), self._desk
        said = tr("Done for {name}.").format(name=follow_up.name)
        desk.attempt(
            lambda: finish_follow_up(
                desk.session, follow_up=follow_up.id, by="visit", operation_id=operation
            ),
            then=lambda _: desk.tell_done(said, operation),
        )
        desk.take_focus()
