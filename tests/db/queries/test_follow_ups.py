"""The day's list as a whole: its counts, its week, by which way, and what is asked of it."""

from collections.abc import Callable
from datetime import date

import pytest

from db.queries.follow_ups import (
    FollowUpWeek,
    follow_up_counts,
    follow_ups,
    follow_ups_of,
    week_of_follow_ups,
)
from db.session import Session
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import add_promise, finish_follow_up
from db.usecases.sales import SaleOutcome


@pytest.fixture
def five(session: Session, a_customer: Callable[..., str]) -> list[str]:
    """Four birthdays of this week and the next, a promise for the week after; Sunday 22."""
    days = ("11-22", "11-23", "11-24", "11-29")
    people = [a_customer(f"客 {day}", birthday=f"--{day}", phone=f"0900000{day}") for day in days]
    add_promise(
        session, customer_id=people[0], kind="promise", why="Beans", due_day=date(2026, 11, 30),
        due_time=None, owed_by=None, operation_id="promise",
    )  # fmt: skip
    return people


def test_it_is_counted_by_kind_cut_short_and_asked_of_one(
    session: Session, five: list[str]
) -> None:
    moment = session.moment()
    assert follow_up_counts(moment) == {"promise": 1, "birthday": 4}
    whole = follow_ups(moment)
    assert [each.customer_id for each in whole] == [five[0], *five]
    assert follow_ups(moment, limit=2) == whole[:2]
    assert follow_ups(moment, kind="birthday") == whole[1:]
    assert follow_ups(moment, kind="complaint") == []
    assert follow_ups_of(moment, five[0]) == whole[:2]
    assert (whole[0].act, whole[0].channel) == ("call", "call")


def test_the_week_tells_what_was_done_of_what_was_due_and_who_came_back(
    session: Session,
    five: list[str],
    sell: Callable[..., SaleOutcome],
    on_day: Callable[[str], Session],
) -> None:
    assert week_of_follow_ups(session.moment()) == FollowUpWeek(0, 1, 0, 0)
    monday = on_day("2026-11-23")
    finish_follow_up(monday, follow_up=f"birthday:{five[1]}:2026", by="call", operation_id="one")
    finish_follow_up(monday, follow_up=f"birthday:{five[2]}:2026", operation_id="two")
    kind = {"customer_id": five[3], "score": 10, "comment": "Lovely"}
    give_feedback(monday, **kind, quotable=True, operation_id="kind")  # type: ignore[arg-type]
    give_feedback(monday, **kind, operation_id="silent")  # type: ignore[arg-type]
    week = week_of_follow_ups(monday.moment())
    assert week == FollowUpWeek(done=2, due=3, came_back=0, kind_words=1)
    assert week_of_follow_ups(monday.moment(), open_now=[]).due == 2
    sell(five[1], 500, on="2026-11-23")  # at the same instant: not since
    sell(five[1], 500, on="2026-11-25")
    sell(five[3], 500, on="2026-11-25")
    for day, came_back in (("2026-11-24", 0), ("2026-11-25", 1), ("2026-12-23", 0)):
        assert week_of_follow_ups(on_day(day).moment()).came_back == came_back, day
    assert week_of_follow_ups(on_day("2026-12-22").moment()).came_back == 1
    assert week_of_follow_ups(on_day("2026-11-30").moment()).done == 0
