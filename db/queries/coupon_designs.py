"""The looks of coupons: what the owner chose for each reward, and which coupons it is for."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from db.queries.rewards import reward_with_id
from db.rules.coupon_designs import CouponDesign, read_design

_REWARDS_OF = """
SELECT coupons.code,
  coalesce(
    (SELECT id FROM rewards WHERE id = facts.doc ->> 'reward_id'),
    (SELECT id FROM rewards WHERE name = coupons.reward)
  )
FROM json_each(:codes) AS asked JOIN coupons ON coupons.code = asked.value
LEFT JOIN facts ON facts.claim = 'coupon.issue:' || coupons.code
"""


def design_of(db: Database, reward_id: str) -> CouponDesign:
    """Return how the coupons of a reward look."""
    row = db.conn.execute("SELECT design FROM rewards WHERE id = ?", (reward_id,)).fetchone()
    return read_design(json.loads(row[0])) if row else CouponDesign()


def rewards_of_coupons(
    db: Database, codes: Iterable[str], *, offered: bool = False
) -> dict[str, str]:
    """Return for each coupon the id of the reward it gives; one made from bare terms has none.

    With `offered`, rewards that are offered no longer are left out.
    """
    rows = db.conn.execute(_REWARDS_OF, {"codes": json.dumps(list(codes))}).fetchall()
    found = {code: reward for code, reward in rows if reward is not None}
    if not offered:
        return found
    return {code: each for code, each in found.items() if reward_with_id(db, each).offered}
