"""Lots: what a spending takes, when points end, what a balance is on any day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import NotEnoughPoints
from db.rules.lots import (
    Account,
    Lot,
    Movement,
    MovementKind,
    SharedDay,
    by_last_day,
    last_day,
    points_usable,
    take_points,
)
from db.rules.shop import NEVER, Expiry

TODAY = date(2026, 4, 1)
MONTHS_12 = Expiry("months", months=12)


def lot(name: str, points: int, expires_on: date | None = None, day: date = TODAY) -> Lot:
    return Lot(name, day, day, expires_on, NEVER, points, points)


days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
lots_of_any_kind = st.lists(
    st.builds(
        lambda index, points, expires_on, day: lot(f"lot{index}", points, expires_on, day),
        st.integers(0, 10**6),
        st.integers(1, 500),
        st.none() | days,
        days.filter(lambda day: day <= TODAY),
    ),
    max_size=8,
    unique_by=lambda lot: lot.id,
)


def test_the_lot_that_expires_first_is_spent_first() -> None:
    late, soon = lot("late", 100, date(2026, 12, 31)), lot("soon", 30, date(2026, 4, 30))
    left = {changed.id: changed.points_left for changed in take_points([late, soon], 50, on=TODAY)}
    assert left == {"soon": 0, "late": 80}


def test_points_that_never_expire_are_spent_last_and_ties_go_by_age() -> None:
    never = lot("never", 10)
    young = lot("young", 10, date(2026, 5, 1), day=TODAY)
    old = lot("old", 10, date(2026, 5, 1), day=date(2026, 1, 1))
    taken = take_points([never, young, old], 15, on=TODAY)
    assert [(changed.id, changed.points_left) for changed in taken] == [("old", 0), ("young", 5)]


def test_two_spends_of_500_from_lots_of_575_and_805_leave_380_of_the_second() -> None:
    account = Account()
    account.apply(Movement("give", "a", TODAY, points=575, expires_on=date(2026, 6, 30)))
    account.apply(Movement("give", "b", TODAY, points=805, expires_on=date(2026, 12, 31)))
    account.apply(Movement("take", "x", TODAY, points=500))
    account.apply(Movement("take", "y", TODAY, points=500))
    assert {name: lot.points_left for name, lot in account.lots.items()} == {"a": 0, "b": 380}
    assert [(taken.lot.id, taken.points) for taken in account.takings["y"]] == [
        ("a", 75),
        ("b", 425),
    ]


@given(lots=lots_of_any_kind, points=st.integers(1, 4000))
def test_what_is_taken_is_what_was_asked_or_nothing_is(lots: list[Lot], points: int) -> None:
    before = {lot.id: lot.points_left for lot in lots}
    if points_usable(lots, on=TODAY) < points:
        with pytest.raises(NotEnoughPoints):
            take_points(lots, points, on=TODAY)
        return
    changed = take_points(lots, points, on=TODAY)
    assert sum(before[lot.id] - lot.points_left for lot in changed) == points
    assert all(0 <= lot.points_left < before[lot.id] for lot in changed)
    assert all(not lot.expired(TODAY) for lot in changed)


@pytest.mark.parametrize(
    ("expiry", "given_on", "active_on", "expected"),
    [
        (NEVER, date(2026, 1, 1), date(2026, 1, 1), None),
        (Expiry("months", months=6), date(2026, 8, 31), date(2026, 8, 31), date(2027, 2, 28)),
        (Expiry("months", months=6), date(2027, 8, 31), date(2027, 8, 31), date(2028, 2, 29)),
        (Expiry("months", months=12), date(2024, 2, 29), date(2024, 2, 29), date(2025, 2, 28)),
        (Expiry("inactive_months", months=3), date(2026, 1, 1),
         date(2026, 5, 31), date(2026, 8, 31)),
        (Expiry("yearly", yearly="03-31", minimum_months=6), date(2026, 9, 30),
         date(2026, 9, 30), date(2027, 3, 31)),
        (Expiry("yearly", yearly="03-31", minimum_months=6), date(2026, 10, 1),
         date(2026, 10, 1), date(2028, 3, 31)),
        (Expiry("yearly", yearly="02-29"), date(2026, 3, 1), date(2026, 3, 1), date(2027, 2, 28)),
    ],
)  # fmt: skip
def test_the_last_day_follows_from_the_rule_and_the_day_it_was_given(
    expiry: Expiry, given_on: date, active_on: date, expected: date | None
) -> None:
    assert last_day(expiry, given_on=given_on, active_on=active_on) == expected


def test_points_are_good_on_their_whole_last_day_and_gone_on_the_next() -> None:
    account = Account()
    account.apply(
        Movement("give", "a", date(2026, 8, 31), points=7, expiry=Expiry("months", months=6))
    )
    assert account.balance(date(2027, 2, 28)) == 7
    assert account.balance(date(2027, 3, 1)) == 0


def test_a_visit_pushes_on_what_lives_by_activity_but_wakes_nothing() -> None:
    idle = Expiry("inactive_months", months=1)
    account = Account()
    account.apply(Movement("give", "a", date(2026, 1, 10), points=5, expiry=idle))
    account.apply(Movement("visit", "v", date(2026, 2, 10)))
    assert account.balance(date(2026, 3, 10)) == 5
    account.apply(Movement("visit", "w", date(2026, 3, 11)))
    assert account.balance(date(2026, 3, 11)) == 0


def test_waiting_points_stand_apart_until_their_first_day() -> None:
    account = Account()
    account.apply(Movement("give", "a", TODAY, points=9, usable_from=TODAY + timedelta(days=3)))
    assert (account.balance(TODAY), account.pending(TODAY)) == (0, 9)
    third = TODAY + timedelta(days=3)
    assert (account.balance(third), account.pending(third)) == (9, 0)


def test_new_points_pay_a_debt_before_anything_else() -> None:
    account = Account(debt=30)
    assert account.balance(TODAY) == -30
    account.apply(Movement("give", "a", TODAY, points=42))
    assert (account.debt, account.balance(TODAY)) == (0, 12)


def test_lots_of_one_last_day_are_shown_as_one() -> None:
    end = date(2026, 6, 30)
    shown = by_last_day([lot("n", 1), lot("a", 5, end), lot("b", 7, end)], on=TODAY)
    assert [(day.points, day.expires_on) for day in shown] == [(12, end), (1, None)]


def test_a_day_moves_on_with_visits_only_where_all_its_lots_do() -> None:
    end, idle = date(2026, 5, 1), Expiry("inactive_months", months=1)
    kept = replace(lot("a", 5, end), expiry=idle)
    assert by_last_day([kept], on=TODAY) == [SharedDay(5, end, by_visits=True)]
    assert by_last_day([kept, lot("b", 7, end)], on=TODAY) == [SharedDay(12, end)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["give", "take", "visit"]), st.integers(1, 60), st.integers(0, 40)
        ),
        max_size=40,
    )
)
def test_a_balance_is_what_was_given_less_taken_less_expired(
    steps: list[tuple[MovementKind, int, int]],
) -> None:
    account, day, given_points, taken_points = Account(), TODAY, 0, 0
    expiry = Expiry("months", months=2)
    for number, (kind, points, later) in enumerate(steps):
        day += timedelta(days=later)
        try:
            account.apply(Movement(kind, str(number), day, points=points, expiry=expiry))
        except NotEnoughPoints:
            assert kind == "take"
            assert account.balance(day) < points
            continue
        given_points += points if kind == "give" else 0
        taken_points += points if kind == "take" else 0
    expired = sum(lot.points_left for lot in account.lots.values() if lot.expired(day))
    assert account.balance(day) == given_points - taken_points - expired


def test_points_that_end_before_they_could_be_used_wait_no_longer() -> None:
    account = Account()
    given = date(2026, 1, 29)
    one_month = Expiry("months", months=1)
    account.apply(
        Movement(
            "give", "a", given, points=5, usable_from=given + timedelta(days=40), expiry=one_month
        )
    )
    assert [account.pending(date(2026, *day)) for day in ((2, 28), (3, 1), (3, 10))] == [5, 0, 0]
    assert account.balance(date(2026, 3, 10)) == 0
