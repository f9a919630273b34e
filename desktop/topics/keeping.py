"""The feed's requests about the shop, its customers, its offers, its day and its month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from msgspec import UNSET, structs

from db.enrolment import Placed
from db.moment import Moment
from db.queries.customer_card import CustomerCard, customer_card
from db.queries.customers import CustomerRecord, CustomerRow, customer_record
from db.queries.feedback import last_answer
from db.queries.month import MonthFigures, month_figures
from db.queries.search import find_customers
from db.queries.shop import Category, settings_spoken
from db.queries.stamps import cards_of
from db.queries.streaks import streaks_of
from db.rules.coupons import spoken_code
from db.rules.customers import Notice, read_new_customer
from db.rules.follow_up_choices import spoken_follow_up_choices
from db.rules.periods import (
    business_date,
    end_of_business_date,
    parse_business_date,
    parse_instant,
    parse_month,
)
from db.rules.referrals import state_on as referral_state_on
from db.rules.rewards import Reward
from db.rules.shop import ShopSettings
from db.session import Session
from db.usecases import shop
from db.usecases.customers import Edited, add_customer, edit_customer
from db.usecases.day import DayTurn, turn_day
from db.usecases.rewards import NewReward, add_reward
from desktop.messages import explain_notice
from desktop.topics import answers as told
from desktop.topics import requests as asked
from desktop.topics.amounts import given, text_of, written
from desktop.topics.counts import stamps_told, streak_told
from desktop.topics.plans import plan_shown
from desktop.topics.selling import customer, number_of
from desktop.topics.standing import next_told, standing_told

_ENVELOPE = ("id", "at", "staff")


@dataclass(frozen=True)
class Shown:
    """A customer and where they stand, as of one moment."""

    record: CustomerRecord
    card: CustomerCard
    moment: Moment


def shop_set(session: Session, request: asked.ShopSet, operation_id: str) -> ShopSettings:
    """Change some of the shop's choices."""
    return shop.set_shop(session, changes=_named(request), operation_id=operation_id)


def shop_show(session: Session, _: asked.ShopShow, __: str) -> ShopSettings:
    """Ask for the shop's choices."""
    return session.settings


def tell_shop(session: Session, _: ShopSettings) -> told.ShopAnswer:
    """Answer the shop's choices as they are spoken."""
    spoken = settings_spoken(session.db)
    spoken.pop("digits", None)
    spoken["follow_ups"] = spoken_follow_up_choices(
        session.settings.follow_ups, digits=session.settings.digits
    )
    return told.ShopAnswer(shop={**_spoken_defaults(session), **spoken})


def staff_add(session: Session, request: asked.StaffAdd, operation_id: str) -> str:
    """Add someone who works here."""
    return shop.add_staff(session, name=request.name, role=request.role, operation_id=operation_id)


def tell_staff(_: Session, name: str) -> told.StaffAnswer:
    """Answer who works here now."""
    return told.StaffAnswer(staff=name)


def customer_add(session: Session, request: asked.CustomerAdd, operation_id: str) -> Placed:
    """Add a customer."""
    new = read_new_customer(_named(request))
    return add_customer(session, new=new, operation_id=operation_id)


def tell_placed(_: Session, placed: Placed) -> told.CustomerAnswer:
    """Answer a customer who was added."""
    return told.CustomerAnswer(
        customer=placed.number,
        referral_code=placed.referral_code,
        notices=_notices(placed.notices),
    )


def customer_edit(session: Session, request: asked.CustomerEdit, operation_id: str) -> Edited:
    """Correct what is known of a customer."""
    changes = _named(request)
    del changes["customer"]
    return edit_customer(
        session,
        customer_id=customer(session, request.customer),
        changes=changes,
        operation_id=operation_id,
    )


def tell_edited(_: Session, edited: Edited) -> told.CustomerAnswer:
    """Answer a customer who was corrected."""
    return told.CustomerAnswer(
        customer=edited.customer.number,
        referral_code=edited.customer.referral_code,
        notices=_notices(edited.notices),
    )


def customer_show(session: Session, request: asked.CustomerShow, _: str) -> Shown:
    """Ask where a customer stands, now or as of a day or time."""
    customer_id = customer(session, request.customer)
    moment = as_of(session, request.as_of) if request.as_of else session.moment()
    return Shown(
        customer_record(session.db, customer_id), customer_card(moment, customer_id), moment
    )


def tell_shown(session: Session, shown: Shown) -> told.CustomerTold:
    """Answer where a customer stands."""
    record, card, today = shown.record, shown.card, shown.moment.today
    subscription = card.subscription
    plan = None
    if subscription is not None:
        plan = plan_shown(session, subscription, shown.moment)
    return told.CustomerTold(
        number=record.number,
        name=record.name,
        reading=record.reading,
        phone=record.phone,
        email=record.email,
        birthday=record.birthday,
        card=record.cards[0] if record.cards else None,
        cards=list(record.cards),
        joined=record.joined.isoformat(),
        note=record.note,
        tags=list(record.tags),
        consent=list(record.consent),
        postcode=record.postcode,
        address=(record.address or "").splitlines(),
        channel=record.channel,
        referral_code=record.referral_code,
        points=card.holdings.balance,
        pending=card.holdings.pending,
        debt=card.holdings.debt,
        points_value=written(session, card.points_value),
        lots=[
            told.LotTold(lot.points, lot.expires_on.isoformat() if lot.expires_on else None)
            for lot in card.holdings.lots
        ],
        tier=standing_told(card.tier, digits=session.settings.digits),
        next_tier=next_told(card.tier, digits=session.settings.digits),
        plan=plan,
        coupons=[
            told.CouponTold(
                spoken_code(coupon.code),
                coupon.valid_until.isoformat() if coupon.valid_until else None,
                coupon.terms.name,
                coupon.valid_from.isoformat(),
            )
            for coupon in card.coupons
        ],
        credit=written(session, card.credit),
        vouchers=[
            told.VoucherHeld(
                spoken_code(voucher.code),
                written(session, voucher.left),
                voucher.valid_until.isoformat() if voucher.valid_until else None,
            )
            for voucher in card.vouchers
        ],
        stamps=[stamps_told(held) for held in cards_of(shown.moment, record.id)],
        streaks=[streak_told(standing) for standing in streaks_of(shown.moment, record.id)],
        visits=card.visits.visits,
        spent=written(session, card.visits.spent),
        last_visit=card.visits.last.isoformat() if card.visits.last else None,
        referrals=[
            told.FriendTold(
                number_of(session, link.referee_id),
                referral_state_on(link, today),
            )
            for link in card.friends
        ],
        feedback=_last_feedback(shown),
    )


def _last_feedback(shown: Shown) -> told.LastFeedback | None:
    moment = shown.moment
    last = last_answer(moment.db, shown.record.id, until=moment.now)
    return told.LastFeedback(last.score, last.day.isoformat()) if last else None


def customer_find(session: Session, request: asked.CustomerFind, _: str) -> Sequence[CustomerRow]:
    """Look for customers by any fragment."""
    return find_customers(session.db, request.q, limit=request.limit, today=session.today)


def tell_found(_: Session, found: Sequence[CustomerRow]) -> told.CustomersFound:
    """Answer who fits, the best match first."""
    return told.CustomersFound(
        customers=[
            told.CustomerFound(
                row.number,
                row.name,
                row.reading,
                row.phone,
                row.balance,
                row.last_visit.isoformat() if row.last_visit else None,
            )
            for row in found
        ]
    )


def category_add(session: Session, request: asked.CategoryAdd, operation_id: str) -> Category:
    """Add a kind of goods."""
    return shop.add_category(
        session,
        name=request.name,
        earns=request.earns,
        earn=_rate(request.earn),
        tax_rate=_tax_rate(request.tax_rate),
        operation_id=operation_id,
    )


def category_edit(session: Session, request: asked.CategoryEdit, operation_id: str) -> Category:
    """Change what goods of a kind earn."""
    changes = _named(request)
    if "earn" in changes:
        changes["earn"] = _rate(changes["earn"])
    if "tax_rate" in changes:
        changes["tax_rate"] = _tax_rate(changes["tax_rate"])
    return shop.edit_category(
        session, category=changes.pop("category"), changes=changes, operation_id=operation_id
    )


def tell_category(_: Session, category: Category) -> told.CategoryAnswer:
    """Answer the category that was added or changed."""
    return told.CategoryAnswer(category=category.name)


def reward_add(session: Session, request: asked.RewardAdd, operation_id: str) -> Reward:
    """Offer a reward for points."""
    new = NewReward(
        name=request.name,
        kind=request.kind,
        value=text_of(request.value, "value"),
        cost=request.cost,
        stock=request.stock,
        tier=request.tier,
        plan=request.plan,
        valid_from=request.from_,
        valid_until=request.to,
        valid_days=request.valid_days,
        minimum=text_of(request.minimum, "minimum", default="0"),
        max_discount=text_of(request.max_discount, "max_discount")
        if given(request.max_discount)
        else None,
        categories=tuple(request.categories),
        max_per_customer=request.max_per_customer,
        immediate=request.immediate,
        combinable=request.combinable,
    )
    return add_reward(session, new, operation_id=operation_id)


def tell_reward(_: Session, reward: Reward) -> told.RewardAnswer:
    """Answer the reward that was added."""
    return told.RewardAnswer(reward=reward.name)


def day_rollover(session: Session, _: asked.DayRollover, operation_id: str) -> DayTurn:
    """Turn the day."""
    return turn_day(session, operation_id=operation_id)


def tell_day(_: Session, turn: DayTurn) -> told.DayAnswer:
    """Answer what time alone brought about."""
    return told.DayAnswer(
        expired=turn.expired, ended=turn.ended, reviewed=turn.reviewed, coupons=turn.coupons
    )


def month(session: Session, request: asked.MonthAsked, _: str) -> MonthFigures:
    """Ask for a month's figures."""
    return month_figures(
        session.db,
        month=parse_month(request.month),
        today=session.today,
        settings=session.settings,
    )


def _notices(notices: Sequence[Notice]) -> list[told.NoticeTold]:
    return [told.NoticeTold(notice.code, explain_notice(notice)) for notice in notices]


def _rate(asked_for: asked.RateAsked | None) -> dict[str, Any] | None:
    if asked_for is None:
        return None
    return {"per": text_of(asked_for.per, "earn.per"), "points": asked_for.points}


def _tax_rate(spoken: object) -> str | None:
    return None if spoken is None else str(spoken)


def _named(request: asked.Request) -> dict[str, Any]:
    """Return the fields that a request names, without its id, time and person."""
    fields = structs.asdict(request)
    return {
        name: value
        for name, value in fields.items()
        if name not in _ENVELOPE and value is not UNSET
    }


def as_of(session: Session, text: str) -> Moment:
    """Return the end of a business date, or the moment of a time (rulings 53)."""
    settings = session.settings
    zone, day_starts = settings.timezone, settings.day_starts
    if len(text) <= len("2026-11-22"):
        day = parse_business_date(text)
        next_day = end_of_business_date(day, zone=zone, day_starts=day_starts)
        return Moment(session.db, next_day - timedelta(milliseconds=1), day, settings)
    now = parse_instant(text, zone=zone)
    today = business_date(now, zone=zone, day_starts=day_starts)
    return Moment(session.db, now, today, settings)


def _spoken_defaults(session: Session) -> dict[str, Any]:
    """Return the settings nobody has touched, spoken like the others."""
    settings = session.settings
    names = (
        "name", "currency", "country", "language", "rounding", "stacking", "redeem_step",
        "redeem_minimum", "redeem_max_percent", "pending_days", "return_days",
        "coupons_per_sale", "adjust_limit", "points_gifts", "max_points_per_sale",
        "max_points_per_day", "active_days",
    )  # fmt: skip
    return {
        **{name: getattr(settings, name) for name in names},
        "timezone": settings.timezone.key,
        "day_starts": settings.day_starts.isoformat("minutes"),
        "earn": {
            "per": written(session, settings.earn_per),
            "points": settings.earn_points,
        },
        "point_value": written(session, settings.point_value),
        "expiry": "never",
        "birthday": None,
        "anniversary": None,
        "referral": {},
        "next_visit": None,
        "paper": {},
    }
