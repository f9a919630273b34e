"""The quick wall clock tells what the slow one tells, on every day of the year."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.clock import milliseconds
from db.rules.wall_clock import WallClock

ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu")
# hypothesis draws times without a zone between two of the kind.
FIRST, LAST = datetime(1971, 1, 1), datetime(2037, 1, 1)  # noqa: DTZ001
CLOCKS = {zone: WallClock(ZoneInfo(zone)) for zone in ZONES}


@given(instant=st.datetimes(FIRST, LAST), zone=st.sampled_from(ZONES))
def test_it_agrees_with_the_zone_at_every_instant(instant: datetime, zone: str) -> None:
    whole = instant.replace(microsecond=0, tzinfo=UTC)
    told = CLOCKS[zone].at(milliseconds(whole))
    assert told == whole.astimezone(ZoneInfo(zone)).time()


@pytest.mark.parametrize("zone", ["America/St_Johns", "Australia/Lord_Howe"])
def test_it_agrees_in_every_half_hour_of_a_year(zone: str) -> None:
    clock, instant = WallClock(ZoneInfo(zone)), datetime(2008, 1, 1, 0, 1, tzinfo=UTC)
    for _ in range(366 * 48):
        assert clock.at(milliseconds(instant)) == instant.astimezone(ZoneInfo(zone)).time()
        instant += timedelta(minutes=30)


def test_thousandths_of_a_second_are_kept() -> None:
    assert CLOCKS["Asia/Tokyo"].at(1) == time(9, 0, 0, 1000)
