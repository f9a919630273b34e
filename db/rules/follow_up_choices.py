"""Which follow-ups the book makes by itself, and when: the owner's choices, spoken in the feed.

What is not named keeps the default; days are whole days of the shop's calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from db.errors import BadRequest
from db.rules.money import amount_text, parse_amount

_LIMITS = {
    "days_before": (0, 180),
    "days_before_monthly": (0, 28),
    "came_within": (1, 3660),
    "factor_percent": (100, 1000),
    "days": (1, 3660),
    "for_days": (1, 366),
    "hours": (1, 24 * 14),
    "best": (1, 1000),
    "a_day": (1, 1000),
    "quiet_days": (0, 366),
}
_MOST_STEPS = 10
_LATEST_STEP = 366


@dataclass(frozen=True)
class GreetingChoice:
    """A day of the year: shown so many days before it, of those who came within so many days."""

    on: bool = True
    days_before: int = 7
    came_within: int = 365


@dataclass(frozen=True)
class RenewalChoice:
    """A plan to be paid for again: shown so many days before its last one."""

    on: bool = True
    days_before: int = 14  # of a plan by the year
    days_before_monthly: int = 3


@dataclass(frozen=True)
class TrialChoice:
    """A trial that ends: shown so many days before its last one."""

    on: bool = True
    days_before: int = 3


@dataclass(frozen=True)
class ExpiryChoice:
    """Points that will lapse, where they are worth enough to tell of."""

    on: bool = True
    days_before: int = 14
    worth: int = 300  # minor units


@dataclass(frozen=True)
class SlippingChoice:
    """Late against their own rhythm: beyond its percentage, by so many days; a few a day."""

    on: bool = True
    factor_percent: int = 150
    days: int = 7
    for_days: int = 30  # from the first late day on it is shown so long
    a_day: int = 10  # so many, those first who spent most: more daunts whoever begins


@dataclass(frozen=True)
class NewcomerChoice:
    """Steps after a first purchase, so many days after it, while nothing else was bought."""

    on: bool = True
    steps: tuple[int, ...] = (7, 30, 60)
    for_days: int = 14  # a step is shown so long, or until the next
    a_day: int = 10  # so many, the latest first


@dataclass(frozen=True)
class UnhappyChoice:
    """An answer of 0 to 6: somebody is to speak to them within so many hours."""

    on: bool = True
    hours: int = 24


@dataclass(frozen=True)
class BestChoice:
    """The best customers to whom nobody spoke for so many days; a few of them a day."""

    on: bool = True
    best: int = 20
    days: int = 60
    a_day: int = 3
    came_within: int = 365


@dataclass(frozen=True)
class FriendChoice:
    """A reward for bringing a friend: told for so many days once it can be used."""

    on: bool = True
    days: int = 14


@dataclass(frozen=True)
class FollowUpChoices:
    """Everything that the owner chose about follow-ups."""

    quiet_days: int = 14  # nobody is asked twice within so many days
    birthday: GreetingChoice = GreetingChoice()
    anniversary: GreetingChoice = GreetingChoice(days_before=0)
    renewal: RenewalChoice = RenewalChoice()
    trial_end: TrialChoice = TrialChoice()
    points_expiring: ExpiryChoice = ExpiryChoice()
    slipping_away: SlippingChoice = SlippingChoice()
    newcomer: NewcomerChoice = NewcomerChoice()
    unhappy: UnhappyChoice = UnhappyChoice()
    best_customer: BestChoice = BestChoice()
    referral: FriendChoice = FriendChoice()


Choice = TypeVar("Choice")

STANDARD = FollowUpChoices()


def read_follow_up_choices(value: object, *, digits: int) -> FollowUpChoices:
    """Understand the choices as the feed speaks them; raises BadRequest that names the one."""
    chosen: dict[str, Any] = {}
    for name, said in _parts(value, "follow_ups", STANDARD).items():
        if name == "quiet_days":
            chosen[name] = _whole(said, f"follow_ups.{name}", "quiet_days")
        elif said is not None:
            chosen[name] = _choice(getattr(STANDARD, name), said, name, digits=digits)
    return replace(STANDARD, **chosen)


def spoken_follow_up_choices(choices: FollowUpChoices, *, digits: int) -> dict[str, Any]:
    """Return all choices as the feed speaks them, those that are the default too."""
    spoken: dict[str, Any] = {"quiet_days": choices.quiet_days}
    for kind in fields(choices):
        if kind.name != "quiet_days":
            spoken[kind.name] = dict(vars(getattr(choices, kind.name)))
    spoken["points_expiring"]["worth"] = amount_text(choices.points_expiring.worth, digits=digits)
    spoken["newcomer"]["steps"] = list(choices.newcomer.steps)
    return spoken


def with_follow_up_changes(before: object, changes: object) -> object:
    """Return the choices as spoken after a change: what it does not name stays as it was.

    A kind of null is the default again; what cannot be meant is left for the reader to refuse.
    """
    if not isinstance(before, dict) or not isinstance(changes, dict):
        return changes
    after = dict(before)
    for name, said in changes.items():
        known = before.get(name)
        if said is None:
            after.pop(name, None)
        elif isinstance(known, dict) and isinstance(said, dict):
            after[name] = {**known, **said}
        else:
            after[name] = said
    return after


def _choice(standard: Choice, value: object, kind: str, *, digits: int) -> Choice:
    chosen: dict[str, Any] = {}
    for name, said in _parts(value, f"follow_ups.{kind}", standard).items():
        field = f"follow_ups.{kind}.{name}"
        if name == "on":
            if not isinstance(said, bool):
                raise BadRequest(field, "type")
            chosen[name] = said
        elif name == "steps":
            chosen[name] = _steps(said, field)
        elif name == "worth":
            chosen[name] = _worth(said, field, digits=digits)
        else:
            chosen[name] = _whole(said, field, name)
    return replace(standard, **chosen)  # type: ignore[type-var]


def _parts(value: object, name: str, standard: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadRequest(name, "type")
    for key in value:
        if key not in vars(standard):
            raise BadRequest(f"{name}.{key}", "unknown")
    return value


def _whole(value: object, field: str, name: str) -> int:
    least, most = _LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRequest(field, "whole_number")
    if not least <= value <= most:
        raise BadRequest(field, "range", f"{least}–{most}")
    return value


def _steps(value: object, field: str) -> tuple[int, ...]:
    """Read days after the first purchase, each later than the one before."""
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= _MOST_STEPS:
        raise BadRequest(field, "days", "7, 30, 60")
    for step in value:
        if isinstance(step, bool) or not isinstance(step, int):
            raise BadRequest(field, "whole_number")
        if not 1 <= step <= _LATEST_STEP:
            raise BadRequest(field, "range", f"1–{_LATEST_STEP}")
    return tuple(sorted(set(value)))


def _worth(value: object, field: str, *, digits: int) -> int:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadRequest(field, "type")
    return parse_amount(str(value), digits=digits)
