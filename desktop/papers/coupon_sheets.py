"""Coupons of the book as records for paper: their frozen terms in words, in today's design."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.queries.coupon_designs import design_of, rewards_of_coupons
from db.queries.customers import CustomerRecord, customer_record
from db.queries.pictures import picture_of_reward
from db.rules.coupon_designs import PLAIN, CouponDesign
from db.rules.coupons import Coupon
from db.rules.rewards import Reward
from db.rules.shop import ShopSettings
from db.session import Session
from desktop.papers.look import look_of, write_money
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook
from desktop.words.coupon_conditions import conditions_of, what_terms_give
from desktop.words.referrals import friend_line

SAMPLE_CODE = "C7K29QXM4TAB"  # of previews; no shop could have made it
_SAMPLE_DAYS = 30


def coupon_sheets(session: Session, coupons: Sequence[Coupon]) -> list[CouponSheet]:
    """Return coupons as they are printed today: what they give is what was promised."""
    words = _ShopWords(session.settings, look_of(session), session.today)
    rewards = rewards_of_coupons(session.db, [coupon.code for coupon in coupons])
    designs = _designs(session, rewards.values())
    owners = {coupon.customer_id for coupon in coupons if coupon.customer_id is not None}
    records = {id: customer_record(session.db, id) for id in owners}
    return [
        _with_owner(
            words.sheet_of(coupon, *designs[rewards.get(coupon.code, "")]),
            records.get(coupon.customer_id or ""),
            session.settings,
        )
        for coupon in coupons
    ]


def sample_sheet(
    session: Session, reward: Reward, design: CouponDesign, *, picture: bytes | None
) -> CouponSheet:
    """Return a coupon of a reward as it would be printed in a design that is being tried."""
    today = session.today
    days = reward.valid_days if reward.valid_days is not None else _SAMPLE_DAYS
    until = today + timedelta(days=days)
    coupon = Coupon(SAMPLE_CODE, reward.terms, None, today, until, uses=1, used=0)
    words = _ShopWords(session.settings, look_of(session), today)
    return words.sheet_of(coupon, design, picture)


def _with_owner(
    sheet: CouponSheet, owner: CustomerRecord | None, settings: ShopSettings
) -> CouponSheet:
    """Add whose coupon it is, and the code by which the owner may bring friends."""
    if owner is None:
        return sheet
    return replace(sheet, for_name=owner.name, friend=friend_line(settings, owner.referral_code))


@dataclass(frozen=True)
class _ShopWords:
    """What all coupons of one printing share."""

    settings: ShopSettings
    look: ShopLook
    today: date

    def sheet_of(self, coupon: Coupon, design: CouponDesign, picture: bytes | None) -> CouponSheet:
        """Return a coupon as it is printed, its owner aside."""
        started = coupon.valid_from <= self.today  # then only its last day matters
        return CouponSheet(
            look=self.look,
            title=coupon.terms.name
            or what_terms_give(coupon.terms, self.settings, write=write_money),
            title2=design.title2,
            code=coupon.code,
            valid_from=None if started else coupon.valid_from,
            valid_until=coupon.valid_until,
            conditions=conditions_of(coupon.terms, self.settings, write=write_money),
            uses=coupon.uses,
            words=design.words or self.settings.paper.coupon_words,
            colour=design.colour,
            picture=picture,
        )


def _designs(
    session: Session, rewards: Iterable[str]
) -> dict[str, tuple[CouponDesign, bytes | None]]:
    """Return the looks of rewards by their ids, and by no id that of coupons without one."""
    db = session.db
    looks = {each: (design_of(db, each), picture_of_reward(db, each)) for each in set(rewards)}
    return {"": (PLAIN, None), **looks}
