"""Says which rewards are within reach: what each costs, how far it is, for whom it is kept."""

from collections.abc import Sequence

from db.errors import LimitReached, NotSubscribed, PlanRequired, ShopError, TierTooLow
from db.queries.rewards import RewardInReach
from db.rules.rewards import Reward
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.widgets.reward_list import RewardLine
from desktop.words.history import points_words
from desktop.words.offers import in_line


def reward_lines(rewards: Sequence[RewardInReach], *, balance: int) -> list[RewardLine]:
    """Return the rewards as the counter shows them: how far the dear ones are, what is kept."""
    return [_line(item, balance) for item in rewards]


def offered_lines(rewards: Sequence[Reward]) -> list[RewardLine]:
    """Return the rewards as they are shown while nobody stands at the counter."""
    return [RewardLine(each.name, _price(each), True, share=0) for each in rewards]


def kept_words(refusal: ShopError) -> str:
    """Return in two words why somebody may not have a reward: "from Gold", "had already"."""
    if isinstance(refusal, TierTooLow):
        return tr("from {tier}").format(tier=refusal.tier)
    if isinstance(refusal, PlanRequired):
        return trc("who may have it", "for members of {plan}").format(plan=refusal.plan)
    if isinstance(refusal, NotSubscribed):
        return tr("for members of a plan")
    assert isinstance(refusal, LimitReached), refusal
    words = trn("had already", "had {count} times already", refusal.limit)
    return words.format(count=formats.number(refusal.limit))


def _line(item: RewardInReach, balance: int) -> RewardLine:
    reward = item.reward
    price = _price(reward)
    if item.refusal is not None:
        beside = in_line([price, kept_words(item.refusal)])
        return RewardLine(reward.name, beside, within_reach=False, share=None)
    is_cause = reward.terms.kind == "donation"
    if item.missing == 0:
        return RewardLine(reward.name, price, within_reach=True, is_cause=is_cause)
    if is_cause:
        return RewardLine(reward.name, price, within_reach=False, share=None)
    words = tr("{cost} points · {missing} to go").format(
        cost=formats.number(reward.cost), missing=formats.number(item.missing)
    )
    share = max(balance, 0) * 100 // reward.cost if reward.cost else 0
    return RewardLine(reward.name, words, within_reach=False, share=share)


def _price(reward: Reward) -> str:
    if reward.terms.kind == "donation":
        return tr("any number of points")
    return points_words(reward.cost)
