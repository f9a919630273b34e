"""The feed's request about the look of coupons."""

from dataclasses import replace
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from db.queries.coupon_designs import design_of
from db.queries.rewards import promised_reward
from db.rules.coupon_designs import CouponDesign
from db.session import Session
from db.usecases.coupon_designs import design_coupon
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Request


class RewardDesign(Request, tag="reward.design", kw_only=True):
    """Decides how a reward's coupons look when printed; what is left out stays as it is."""

    reward: Annotated[str, Meta(description="the reward's name")]
    title2: Annotated[str, Meta(description="a second line under the name")] | UnsetType = UNSET
    words: Annotated[str, Meta(description="empty: the shop's own words")] | UnsetType = UNSET
    colour: Annotated[str, Meta(description="as #d6452b; empty: the shop's")] | UnsetType = UNSET


class DesignAnswer(Answer, kw_only=True):
    """The look of the reward's coupons from now on."""

    title2: str
    words: str
    colour: str


def reward_design(session: Session, request: RewardDesign, operation_id: str) -> CouponDesign:
    """Design the coupons of a reward."""
    reward = promised_reward(session.db, request.reward)
    said = {name: getattr(request, name) for name in ("title2", "words", "colour")}
    changes = {name: words for name, words in said.items() if words is not UNSET}
    design = replace(design_of(session.db, reward.id), **changes)
    return design_coupon(session, reward_id=reward.id, design=design, operation_id=operation_id)


def tell_design(_: Session, design: CouponDesign) -> DesignAnswer:
    """Answer the whole design."""
    return DesignAnswer(title2=design.title2, words=design.words, colour=design.colour)


OPERATIONS = (Operation(RewardDesign, reward_design, DesignAnswer, tell_design),)
