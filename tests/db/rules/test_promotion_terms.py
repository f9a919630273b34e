"""A promotion's terms: every word understood or named, and said again the same way."""

from datetime import date, time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadAmount, BadDate, BadRequest
from db.rules.promotion_terms import (
    changed_terms,
    factor_text,
    read_conditions,
    read_promotion,
    spoken_conditions,
    spoken_promotion,
)
from db.rules.promotions import ALWAYS, WEEKDAYS, Conditions, Once, Promotion

DOUBLE = {"name": "Double", "multiplier": "2"}
MINUTES = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
NAMES = st.text("abcお茶 ", min_size=1).map(str.strip).filter(bool)
CONDITIONS = st.builds(
    Conditions,
    first_day=st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    last_day=st.none() | st.dates(date(2026, 1, 1), date(2999, 12, 31)),
    weekdays=st.sets(st.sampled_from(WEEKDAYS)).map(
        lambda days: tuple(day for day in WEEKDAYS if day in days)
    ),
    hours=st.none() | st.tuples(MINUTES, MINUTES).filter(lambda hours: hours[0] != hours[1]),
    categories=st.lists(NAMES, unique=True, max_size=3).map(tuple),
    minimum=st.integers(0, 10**6),
    tier=st.none() | NAMES,
    plan=st.none() | NAMES,
    tag=st.none() | NAMES,
    birthday=st.sampled_from([None, "day", "week", "month"]),
    first_sale=st.booleans(),
    nth_visit=st.none() | st.integers(1, 1000),
    days_since_last_visit=st.none() | st.integers(0, 1000),
    called=st.booleans(),
)


def read(spoken: object) -> Conditions:
    return read_conditions(spoken, digits=0)


def understood(**terms: object) -> Promotion:
    return read_promotion({**DOUBLE, **terms}, id="p", digits=0)


def test_no_conditions_are_none() -> None:
    assert read(None) == read({}) == ALWAYS
    assert read({"hours": None, "first_sale": False, "weekdays": []}) == ALWAYS


def test_every_condition_is_understood() -> None:
    spoken = {
        "from": "2026-11-01", "to": "2026-12-31", "weekdays": ["sun", "mon", "sun"],
        "hours": {"from": "14:00", "to": "17:00"}, "categories": ["Tea", "Cake", "Tea"],
        "minimum": "1000", "tier": "Gold", "plan": "Club", "tag": "student", "birthday": "week",
        "first_sale": True, "nth_visit": 10, "days_since_last_visit": 30, "called": True,
    }  # fmt: skip
    assert read(spoken) == Conditions(
        first_day=date(2026, 11, 1),
        last_day=date(2026, 12, 31),
        weekdays=("mon", "sun"),
        hours=(time(14), time(17)),
        categories=("Tea", "Cake"),
        minimum=1000,
        tier="Gold",
        plan="Club",
        tag="student",
        birthday="week",
        first_sale=True,
        nth_visit=10,
        days_since_last_visit=30,
        called=True,
    )


@pytest.mark.parametrize(
    ("hours", "meant"),
    [
        ({"from": "17:00"}, (time(17), time(0))),
        ({"from": "17:00", "to": "24:00"}, (time(17), time(0))),
        ({"from": "17:00", "to": "00:00"}, (time(17), time(0))),
        ({"to": "10:30"}, (time(0), time(10, 30))),
        ({"from": "22:00", "to": "02:00"}, (time(22), time(2))),
        ({"from": "00:00", "to": "24:00"}, None),
        ({}, None),
        ({"from": None, "to": "12:00"}, (time(0), time(12))),
    ],
)
def test_hours_may_be_open_cross_midnight_or_end_at_24(
    hours: dict[str, Any], meant: tuple[time, time] | None
) -> None:
    assert read({"hours": hours}).hours == meant


@pytest.mark.parametrize(
    ("when", "field"),
    [
        ([], "when"),
        ({"moon": "full"}, "when.moon"),
        ({"from": 20261101}, "when.from"),
        ({"weekdays": ["Monday"]}, "when.weekdays"),
        ({"weekdays": "mon"}, "when.weekdays"),
        ({"hours": "14:00-17:00"}, "when.hours"),
        ({"hours": {"at": "14:00"}}, "when.hours.at"),
        ({"hours": {"from": "14:00", "to": "14:00"}}, "when.hours.to"),
        ({"hours": {"from": "00:00", "to": "00:00"}}, "when.hours.to"),
        ({"hours": {"from": "24:00"}}, "when.hours.from"),
        ({"hours": {"from": "24:00", "to": "12:00"}}, "when.hours.from"),
        ({"hours": {"from": "7:00"}}, "when.hours.from"),
        ({"hours": {"from": "0700"}}, "when.hours.from"),
        ({"hours": {"from": "14:00:30"}}, "when.hours.from"),
        ({"hours": {"from": "１４:00"}}, "when.hours.from"),
        ({"hours": {"to": "25:00"}}, "when.hours.to"),
        ({"hours": {"to": 17}}, "when.hours.to"),
        ({"categories": "Tea"}, "when.categories"),
        ({"categories": [""]}, "when.categories"),
        ({"minimum": 10.5}, "when.minimum"),
        ({"minimum": True}, "when.minimum"),
        ({"tier": 1}, "when.tier"),
        ({"birthday": "year"}, "when.birthday"),
        ({"first_sale": 1}, "when.first_sale"),
        ({"nth_visit": 0}, "when.nth_visit"),
        ({"nth_visit": "2"}, "when.nth_visit"),
        ({"days_since_last_visit": -1}, "when.days_since_last_visit"),
        ({"called": "rain"}, "when.called"),
    ],
)
def test_what_cannot_be_meant_is_named(when: object, field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read(when)
    assert refused.value.field == field


def test_amounts_and_days_are_those_of_the_shop_and_the_calendar() -> None:
    assert read_conditions({"minimum": "12.50"}, digits=2).minimum == 1250
    assert read({"minimum": 1000}).minimum == 1000
    with pytest.raises(BadAmount):
        read({"minimum": "12.50"})
    for when in ({"from": "2026-02-29"}, {"from": "2026-12-02", "to": "2026-12-01"}):
        with pytest.raises(BadDate):
            read(when)
    assert read({"from": "2026-12-01", "to": "2026-12-01"}).last_day == date(2026, 12, 1)


@given(conditions=CONDITIONS, digits=st.integers(0, 3))
def test_conditions_are_said_as_they_are_read(conditions: Conditions, digits: int) -> None:
    spoken = spoken_conditions(conditions, digits=digits)
    assert read_conditions(spoken, digits=digits) == conditions


def test_what_is_not_asked_for_is_not_said() -> None:
    assert spoken_conditions(ALWAYS, digits=0) == {}
    zero_days = Conditions(days_since_last_visit=0)
    assert spoken_conditions(zero_days, digits=0) == {"days_since_last_visit": 0}
    night = Conditions(hours=(time(22), time(0)))
    assert spoken_conditions(night, digits=0)["hours"] == {"from": "22:00", "to": "24:00"}
    assert spoken_promotion(understood(), digits=0) == {**DOUBLE, "offered": True}


@given(
    conditions=CONDITIONS,
    gift=st.tuples(st.integers(100, 100_000).map(lambda n: Fraction(n, 100)), st.none())
    | st.tuples(st.none(), st.integers(1, 1000)),
    once=st.sampled_from([None, "ever", "year", "month", "day"]),
    category=st.none() | NAMES,
    budget=st.none() | st.integers(1, 10**6),
    offered=st.booleans(),
)
def test_a_promotion_is_said_as_it_is_read(
    conditions: Conditions,
    gift: tuple[Fraction | None, int | None],
    once: Once | None,
    category: str | None,
    budget: int | None,
    offered: bool,
) -> None:
    promotion = Promotion(
        "p", "Double", *gift, category=category, conditions=conditions, once=once,
        points_budget=budget, offered=offered, version="1-1",
    )  # fmt: skip
    spoken = spoken_promotion(promotion, digits=2)
    assert read_promotion(spoken, id="p", version="1-1", digits=2) == promotion


@pytest.mark.parametrize(
    ("once", "meant"),
    [(True, "ever"), ("ever", "ever"), ("month", "month"), (False, None), (None, None)],
)
def test_once_alone_is_once_ever(once: object, meant: str | None) -> None:
    assert understood(once=once).once == meant


@pytest.mark.parametrize("multiplier", ["2", "2.0", 2, "02"])
def test_a_multiplier_is_text_or_a_whole_number(multiplier: object) -> None:
    assert understood(multiplier=multiplier).multiplier == 2


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"multiplier": None}, "multiplier"),
        ({"points": 5}, "multiplier"),
        ({"multiplier": 1.5}, "multiplier"),
        ({"multiplier": "0.9"}, "multiplier"),
        ({"multiplier": None, "points": -5}, "points"),
        ({"multiplier": None, "points": True}, "points"),
        ({"name": None}, "name"),
        ({"name": 5}, "name"),
        ({"once": 1}, "once"),
        ({"category": ""}, "category"),
        ({"points_budget": 0}, "points_budget"),
        ({"offered": "yes"}, "offered"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_terms_that_cannot_be_meant_are_named(terms: dict[str, Any], field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        understood(**terms)
    assert refused.value.field == field


def test_a_change_names_what_it_changes_and_one_gift_takes_the_others_place() -> None:
    assert changed_terms(DOUBLE, {"name": "Twice"}) == {"name": "Twice", "multiplier": "2"}
    assert changed_terms(DOUBLE, {"points": 5})["multiplier"] is None
    bonus = {"name": "Bonus", "points": 5}
    assert changed_terms(bonus, {"multiplier": "3"}) == {
        "name": "Bonus", "multiplier": "3", "points": None,
    }  # fmt: skip
    assert changed_terms(bonus, {"multiplier": None}) == {**bonus, "multiplier": None}


@pytest.mark.parametrize(("factor", "text"), [("1.50", "1.5"), ("100", "100"), ("1.15", "1.15")])
def test_a_factor_is_written_without_needless_zeros(factor: str, text: str) -> None:
    assert factor_text(Fraction(factor)) == text
