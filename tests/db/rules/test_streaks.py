"""Streaks: weeks from Monday to Sunday, without a gap, each for one gift only."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules.shop import Gift
from db.rules.streaks import (
    GivenRun,
    Streak,
    run_broken,
    runs_completed,
    standing_on,
    week_of,
    weeks_met,
)

MONDAY = date(2026, 11, 2)
THREE = Streak("s", "Regulars", 3, 1, Gift(100), since=date(2026, 1, 1))


def day(week: int, weekday: int = 0) -> date:
    """Return a day of the so-manieth week from 2 November on."""
    return MONDAY + timedelta(weeks=week, days=weekday)


def run(week: int, weeks: int = 3, visits: int = 1) -> GivenRun:
    return GivenRun(day(week), weeks, visits)


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert week_of(day(0)) == week_of(day(0, 6)) == MONDAY
    assert week_of(day(1)) == MONDAY + timedelta(7)


def test_a_week_counts_with_so_many_visits_on_different_days() -> None:
    assert weeks_met([day(0), day(0), day(1), day(1, 6)], visits=2) == {day(1)}


def test_the_visit_that_makes_the_last_week_whole_completes_the_run() -> None:
    assert runs_completed(THREE, [day(0, 2), day(1, 6)], []) == []
    assert runs_completed(THREE, [day(0, 2), day(1, 6), day(2)], []) == [run(2)]


def test_a_gap_begins_anew() -> None:
    assert runs_completed(THREE, [day(0), day(1), day(3), day(4)], []) == []
    assert runs_completed(THREE, [day(0), day(1), day(3), day(4), day(5)], []) == [run(5)]


def test_a_visit_entered_late_closes_the_gap() -> None:
    assert runs_completed(THREE, [day(0), day(2), day(1)], []) == [run(2)]


def test_weeks_that_brought_a_gift_count_no_more() -> None:
    days = [day(week) for week in range(5)]
    assert runs_completed(THREE, days, [run(2)]) == []
    assert runs_completed(THREE, [*days, day(5)], [run(2)]) == [run(5)]


def test_weeks_before_it_was_offered_do_not_count() -> None:
    late = Streak("s", "Regulars", 3, 1, Gift(100), since=day(1))
    assert runs_completed(late, [day(0), day(1), day(2)], []) == []


def test_this_week_breaks_no_run_before_it_is_over() -> None:
    days = [day(0), day(1)]
    assert standing_on(THREE, days, [], on=day(1, 6)).have == 2
    assert standing_on(THREE, days, [], on=day(2, 6)).have == 2
    assert standing_on(THREE, days, [], on=day(3)).have == 0
    assert standing_on(THREE, days, [], on=day(2)).to_go == 1


def test_after_the_gift_a_new_run_begins_with_the_next_week() -> None:
    days = [day(0), day(1), day(2)]
    assert standing_on(THREE, days, [run(2)], on=day(2, 3)).have == 0
    assert standing_on(THREE, [*days, day(3)], [run(2)], on=day(3)).have == 1


def test_visits_of_this_week_are_told() -> None:
    twice = Streak("s", "Twice a week", 3, 2, Gift(100), since=MONDAY)
    standing = standing_on(twice, [day(0), day(0, 3), day(1)], [], on=day(1, 4))
    assert (standing.have, standing.visits_this_week) == (1, 1)


def test_a_run_is_broken_by_a_week_that_lost_its_visits() -> None:
    days = [day(0), day(1)]  # that of the third week was given back
    assert run_broken(run(2), days, week=day(2))
    assert not run_broken(run(2), days, week=day(1))
    assert not run_broken(run(2), days, week=day(3))  # no week of the run


@given(st.sets(st.integers(0, 40)), st.integers(2, 6))
def test_given_as_they_are_completed_runs_never_share_a_week(offsets: set[int], weeks: int) -> None:
    streak = Streak("s", "Regulars", weeks, 1, Gift(1), since=MONDAY)
    given_runs: list[GivenRun] = []
    days: list[date] = []
    for offset in sorted(offsets):
        days.append(day(offset))
        given_runs += runs_completed(streak, days, given_runs)
    for each in range(41):
        assert sum(found.holds(day(each)) for found in given_runs) <= 1
    # In the order of days nothing is left over: as many gifts as whole runs without a gap.
    length = gifts = 0
    for each in range(41):
        length = length + 1 if each in offsets else 0
        gifts += length > 0 and length % weeks == 0
    assert len(given_runs) == gifts
