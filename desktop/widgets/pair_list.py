"""The pairs of customers who may be one person, a row each."""

from collections.abc import Sequence

from db.queries.duplicates import CustomerPair
from desktop.i18n import tr
from desktop.widgets.record_table import Column, RecordTable


class PairList(RecordTable[CustomerPair]):
    """Names alone; what speaks for the chosen pair stands beside the two."""

    def __init__(self, name: str) -> None:
        columns = (Column(tr("The two"), _names, bold=True),)
        super().__init__(name, tr("Possible doubles"), columns)

    def show_pairs(self, pairs: Sequence[CustomerPair], *, chosen: frozenset[str]) -> None:
        """Show these pairs; the chosen one stays chosen where it is still there, else the first."""
        self.show_records([pairs])
        places = (place for place, pair in enumerate(pairs) if ids_of(pair) == chosen)
        if pairs:
            self.choose_row(next(places, 0))


def ids_of(pair: CustomerPair) -> frozenset[str]:
    """Return who the two are, whichever is kept."""
    return frozenset((pair.keep.id, pair.other.id))


def _names(pair: CustomerPair) -> str:
    if pair.keep.name == pair.other.name:
        return pair.keep.name
    return f"{pair.keep.name} / {pair.other.name}"
