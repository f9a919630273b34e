"""What is said of how promotions stand."""

from datetime import date, time
from fractions import Fraction

import pytest

from db.queries.promotion_days import PromotionToday
from db.rules.promotion_days import PromotionState
from db.rules.promotions import Promotion
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.words.standing import given_line, state_chip, today_line

DOUBLE = Promotion("p", "Happy hour", multiplier=Fraction(2))


def found(state: PromotionState, *, points: int = 0, sales: int = 0) -> PromotionToday:
    return PromotionToday(DOUBLE, state, called=False, points=points, sales=sales)


@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [
        (PromotionState("now"), "Holds today", "good"),
        (PromotionState("now", clock=time(18)), "Holds until 18:00", "good"),
        (PromotionState("now", clock=time(0)), "Holds until 24:00", "good"),
        (PromotionState("later", clock=time(0, 30)), "Today from 00:30", "info"),
        (PromotionState("over", clock=time(18)), "Over for today", "plain"),
        (PromotionState("waits"), "Waits for your word", "gold"),
        (PromotionState("not_yet", day=date(2026, 12, 1)), "Begins on 1 Dec", "info"),
        (PromotionState("other_day", day=date(2026, 11, 23)), "Next on 23 Nov", "info"),
        (PromotionState("used_up"), "Budget used up", "warn"),
        (PromotionState("ended"), "Has ended", "plain"),
        (PromotionState("stopped"), "Stopped", "plain"),
    ],
)
def test_each_state_has_its_chip(state: PromotionState, words: str, tone: str) -> None:
    assert state_chip(state) == (words, tone)


def test_what_was_given_is_told_with_its_worth() -> None:
    yen, now = ShopSettings(point_value=2), PromotionState("now")
    assert given_line(found(now), yen) == "Nothing given yet"
    assert given_line(found(now, points=1240, sales=31), yen) == (
        "1,240 points in 31 sales, worth ¥2,480"
    )
    assert given_line(found(now, points=1, sales=1), yen) == "1 point in 1 sale, worth ¥2"


def test_the_counter_hears_of_a_promotion_in_one_short_line() -> None:
    assert today_line(found(PromotionState("now"))) == "Happy hour"
    until = found(PromotionState("now", clock=time(18)))
    assert today_line(until) == "Happy hour until 18:00"
    assert today_line(found(PromotionState("later", clock=time(14)))) == "Happy hour from 14:00"
    with speaking("ja"):
        assert today_line(until) == "Happy hour（18:00まで）"
