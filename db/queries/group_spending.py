"""What the groups by recency, frequency and money spent."""

from collections import Counter

from sqlite_utils import Database

from db.queries.figure_cache import kept_histories
from db.rules.buyers import score_names
from db.rules.groups import GROUP_NAMES, GroupName, group_of_scores
from db.rules.histories import histories_until
from db.rules.spans import Period


def group_spending(db: Database, *, period: Period) -> dict[GroupName, int]:
    """Return what each group's customers paid to date, less what was handed back, minor units."""
    histories = histories_until(kept_histories(db).values(), period.last)
    spent: Counter[GroupName] = Counter()
    for past, score in zip(histories, score_names(histories), strict=True):
        spent[group_of_scores(*map(int, score))] += past.net
    return {name: spent[name] for name in GROUP_NAMES}
