"""A customer's time on plans: which days count, what they bring, and when one is lost."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from db.rules.recurring import Membership, Stretch, came_back, membership_of
from db.rules.subscriptions import Event, Terms, subscription_of

CLUB = Terms("p", "Bean club", 500, "month", 7, Fraction(1), 0, 0, None)
YEAR = replace(CLUB, plan_id="y", plan="Bean year", price=1000, every="year")
TODAY = date(2026, 11, 22)


def happened(kind: str, day: str, **more: object) -> Event:
    return Event(kind, f"f-{kind}-{day}", "s", date.fromisoformat(day), **more)  # type: ignore[arg-type]


def joined(
    *events: Event, terms: Terms = CLUB, day: str = "2026-09-10", **more: object
) -> Membership:
    start = happened("start", day, terms=terms, **more)
    return membership_of(subscription_of([start, *events], customer_id="a"))


def monthly(member: Membership, day: str, *, known_on: date = TODAY) -> object:
    return member.monthly_on(date.fromisoformat(day), known_on=known_on)


def state(member: Membership, day: str, *, known_on: date = TODAY) -> str:
    return member.state_on(date.fromisoformat(day), known_on=known_on)


def test_a_years_price_is_twelve_months_exact() -> None:
    assert monthly(joined(terms=YEAR), "2026-10-01") == Fraction(1000, 12)


def test_a_loss_is_dated_on_the_day_after_the_last_one_paid_for() -> None:
    member = joined()
    assert member.until == date(2026, 10, 9)
    assert member.lost_on(known_on=date(2026, 10, 16)) is None
    assert member.lost_on(known_on=date(2026, 10, 17)) == date(2026, 10, 10)
    assert member.why_lost == "not_renewed"


def test_whoever_is_late_counts_until_the_time_of_grace_has_passed() -> None:
    member = joined()
    assert monthly(member, "2026-10-12", known_on=date(2026, 10, 12)) == 500
    assert state(member, "2026-10-12", known_on=date(2026, 10, 12)) == "past_due"
    assert monthly(member, "2026-10-12") == 0
    assert state(member, "2026-10-12") == "ended"


def test_a_late_payment_closes_the_gap() -> None:
    member = joined(happened("renew", "2026-10-14"))
    assert (monthly(member, "2026-10-12"), state(member, "2026-10-12")) == (500, "active")


def test_a_trial_brings_nothing_until_its_first_payment_late_or_not() -> None:
    trial = joined(trial_until=date(2026, 9, 23))
    known = date(2026, 9, 25)
    for day, is_then in (("2026-09-20", "trial"), ("2026-09-25", "past_due")):
        assert monthly(trial, day, known_on=known) == 0
        assert state(trial, day, known_on=known) == is_then
    assert trial.why_lost == "after_trial"
    paid = joined(happened("renew", "2026-09-25"), trial_until=date(2026, 9, 23))
    assert paid.first_paid == date(2026, 9, 24)
    assert (monthly(paid, "2026-09-23"), monthly(paid, "2026-09-24")) == (0, 500)


def test_a_pause_brings_nothing_and_loses_nobody() -> None:
    member = joined(happened("pause", "2026-09-20"))
    assert member.lost_on(known_on=TODAY) is None
    assert (monthly(member, "2026-09-19"), monthly(member, "2026-09-20")) == (500, 0)
    assert state(member, "2026-11-20") == "paused"
    over = joined(happened("pause", "2026-09-20"), happened("resume", "2026-09-30"))
    assert over.until == date(2026, 10, 19)
    known = date(2026, 10, 19)
    assert [state(over, f"2026-09-{day}", known_on=known) for day in (19, 20, 29, 30)] == [
        "active", "paused", "paused", "active",
    ]  # fmt: skip
    assert [monthly(over, f"2026-09-{day}", known_on=known) for day in (19, 20, 29, 30)] == [
        500, 0, 0, 500,
    ]  # fmt: skip


def test_free_months_bring_nothing_and_what_follows_them_counts_again() -> None:
    member = joined(
        happened("cancel", "2026-10-01", reason="too dear", offer=1),
        happened("keep", "2026-10-01", months=1),
        happened("renew", "2026-11-05"),
    )
    days = ("2026-10-09", "2026-10-10", "2026-11-09", "2026-11-10")
    assert [monthly(member, day) for day in days] == [500, 0, 0, 500]
    assert state(member, "2026-10-20") == "active"


def test_a_cancellation_ends_without_grace_and_says_why() -> None:
    member = joined(happened("cancel", "2026-10-01", reason="moving away", offer=2))
    known = date(2026, 10, 9)
    days = ("2026-09-30", "2026-10-01", "2026-10-09")
    assert [state(member, day, known_on=known) for day in days] == ["active", "ending", "ending"]
    assert member.lost_on(known_on=known) is None
    assert member.lost_on(known_on=date(2026, 10, 10)) == date(2026, 10, 10)
    assert (member.why_lost, member.reason) == ("cancelled", "moving away")


def test_a_change_at_once_counts_from_its_day_and_a_later_one_from_the_next_period() -> None:
    up = joined(happened("change", "2026-09-20", terms=YEAR, at_once=True))
    assert (monthly(up, "2026-09-19"), monthly(up, "2026-09-20")) == (500, Fraction(1000, 12))
    assert (up.plan_on(date(2026, 9, 19)), up.plan_on(date(2026, 9, 20))) == (
        "Bean club",
        "Bean year",
    )
    cheap = replace(CLUB, plan_id="c", plan="Cup club", price=300)
    down = joined(happened("change", "2026-09-20", terms=cheap, at_once=False))
    known = date(2026, 10, 12)
    assert [monthly(down, day, known_on=known) for day in ("2026-10-09", "2026-10-10")] == [
        500,
        300,
    ]
    assert down.plan_on(date(2026, 10, 10)) == "Cup club"


def test_between_a_late_end_and_a_change_counts_what_had_been_agreed() -> None:
    up = joined(happened("change", "2026-10-13", terms=YEAR, at_once=True))
    assert (monthly(up, "2026-10-11"), up.plan_on(date(2026, 10, 11))) == (500, "Bean club")
    assert state(up, "2026-10-11") == "past_due"


def test_one_that_a_merging_ended_is_lost_the_day_after_without_grace() -> None:
    ended = joined(happened("end", "2026-09-21"))
    assert ended.lost_on(known_on=date(2026, 9, 20)) is None
    assert ended.lost_on(known_on=date(2026, 9, 21)) == date(2026, 9, 21)
    in_grace = joined(happened("end", "2026-10-13"))
    assert in_grace.lost_on(known_on=date(2026, 10, 13)) == date(2026, 10, 10)
    assert in_grace.why_lost == "merged"


def test_one_that_rested_when_a_merging_ended_it_counted_until_then() -> None:
    resting = joined(happened("pause", "2026-10-01"), happened("end", "2026-11-03"))
    assert resting.lost_on(known_on=TODAY) == date(2026, 11, 3)
    assert resting.counts_on(date(2026, 11, 2), known_on=TODAY)


def test_equal_periods_are_one_stretch() -> None:
    member = joined(happened("renew", "2026-10-01"), happened("renew", "2026-11-01"))
    assert member.stretches == (
        Stretch(date(2026, 9, 10), date(2026, 12, 9), "paid", "p", "Bean club", 500, "month"),
    )


def test_whoever_joins_after_an_end_came_back() -> None:
    first = joined()._replace(id="1")
    same_day = joined(day="2026-10-10")._replace(id="2")
    running = joined(day="2026-10-05")._replace(id="3")
    somebody_else = joined(day="2026-11-01")._replace(id="4", customer_id="b")
    in_order = [first, running, same_day, somebody_else]

    def back(known_on: date) -> set[str]:
        return came_back([(each, each.lost_on(known_on=known_on)) for each in in_order])

    assert back(TODAY) == {"2"}
    assert back(date(2026, 10, 16)) == set()
