"""Says how promotions stand: as a chip of a list, as a line on the counter, and what they gave."""

from datetime import time

from db.queries.promotion_days import PromotionToday
from db.rules.promotion_days import PromotionState
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trn
from desktop.theme import Tone
from desktop.words.offers import money, points


def clock(value: time, *, ends: bool = False) -> str:
    """Write a time of day: "18:00"; the midnight that ends a day is "24:00"."""
    return "24:00" if ends and value == time(0) else value.isoformat("minutes")


def state_chip(state: PromotionState) -> tuple[str, Tone]:
    """Return how a promotion stands today, in a word or two."""
    until = clock(state.clock, ends=True) if state.clock else ""
    day = formats.day_short(state.day) if state.day else ""
    chips: dict[str, tuple[str, Tone]] = {
        "stopped": (tr("Stopped"), "plain"),
        "ended": (tr("Has ended"), "plain"),
        "used_up": (tr("Budget used up"), "warn"),
        "not_yet": (tr("Begins on {day}").format(day=day), "info"),
        "other_day": (tr("Next on {day}").format(day=day), "info"),
        "waits": (tr("Waits for your word"), "gold"),
        "later": (tr("Today from {clock}").format(clock=_start(state)), "info"),
        "over": (tr("Over for today"), "plain"),
        "now": (tr("Holds until {clock}").format(clock=until), "good"),
    }
    if state.kind == "now" and state.clock is None:
        return tr("Holds today"), "good"
    return chips[state.kind]


def given_line(found: PromotionToday, settings: ShopSettings) -> str:
    """Return what a promotion gave so far: "1,240 points in 31 sales, worth ¥1,240"."""
    if not found.sales:
        return tr("Nothing given yet")
    words = trn(
        "{points} in {count} sale, worth {amount}",
        "{points} in {count} sales, worth {amount}",
        found.sales,
    )
    return words.format(
        points=points(found.points),
        count=formats.number(found.sales),
        amount=money(found.points * settings.point_value, settings),
    )


def today_line(found: PromotionToday) -> str:
    """Return what the counter says of a promotion that holds today: "Happy hour until 18:00"."""
    state, name = found.state, found.promotion.name
    if state.kind == "later":
        return tr("{name} from {clock}").format(name=name, clock=_start(state))
    if state.clock is None:
        return name
    return tr("{name} until {clock}").format(name=name, clock=clock(state.clock, ends=True))


def _start(state: PromotionState) -> str:
    return clock(state.clock) if state.clock else ""
