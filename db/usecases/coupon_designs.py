"""The owner decides how the coupons of a reward look; what they give was frozen long before."""

import json

from db.journal import Draft
from db.queries.rewards import reward_with_id
from db.rules.coupon_designs import CouponDesign, read_design, spoken_design
from db.session import Action, Session


def design_coupon(
    session: Session, *, reward_id: str, design: CouponDesign, operation_id: str
) -> CouponDesign:
    """Give the coupons of a reward their look, those already issued too when printed again.

    Raises UnknownReward, or BadRequest that names what is wrong; an empty design is the shop's.
    """
    with session.write(Action.DESIGN_COUPON, operation_id) as tx:
        reward = reward_with_id(tx.db, reward_id)
        chosen = read_design(spoken_design(design))
        spoken = spoken_design(chosen)
        tx.update("rewards", reward.id, {"design": json.dumps(spoken, ensure_ascii=False)})
        tx.post(Draft("reward.design", {"id": reward.id, "design": spoken}))
        tx.answer(chosen)
    return chosen
