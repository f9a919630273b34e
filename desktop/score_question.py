"""Whether customers are asked on their screen what they think of the shop, and who was asked.

Choices of this computer. Of the customers only their ids are kept, until they may be asked again.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktop.preferences import keep, preferences_path, what_was_kept

MOST_DAYS = 365
_USUAL_DAYS = 90


@dataclass(frozen=True)
class Asking:
    """Whether the question is shown after a sale, and to nobody twice within so many days."""

    on: bool = False
    every_days: int = _USUAL_DAYS


def chosen_asking() -> Asking:
    """Return what this computer does."""
    kept = what_was_kept(_choices())
    on, days = kept.get("on"), kept.get("every_days")
    is_whole = isinstance(days, int) and not isinstance(days, bool)
    every = min(max(days, 1), MOST_DAYS) if is_whole and isinstance(days, int) else _USUAL_DAYS
    return Asking(on is True, every)


def choose_asking(asking: Asking) -> None:
    """Remember whether to ask, and how often."""
    keep(_choices(), {"on": asking.on, "every_days": asking.every_days})


def may_ask(customer_id: str, *, today: date, answered: date | None) -> bool:
    """Tell whether somebody may be asked now; `answered`: the day of their last answer."""
    asking = chosen_asking()
    if not asking.on:
        return False
    since = today - timedelta(days=asking.every_days)
    asked = _asked().get(customer_id)
    return all(day is None or day <= since for day in (answered, asked))


def note_asked(customer_id: str, *, today: date) -> None:
    """Remember that somebody was asked; forget those who may be asked again."""
    since = today - timedelta(days=chosen_asking().every_days)
    asked = {id: day for id, day in _asked().items() if day > since}
    asked[customer_id] = today
    keep(_people(), {id: day.isoformat() for id, day in asked.items()})


def _asked() -> dict[str, date]:
    found = {}
    for id, day in what_was_kept(_people()).items():
        try:
            found[id] = date.fromisoformat(day)
        except (TypeError, ValueError):  # not written by us
            continue
    return found


def _choices() -> Path:
    return preferences_path().with_name("score_question.json")


def _people() -> Path:
    return preferences_path().with_name("score_question_asked.json")
