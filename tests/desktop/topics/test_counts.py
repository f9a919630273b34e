"""Stamps and weeks in a row, as answers tell them."""

from datetime import date

from db.queries.stamps import CardCount, StampsHeld
from db.queries.streaks import StreakCount
from db.rules.shop import Gift
from db.rules.stamps import StampCard
from db.rules.streaks import GivenRun, Streak, StreakStanding
from desktop.topics.answers import StampTold, StreakOnSale, StreakTold
from desktop.topics.counts import stamps_told, streak_on_sale, streak_told

CARD = StampCard("c", "Coffee stamps", 10, "r", "Free coffee")
STREAK = Streak("s", "Every week", 4, 2, Gift(200), since=date(2026, 1, 1))


def test_a_card_is_told_as_it_is_after_the_sale() -> None:
    assert stamps_told(CardCount(CARD, given=3, fills=1, have=1)) == StampTold(
        "Coffee stamps", 1, 10
    )
    assert stamps_told(StampsHeld(CARD, -2)).have == -2


def test_weeks_are_told_with_those_to_go() -> None:
    told = streak_told(StreakStanding(STREAK, have=3, visits_this_week=1))
    assert told == StreakTold("Every week", weeks=4, visits=2, have=3, need=1, visits_this_week=1)


def test_a_sale_tells_how_often_it_completed_the_weeks() -> None:
    standing = StreakStanding(STREAK, have=0, visits_this_week=2)
    run = GivenRun(date(2026, 11, 16), 4, 2)
    told = streak_on_sale(StreakCount(standing, (run,)))
    assert told == StreakOnSale("Every week", 4, 2, 0, 4, 2, completed=1)
