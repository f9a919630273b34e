"""The pairs of customers who may be one person, a row each."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from db.queries.duplicates import CustomerPair
from desktop.i18n import tr
from desktop.merge_words import signs_words
from desktop.widgets.record_table import Column, RecordTable

_WHY = 200
_WIDE = 350  # from here on there is room for what speaks for it; it stands beside the two as well


class PairList(RecordTable[CustomerPair]):
    """Names on the left, on the right what speaks for it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, tr("Possible doubles"), _columns())

    def show_pairs(self, pairs: Sequence[CustomerPair], *, chosen: frozenset[str]) -> None:
        """Show these pairs; the chosen one stays chosen where it is still there, else the first."""
        self.show_records([pairs])
        places = (place for place, pair in enumerate(pairs) if ids_of(pair) == chosen)
        place = next(places, 0)
        if pairs:
            self.choose_row(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(1, self.width() < _WIDE)


def ids_of(pair: CustomerPair) -> frozenset[str]:
    """Return who the two are, whichever is kept."""
    return frozenset((pair.keep.id, pair.other.id))


def _columns() -> tuple[Column[CustomerPair], ...]:
    def names(pair: CustomerPair) -> str:
        if pair.keep.name == pair.other.name:
            return pair.keep.name
        return f"{pair.keep.name} / {pair.other.name}"

    def why(pair: CustomerPair) -> str:
        return signs_words(pair.why, most=1)

    return (
        Column(tr("The two"), names, bold=True),
        Column(tr("What speaks for it"), why, width=_WHY, tone=lambda _: "muted"),
    )
