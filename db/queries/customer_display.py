"""What everybody at the counter may see of who is served: nothing that tells who they are."""

from dataclasses import dataclass

from db.moment import Moment
from db.queries.coupons import coupons_of
from db.rules.coupons import Coupon

_CAME_BEFORE = "SELECT EXISTS (SELECT 1 FROM sales WHERE customer_id = ? AND amount >= 0)"
# Such a coupon would tell the others when somebody was born.
_PRIVATE = """
SELECT code FROM coupons
WHERE customer_id = ? AND reason IN ('birthday', 'anniversary')
"""


@dataclass(frozen=True)
class ShownToAll:
    """Whether somebody was here before, and the coupons that may be named in front of others."""

    came_before: bool
    coupons: tuple[Coupon, ...]


def shown_to_all(moment: Moment, customer_id: str) -> ShownToAll:
    """Return what the customer display may show of a customer, as of the moment."""
    (came_before,) = moment.db.conn.execute(_CAME_BEFORE, (customer_id,)).fetchone()
    private = {code for (code,) in moment.db.conn.execute(_PRIVATE, (customer_id,)).fetchall()}
    held = coupons_of(moment.db, customer_id, on=moment.today)
    return ShownToAll(
        came_before=bool(came_before),
        coupons=tuple(each for each in held if each.code not in private),
    )
