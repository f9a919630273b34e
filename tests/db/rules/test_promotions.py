"""When a promotion holds: its days and hours, its goods, its customers, and how often."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.periods import business_date
from db.rules.promotions import (
    Conditions,
    Occasion,
    Promotion,
    Standing,
    grants_of,
    holds,
    holds_on,
    nearest_birthday,
    once_span,
)

TOKYO = ZoneInfo("Asia/Tokyo")
NOON = Occasion(day=date(2026, 11, 20), clock=time(12), total=1000)  # a Friday
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def double(**conditions: object) -> Promotion:
    return Promotion("p", "Double", Fraction(2), conditions=Conditions(**conditions))  # type: ignore[arg-type]


def a_bonus(**conditions: object) -> Promotion:
    return replace(double(**conditions), multiplier=None, points=50)


def at(text: str, *, day_starts: time = time(0)) -> Occasion:
    """Return a sale at a time of the shop's wall clock, on the business date it falls on."""
    moment = datetime.fromisoformat(text).replace(tzinfo=TOKYO)
    day = business_date(moment, zone=TOKYO, day_starts=day_starts)
    return NOON._replace(day=day, clock=moment.time())


def held(promotion: Promotion, occasion: Occasion) -> bool:
    return holds(promotion, occasion, called=False)


# -- Days and hours ------------------------------------------------------------------------


def test_without_conditions_it_always_holds_while_it_is_offered() -> None:
    assert held(double(), NOON)
    assert not held(replace(double(), offered=False), NOON)


def test_the_first_and_the_last_day_are_its_days_too() -> None:
    november = double(first_day=date(2026, 11, 10), last_day=date(2026, 11, 20))
    days = [date(2026, 11, day) for day in (9, 10, 20, 21)]
    assert [held(november, NOON._replace(day=day)) for day in days] == [False, True, True, False]
    assert [holds_on(november.conditions, day) for day in days] == [False, True, True, False]


def test_weekdays_are_those_of_the_calendar() -> None:
    weekend = double(weekdays=("sat", "sun"))
    week = [date(2026, 11, 16) + timedelta(days=count) for count in range(7)]
    assert [held(weekend, NOON._replace(day=day)) for day in week] == [False] * 5 + [True] * 2


@pytest.mark.parametrize(
    ("hours", "yes", "no"),
    [
        ((time(14), time(17)), ["14:00", "16:59"], ["13:59", "17:00", "23:59", "00:00"]),
        ((time(22), time(2)), ["22:00", "23:59", "00:00", "01:59"], ["02:00", "21:59", "12:00"]),
        ((time(17), time(0)), ["17:00", "23:59"], ["16:59", "00:00"]),
        ((time(0), time(10, 30)), ["00:00", "10:29"], ["10:30", "23:59"]),
    ],
)
def test_hours_begin_on_the_minute_and_end_before_it_also_across_midnight(
    hours: tuple[time, time], yes: list[str], no: list[str]
) -> None:
    happy = double(hours=hours)
    assert all(held(happy, at(f"2026-11-20T{clock}")) for clock in yes)
    assert not any(held(happy, at(f"2026-11-20T{clock}")) for clock in no)


def test_the_last_second_before_the_end_is_still_within_the_hours() -> None:
    happy = double(hours=(time(14), time(17)))
    assert held(happy, at("2026-11-20T16:59:59.999"))
    assert not held(happy, at("2026-11-20T13:59:59.999"))


def test_a_night_belongs_to_the_business_date_on_which_it_began() -> None:
    # A bar's Friday: the day turns at four in the morning.
    friday_night = double(weekdays=("fri",), hours=(time(22), time(2)))
    four = time(4)
    assert held(friday_night, at("2026-11-20T22:00", day_starts=four))
    assert held(friday_night, at("2026-11-21T01:59", day_starts=four))
    assert not held(friday_night, at("2026-11-21T22:00", day_starts=four))
    assert not held(friday_night, at("2026-11-20T01:00", day_starts=four))  # Thursday's night


def test_where_the_day_turns_at_midnight_the_night_is_two_days() -> None:
    friday_night = double(weekdays=("fri",), hours=(time(22), time(2)))
    assert held(friday_night, at("2026-11-20T22:00"))
    assert held(friday_night, at("2026-11-20T01:59"))
    assert not held(friday_night, at("2026-11-21T00:00"))


def test_0359_on_monday_is_sunday_where_the_day_turns_at_four() -> None:
    sunday = double(weekdays=("sun",), last_day=date(2026, 11, 22))
    assert held(sunday, at("2026-11-23T03:59", day_starts=time(4)))
    assert not held(sunday, at("2026-11-23T04:00", day_starts=time(4)))


@given(
    start=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    length=st.integers(1, 1439),
    clock=st.times(),
)
def test_hours_are_so_many_minutes_from_their_beginning_on(
    start: time, length: int, clock: time
) -> None:
    begins = start.hour * 60 + start.minute
    ends = (begins + length) % 1440
    into = (clock.hour * 60 + clock.minute - begins) % 1440
    happy = double(hours=(start, time(ends // 60, ends % 60)))
    assert held(happy, NOON._replace(clock=clock)) == (into < length)


def test_what_waits_for_a_call_holds_on_the_days_it_is_called() -> None:
    rain = double(called=True)
    assert not holds(rain, NOON, called=False)
    assert holds(rain, NOON, called=True)
    assert holds(double(), NOON, called=True)
    assert holds_on(rain.conditions, NOON.day)  # it may yet rain


# -- Goods and amounts ---------------------------------------------------------------------


def test_one_of_the_categories_is_enough() -> None:
    sweet = double(categories=("Cake", "Pudding"))
    assert held(sweet, NOON._replace(categories=frozenset({"Cake", "Coffee"})))
    assert not held(sweet, NOON._replace(categories=frozenset({"Coffee"})))
    assert not held(sweet, NOON)


def test_a_promotion_for_one_category_needs_goods_of_it() -> None:
    for promotion in (double(), a_bonus()):
        coffee = replace(promotion, category="Coffee")
        assert held(coffee, NOON._replace(categories=frozenset({"Coffee"})))
        assert not held(coffee, NOON)


def test_the_minimum_itself_is_enough() -> None:
    large = double(minimum=1000)
    assert held(large, NOON)
    assert not held(large, NOON._replace(total=999))


# -- Customers -----------------------------------------------------------------------------


def test_a_tier_is_asked_for_at_least() -> None:
    gold = double(tier="Gold")
    assert held(gold, NOON._replace(tiers=frozenset({"Silver", "Gold"})))
    assert held(gold, NOON._replace(tiers=frozenset({"Silver", "Gold", "Platinum"})))
    assert not held(gold, NOON._replace(tiers=frozenset({"Silver"})))


def test_a_plan_and_a_tag_are_those_of_the_customer() -> None:
    club, student = double(plan="Club"), double(tag="student")
    assert held(club, NOON._replace(plan="Club"))
    assert not held(club, NOON._replace(plan="Other"))
    assert not held(club, NOON)
    assert held(student, NOON._replace(tags=frozenset({"student", "regular"})))
    assert not held(student, NOON)


def test_the_first_sale_ever_is_one_with_none_before_it() -> None:
    welcome = a_bonus(first_sale=True)
    assert held(welcome, NOON)
    assert not held(welcome, NOON._replace(visits_before=1, last_visit=date(2025, 1, 1)))
    assert not held(welcome, NOON._replace(visited_today=True, last_visit=NOON.day))


def test_the_nth_visit_is_exactly_that_one_and_its_first_sale() -> None:
    tenth = double(nth_visit=10)
    last = date(2026, 11, 1)
    assert [
        held(tenth, NOON._replace(visits_before=count, last_visit=last)) for count in (8, 9, 10)
    ] == [False, True, False]
    again = NOON._replace(visits_before=9, visited_today=True, last_visit=NOON.day)
    assert not held(tenth, again)
    assert held(double(nth_visit=1), NOON)


def test_whoever_was_away_so_many_days_is_welcomed_back() -> None:
    back = a_bonus(days_since_last_visit=30)
    away = [
        held(back, NOON._replace(last_visit=NOON.day - timedelta(days=days)))
        for days in (0, 29, 30, 31)
    ]
    assert away == [False, False, True, True]
    assert not held(back, NOON)  # who was never here was never away


# -- Birthdays -----------------------------------------------------------------------------


def on(day: str, birthday: str | None) -> Occasion:
    return NOON._replace(day=date.fromisoformat(day), birthday=birthday)


@pytest.mark.parametrize(
    ("span", "birthday", "yes", "no"),
    [
        ("day", "1953-11-20", ["2026-11-20"], ["2026-11-19", "2026-11-21"]),
        ("week", "--11-20", ["2026-11-17", "2026-11-23"], ["2026-11-16", "2026-11-24"]),
        ("month", "1953-11-20", ["2026-11-01", "2026-11-30"], ["2026-10-31", "2026-12-01"]),
        # A week lies across New Year.
        ("week", "1990-01-01", ["2026-12-29", "2027-01-04"], ["2026-12-28", "2027-01-05"]),
        ("week", "--12-30", ["2026-12-27", "2027-01-02"], ["2026-12-26", "2027-01-03"]),
        ("month", "--12-31", ["2026-12-01", "2026-12-31"], ["2027-01-01", "2026-11-30"]),
        # 29 February is the 28th in common years.
        ("day", "2000-02-29", ["2027-02-28", "2028-02-29"], ["2028-02-28", "2027-03-01"]),
        ("week", "--02-29", ["2027-02-25", "2027-03-03", "2028-03-03"], ["2028-02-25"]),
        ("month", "--02-29", ["2027-02-01", "2028-02-29"], ["2027-03-01"]),
    ],
)
def test_a_birthday_is_a_day_a_week_or_a_month(
    span: str, birthday: str, yes: list[str], no: list[str]
) -> None:
    party = double(birthday=span)
    assert all(held(party, on(day, birthday)) for day in yes)
    assert not any(held(party, on(day, birthday)) for day in no)


def test_without_a_birthday_there_is_none_to_keep() -> None:
    assert nearest_birthday(None, NOON.day) is None
    for span in ("day", "week", "month"):
        assert not held(double(birthday=span), on("2026-11-20", None))
        assert once_span(a_bonus(birthday=span), on("2026-11-20", None)) is None


@given(day=DAYS, birthday=DAYS)
def test_the_nearest_birthday_is_half_a_year_away_at_most(day: date, birthday: date) -> None:
    nearest = nearest_birthday(birthday.isoformat(), day)
    assert nearest is not None
    assert abs(nearest - day) <= timedelta(days=183)
    assert nearest.month == birthday.month


# -- How often -----------------------------------------------------------------------------


def test_a_multiplier_holds_as_often_as_its_conditions_do() -> None:
    assert once_span(double(), NOON) is None
    assert once_span(double(birthday="week"), on("2026-11-20", "--11-20")) is None


@pytest.mark.parametrize(
    ("once", "first", "last"),
    [
        ("day", "2026-11-20", "2026-11-20"),
        ("month", "2026-11-01", "2026-11-30"),
        ("year", "2026-01-01", "2026-12-31"),
        ("ever", "0001-01-01", "9999-12-31"),
    ],
)
def test_once_is_once_within_these_days(once: str, first: str, last: str) -> None:
    span = once_span(replace(double(), once=once), NOON)  # type: ignore[arg-type]
    assert span == (date.fromisoformat(first), date.fromisoformat(last))


def test_once_a_month_ends_with_the_month() -> None:
    monthly = replace(double(), once="month")
    assert once_span(monthly, NOON._replace(day=date(2028, 2, 1))) == (
        date(2028, 2, 1),
        date(2028, 2, 29),
    )


def test_a_bonus_for_a_birthday_comes_once_a_year_by_itself() -> None:
    party = a_bonus(birthday="week")
    span = once_span(party, on("2026-12-29", "--01-01"))
    assert span == (date(2026, 1, 5), date(2027, 12, 28))
    assert once_span(party, on("2027-01-04", "--01-01")) == span
    often = replace(party, once="day")
    assert once_span(often, on("2026-12-29", "--01-01")) == (date(2026, 12, 29),) * 2


@given(
    birthday=DAYS,
    year=st.integers(1990, 2090),
    span=st.sampled_from(["day", "week", "month"]),
    days=st.tuples(st.integers(-31, 31), st.integers(-31, 31)),
)
def test_each_years_birthday_brings_its_bonus_and_none_brings_two(
    birthday: date, year: int, span: str, days: tuple[int, int]
) -> None:
    party, text = a_bonus(birthday=span), birthday.isoformat()
    this = nearest_birthday(text, date(year, birthday.month, 15))
    following = nearest_birthday(text, date(year + 1, birthday.month, 15))
    assert this is not None
    assert following is not None
    first, second = (on((this + timedelta(days=count)).isoformat(), text) for count in days)
    later = on((following + timedelta(days=days[1])).isoformat(), text)
    if not all(held(party, occasion) for occasion in (first, second, later)):
        return
    within = once_span(party, second)
    assert within is not None
    assert within[0] <= first.day <= within[1]
    within = once_span(party, later)
    assert within is not None
    assert first.day < within[0]


def test_a_birthday_corrected_in_the_middle_of_the_year_brings_no_second_bonus() -> None:
    party = a_bonus(birthday="day")
    span = once_span(party, on("2026-12-20", "--12-20"))
    assert span is not None
    assert span[0] <= date(2026, 1, 5) <= span[1]  # when it was given for another birthday


# -- What they bring to a sale -------------------------------------------------------------


def test_promotions_that_hold_bring_their_grants_in_the_order_of_adding() -> None:
    coffee = replace(double(minimum=500), id="c", name="Coffee", category="Coffee", version="1-7")
    welcome = replace(a_bonus(first_sale=True), id="w", name="Welcome")
    rain = replace(double(called=True), id="r", name="Rain")
    used = replace(double(), id="u", name="Used")
    standings = [
        Standing(coffee, budget_left=12),
        Standing(used, used_up=True),
        Standing(rain),
        Standing(welcome),
    ]
    occasion = NOON._replace(categories=frozenset({"Coffee"}))
    first, second = grants_of(standings, occasion)
    assert first.rule == second.rule == "promotion"
    assert (first.name, first.factor, first.points) == ("Coffee", Fraction(2), 0)
    assert (first.category, first.minimum, first.budget) == ("Coffee", 500, 12)
    assert (first.promotion, first.version) == ("c", "1-7")
    assert (second.name, second.factor, second.points) == ("Welcome", None, 50)
