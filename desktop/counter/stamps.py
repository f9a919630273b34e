"""Stamp cards at the counter: what lies on them, what the sale will give, paper ones taken over."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from db.queries.stamps import CardCount, StampsHeld, cards_of
from db.queries.streaks import streaks_of
from db.rules.streaks import StreakStanding
from db.usecases.sales import SaleOutcome
from desktop import formats
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.widgets.stamp_board import StampLine, WeeksLine
from desktop.words.stamps import (
    card_heading,
    card_spoken,
    coming_words,
    owed_words,
    stamp_news,
    streak_words,
)

if TYPE_CHECKING:
    from desktop.widgets.stamp_panel import StampPanel


class CounterStamps(CounterPart):
    """Fills the board of stamps, again with each key of the amount."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.sale.reckoned.append(self.show)
        desk.board.stamps_action.triggered.connect(lambda _=False: self.take_over())

    @cached_property
    def panel(self) -> "StampPanel":
        """Return the panel for stamps by hand; made when it is first needed."""
        from desktop.widgets.stamp_panel import StampPanel

        panel = StampPanel(self._desk)
        panel.closed.connect(self._desk.take_focus)
        panel.moved.connect(lambda _: self._desk.settle())
        return panel

    def take_over(self) -> None:
        """Put the stamps of a paper card on the customer's."""
        if self._desk.customer_id is not None and self._desk.is_free():
            self.panel.open_customer(self._desk.customer_id)

    def show(self, outcome: SaleOutcome | None) -> None:
        """Show the customer's cards, with what the sale that is typed will give."""
        board, customer_id = self._desk.board.stamps, self._desk.customer_id
        if customer_id is None:
            board.hide()
            return
        moment = self._desk.session.moment()
        counts = outcome.stamps if outcome is not None else ()
        coming = {count.card.id: count for count in counts}
        lines = [_line(held, coming.get(held.card.id)) for held in cards_of(moment, customer_id)]
        board.show_stamps(lines, _weeks(streaks_of(moment, customer_id), outcome))
        board.setVisible(not board.is_empty())
        self._desk.board.stamps_action.setVisible(bool(lines))


def _weeks(standings: Sequence[StreakStanding], outcome: SaleOutcome | None) -> list[WeeksLine]:
    """Return how many weeks are to go, or that the sale which is typed completes them."""
    completed = [count for count in outcome.streaks if count.runs] if outcome else []
    full = {count.standing.streak.id: stamp_news([], [count])[0] for count in completed}
    return [
        WeeksLine(full.get(each.streak.id) or streak_words(each), good=each.streak.id in full)
        for each in standings
    ]


def _line(held: StampsHeld, coming: CardCount | None) -> StampLine:
    name, need = held.card.name, held.card.needed
    given = coming.given if coming else 0
    fills = coming.fills if coming else 0
    said = coming_words(held.card, given=given, fills=fills)
    spoken = card_spoken(name, have=held.have, need=need)
    return StampLine(
        heading=card_heading(name, have=held.have, need=need),
        spoken=f"{spoken} · {said}" if said else spoken,
        have=held.have,
        need=need,
        coming=given,
        news=said if fills else "",
        more=formats.signed(given) if given else "",
        owed=owed_words(held.have),
    )
