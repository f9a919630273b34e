"""Surprises: customers are drawn from a group by chance, and each gets a gift."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db import giving
from db.clock import new_id, random_below
from db.journal import Draft
from db.queries.rewards import reward_named
from db.queries.segments import group_members
from db.queries.surprises import DrawnSurprise, surprise_with_id
from db.rules.shop import line_of_text
from db.rules.surprises import (
    Below,
    Group,
    WeightedGift,
    check_count,
    drawn,
    gift_drawn,
    odds_of,
    spoken_group,
)
from db.session import Action, Session, Transaction


@dataclass(frozen=True)
class NewSurprise:
    """A draw as the owner describes it; `group_words` say the group in the door's language."""

    name: str
    group: Group
    group_words: str
    count: int
    gifts: Sequence[WeightedGift]


@dataclass(frozen=True)
class GroupSize:
    """How many are in a group now, and the odds of a draw among them."""

    size: int
    odds: str | None = None


def preview_surprise(session: Session, group: Group, *, count: int | None = None) -> GroupSize:
    """Say how many a draw would be among, writing nothing; refuses what a draw would refuse."""
    size = len(group_members(session.moment(), group))
    if count is None:
        return GroupSize(size)
    check_count(count, size=size)
    return GroupSize(size, odds_of(count, size))


def draw_surprise(
    session: Session, new: NewSurprise, *, operation_id: str, below: Below = random_below
) -> DrawnSurprise:
    """Draw customers from a group, each as likely as any other, and give each a gift by weight.

    The group, its members, the odds and the gifts' weights are kept with the draw. Raises
    BadRequest for an empty group or one smaller than what is to be drawn, and UnknownReward.
    """
    with session.write(Action.DRAW_SURPRISE, operation_id) as tx:
        name = line_of_text(new.name, "name", longest=80)
        for each in new.gifts:
            if each.gift.reward is not None:
                reward_named(tx.db, each.gift.reward)
        members = group_members(tx, new.group)
        check_count(new.count, size=len(members))
        draw = new_id()
        winners = [
            _give(tx, customer, new.gifts, gift_drawn(new.gifts, below=below), draw, name)
            for customer in drawn(members, new.count, below=below)
        ]
        told = {
            "draw": draw,
            "name": name,
            "group": spoken_group(new.group, digits=tx.settings.digits),
            "group_words": new.group_words,
            "members": members,
            "size": len(members),
            "count": new.count,
            "odds": odds_of(new.count, len(members)),
            "gifts": [_told(each, new.gifts) for each in new.gifts],
            "winners": winners,
        }
        tx.post(Draft("surprise.draw", told))
        surprise = surprise_with_id(tx.db, draw)
        tx.answer(surprise)
    return surprise


def _give(
    tx: Transaction,
    customer_id: str,
    gifts: Sequence[WeightedGift],
    place: int,
    draw: str,
    name: str,
) -> dict[str, Any]:
    more = {"reason": "surprise", "surprise": name, "draw": draw}
    issued = giving.give(tx, customer_id, gifts[place].gift, usable_from=tx.today, more=more)
    code = {"code": issued[0].code} if issued else {}
    return {"customer": customer_id, "gift": place, **code}


def _told(each: WeightedGift, gifts: Sequence[WeightedGift]) -> dict[str, Any]:
    gift = {"reward": each.gift.reward} if each.gift.reward else {"points": each.gift.points}
    odds = odds_of(each.weight, sum(other.weight for other in gifts))
    return {**gift, "weight": each.weight, "odds": odds}
