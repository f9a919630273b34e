"""How long a sale keeps somebody active: what a shop's own visits propose; rules.md §10."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import sub

GAPS_NEEDED = 30
"""So many gaps between visits must be known before anything is proposed."""
_WITHIN = (4, 5)  # four of five gaps are no longer


@dataclass(frozen=True)
class ProposedWindow:
    """The days within which four of five visits were followed by the next, of how many gaps."""

    days: int
    gaps: int


def proposed_window_of(visits: Iterable[Sequence[int]]) -> ProposedWindow | None:
    """Return the 80th percentile of all gaps between visit days, by nearest rank.

    Takes the days of each customer's sales, oldest first; None below GAPS_NEEDED gaps.
    """
    gaps: Counter[int] = Counter()
    for days in visits:
        gaps.update(map(sub, days[1:], days))
    del gaps[0]  # a second sale on a day is no second visit
    total = gaps.total()
    if total < GAPS_NEEDED:
        return None
    part, whole = _WITHIN
    counted = 0
    for gap in sorted(gaps):
        counted += gaps[gap]
        if counted * whole >= total * part:
            return ProposedWindow(gap, total)
    raise AssertionError("all gaps are no longer than the longest")
