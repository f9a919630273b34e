"""Every kind of follow-up has its words: what it is, when, and how to begin to speak of it."""

from dataclasses import replace
from datetime import date, time

import pytest

from db.rules import follow_ups as rules
from db.rules.follow_ups import KINDS, FollowUp, Kind
from desktop.i18n import speaking
from desktop.words.sayings import act_words, kind_words, kinds_words, what_to_say, when_words

TODAY = date(2026, 11, 22)
PLAN = rules.PlanEnds("Bean Club", date(2026, 12, 2), date(2026, 12, 2), 3, 980, bonus=200)
GREETING = rules.Greeting(date(2026, 11, 25), 3, "Slice of cake", "C1", date(2026, 12, 25))
FACTS: dict[Kind, rules.Facts] = {
    "promise": rules.Promised("Two bags", date(2026, 11, 20)),
    "complaint": rules.Promised("Stale beans", date(2026, 11, 20)),
    "unhappy": rules.Said(6, "Too long a queue", date(2026, 11, 20)),
    "slipping_away": rules.Slipping(28, 56, 40, date(2024, 11, 1), date(2026, 9, 27), 90_000),
    "renewal": PLAN,
    "trial_end": PLAN,
    "points_expiring": rules.PointsLapse(300, 300, date(2026, 11, 30)),
    "birthday": GREETING,
    "anniversary": GREETING,
    "newcomer": rules.FirstSteps(7, date(2026, 11, 15), "Tanaka", stamps=True),
    "referral": rules.FriendBought("Sato", date(2026, 11, 20), waits=False, reward="Coffee"),
    "best_customer": rules.NotSpokenTo(90_000, None, date(2026, 11, 20)),
}


def follow_up(kind: Kind, **others: object) -> FollowUp:
    made = FollowUp(
        id="f", kind=kind, customer_id="c", number="", name="Ito", phone=None,
        due_day=date(2026, 11, 25), due_time=None, facts=FACTS[kind], owed_by=None, late=False,
        act="call", channel="call",
    )  # fmt: skip
    return replace(made, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_kind_has_its_words(language: str) -> None:
    with speaking(language):
        assert len({kind_words(kind) for kind in KINDS}) == len(KINDS)
        for kind in KINDS:
            said = [*what_to_say(follow_up(kind)), when_words(follow_up(kind), TODAY)]
            assert all(said), kind
            assert not any("{" in each for each in (*said, kinds_words(kind))), kind


@pytest.mark.parametrize(
    ("due_day", "clock", "late", "said"),
    [
        ("2026-11-22", None, False, "due today"),
        ("2026-11-22", time(14), False, "due 14:00"),
        ("2026-11-22", time(9), True, "due 09:00, late"),
        ("2026-11-21", time(9), True, "due yesterday, 09:00"),
        ("2026-11-23", None, False, "due tomorrow"),
        ("2026-11-10", None, True, "due on 10 Nov"),
    ],
)
def test_what_is_owed_says_by_when(due_day: str, clock: time | None, late: bool, said: str) -> None:
    owed = follow_up("promise", due_day=date.fromisoformat(due_day), due_time=clock, late=late)
    assert when_words(owed, TODAY) == said


@pytest.mark.parametrize(
    ("due_day", "said"),
    [
        ("2026-11-22", "today"),
        ("2026-11-23", "tomorrow"),
        ("2026-11-25", "Wed 25 Nov"),
        ("2026-12-02", "in 10 days"),
        ("2026-11-20", "since 20 Nov"),
    ],
)
def test_a_day_that_is_near_is_called_by_its_name(due_day: str, said: str) -> None:
    due = follow_up("birthday", due_day=date.fromisoformat(due_day))
    assert when_words(due, TODAY) == said


def test_the_counter_offers_plans_and_tells_the_rest() -> None:
    assert act_words(follow_up("renewal", act="counter")) == "Offer at the counter"
    assert act_words(follow_up("birthday", act="counter")) == "Tell them at the counter"
