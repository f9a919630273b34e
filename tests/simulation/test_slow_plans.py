"""The slow model of plans itself, held against the words of the rules by hand."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.simulation.slow_plans import Act, Life, Membership, Plan, Refused, Told

CLUB = Plan("Club", 1000)
GOLD = Plan("Gold", 1500)
YEAR = Plan("Year", 10000, months=12)


def done(life: Life, day: str, kind: str, **more: object) -> Told:
    on = date.fromisoformat(day)
    return life.do(Act(datetime.combine(on, time(12)), on, "Misaki", kind, **more))  # type: ignore[arg-type]


def member(day: str, plan: Plan = CLUB) -> Life:
    life = Life()
    done(life, day, "start", plan=plan)
    return life


def the_one(life: Life) -> Membership:
    return [one for one in life.memberships if not one.given_up][-1]


def until(life: Life) -> str:
    return the_one(life).until.isoformat()


def state(life: Life, day: str) -> str:
    return the_one(life).state(date.fromisoformat(day))


def test_the_anchor_of_31_january_is_found_again_after_february() -> None:
    life = member("2026-01-31")
    ends = [until(life)]
    for day in ("2026-02-27", "2026-03-30", "2026-04-29"):
        done(life, day, "renew")
        ends.append(until(life))
    assert ends == ["2026-02-27", "2026-03-30", "2026-04-29", "2026-05-30"]


def test_a_year_from_a_leap_day_ends_before_28_february_and_is_found_again() -> None:
    life = member("2024-02-29", YEAR)
    ends = [until(life)]
    for _ in range(4):
        done(life, "2024-03-01", "renew")
        ends.append(until(life))
    assert ends == ["2025-02-27", "2026-02-27", "2027-02-27", "2028-02-28", "2029-02-27"]


def test_a_trial_comes_first_and_the_anchor_is_the_day_after() -> None:
    life = member("2026-01-17", Plan("Try", 1000, trial_days=14))
    assert (until(life), state(life, "2026-01-30")) == ("2026-01-30", "trial")
    done(life, "2026-01-20", "renew")
    assert (until(life), state(life, "2026-01-31")) == ("2026-02-27", "active")


def test_who_pays_late_goes_on_from_the_old_end_and_who_does_not_is_no_member() -> None:
    life = member("2026-01-31")
    assert [state(life, day) for day in ("2026-02-27", "2026-02-28", "2026-03-06", "2026-03-07")] \
        == ["active", "past_due", "past_due", "ended"]  # fmt: skip
    with pytest.raises(Refused, match="not_subscribed"):
        done(life, "2026-03-07", "renew")
    done(life, "2026-03-06", "renew")
    assert until(life) == "2026-03-30"


def test_a_pause_moves_the_end_and_the_anchor() -> None:
    life = member("2024-01-31")
    done(life, "2024-02-20", "pause", days=10)
    assert until(life) == "2024-03-09"
    assert [state(life, day) for day in ("2024-02-19", "2024-02-20", "2024-02-29", "2024-03-01")] \
        == ["active", "paused", "paused", "active"]  # fmt: skip
    done(life, "2024-03-02", "renew")
    assert until(life) == "2024-04-09"


def test_a_pause_without_an_end_runs_until_it_is_ended() -> None:
    life = member("2024-01-31")
    done(life, "2024-02-20", "pause")
    assert (until(life), state(life, "2024-12-31")) == ("2024-02-28", "paused")
    done(life, "2024-03-20", "resume")
    assert (until(life), state(life, "2024-03-20")) == ("2024-03-28", "active")


def test_a_pause_with_days_that_is_ended_early_moves_the_end_by_the_days_paused() -> None:
    life = member("2026-01-10")
    done(life, "2026-01-20", "pause", days=30)
    done(life, "2026-01-25", "resume")
    assert until(life) == "2026-02-14"


def test_up_at_once_with_the_days_left_credited() -> None:
    life = member("2026-01-31")
    told = done(life, "2026-02-10", "change", plan=GOLD)  # 18 days of 28 are left
    assert (told.credit, told.paid, until(life)) == (642, 858, "2026-03-09")


def test_what_is_left_of_a_credit_waits_for_the_next_payment() -> None:
    life = member("2026-01-01", YEAR)
    told = done(life, "2026-01-01", "change", plan=GOLD)
    assert (told.credit, told.paid, life.credit) == (10000, 0, 8500)
    assert done(life, "2026-01-31", "renew").paid == 0


def test_down_at_the_end_of_the_period() -> None:
    life = member("2026-01-31", GOLD)
    done(life, "2026-02-10", "change", plan=CLUB)
    assert the_one(life).plan(date(2026, 2, 27)) is GOLD
    assert done(life, "2026-02-27", "renew").paid == 1000
    assert the_one(life).plan(date(2026, 2, 28)) is CLUB


def test_a_change_to_the_plan_somebody_is_on_takes_a_planned_one_back() -> None:
    life = member("2026-01-31", GOLD)
    with pytest.raises(Refused, match="already_subscribed"):
        done(life, "2026-02-01", "change", plan=GOLD)
    done(life, "2026-02-10", "change", plan=CLUB)
    done(life, "2026-02-11", "change", plan=GOLD)
    assert done(life, "2026-02-27", "renew").paid == 1500


def test_the_save_offer_comes_once_in_twelve_months() -> None:
    life = member("2026-01-31", YEAR)
    with pytest.raises(Refused, match="limit_reached"):
        done(life, "2026-02-09", "keep")
    assert done(life, "2026-02-10", "cancel").offer == 2
    assert state(life, "2026-02-10") == "ending"
    done(life, "2026-02-11", "keep")
    assert (until(life), state(life, "2026-02-11")) == ("2027-03-30", "active")
    assert done(life, "2027-02-11", "cancel").offer == 2
    done(life, "2027-02-11", "renew")
    assert state(life, "2027-02-11") == "active"


def test_cancelled_while_late_is_ended_from_the_day_it_fell_due() -> None:
    life = member("2026-01-31")
    told = done(life, "2026-03-01", "cancel")
    assert (told.offer, state(life, "2026-02-28"), state(life, "2026-03-01")) == (
        0,
        "ended",
        "ended",
    )


def test_of_two_plans_that_are_merged_the_longer_stays_and_the_other_is_credited() -> None:
    mine, theirs = member("2026-01-31"), member("2026-02-01", YEAR)
    assert mine.join_with(theirs, date(2026, 2, 10)) == 642
    assert until(mine) == "2027-01-31"
    assert mine.credit == 642


def test_nothing_recurs_on_trial_in_free_months_or_while_paused() -> None:
    life = member("2026-01-17", Plan("Try", 1000, trial_days=14))
    one = life.memberships[0]
    first = one.first
    done(life, "2026-01-20", "renew")
    done(life, "2026-01-21", "extend", months=1)
    assert [one.a_month(first + timedelta(days=days)) for days in (0, 20, 43, 80)] \
        == [0, 1000, 0, 0]  # fmt: skip
