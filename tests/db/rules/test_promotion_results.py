"""A promotion's days beside the same weekdays without it."""

import random
from datetime import date, timedelta
from fractions import Fraction

from scipy import stats

from db.rules.promotion_results import PromotionResult, _quantile, compare_days

MONDAY = date(2026, 6, 1)


def weeks(weekday: int, *numbers: int) -> list[date]:
    return [MONDAY + timedelta(days=weekday, weeks=number) for number in numbers]


def told(sold: dict[date, int], held: list[date]) -> PromotionResult:
    found = compare_days(sold, held)
    return PromotionResult(
        first=MONDAY, last=max(sold), days=len(held), compared=found.compared,
        others=found.others, revenue=found.revenue, expected=found.expected, reach=found.reach,
    )  # fmt: skip


def test_a_day_is_held_against_the_same_weekday_up_to_four_weeks_around() -> None:
    sold = dict.fromkeys(weeks(1, *range(12)), 100) | dict.fromkeys(weeks(2, *range(12)), 900)
    (held,) = weeks(1, 5)
    sold[held] = 160
    result = told(sold, [held])
    assert (result.compared, result.others) == (1, 8)
    assert [result.expected, result.more, result.more_percent] == [100, 60, 60]
    assert result.verdict == "too_few"


def test_what_holds_on_every_such_day_leaves_nothing_to_compare() -> None:
    tuesdays = weeks(1, *range(12))
    result = told(dict.fromkeys(tuesdays, 100) | dict.fromkeys(weeks(2, 3), 7), tuesdays)
    assert (result.compared, result.others, result.verdict) == (0, 0, "nothing_to_compare")
    assert result.more_percent is None
    assert told({MONDAY: 5}, []).verdict == "never_held"


def test_more_is_said_only_where_chance_would_not_reach_so_far() -> None:
    chance = random.Random(6)
    sold = {day: 1000 + chance.randint(-50, 50) for day in weeks(1, *range(20))}
    held = weeks(1, *range(0, 20, 2))
    assert told(sold, held).verdict == "cannot_tell"
    assert told(sold | {day: sold[day] + 300 for day in held}, held).verdict == "more"
    assert told(sold | {day: sold[day] - 300 for day in held}, held).verdict == "less"


def test_one_weekday_is_the_two_sample_t_interval() -> None:
    chance = random.Random(2)
    sold = {day: chance.randint(500, 1500) for day in weeks(4, *range(9))}
    held = weeks(4, 1, 3, 4, 6, 8)
    result = told(sold, held)
    assert result.reach is None  # four days without it
    sold |= {day: chance.randint(500, 1500) for day in weeks(4, *range(9, 13))}
    result = told(sold, held)
    others = [value for day, value in sold.items() if day not in held]
    test = stats.ttest_ind([sold[day] for day in held], others)
    interval = test.confidence_interval(0.95)
    assert result.low is not None
    assert result.high is not None
    assert abs(result.low / 5 - Fraction(float(interval.low))) < 3
    assert abs(result.high / 5 - Fraction(float(interval.high))) < 3


def test_chance_alone_is_taken_for_a_success_in_one_of_forty_at_most() -> None:
    chance = random.Random(11)
    false = 0
    for _ in range(400):
        sold = {
            MONDAY + timedelta(days=day): 900 + 60 * (day % 7) + round(chance.gauss(0, 120))
            for day in range(84)
        }
        held = chance.sample(sorted(sold), 10)
        false += told(sold, held).verdict == "more"
    assert false <= 18  # 10 expected, 2.5 %


def test_students_quantile_is_near_enough() -> None:
    for freedom in (5, 10, 30, 200):
        assert abs(float(_quantile(freedom)) - stats.t.ppf(0.975, freedom)) < 0.03
