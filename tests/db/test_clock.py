"""Ids that never repeat, instants that survive being kept as milliseconds."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from db.clock import (
    fixed_clock,
    instant,
    milliseconds,
    new_id,
    new_key,
    new_origin,
    random_symbols,
    system_clock,
)


@given(
    st.integers(-(2**42), 2**43).map(
        lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms, microseconds=7)
    )
)
def test_an_instant_kept_as_milliseconds_comes_back_to_the_millisecond(moment: datetime) -> None:
    back = instant(milliseconds(moment))
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)


def test_a_fixed_clock_stands_still_and_speaks_utc() -> None:
    tokyo = timezone(timedelta(hours=9))
    clock = fixed_clock(datetime(2026, 11, 22, 10, 14, tzinfo=tokyo))
    assert clock() == clock() == datetime(2026, 11, 22, 1, 14, tzinfo=UTC)


def test_the_computers_clock_is_in_utc() -> None:
    assert system_clock().tzinfo is UTC


def test_what_is_made_by_chance_does_not_repeat() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert len({new_key() for _ in range(100)}) == 100
    assert all(0 < new_origin() < 2**63 for _ in range(100))
    assert set(random_symbols("AB", 100)) == {"A", "B"}
