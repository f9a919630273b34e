"""Plans: which days a payment covers, and what holds on a day."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from db.rules.subscriptions import (
    Event,
    EventKind,
    RenewBonus,
    State,
    Subscription,
    Terms,
    bonus_for,
    bonus_until,
    credit_left,
    ends_if_resumed,
    goes_up,
    has_benefits,
    next_plan,
    paid_until,
    runs_on,
    save_offer,
    state_on,
    subscription_of,
    terms_on,
    with_free_months,
)
from tests.db.rules.pasts import CLUB, Told, day, past

GOLD = replace(CLUB, plan_id="gold", plan="Gold", price=1980, grace_days=0)
YEAR = replace(CLUB, plan_id="year", plan="Year", price=9800, every="year")
JOINED: Told = ("2026-01-31", "start", {})


def until(*told: Told, terms: Terms = CLUB) -> str:
    return past(*told, terms=terms).until.isoformat()


# -- Days -------------------------------------------------------------------------------------


def test_a_period_is_counted_from_the_first_day_so_short_months_take_nothing() -> None:
    ends = [paid_until(date(2026, 1, 31), every="month", periods=count) for count in (1, 2, 3)]
    assert ends == [date(2026, 2, 27), date(2026, 3, 30), date(2026, 4, 29)]


def test_a_year_from_a_leap_day_ends_before_the_28th() -> None:
    assert paid_until(date(2024, 2, 29), every="year", periods=1) == date(2025, 2, 27)
    assert paid_until(date(2024, 2, 29), every="year", periods=4) == date(2028, 2, 28)


def test_an_early_renewal_adds_to_the_end_and_a_late_one_continues_from_it() -> None:
    assert until(JOINED, ("2026-02-01", "renew", {})) == "2026-03-30"
    assert until(JOINED, ("2026-03-06", "renew", {})) == "2026-03-30"


def test_a_trial_comes_first_and_is_the_anchor() -> None:
    trial: Told = ("2026-01-18", "start", {"trial_until": day("2026-01-30")})
    assert until(trial) == "2026-01-30"
    assert until(trial, ("2026-01-20", "renew", {})) == "2026-02-27"
    assert past(trial).trial_until == day("2026-01-30")
    assert past(JOINED).trial_until is None


@pytest.mark.parametrize(
    ("on", "state", "benefits"),
    [
        ("2026-02-27", "active", True),
        ("2026-02-28", "past_due", True),
        ("2026-03-06", "past_due", True),
        ("2026-03-07", "ended", False),
    ],
)
def test_the_time_of_grace_keeps_benefits_and_then_it_ends(
    on: str, state: State, benefits: bool
) -> None:
    paid = past(JOINED)
    assert state_on(paid, day(on)) == state
    assert has_benefits(paid, day(on)) is benefits


def test_before_the_first_day_there_are_no_benefits() -> None:
    assert not has_benefits(past(JOINED), day("2026-01-30"))
    assert not runs_on(None, day("2026-01-30"))


def test_a_trial_is_a_trial_to_its_last_day() -> None:
    trial = past(("2026-01-01", "start", {"trial_until": day("2026-01-14")}))
    assert state_on(trial, day("2026-01-14")) == "trial"
    assert state_on(trial, day("2026-01-15")) == "past_due"


def test_one_that_ended_before_its_time_is_over_the_day_after() -> None:
    ended = past(JOINED, ("2026-02-10", "end", {}))
    assert state_on(ended, day("2026-02-09")) == "active"
    assert state_on(ended, day("2026-02-10")) == "ended"
    assert not has_benefits(ended, day("2026-02-10"))


# -- Pauses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("from_day", "to_day", "end"),
    [
        ("2026-01-31", "2026-02-10", "2026-03-09"),  # from the first day on
        ("2026-02-27", "2026-03-04", "2026-03-04"),  # on the last day, which comes after it
        ("2026-02-10", "2026-02-10", "2026-02-27"),  # the same day: nothing
        ("2026-02-10", "2027-02-10", "2027-02-27"),  # a year
    ],
)
def test_a_pause_moves_the_end_by_its_days(from_day: str, to_day: str, end: str) -> None:
    assert until(JOINED, (from_day, "pause", {}), (to_day, "resume", {})) == end


def test_a_pause_across_a_leap_day_counts_it() -> None:
    joined: Told = ("2024-02-20", "start", {})
    assert until(joined, ("2024-02-28", "pause", {}), ("2024-03-01", "resume", {})) == "2024-03-21"


def test_a_pause_of_so_many_days_moves_the_end_at_once_and_is_over_by_itself() -> None:
    resting = past(JOINED, ("2026-02-10", "pause", {"days": 5}))
    assert resting.until == day("2026-03-04")
    states = [state_on(resting, day(f"2026-02-{number}")) for number in ("09", "10", "14", "15")]
    assert states == ["active", "paused", "paused", "active"]


def test_the_anchor_after_a_pause_is_the_day_after_the_moved_end() -> None:
    rested = past(JOINED, ("2026-02-10", "pause", {"days": 4}), ("2026-03-01", "renew", {}))
    assert rested.until == day("2026-04-03")  # 4 March, then a month


def test_taken_up_early_the_end_moves_back_by_the_days_not_used() -> None:
    told: tuple[Told, ...] = (JOINED, ("2026-02-10", "pause", {"days": 10}))
    assert until(*told, ("2026-02-13", "resume", {})) == "2026-03-02"
    assert until(*told, ("2026-02-10", "resume", {})) == "2026-02-27"
    assert until(*told, ("2026-02-25", "resume", {})) == "2026-03-09"  # it was over


def test_an_open_pause_goes_on_beyond_the_end_and_has_no_benefits() -> None:
    resting = past(JOINED, ("2026-02-27", "pause", {}))
    assert state_on(resting, day("2027-01-01")) == "paused"
    assert not has_benefits(resting, day("2027-01-01"))
    assert ends_if_resumed(resting, day("2026-03-01")) == day("2026-03-01")
    assert ends_if_resumed(past(JOINED), day("2026-03-01")) == day("2026-02-27")


def test_a_renewal_and_free_months_in_a_pause_add_to_the_end() -> None:
    told: tuple[Told, ...] = (JOINED, ("2026-02-10", "pause", {}), ("2026-02-12", "renew", {}))
    more = (*told, ("2026-02-13", "extend", {"months": 1}), ("2026-02-20", "resume", {}))
    assert until(*told) == "2026-03-30"
    assert until(*more) == "2026-05-09"  # 29 April and ten days


def test_a_trial_can_rest_as_well() -> None:
    trial: Told = ("2026-01-01", "start", {"trial_until": day("2026-01-14")})
    resting = past(trial, ("2026-01-05", "pause", {"days": 3}))
    states = [state_on(resting, day(f"2026-01-{number}")) for number in ("04", "07", "08", "17")]
    assert states == ["trial", "paused", "trial", "trial"]
    assert (resting.until, resting.trial_until) == (day("2026-01-17"), day("2026-01-17"))


# -- Changes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "up"),
    [
        (GOLD, True),
        (replace(CLUB, plan_id="same"), True),
        (replace(CLUB, price=979), False),
        (YEAR, True),  # less a month, but a year is paid ahead
        (replace(GOLD, every="year", price=11_759), True),
    ],
)
def test_up_is_as_much_a_month_or_more_or_from_a_month_to_a_year(then: Terms, up: bool) -> None:
    assert goes_up(CLUB, then) is up
    assert not goes_up(YEAR, replace(CLUB, price=816))  # 9,800 a year are more
    assert goes_up(YEAR, replace(CLUB, price=817))


def test_up_the_other_plan_begins_today_and_the_rest_of_the_old_one_is_gone() -> None:
    change: Told = ("2026-02-10", "change", {"terms": GOLD})
    gold = past(JOINED, ("2026-02-01", "renew", {}), change)
    assert (gold.until, gold.periods) == (day("2026-03-09"), 3)
    assert [(str(each.first), str(each.last), each.terms.plan) for each in gold.spans] == [
        ("2026-01-31", "2026-02-09", "Club"),
        ("2026-02-10", "2026-03-09", "Gold"),
    ]


def test_a_change_on_the_day_of_joining_leaves_no_day_of_the_old_plan() -> None:
    gold = past(JOINED, ("2026-01-31", "change", {"terms": GOLD}))
    assert [each.terms.plan for each in gold.spans] == ["Gold"]
    assert gold.until == day("2026-02-27")


def test_down_the_other_plan_follows_all_that_was_paid() -> None:
    told: tuple[Told, ...] = (("2026-01-31", "start", {}), ("2026-02-01", "renew", {}))
    down: Told = ("2026-02-10", "change", {"terms": CLUB, "at_once": False})
    planned = past(*told, down, terms=GOLD)
    assert (next_plan(planned, day("2026-02-10")), planned.until) == ("Club", day("2026-03-30"))
    assert terms_on(planned, day("2026-03-30")) == GOLD
    assert terms_on(planned, day("2026-03-31")) == CLUB
    assert state_on(planned, day("2026-03-31")) == "ended"  # Gold had no time of grace
    paid = past(*told, down, ("2026-03-01", "renew", {}), terms=GOLD)
    assert (terms_on(paid, day("2026-04-29")), paid.until) == (CLUB, day("2026-04-29"))
    assert next_plan(paid, day("2026-04-01")) is None


def test_going_down_past_due_to_a_plan_without_grace_takes_none_away() -> None:
    no_grace = replace(CLUB, plan_id="less", price=500, grace_days=0)
    late = past(JOINED, ("2026-03-02", "change", {"terms": no_grace, "at_once": False}))
    assert state_on(late, day("2026-03-06")) == "past_due"


def test_a_change_up_ends_a_pause_today() -> None:
    for pause in ({}, {"days": 10}):
        told: tuple[Told, ...] = (
            JOINED,
            ("2026-02-10", "pause", pause),
            ("2026-02-12", "change", {"terms": GOLD}),
        )
        gold = past(*told)
        assert (state_on(gold, day("2026-02-12")), gold.until) == ("active", day("2026-03-11"))
        assert state_on(gold, day("2026-02-11")) == "paused"


# -- Credit -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "today", "credit"),
    [
        ([], "2026-01-31", 980),  # on the day of joining
        ([], "2026-02-18", 980 * 10 // 28),  # today included
        ([], "2026-02-27", 35),
        ([], "2026-03-01", 0),  # the time of grace is worth nothing
        ([("2026-02-01", "renew", {})], "2026-02-18", 350 + 980),  # paid ahead
        ([("2026-02-01", "extend", {"months": 2})], "2026-02-18", 350),
        ([("2026-02-01", "extend", {"months": 2})], "2026-03-10", 0),
        ([("2026-02-10", "pause", {"days": 9})], "2026-02-18", 980 * 18 // 28),
        ([("2026-02-10", "pause", {})], "2026-06-01", 980 * 18 // 28),
        ([("2026-02-10", "pause", {}), ("2026-02-15", "resume", {})], "2026-02-15", 630),
    ],
)
def test_the_days_left_are_worth_their_share_of_the_price(
    told: list[Told], today: str, credit: int
) -> None:
    assert credit_left(past(JOINED, *told), today=day(today)) == credit


def test_a_trial_is_worth_nothing_but_what_was_paid_ahead_in_it_is() -> None:
    trial: Told = ("2026-01-18", "start", {"trial_until": day("2026-01-30")})
    assert credit_left(past(trial), today=day("2026-01-20")) == 0
    assert credit_left(past(trial, ("2026-01-20", "renew", {})), today=day("2026-01-20")) == 980


# -- Cancelling -------------------------------------------------------------------------------


def cancelled(on: str, *more: Told) -> Subscription:
    return past(JOINED, (on, "cancel", {"reason": "too dear", "offer": 2}), *more)


def test_cancelled_it_runs_to_the_end_of_its_period_and_has_no_grace() -> None:
    ending = cancelled("2026-02-10")
    states = [state_on(ending, day(on)) for on in ("2026-02-10", "2026-02-27", "2026-02-28")]
    assert states == ["ending", "ending", "ended"]
    assert (ending.reason, ending.offer) == ("too dear", 2)


def test_cancelled_past_due_it_ends_on_the_day_it_fell_due() -> None:
    assert state_on(cancelled("2026-03-03"), day("2026-03-03")) == "ended"


def test_cancelling_ends_a_pause_so_that_the_end_has_its_day() -> None:
    told: tuple[Told, ...] = (
        JOINED,
        ("2026-02-10", "pause", {}),
        ("2026-02-15", "cancel", {"reason": "moved"}),
    )
    assert until(*told) == "2026-03-04"
    assert state_on(past(*told), day("2026-02-15")) == "ending"


@pytest.mark.parametrize(
    ("act", "end"),
    [
        (("2026-02-11", "keep", {"months": 2}), "2026-04-29"),
        (("2026-02-11", "renew", {}), "2026-03-30"),
        (("2026-02-11", "change", {"terms": GOLD}), "2026-03-10"),
        (("2026-02-11", "change", {"terms": GOLD, "at_once": False}), "2026-02-27"),
    ],
)
def test_staying_paying_and_changing_take_a_cancellation_back(act: Told, end: str) -> None:
    stays = cancelled("2026-02-10", act)
    assert (state_on(stays, day("2026-02-12")), stays.until) == ("active", day(end))
    assert (stays.reason, stays.offer, stays.cancelled_on) == (None, 0, None)


def test_kept_and_cancelled_again_it_ends_with_the_free_months() -> None:
    again = cancelled(
        "2026-02-10", ("2026-02-11", "keep", {"months": 2}), ("2026-03-01", "cancel", {})
    )
    assert (state_on(again, day("2026-04-29")), again.until) == ("ending", day("2026-04-29"))


def test_free_months_do_not_take_a_cancellation_back() -> None:
    longer = cancelled("2026-02-10", ("2026-02-11", "extend", {"months": 1}))
    assert (state_on(longer, day("2026-03-30")), longer.until) == ("ending", day("2026-03-30"))
    assert with_free_months(cancelled("2026-02-10"), 1).until == longer.until


def test_free_months_are_offered_once_in_twelve() -> None:
    taken = [day("2025-02-28")]
    assert save_offer(months=2, taken=[], today=day("2026-02-27")) == 2
    assert save_offer(months=2, taken=taken, today=day("2026-02-27")) == 0
    assert save_offer(months=2, taken=taken, today=day("2026-02-28")) == 2


# -- Bonus ------------------------------------------------------------------------------------


def test_the_last_day_of_a_bonus_is_so_many_days_before_the_end() -> None:
    paid = past(JOINED, terms=replace(CLUB, renew_bonus=RenewBonus(30, 7)))
    assert bonus_until(paid) == day("2026-02-20")
    assert [bonus_for(paid, day(on)) for on in ("2026-02-20", "2026-02-21")] == [30, 0]
    assert (bonus_until(past(JOINED)), bonus_for(past(JOINED), day("2026-02-01"))) == (None, 0)


# -- Any order of events ----------------------------------------------------------------------

_KINDS: tuple[EventKind, ...] = (
    "renew", "extend", "pause", "resume", "change", "cancel", "keep", "end",
)  # fmt: skip


def by_chance(chance: random.Random, count: int) -> list[Event]:
    on = date(2023, 1, 1) + timedelta(days=chance.randrange(800))
    trial = on + timedelta(days=13) if chance.random() < 0.3 else None
    terms = chance.choice([CLUB, GOLD, YEAR])
    events = [Event("start", "f", "s", on, terms=terms, trial_until=trial)]
    for number in range(count):
        on += timedelta(days=chance.choice([0, 0, 1, 5, 20, 40, 400]))
        events.append(
            Event(
                chance.choice(_KINDS), f"f{number}", "s", on,
                terms=chance.choice([CLUB, GOLD, YEAR]), months=chance.choice([0, 1, 2, 12]),
                days=chance.choice([None, 1, 7, 400]), at_once=chance.random() < 0.5,
            )
        )  # fmt: skip
    return events


@pytest.mark.parametrize("seed", range(200))
def test_in_whatever_order_acts_come_days_stay_in_order_and_every_day_has_an_answer(
    seed: int,
) -> None:
    chance = random.Random(seed)
    events = by_chance(chance, 12)
    for count in range(1, len(events) + 1):
        found = subscription_of(events[:count], customer_id="c")
        spans = found.spans
        assert spans
        assert all(span.first <= span.last for span in spans)
        for one, next_one in pairwise(spans):
            assert one.last < next_one.first
        on = events[count - 1].day
        assert credit_left(found, today=on) >= 0
        for later in range(0, 900, 30):
            asked = on + timedelta(days=later)
            assert runs_on(found, asked) is (state_on(found, asked) != "ended")
            assert terms_on(found, asked).plan in ("Club", "Gold", "Year")


def test_a_plan_that_rests_is_the_one_that_was_paused_though_the_next_payment_is_for_another() -> (
    None
):
    gold: Told = ("2026-01-31", "start", {})
    down: Told = ("2026-02-12", "change", {"terms": CLUB, "at_once": False})
    resting = past(gold, ("2026-02-10", "pause", {}), down, terms=GOLD)
    assert terms_on(resting, day("2026-12-31")).plan == "Gold"
    assert next_plan(resting, day("2026-12-31")) == "Club"
