"""What the customer at the counter says of the shop: asked by one key, answered by another."""

from functools import cached_property
from typing import TYPE_CHECKING

from db.queries.feedback import feedback_with_id
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.widgets.feedback_panel import FeedbackPanel


class CounterFeedback(CounterPart):
    """Asks for a score of 0–10, at any time while somebody is served."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.board.feedback_action.triggered.connect(lambda _=False: self.ask())

    @cached_property
    def panel(self) -> "FeedbackPanel":
        """Return the panel that asks; made when it is first needed."""
        from desktop.widgets.feedback_panel import FeedbackPanel

        panel = FeedbackPanel(self._desk)
        panel.closed.connect(self._desk.take_focus)
        return panel

    def ask(self) -> None:
        """Ask the customer who is there."""
        if not self._desk.is_free():
            return
        if self._desk.customer_id is None:
            self._desk.notice.say(tr("Who says so? Choose the customer first."))
        else:
            self.panel.open_customer(self._desk.customer_id)

    def go_on(self, feedback: str) -> None:
        """Ask why, after an answer on the customers' screen."""
        answer = feedback_with_id(self._desk.session.db, feedback)
        if answer is not None and self._desk.is_free():
            self.panel.open_answer(answer)
