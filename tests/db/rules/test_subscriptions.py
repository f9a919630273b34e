"""Plans: which days a payment covers, and what holds on a day."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.rules.subscriptions import (
    State,
    Subscription,
    credit_left,
    has_benefits,
    paid_until,
    state_on,
)


def subscription(until: date, *, trial_until: date | None = None) -> Subscription:
    return Subscription(
        id="s", customer_id="c", plan_id="p", plan="Club", price=980, every="month",
        began=date(2026, 1, 1), trial_until=trial_until, anchor=date(2026, 1, 1), periods=1,
        until=until, grace_days=7, multiplier=Fraction(2), discount_percent=0,
        points_each_period=0, renew_bonus=None,
    )  # fmt: skip


def test_a_period_is_counted_from_the_first_day_so_short_months_take_nothing() -> None:
    ends = [paid_until(date(2026, 1, 31), every="month", periods=count) for count in (1, 2, 3)]
    assert ends == [date(2026, 2, 27), date(2026, 3, 30), date(2026, 4, 29)]


def test_a_year_from_a_leap_day_ends_before_the_28th() -> None:
    assert paid_until(date(2024, 2, 29), every="year", periods=1) == date(2025, 2, 27)
    assert paid_until(date(2024, 2, 29), every="year", periods=4) == date(2028, 2, 28)


@pytest.mark.parametrize(
    ("day", "state", "benefits"),
    [
        (date(2026, 6, 30), "active", True),
        (date(2026, 7, 1), "past_due", True),
        (date(2026, 7, 7), "past_due", True),
        (date(2026, 7, 8), "ended", False),
    ],
)
def test_the_time_of_grace_keeps_benefits_and_then_it_ends(
    day: date, state: State, benefits: bool
) -> None:
    paid = subscription(date(2026, 6, 30))
    assert state_on(paid, day) == state
    assert has_benefits(paid, day) is benefits


def test_a_trial_is_a_trial_to_its_last_day() -> None:
    trial = subscription(date(2026, 1, 14), trial_until=date(2026, 1, 14))
    assert state_on(trial, date(2026, 1, 14)) == "trial"
    assert state_on(trial, date(2026, 1, 15)) == "past_due"


def test_one_that_ended_before_its_time_is_over_the_day_after() -> None:
    ended = replace(subscription(date(2026, 6, 30)), ended=date(2026, 3, 10))
    assert state_on(ended, date(2026, 3, 10)) == "active"
    assert state_on(ended, date(2026, 3, 11)) == "ended"
    assert not has_benefits(ended, date(2026, 3, 11))


@pytest.mark.parametrize(
    ("today", "periods", "credit"),
    [
        (date(2026, 1, 1), 1, 980),
        (date(2026, 1, 22), 1, 980 * 10 // 31),  # 10 of 31 days are left, today included
        (date(2026, 1, 31), 1, 31),
        (date(2026, 2, 1), 1, 0),  # the time of grace is worth nothing
        (date(2026, 1, 22), 2, 980 * 10 // 31 + 980),  # February was paid ahead
        (date(2025, 12, 25), 1, 980),  # on trial, the first period paid ahead
        (date(2026, 1, 1), 0, 0),
    ],
)
def test_the_days_left_are_worth_their_share_of_the_price(
    today: date, periods: int, credit: int
) -> None:
    paid = replace(subscription(date(2026, 1, 31)), periods=periods)
    assert credit_left(paid, today=today) == credit
