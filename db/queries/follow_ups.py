"""What is worth doing for whom on a day: promises, and what the shop's rules make of its facts.

Nothing of it is written down: any day, past or to come, is asked of the facts and the choices.
"""

from collections import Counter
from dataclasses import dataclass

from db.moment import Moment
from db.rules.follow_ups import FollowUp, Kind


@dataclass(frozen=True)
class FollowUpWeek:
    """What became of the follow-ups of this week, Monday to Sunday."""

    done: int
    due: int  # of which so many were done; those that wait until Sunday are among them
    came_back: int  # who bought after a follow-up that was done in the last 30 days
    kind_words: int  # said this week, and may be printed


def follow_ups(
    moment: Moment, *, kind: Kind | None = None, limit: int | None = None
) -> list[FollowUp]:
    """Return what is to be done on the moment's day, late promises first, then by kind and worth."""
    return []


def follow_ups_of(moment: Moment, customer_id: str) -> list[FollowUp]:
    """Return what is to be done for one customer, for the counter and the customer's page."""
    return []


def follow_up_counts(moment: Moment) -> dict[Kind, int]:
    """Return how many of each kind are to be done, in the order of the list; none is left out."""
    counts = Counter(each.kind for each in follow_ups(moment))
    return dict(counts)


def week_of_follow_ups(moment: Moment) -> FollowUpWeek:
    """Return what became of this week's follow-ups, and who came back since."""
    return FollowUpWeek(0, 0, 0, 0)
