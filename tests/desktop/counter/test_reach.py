"""Rewards at the counter in words: the price, the distance, and for whom one is kept."""

import pytest

from db.errors import LimitReached, NotSubscribed, PlanRequired, ShopError, TierTooLow
from db.queries.rewards import RewardInReach
from db.rules.rewards import Reward, Terms
from desktop.counter.reach import kept_words, offered_lines, reward_lines
from desktop.i18n import speaking
from desktop.widgets.reward_list import RewardLine

ART = Reward("r", "Latte art class", 1500, Terms("free_item", 3000))
TREES = Reward("t", "Trees", 100, Terms("donation", 50))


def line(item: RewardInReach, balance: int) -> RewardLine:
    with speaking("en"):
        return reward_lines([item], balance=balance)[0]


def test_a_dear_reward_says_how_far_it_is() -> None:
    dear = line(RewardInReach(ART, 260), 1240)
    assert (dear.beside, dear.within_reach, dear.share) == ("1,500 points · 260 to go", False, 82)
    assert line(RewardInReach(ART, 1530), -30).share == 0


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (TierTooLow("Latte art class", "Gold"), "from Gold"),
        (PlanRequired("Latte art class", "Bean Club"), "for members of Bean Club"),
        (NotSubscribed("c"), "for members of a plan"),
        (LimitReached(1, "Latte art class"), "had already"),
        (LimitReached(3, "Latte art class"), "had 3 times already"),
    ],
)
def test_what_somebody_may_not_have_says_why_and_has_neither_button_nor_bar(
    refusal: ShopError, words: str
) -> None:
    kept = line(RewardInReach(ART, 0, refusal), 5000)
    assert (kept.beside, kept.within_reach, kept.share) == (f"1,500 points · {words}", False, None)
    with speaking("ja"):
        assert kept_words(refusal) != words


def test_a_cause_takes_as_many_points_as_one_likes() -> None:
    cause = line(RewardInReach(TREES, 0), 7)
    assert (cause.within_reach, cause.is_cause) == (True, True)
    assert cause.beside == "any number of points"
    assert line(RewardInReach(TREES, 1), 0).share is None


def test_while_nobody_is_there_only_the_prices_are_told() -> None:
    with speaking("en"):
        told = offered_lines([ART])
    assert told == [RewardLine("Latte art class", "1,500 points", True, share=0)]
