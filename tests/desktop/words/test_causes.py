"""Causes in words: what was given, what is owed, what handing over does."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.causes import CausePayment, CauseStanding
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.words.causes import (
    cause_chips,
    cause_line,
    paid_line,
    payment_story,
    payment_words,
)

YEN = ShopSettings()
TREES = CauseStanding("t", "Trees", True, points=1230, worth=615, donors=45)
PAID = CausePayment(date(2026, 11, 3), 400, 800, "receipt 12", "Mio", "op")


def test_a_cause_says_what_it_was_given_and_what_waits() -> None:
    with speaking("en"):
        assert cause_line(TREES, YEN) == "1,230 points from 45 customers · worth ¥615"
        assert cause_chips(TREES, YEN) == [("¥615 to hand over", "gold")]
        assert paid_line(TREES, YEN) == ""
        assert cause_line(CauseStanding("t", "Trees", True), YEN) == "Nothing was given yet."
        assert cause_chips(CauseStanding("t", "Trees", True), YEN) == []


def test_what_was_handed_over_is_told_with_its_day() -> None:
    paid = replace(TREES, paid=700, payments=(PAID,))
    with speaking("en"):
        assert paid_line(paid, YEN) == "¥700 handed over, last on 3 Nov 2026 · ¥85 ahead"
        assert payment_words(PAID, YEN) == "3 Nov 2026 · ¥400 · receipt 12"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "… go to “Trees”."),
        (600, "¥600 go to “Trees”. Then ¥15 are still owed."),
        (615, "¥615 go to “Trees”. Then nothing is owed."),
        (1000, "¥1,000 go to “Trees”. That is ¥385 more than is owed."),
    ],
)
def test_the_story_says_what_is_left(amount: int | None, words: str) -> None:
    with speaking("en"):
        assert payment_story(TREES, amount, YEN) == words
