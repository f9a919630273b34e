"""What can be done with a plan follows from its state; the usual comes first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.rules.plan_acts import (
    Pause,
    acts_possible,
    pause_of,
    paused_until,
    planned,
    planned_from,
)
from db.rules.subscriptions import Span
from tests.db.rules.pasts import CLUB, Told, day, paid_through, past

TODAY = date(2026, 11, 22)
SMALL = replace(CLUB, plan_id="small", plan="Small", price=500)


def test_who_is_on_no_plan_can_join_one() -> None:
    assert acts_possible(None, today=TODAY, other_plans=True) == ("join",)
    over = paid_through(TODAY - timedelta(days=8))
    assert acts_possible(over, today=TODAY, other_plans=True) == ("join",)


@pytest.mark.parametrize(
    ("days_left", "acts"),
    [
        (9, ("renew", "change", "pause", "cancel")),
        (0, ("renew", "change", "pause", "cancel")),
        (-1, ("renew", "change", "cancel")),
        (-7, ("renew", "change", "cancel")),
    ],
)
def test_a_plan_is_paid_first_and_rests_only_while_it_runs(
    days_left: int, acts: tuple[str, ...]
) -> None:
    plan = paid_through(TODAY + timedelta(days=days_left))
    assert acts_possible(plan, today=TODAY, other_plans=True) == acts


def test_where_there_is_one_plan_alone_nobody_can_change_it() -> None:
    plan = paid_through(TODAY)
    assert "change" not in acts_possible(plan, today=TODAY, other_plans=False)


def test_a_planned_change_can_be_taken_back_though_nothing_else_is_offered() -> None:
    joined: Told = ("2026-11-05", "start", {})
    plan = past(joined, ("2026-11-20", "change", {"terms": SMALL, "at_once": False}))
    assert "change" in acts_possible(plan, today=TODAY, other_plans=False)
    assert planned(plan) == SMALL
    assert planned_from(plan) == day("2026-12-05")
    assert planned(past(joined)) is None


def test_whoever_pauses_takes_up_again_first() -> None:
    plan = past(("2026-11-05", "start", {}), ("2026-11-20", "pause", {}))
    assert acts_possible(plan, today=TODAY, other_plans=True) == ("resume", "change", "cancel")
    assert paused_until(plan, TODAY) is None


def test_who_cancelled_is_kept_first_while_something_is_offered() -> None:
    leaving: Told = ("2026-11-20", "cancel", {"reason": "x", "offer": 2})
    plan = past(("2026-11-05", "start", {}), leaving)
    assert acts_possible(plan, today=TODAY, other_plans=True) == ("keep", "renew", "change")
    plain = replace(plan, offer=0)
    assert acts_possible(plain, today=TODAY, other_plans=True) == ("renew", "change")


def test_a_pause_moves_the_end_by_its_days() -> None:
    plan = past(("2026-11-05", "start", {}))
    foreseen = pause_of(plan, 14, today=TODAY)
    assert foreseen == Pause(day("2026-12-05"), day("2026-12-18"))
    then = past(("2026-11-05", "start", {}), ("2026-11-22", "pause", {"days": 14}))
    assert (paused_until(then, TODAY), then.until) == (foreseen.last, foreseen.until)


@pytest.mark.parametrize("days", [None, 0])
def test_a_pause_without_days_has_no_last_day(days: int | None) -> None:
    assert pause_of(paid_through(TODAY), days, today=TODAY) == Pause(None, None)


def test_days_that_are_paid_are_no_pause() -> None:
    plan = paid_through(TODAY)
    assert paused_until(plan, TODAY) is None
    resting = replace(plan, spans=(Span(TODAY, TODAY, "paused", CLUB),))
    assert paused_until(resting, TODAY) == TODAY
