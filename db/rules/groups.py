"""Plain names for the scores of recency, frequency and money: ten groups, each asks for one act.

Scores go from 1 to 5, 5 is best (rules/buyers.py). The first line of the table that fits gives the
name, so that each of the 125 scores has exactly one.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Literal, get_args

GroupName = Literal[
    "champions", "loyal", "promising", "new", "attention", "fading", "missed", "slipping",
    "asleep", "lost",
]  # fmt: skip
GROUP_NAMES: tuple[GroupName, ...] = get_args(GroupName)
_OFTEN, _MUCH, _LATELY = 4, 4, 4


def group_of_scores(recency: int, frequency: int, money: int) -> GroupName:
    """Return the group of a customer with these scores, each from 1 to 5."""
    best = frequency >= _OFTEN and money >= _MUCH
    if recency >= _LATELY:
        return "champions" if best else _who_came_lately(frequency, money)
    if recency == _LATELY - 1:
        if frequency >= _OFTEN:
            return "loyal"
        return "attention" if money > 2 else "fading"
    if best:
        return "missed"
    if recency == 1:
        return "lost"
    return "slipping" if frequency > 2 or money > 2 else "asleep"


def named_groups(by_scores: Mapping[str, int]) -> dict[GroupName, int]:
    """Return how many customers each group has, of how many have each score such as "543"."""
    counts: Counter[GroupName] = Counter()
    for score, customers in by_scores.items():
        counts[group_of_scores(*map(int, score))] += customers
    return {name: counts[name] for name in GROUP_NAMES}


def _who_came_lately(frequency: int, money: int) -> GroupName:
    if frequency >= _OFTEN:
        return "loyal"
    return "promising" if frequency > 1 or money >= _MUCH else "new"
