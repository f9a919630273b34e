"""What to say at the counter about a renewal, in whole sentences."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.renewals import RenewalDue
from db.rules.shop import ShopSettings
from desktop.i18n import use_language
from desktop.words.renewals import (
    amount_words,
    by_week,
    state_words,
    sum_words,
    week_words,
    what_to_say,
)

TODAY = date(2026, 11, 22)  # a Sunday
DUE = RenewalDue(
    "c", "2000000000015", "Misaki", None, "Bean Club", 980, "month", 0, "active",
    until=date(2026, 11, 27), pay_by=date(2026, 12, 4), weeks=1, bonus=200,
    bonus_until=date(2026, 11, 25),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def say(**changes: object) -> str:
    return what_to_say(replace(DUE, **changes), ShopSettings(), today=TODAY)  # type: ignore[arg-type]


def test_the_sentence_names_the_end_and_what_paying_early_brings() -> None:
    assert say() == "Misaki's Bean Club ends on Friday; renewing by Wednesday gives 200 points."
    assert say(bonus_until=TODAY) == (
        "Misaki's Bean Club ends on Friday; renewing today gives 200 points."
    )
    assert say(bonus=1, bonus_until=date(2026, 11, 23)) == (
        "Misaki's Bean Club ends on Friday; renewing by tomorrow gives 1 point."
    )
    assert say(bonus=0) == "Misaki's Bean Club ends on Friday."
    assert say(bonus=0, until=TODAY) == "Misaki's Bean Club ends today."
    assert say(bonus=0, until=date(2026, 12, 12)) == "Misaki's Bean Club ends on 12 Dec."


def test_what_ends_is_the_plan_of_now_though_another_is_paid_next() -> None:
    assert say(bonus=0, ends="Gold") == "Misaki's Gold ends on Friday."


def test_a_trial_and_a_late_one_are_told_apart() -> None:
    assert say(state="trial") == (
        "Misaki's trial of Bean Club ends on Friday; the first payment is ¥980."
    )
    assert say(state="past_due", until=date(2026, 11, 21), pay_by=date(2026, 11, 28)) == (
        "Misaki's Bean Club ran out yesterday; whoever pays by 28 Nov goes on from there."
    )
    assert [state_words(replace(DUE, state=state)) for state in ("past_due", "active")] == [
        ("late", "warn"), ("", "plain"),
    ]  # fmt: skip


def test_weeks_have_their_names_and_sums() -> None:
    late = replace(DUE, weeks=-1)
    weeks = by_week([late, late, DUE])
    assert [(week.weeks, len(week.due), week.to_pay) for week in weeks] == [
        (-1, 2, 1960),
        (1, 1, 980),
    ]
    assert [week_words(number, today=TODAY) for number in (-1, 0, 1, 2)] == [
        "Late, in the days of grace", "This week", "Next week", "30 Nov to 6 Dec",
    ]  # fmt: skip
    assert sum_words(weeks[0].due, ShopSettings()) == "2 members, ¥1,960"


def test_credit_is_said_with_the_amount() -> None:
    assert amount_words(DUE, ShopSettings()) == "¥980"
    assert amount_words(replace(DUE, credit=300), ShopSettings()) == "¥680 after ¥300 of credit"
