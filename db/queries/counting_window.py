"""The counting window that the shop's own visits propose, for Settings."""

from sqlite_utils import Database

from db.queries.figure_cache import kept_histories
from db.rules.counting_window import ProposedWindow, proposed_window_of


def proposed_window(db: Database) -> ProposedWindow | None:
    """Return the 80th percentile of the gaps between visits, None where too few are known."""
    return proposed_window_of(past.days for past in kept_histories(db).values())
