"""What several acts give in the same way: points as a gift, coupons, what a friend brings.

A use-case never calls another; what they share is posted from here, inside their transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from db.clock import random_symbols
from db.journal import Draft
from db.moment import Moment
from db.queries.coupons import NEXT_VISIT, coupon_key, invitations_today, times_taken
from db.queries.referrals import Qualifying, times_said
from db.queries.rewards import promised_reward
from db.rules.coupons import ALPHABET, RANDOM_SYMBOLS, Coupon, code_of, is_made_by
from db.rules.referrals import Link
from db.rules.rewards import Reward, Terms
from db.rules.shop import Gift, NextVisit, ReferralTerms
from db.rules.vouchers import voucher_key
from db.session import Transaction


@dataclass(frozen=True)
class IssuedCoupon:
    """A coupon just made; `valid_until` is its last day, None: it has none."""

    code: str
    name: str
    valid_from: date
    valid_until: date | None
    used: bool = False


def give_points(
    tx: Transaction,
    customer_id: str,
    points: int,
    *,
    reason: str,
    usable_from: date | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Give points that no sale earned: a friend's, a plan's, a renewal's."""
    if points == 0:
        return
    doc = {
        "reason": reason,
        "usable_from": (usable_from or tx.today).isoformat(),
        "expiry": asdict(tx.settings.expiry),
        **(more or {}),
    }
    tx.post(Draft("points.gift", doc, customer_id, "points", points))


def issue_coupon(
    tx: Transaction,
    terms: Terms,
    *,
    customer_id: str | None,
    valid_from: date,
    valid_until: date | None,
    uses: int = 1,
    reward: str | None = None,
    batch: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> IssuedCoupon:
    """Make a coupon with a code that only this shop can make."""
    told = {
        "terms": asdict(terms),
        "from": valid_from.isoformat(),
        "until": valid_until.isoformat() if valid_until else None,
        "uses": uses,
        "batch": batch,
        "reward": reward,
        **(more or {}),
    }
    (code,) = issue_codes(tx, told, customer_id=customer_id, count=1)
    return IssuedCoupon(code, terms.name, valid_from, valid_until)


def issue_codes(
    tx: Transaction, told: Mapping[str, Any], *, customer_id: str | None, count: int
) -> list[str]:
    """Make coupons that differ in their codes alone; `told` is what their facts say besides."""
    codes = _new_codes(tx, count)
    tx.post_all(
        Draft("coupon.issue", {**told, "code": code}, customer_id, claim=f"coupon.issue:{code}")
        for code in codes
    )
    return codes


def issue_to_each(
    tx: Transaction, told: Mapping[str, Any], customer_ids: Sequence[str]
) -> dict[str, str]:
    """Make a coupon of the same terms for each of many customers; returns the codes by owner."""
    codes = dict(zip(customer_ids, _new_codes(tx, len(customer_ids)), strict=True))
    tx.post_all(
        Draft("coupon.issue", {**told, "code": code}, owner, claim=f"coupon.issue:{code}")
        for owner, code in codes.items()
    )
    return codes


def use_coupon(tx: Transaction, coupon: Coupon, *, discount: int, sale: str | None) -> None:
    """Take a coupon once; the claim makes a second taking impossible."""
    doc = {"code": coupon.code, "discount": discount, "sale": sale}
    claim = f"coupon:{coupon.code}:{times_taken(tx.db, coupon.code) + 1}"
    tx.post(Draft("coupon.use", doc, coupon.customer_id, claim=claim))


def coupon_until(reward: Reward, *, valid_from: date) -> date | None:
    """Return the last day of a coupon for a reward: so many days after its first (rulings 47)."""
    if reward.valid_days is None:
        return None
    return valid_from + timedelta(days=reward.valid_days)


def reward_friends(
    tx: Transaction, found: Qualifying | None, *, sale: str
) -> tuple[IssuedCoupon, ...]:
    """Give referrer and friend what was promised for the friend's first sale.

    Where something looks odd nothing is given before the owner's yes. Returns the coupons that the
    friend gets; the referrer's waits with the referrer.
    """
    if found is None:
        return ()
    referee = found.link.referee_id
    told: dict[str, Any] = {"sale": sale, "usable_from": found.usable_from.isoformat()}
    if found.signs:
        told["signs"] = list(found.signs)
    claim = f"referral.qualify:{referee}"
    times = times_said(tx.db, "referral.qualify", referee)
    if times:  # the sale before was undone
        claim = f"{claim}:{times + 1}"
    tx.post(Draft("referral.qualify", told, referee, claim=claim))
    if found.signs:
        return ()
    terms = tx.settings.referral
    return give_to_friends(tx, found.link, terms, sale=sale, usable_from=found.usable_from)


def give_to_friends(
    tx: Transaction, link: Link, terms: ReferralTerms, *, sale: str, usable_from: date
) -> tuple[IssuedCoupon, ...]:
    """Give both what the terms promise; returns the coupons that the friend gets."""
    more = {"sale": sale, "referee": link.referee_id, "reason": "referral"}
    give(tx, link.referrer_id, terms.referrer, usable_from=usable_from, more=more)
    return give(tx, link.referee_id, terms.referee, usable_from=usable_from, more=more)


def invite_back(
    tx: Transaction, customer_id: str | None, *, paid: int, sale: str
) -> tuple[IssuedCoupon, ...]:
    """Give the coupon for the next visit, where the sale is large enough and it is promised.

    A customer gets one in a business day; without a customer it is for whoever brings it.
    """
    promise = invitation(tx, customer_id, paid=paid)
    if promise is None:
        return ()
    claim = invitations_today(tx, customer_id).claim if customer_id else None
    first = tx.today + timedelta(days=promise.after_days)
    gift, more = Gift(reward=promise.reward), {"sale": sale, "reason": NEXT_VISIT}
    issued = give(tx, customer_id, gift, usable_from=first, more=more)
    if customer_id is not None:
        told = {"sale": sale, "code": issued[0].code}
        tx.post(Draft("next_visit.give", told, customer_id, claim=claim))
    return issued


def invitation(moment: Moment, customer_id: str | None, *, paid: int) -> NextVisit | None:
    """Return what a sale of so much money promises for the next visit, None: nothing."""
    promise = moment.settings.next_visit
    if promise is None or paid < max(promise.minimum, 1):
        return None
    given = customer_id is not None and invitations_today(moment, customer_id).stands
    return None if given else promise


def give(
    tx: Transaction,
    customer_id: str | None,
    gift: Gift,
    *,
    usable_from: date,
    more: Mapping[str, Any],
) -> tuple[IssuedCoupon, ...]:
    """Give points or a coupon; `more` says the reason, and what the gift hangs on."""
    if gift.reward is None:
        assert customer_id is not None, "points are somebody's"
        reason = str(more["reason"])
        give_points(tx, customer_id, gift.points, reason=reason, usable_from=usable_from, more=more)
        return ()
    reward = promised_reward(tx.db, gift.reward)
    issued = issue_coupon(
        tx,
        reward.terms,
        customer_id=customer_id,
        valid_from=usable_from,
        valid_until=coupon_until(reward, valid_from=usable_from),
        reward=reward.name,
        more=more,
    )
    return (issued,)


def _new_codes(tx: Transaction, count: int) -> list[str]:
    key, codes = coupon_key(tx.db), dict[str, None]()
    vouchers = voucher_key(key)
    while len(codes) < count:
        code = code_of(random_symbols(ALPHABET, RANDOM_SYMBOLS), key=key)
        taken = tx.db.conn.execute("SELECT 1 FROM coupons WHERE code = ?", (code,)).fetchone()
        # One in a million, but a code must never stand twice, nor be a voucher's.
        if not taken and not is_made_by(code, key=vouchers):
            codes[code] = None
    return list(codes)
