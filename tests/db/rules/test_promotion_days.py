"""How a promotion stands at a moment of the shop's day."""

from dataclasses import replace
from datetime import date, time
from fractions import Fraction

import pytest

from db.rules.promotion_days import PromotionState, for_everybody, next_day, state_of
from db.rules.promotions import Conditions, Promotion

SUNDAY = date(2026, 11, 22)
TEN = time(10, 14)
DOUBLE = Promotion("p", "Double", multiplier=Fraction(2))


def stands(
    when: Conditions, *, clock: time = TEN, called: bool = False, given: int = 0, **terms: object
) -> PromotionState:
    promotion = replace(DOUBLE, conditions=when, **terms)  # type: ignore[arg-type]
    return state_of(promotion, day=SUNDAY, clock=clock, called=called, points_given=given)


def test_what_has_no_conditions_holds_now_until_it_is_stopped() -> None:
    assert stands(Conditions()) == PromotionState("now")
    assert stands(Conditions(hours=(time(0), time(0)))) == PromotionState("now")
    assert stands(Conditions(), offered=False) == PromotionState("stopped")


@pytest.mark.parametrize(
    ("clock", "state"),
    [(time(9, 59), PromotionState("later", clock=time(10))),
     (time(10), PromotionState("now", clock=time(18))),
     (time(18), PromotionState("over", clock=time(18)))],
)  # fmt: skip
def test_hours_tell_until_when_or_from_when(clock: time, state: PromotionState) -> None:
    assert stands(Conditions(hours=(time(10), time(18))), clock=clock) == state


def test_hours_across_midnight_hold_at_both_ends_of_the_day() -> None:
    night = Conditions(hours=(time(22), time(2)))
    assert stands(night, clock=time(1)) == PromotionState("now", clock=time(2))
    assert stands(night, clock=time(12)) == PromotionState("later", clock=time(22))
    assert stands(night, clock=time(23)) == PromotionState("now", clock=time(2))


def test_another_weekday_and_a_day_to_come_are_told_with_their_day() -> None:
    monday = date(2026, 11, 23)
    assert stands(Conditions(weekdays=("mon",))) == PromotionState("other_day", day=monday)
    december = Conditions(first_day=date(2026, 12, 1), weekdays=("mon", "tue"))
    assert stands(december) == PromotionState("not_yet", day=date(2026, 12, 1))
    assert next_day(Conditions(weekdays=("sun",)), SUNDAY) == date(2026, 11, 29)


def test_what_has_no_day_left_has_ended() -> None:
    last = date(2026, 11, 21)
    assert stands(Conditions(last_day=last)) == PromotionState("ended", day=last)
    short = Conditions(last_day=date(2026, 11, 24), weekdays=("fri",))
    assert stands(short) == PromotionState("ended", day=date(2026, 11, 24))


def test_what_is_called_waits_until_staff_say_so() -> None:
    assert stands(Conditions(called=True)) == PromotionState("waits")
    assert stands(Conditions(called=True), called=True) == PromotionState("now")


def test_a_budget_that_was_given_is_used_up() -> None:
    assert stands(Conditions(), points_budget=500, given=499) == PromotionState("now")
    assert stands(Conditions(), points_budget=500, given=500) == PromotionState("used_up")


def test_what_asks_who_the_customer_is_is_not_for_everybody() -> None:
    assert for_everybody(Conditions(weekdays=("mon",), minimum=1000, called=True))
    for when in (
        Conditions(tier="Gold"), Conditions(birthday="day"), Conditions(first_sale=True),
        Conditions(days_since_last_visit=0), Conditions(tag="student"),
    ):  # fmt: skip
        assert not for_everybody(when)
