"""The programme's terms in plain words: each sentence follows from a choice of this shop's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from db.moment import Moment
from db.queries.credit import outstanding_credit
from db.queries.promotions import all_promotions
from db.queries.rewards import all_rewards
from db.queries.shop import Category, all_categories
from db.queries.stamps import all_stamp_cards
from db.queries.streaks import all_streaks
from db.queries.subscriptions import all_plans
from db.queries.tiers import tiers_on
from db.queries.vouchers import outstanding_vouchers
from db.rules.promotions import Promotion
from db.rules.rewards import Reward
from db.rules.shop import Expiry, ShopSettings, YearlyGift
from db.rules.stamps import StampCard
from db.rules.streaks import Streak
from db.rules.subscriptions import Plan
from db.rules.tiers import Tier
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.lasting_terms import friend_terms, level_terms, plan_terms
from desktop.words.offers import category_story, points
from desktop.words.promotions import promotion_sentence
from desktop.words.stamps import card_sentence, draft_of_card, draft_of_streak, streak_sentence


@dataclass(frozen=True)
class Offers:
    """What a shop offers on a day, beside its settings."""

    categories: tuple[Category, ...] = ()
    tiers: tuple[Tier, ...] = ()
    plans: tuple[Plan, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    rewards: tuple[Reward, ...] = ()
    cards: tuple[StampCard, ...] = ()
    streaks: tuple[Streak, ...] = ()
    money: bool = False  # gift vouchers or store credit are held by somebody


Section = tuple[str, tuple[str, ...]]
"""A heading and its sentences."""


def offers_at(moment: Moment) -> Offers:
    """Return what is offered as of the moment."""
    db, today = moment.db, moment.today
    return Offers(
        categories=tuple(all_categories(db)),
        tiers=tuple(tier for tier in tiers_on(db, today) if tier.offered),
        plans=tuple(plan for plan in all_plans(db) if plan.offered),
        promotions=tuple(each for each in all_promotions(db) if _holds_now(each, today)),
        rewards=tuple(each for each in all_rewards(db) if each.offered and each.cost > 0),
        cards=tuple(card for card in all_stamp_cards(db) if card.offered),
        streaks=tuple(streak for streak in all_streaks(db) if streak.offered),
        money=bool(outstanding_credit(db) or outstanding_vouchers(db, on=today).count),
    )


def terms_sections(settings: ShopSettings, offers: Offers) -> list[Section]:
    """Return the terms, sections without a sentence left out."""
    sections = (
        (tr("Collecting points"), _earning(settings, offers)),
        (tr("Using points"), _using(settings, offers)),
        (tr("How long points last"), _lasting(settings)),
        (tr("Levels"), level_terms(offers.tiers, settings)),
        (tr("Plans"), plan_terms(offers.plans, settings)),
        (tr("Stamps"), _stamps(settings, offers)),
        (tr("Coupons"), _coupons(settings)),
        (tr("Bringing friends"), friend_terms(settings)),
        (tr("Gift vouchers and store credit"), _money_kept(offers)),
        (tr("Returns"), _returns(settings)),
        (tr("Your details"), _privacy()),
        (tr("Changes"), [tr("When these terms change, we say so at the shop beforehand.")]),
    )
    return [(heading, tuple(sentences)) for heading, sentences in sections if sentences]


def _holds_now(promotion: Promotion, today: date) -> bool:
    """Tell whether customers may read of a promotion; a tag is the shop's own mark of them."""
    when = promotion.conditions
    runs = (when.first_day or today) <= today <= (when.last_day or today)
    return promotion.offered and runs and when.tag is None


# -- Points -----------------------------------------------------------------------------------


def _earning(settings: ShopSettings, offers: Offers) -> list[str]:
    if not settings.earn_points and not any(each.earn for each in offers.categories):
        return [tr("Purchases bring no points by themselves.")]
    said = [
        tr("For every {amount} that you pay you collect {points}.").format(
            amount=_money(settings.earn_per, settings), points=points(settings.earn_points)
        ),
        tr("What counts is what you pay: discounts and points that you use are taken off first."),
        _rounding(settings),
    ]
    said += [
        category_story(each.name, settings, earns=each.earns, rate=each.earn)
        for each in offers.categories
        if not each.earns or each.earn
    ]
    said += [_promotion(each, settings) for each in offers.promotions]
    return [*said, *_limits(settings, offers), *_waiting(settings)]


def _promotion(promotion: Promotion, settings: ShopSettings) -> str:
    if promotion.conditions.called:
        every_day = replace(promotion.conditions, called=False)
        sentence = promotion_sentence(replace(promotion, conditions=every_day), settings)
        return tr("On days that we announce: {promotion}.").format(promotion=sentence)
    return tr("Now: {promotion}.").format(promotion=promotion_sentence(promotion, settings))


def _rounding(settings: ShopSettings) -> str:
    return {
        "down": tr("Parts of a point are left out."),
        "nearest": tr("Parts of a point are rounded, from a half upwards."),
        "up": tr("Parts of a point count as a whole one."),
    }[settings.rounding]


def _limits(settings: ShopSettings, offers: Offers) -> list[str]:
    said = []
    factors = [
        *(each.multiplier for each in offers.tiers),
        *(each.multiplier for each in offers.plans),
        *(each.multiplier or 1 for each in offers.promotions),
    ]
    if sum(factor > 1 for factor in factors) > 1:
        said.append(
            tr("When several multipliers meet on one purchase, only the largest counts.")
            if settings.stacking == "best"
            else tr("When several multipliers meet on one purchase, what each adds is added up.")
        )
    if settings.max_points_per_sale is not None:
        said.append(
            tr("One purchase brings {points} at most.").format(
                points=points(settings.max_points_per_sale)
            )
        )
    if settings.max_points_per_day is not None:
        said.append(
            tr("One day brings {points} at most.").format(
                points=points(settings.max_points_per_day)
            )
        )
    return said


def _waiting(settings: ShopSettings) -> list[str]:
    if not settings.pending_days:
        return []
    words = trn(
        "Points of a purchase can be used from the next day on.",
        "Points of a purchase can be used {days} days after it.",
        settings.pending_days,
    )
    return [words.format(days=formats.number(settings.pending_days))]


def _using(settings: ShopSettings, offers: Offers) -> list[str]:
    said = []
    if settings.redeem_max_percent:
        said.append(
            tr("1 point is worth {amount} when you pay with points.").format(
                amount=_money(settings.point_value, settings)
            )
        )
        said += _steps(settings)
        if settings.redeem_max_percent < 100:
            said.append(
                tr("Points pay up to {percent} % of a purchase.").format(
                    percent=settings.redeem_max_percent
                )
            )
    if offers.rewards:
        said.append(
            tr("Points can be exchanged for rewards; ask at the counter for the ones of today.")
        )
    if any(each.terms.kind == "donation" for each in offers.rewards):
        said.append(tr("Points can be given to a good cause; we pass on what they are worth."))
    if settings.points_gifts:
        said.append(tr("You may give points to another member."))
    said.append(tr("The points that end first are used first."))
    return [*said, tr("Points are not paid out in cash.")]


def _steps(settings: ShopSettings) -> Iterable[str]:
    least, step = settings.redeem_minimum, settings.redeem_step
    if step > 1:
        yield tr("Points are used in steps of {points}.").format(points=formats.number(step))
    if least > max(step, 1):
        yield tr("Points can be used from {points} on.").format(points=points(least))


def _lasting(settings: ShopSettings) -> list[str]:
    return [expiry_words(settings.expiry), *_left_over(settings.expiry)]


def expiry_words(expiry: Expiry) -> str:
    """Return how long points last."""
    months = formats.number(expiry.months)
    if expiry.kind == "months":
        return trn(
            "Points can be used for {months} month from the day you collect them.",
            "Points can be used for {months} months from the day you collect them.",
            expiry.months,
        ).format(months=months)
    if expiry.kind == "inactive_months":
        return trn(
            "Points last as long as you come: {months} month after your last purchase they end.",
            "Points last as long as you come: {months} months after your last purchase they end.",
            expiry.months,
        ).format(months=months)
    if expiry.kind == "yearly":
        day = formats.day_short(date.fromisoformat(f"2000-{expiry.yearly}"))
        if expiry.minimum_months:
            return trn(
                "Points end each year on {day}, those younger than {months} month a year later.",
                "Points end each year on {day}, those younger than {months} months a year later.",
                expiry.minimum_months,
            ).format(day=day, months=formats.number(expiry.minimum_months))
        return tr("Points end each year on {day}.").format(day=day)
    return tr("Points never end.")


def _left_over(expiry: Expiry) -> list[str]:
    if expiry.kind == "never":
        return []
    return [
        tr("The last day still counts. Points keep the last day that held when they were given.")
    ]


# -- Offers -----------------------------------------------------------------------------------


def _stamps(settings: ShopSettings, offers: Offers) -> list[str]:
    said = [
        tr("{name}: {what}.").format(
            name=card.name, what=card_sentence(draft_of_card(card), settings)
        )
        for card in offers.cards
    ]
    if offers.cards:
        said.append(tr("A full card becomes a coupon, and stamps left over go on the next card."))
    said += [
        tr("{name}: {what}.").format(
            name=streak.name, what=streak_sentence(draft_of_streak(streak))
        )
        for streak in offers.streaks
    ]
    return said


def _coupons(settings: ShopSettings) -> list[str]:
    most = settings.coupons_per_sale
    said = [
        tr("A coupon is good once, unless it says otherwise, up to and with its last day."),
        trn(
            "One coupon can be used on a purchase, unless the coupon says otherwise.",
            "Up to {count} coupons can be used on a purchase.",
            most,
        ).format(count=formats.number(most)),
    ]
    yearly = (
        (settings.birthday, tr("For your birthday you receive a coupon for “{reward}”.")),
        (
            settings.anniversary,
            tr("For each year since you joined you receive a coupon for “{reward}”."),
        ),
    )
    said += [_yearly(gift, words) for gift, words in yearly if gift is not None]
    if settings.next_visit is not None:
        following = settings.next_visit
        words = tr("A purchase brings a coupon for “{reward}” for your next visit.")
        if following.minimum:
            words = tr("A purchase from {amount} brings a coupon for “{reward}”.")
        amount = _money(following.minimum, settings)
        said.append(words.format(reward=following.reward, amount=amount))
    return [*said, tr("Coupons are not paid out in cash.")]


def _yearly(gift: YearlyGift, words: str) -> str:
    return words.format(reward=gift.reward)


def _money_kept(offers: Offers) -> list[str]:
    if not offers.money:
        return []
    return [
        tr("Gift vouchers and store credit are money: you collect points on what you pay by them."),
        tr("They can be used in parts; what is left is printed on the receipt."),
        tr("A gift voucher has a last day only where one is printed on it."),
    ]


def _returns(settings: ShopSettings) -> list[str]:
    days = settings.return_days
    said = [
        tr("When goods are returned, the points and stamps that they brought are taken back."),
        tr("Points that you paid with come back in the same part."),
    ]
    if settings.expiry.kind != "never" and days:
        words = trn(
            "They can then be used for at least {days} more day.",
            "They can then be used for at least {days} more days.",
            days,
        )
        said.append(words.format(days=formats.number(days)))
    return said


def _privacy() -> list[str]:
    return [
        tr("We use what you tell us for this programme alone and pass it on to nobody."),
        tr("You may ask at any time what we have noted of you, and have it corrected or removed."),
    ]


def _money(amount: int, settings: ShopSettings) -> str:
    return formats.money(amount, currency=settings.currency, digits=settings.digits)
