"""A membership is told in true words, whatever its state: each follows from what was agreed."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from db.rules.shop import ShopSettings
from db.rules.subscriptions import (
    Event,
    EventKind,
    Every,
    RenewBonus,
    Subscription,
    Terms,
    subscription_of,
)
from desktop.i18n import speaking
from desktop.words import memberships as words

YEN = ShopSettings()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def terms(plan: str = "Pass", price: int = 980, every: Every = "month", grace: int = 7) -> Terms:
    return Terms(
        plan, plan, price, every, grace, Fraction(2), 5, 50, RenewBonus(100, 7), "Cake"
    )  # fmt: skip


def plan_of(*events: tuple[EventKind, str, dict[str, object]], grace: int = 7) -> Subscription:
    start = Event("start", "0", "s", date(2026, 11, 1), terms=terms(grace=grace))
    others = [
        Event(kind, str(n), "s", date.fromisoformat(day), **more)  # type: ignore[arg-type]
        for n, (kind, day, more) in enumerate(events, start=1)
    ]
    return subscription_of([start, *others], customer_id="c")


def rules(plan: Subscription, day: str, *, others: bool = True) -> dict[str, str]:
    return dict(words.rules_of(plan, date.fromisoformat(day), YEN, others=others))


def figures(plan: Subscription, day: str) -> dict[str, str]:
    return dict(words.figures_of(plan, date.fromisoformat(day), YEN))


def test_benefits_are_those_agreed_a_line_each() -> None:
    assert words.benefits_of(terms()) == (
        "Points × 2 on every purchase", "5 % off every purchase", "50 points every month",
        "A coupon for “Cake” every month",
    )  # fmt: skip
    assert words.benefits_of(terms(every="year"))[-1] == "A coupon for “Cake” every year"
    plain = Terms("p", "p", 1, "month", 0, Fraction(1), 0, 0, None)
    assert words.benefits_of(plain) == ()


def test_a_running_plan_says_until_when_and_all_that_may_be_done() -> None:
    plan = plan_of()
    assert figures(plan, "2026-11-22") == {
        "Member since": "1 Nov 2026", "Price": "¥980 a month", "Paid until": "30 Nov 2026",
    }  # fmt: skip
    assert words.note_of(plan, date(2026, 11, 22), YEN) == ""
    assert list(rules(plan, "2026-11-22")) == [
        "Renewing", "If you forget", "Pausing", "Changing", "Leaving",
    ]  # fmt: skip
    assert "Changing" not in rules(plan, "2026-11-22", others=False)
    assert "for 7 more days, until 7 Dec 2026" in rules(plan, "2026-11-22")["If you forget"]


def test_nobody_is_told_of_free_months_for_staying() -> None:
    said = " ".join(rules(plan_of(), "2026-11-22").values())
    assert "free" not in said.lower()


def test_without_grace_it_ends_by_itself() -> None:
    told = rules(plan_of(grace=0), "2026-11-22")["If you forget"]
    assert told == "Without a payment it ends by itself. You may join anew at any time."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-22", "Renew by 23 Nov 2026 and get 100 extra points."),
        ("2026-11-23", "Renew by 23 Nov 2026 and get 100 extra points."),
        ("2026-11-24", ""),
    ],
)
def test_the_bonus_is_told_up_to_its_last_day_and_then_for_the_next_time(
    day: str, said: str
) -> None:
    plan = plan_of()
    assert words.bonus_words(plan, date.fromisoformat(day)) == said
    later = rules(plan, day).get("Early bird")
    assert later == (None if said else "Renewing at least 7 days before the end brings 100 points.")


def test_a_trial_names_its_free_days() -> None:
    trial = Event(
        "start", "0", "s", date(2026, 11, 22), terms=terms(), trial_until=date(2026, 12, 5)
    )
    plan = subscription_of([trial], customer_id="c")
    assert figures(plan, "2026-11-22")["Free until"] == "5 Dec 2026"
    assert "free days run until 5 Dec 2026" in rules(plan, "2026-11-22")["Renewing"]


def test_a_cancelled_plan_says_how_it_is_taken_back() -> None:
    plan = plan_of(("cancel", "2026-11-10", {"reason": "x", "offer": 2}))
    day = date(2026, 11, 22)
    assert words.note_of(plan, day, YEN) == "You have cancelled it. It runs until 30 Nov 2026."
    assert list(rules(plan, "2026-11-22")) == ["Renewing", "Early bird", "Changing"]
    assert words.bonus_words(plan, day) == ""


def test_a_pause_says_how_many_days_wait_or_when_it_ends() -> None:
    plan = plan_of(("pause", "2026-11-21", {}))
    assert figures(plan, "2026-11-25")["Waiting for you"] == "10 days"
    told = words.note_of(plan, date(2026, 11, 25), YEN)
    assert told == "Paused since 21 Nov 2026. Tell us when you are back."
    short = plan_of(("pause", "2026-11-21", {"days": 5}))
    said = words.note_of(short, date(2026, 11, 22), YEN)
    assert said == "Paused until 25 Nov 2026; it goes on by itself."
    assert figures(short, "2026-11-22")["Paid until"] == "5 Dec 2026"
    assert "Pausing" not in rules(short, "2026-11-22")


def test_whoever_is_late_is_told_the_last_day() -> None:
    said = words.note_of(plan_of(), date(2026, 12, 3), YEN)
    assert said == (
        "It was paid until 30 Nov 2026. Pay by 7 Dec 2026, and it goes on without a gap."
    )
    assert "whenever it suits you" not in rules(plan_of(), "2026-12-03")["Renewing"]


def test_a_change_that_waits_is_told_with_its_price() -> None:
    smaller = {"terms": terms("Small", 500), "at_once": False}
    plan = plan_of(("change", "2026-11-10", smaller))
    said = words.note_of(plan, date(2026, 11, 22), YEN)
    assert said == "From 1 Dec 2026 on: “Small”, ¥500 a month."
    assert figures(plan, "2026-11-22")["Price"] == "¥980 a month"
    assert "¥500" in rules(plan, "2026-11-22")["Renewing"]


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-29", "2026-12-03"])
def test_everything_can_be_said_in_japanese(day: str) -> None:
    plan = plan_of()
    english = rules(plan, day)
    with speaking("ja"):
        japanese = rules(plan, day)
        assert len(japanese) == len(english)
        assert not set(japanese.values()) & set(english.values())
