"""What is worth saying to a customer now, by where they stand; the words are the window's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from db.rules.coupons import Coupon
from db.rules.follow_ups import OWED, FollowUp, Kind
from db.rules.lots import SharedDay
from db.rules.periods import next_yearly
from db.rules.plan_acts import paused_until
from db.rules.subscriptions import State, Subscription, bonus_for, bonus_until
from db.rules.tiers import Measure, TierTrack

RemarkKind = Literal[
    "follow_up", "past_due", "stay", "renewal", "trial_ends", "paused", "friend", "birthday",
    "expiring", "tier_keep", "welcome_back", "new_face", "coupon", "tier_near",
]  # fmt: skip

SOON_DAYS = 60  # points that end within so many days stand on the customer's card
EXPIRING_DAYS = 30
RENEWAL_DAYS = 14
TRIAL_DAYS = 7
TIER_LOOK_DAYS = 60
BIRTHDAY_DAYS = 7
AWAY_AT_LEAST_DAYS = 30
# Of the other kinds a remark of its own speaks: birthdays, renewals, points, friends.
_KIND_WORDS: frozenset[Kind] = frozenset({"anniversary", "newcomer", "best_customer"})
KINDS_ON_A_SALE = ("amount_off", "percent_off", "free_item", "points")
_NEAR_PERCENT = 20  # of a tier's threshold
_KEEP_PERCENT = 50
_FAR_DAYS = 180  # a day that far away presses nobody
_MOST_REMARKS = 2


@dataclass(frozen=True)
class Thanks:
    """What friends brought somebody since they were here last; the coupon is one of theirs."""

    friend: str  # the first one's name
    others: int = 0  # friends beside
    points: int = 0
    coupon: str = ""  # its name
    code: str = ""


@dataclass(frozen=True)
class Standing:
    """All that a remark may be about."""

    lots: Sequence[SharedDay] = ()  # in the order in which they end
    subscription: Subscription | None = None
    plan_state: State | None = None
    tier: TierTrack | None = None
    coupons: Sequence[Coupon] = ()  # usable ones, those that end first before
    birthday: str | None = None
    visits: int = 0
    last_visit: date | None = None
    usual_gap_days: int | None = None
    brought_by: str | None = None  # the friend's name
    plan_credit: int = 0  # minor units, off the next payment for the plan
    thanks: Thanks | None = None
    follow_ups: Sequence[FollowUp] = ()  # what is to be done for them, the most pressing first


@dataclass(frozen=True)
class Remark:
    """One thing worth saying; `days` are to go, of a visit they have passed."""

    kind: RemarkKind
    name: str = ""  # of a plan, a tier, a reward, a friend
    gift: str = ""  # what a friend's coupon is called
    count: int = 0  # of friends beside, of months that are offered
    is_open: bool = False  # of a pause: nobody said until when
    day: date | None = None
    days: int = 0
    points: int = 0
    amount: int = 0  # minor units, or of `measure`
    measure: Measure = "spend"
    code: str = ""
    follow_up: FollowUp | None = None


def what_to_say(standing: Standing, *, today: date) -> list[Remark]:
    """Return what is worth saying, the most pressing first, no more than anybody listens to."""
    found = [
        _follow_up(standing, OWED),
        _plan(standing, today),
        _friend(standing),
        _birthday(standing, today),
        _expiring(standing, today),
        _tier_keep(standing, today),
        _visits(standing, today),
        _coupon(standing, today),
        _tier_near(standing, today),
    ]
    kind_words = _follow_up(standing, _KIND_WORDS) if not any(found) else None
    return [remark for remark in (*found, kind_words) if remark is not None][:_MOST_REMARKS]


def ending_within(lots: Sequence[SharedDay], *, today: date, days: int) -> list[SharedDay]:
    """Return the points that end within so many days, day by day; lots come in that order."""
    until = today + timedelta(days=days)
    return [lot for lot in lots if lot.expires_on is not None and lot.expires_on <= until]


def renewal_bonus(subscription: Subscription, *, today: date) -> tuple[int, date]:
    """Return the points that renewing today brings, and the last day on which it does.

    0 and the plan's own last day where it brings none.
    """
    points, last = bonus_for(subscription, today), bonus_until(subscription)
    return (points, last) if points and last is not None else (0, subscription.until)


def _follow_up(standing: Standing, kinds: frozenset[Kind]) -> Remark | None:
    """Return the most pressing of some kinds of follow-ups: here they are, in person."""
    first = next((each for each in standing.follow_ups if each.kind in kinds), None)
    return Remark("follow_up", code=first.id, follow_up=first) if first is not None else None


def _plan(standing: Standing, today: date) -> Remark | None:
    subscription, state = standing.subscription, standing.plan_state
    if subscription is None:
        return None
    if state == "ending":
        return _stay(subscription)
    if state == "paused":
        last = paused_until(subscription, today)
        since = subscription.paused_from if last is None else None
        name = subscription.now_agreed.plan
        return Remark("paused", name=name, day=last or since, is_open=last is None)
    if state in ("active", "trial", "past_due"):
        return _renewal(standing, subscription, state, today)
    return None


def _stay(subscription: Subscription) -> Remark | None:
    """Return the free months that are still offered to somebody who cancelled."""
    if not subscription.offer:
        return None
    name, until = subscription.now_agreed.plan, subscription.until
    return Remark("stay", name=name, day=until, count=subscription.offer)


def _renewal(
    standing: Standing, subscription: Subscription, state: State, today: date
) -> Remark | None:
    days = (subscription.until - today).days
    name = subscription.now_agreed.plan
    price = max(subscription.terms.price - standing.plan_credit, 0)
    if state == "past_due":
        last = subscription.grace_until
        return Remark("past_due", name=name, amount=price, day=last, days=(last - today).days)
    if state == "trial":
        until = subscription.until
        near = days <= TRIAL_DAYS
        return Remark("trial_ends", name=name, amount=price, day=until, days=days) if near else None
    if days > RENEWAL_DAYS:
        return None
    points, day = renewal_bonus(subscription, today=today)
    return Remark("renewal", name=name, amount=price, day=day, days=days, points=points)


def _friend(standing: Standing) -> Remark | None:
    thanks = standing.thanks
    if thanks is None:
        return None
    return Remark("friend", name=thanks.friend, count=thanks.others, points=thanks.points,
                  gift=thanks.coupon, code=thanks.code)  # fmt: skip


def _birthday(standing: Standing, today: date) -> Remark | None:
    if standing.birthday is None:
        return None
    days = (next_yearly(standing.birthday[-5:], on_or_after=today) - today).days
    return Remark("birthday", days=days) if days <= BIRTHDAY_DAYS else None


def _expiring(standing: Standing, today: date) -> Remark | None:
    ending = ending_within(standing.lots, today=today, days=EXPIRING_DAYS)
    lot = next((each for each in ending if not each.by_visits), None)  # today is a visit
    if lot is None or lot.expires_on is None:
        return None
    days = (lot.expires_on - today).days
    return Remark("expiring", day=lot.expires_on, days=days, points=lot.points)


def _visits(standing: Standing, today: date) -> Remark | None:
    if standing.last_visit is None:
        return Remark("new_face", name=standing.brought_by or "")
    days = (today - standing.last_visit).days
    late = max(2 * (standing.usual_gap_days or 0), AWAY_AT_LEAST_DAYS)
    return Remark("welcome_back", days=days) if days > late else None


def _coupon(standing: Standing, today: date) -> Remark | None:
    ready = [
        coupon
        for coupon in standing.coupons
        if coupon.valid_from <= today and coupon.terms.kind in KINDS_ON_A_SALE
        if standing.thanks is None or coupon.code != standing.thanks.code
    ]
    if not ready:
        return None
    first = ready[0]
    return Remark("coupon", name=first.terms.name, day=first.valid_until, code=first.code)


def _tier_keep(standing: Standing, today: date) -> Remark | None:
    """Speak of a tier that is lost soon, while it is not far from being kept."""
    track = standing.tier
    if track is None or track.held is None or not track.keep_missing or not track.stays:
        return None
    held, missing = track.held, track.keep_missing
    days = (held.until - today).days
    if days > TIER_LOOK_DAYS or missing * 100 > held.tier.threshold * _KEEP_PERCENT:
        return None
    return Remark("tier_keep", name=held.tier.name, amount=missing, day=held.until, days=days,
                  measure=held.tier.measure)  # fmt: skip


def _tier_near(standing: Standing, today: date) -> Remark | None:
    track = standing.tier
    if track is None or track.next_tier is None or standing.visits == 0:
        return None
    above = track.next_tier
    if track.missing * 100 > above.threshold * _NEAR_PERCENT:
        return None
    soon = track.by is not None and (track.by - today).days <= _FAR_DAYS
    day = track.by if soon else None
    return Remark("tier_near", name=above.name, amount=track.missing, day=day,
                  measure=above.measure)  # fmt: skip
