"""Says which plans, tiers and categories there are: in a list, and in sentences under a form.

A value that is still to be typed is written "…", so that a sentence can be read from the first
letter on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.queries.shop import Category
from db.rules.shop import NO_GIFT, Gift, ShopSettings
from db.rules.subscriptions import Every, Plan
from db.rules.tiers import Measure, Tier
from desktop import formats
from desktop.i18n import language_in_use, mark, tr, trn

OPEN = "…"

_MEASURES: dict[Measure, str] = {
    "spend": mark("Money spent"),
    "points": mark("Points earned"),
    "visits": mark("Visits"),
}


def measures() -> list[tuple[str, str]]:
    """Return what a tier can be earned by."""
    return [(measure, tr(words)) for measure, words in _MEASURES.items()]


def periods() -> list[tuple[str, str]]:
    """Return how often a plan is paid."""
    return [("month", tr("Every month")), ("year", tr("Every year"))]


def in_line(facts: Iterable[str]) -> str:
    """Return facts beside each other."""
    return " · ".join(facts)


def in_sentences(sentences: Iterable[str]) -> str:
    """Return sentences after each other; Japanese puts no space between them."""
    return ("" if language_in_use() == "ja" else " ").join(sentences)


def factor(value: Fraction) -> str:
    """Write an exact factor without needless zeros: 1.5, 2."""
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


def money(amount_minor: int | None, settings: ShopSettings) -> str:
    """Write an amount, or that it is still to come."""
    if amount_minor is None:
        return OPEN
    return formats.money(amount_minor, currency=settings.currency, digits=settings.digits)


def points(count: int | None) -> str:
    """Write points: "1 point", "650 points"."""
    words = trn("{points} point", "{points} points", 2 if count is None else count)
    return words.format(points=OPEN if count is None else formats.number(count))


# -- Plans ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlanDraft:
    """A plan as far as it has been described."""

    name: str
    price: int | None
    every: Every
    multiplier: Fraction = Fraction(1)
    discount_percent: int = 0
    points_each_period: int = 0
    trial_days: int = 0
    grace_days: int = 0
    bonus_points: int = 0
    bonus_days: int = 0
    coupon: str | None = None  # the name of a reward, with each payment
    save_months: int = 0


def draft_of_plan(plan: Plan) -> PlanDraft:
    """Return a plan that is offered, described the same way."""
    bonus = plan.renew_bonus
    return PlanDraft(
        name=plan.name,
        price=plan.price,
        every=plan.every,
        multiplier=plan.multiplier,
        discount_percent=plan.discount_percent,
        points_each_period=plan.points_each_period,
        trial_days=plan.trial_days,
        grace_days=plan.grace_days,
        bonus_points=bonus.points if bonus else 0,
        bonus_days=bonus.days_before if bonus else 0,
        coupon=plan.coupon_each_period,
        save_months=plan.save_offer_months,
    )


def plan_line(draft: PlanDraft, settings: ShopSettings) -> str:
    """Return what the list says of a plan: "¥980 a month · points × 2 · 14 days free at first"."""
    facts = [_price(draft, settings)]
    if draft.multiplier > 1:
        facts.append(tr("points × {factor}").format(factor=factor(draft.multiplier)))
    if draft.discount_percent:
        facts.append(tr("{percent} % off each sale").format(percent=draft.discount_percent))
    if draft.points_each_period:
        given = points(draft.points_each_period)
        facts.append(
            (tr("{points} a year") if draft.every == "year" else tr("{points} a month")).format(
                points=given
            )
        )
    if draft.coupon is not None:
        facts.append(tr("coupon for “{name}”").format(name=draft.coupon))
    if draft.trial_days:
        words = trn("{count} day free at first", "{count} days free at first", draft.trial_days)
        facts.append(words.format(count=formats.number(draft.trial_days)))
    if draft.bonus_points:
        words = tr("{points} for renewing early").format(points=points(draft.bonus_points))
        facts.append(words)
    return in_line(facts)


def plan_story(draft: PlanDraft, settings: ShopSettings) -> str:
    """Return in sentences what is being made."""
    sentences = [
        tr("“{name}” costs {price}.").format(name=draft.name or OPEN, price=_price(draft, settings))
    ]
    if draft.multiplier > 1:
        words = tr("Members earn points × {factor}.").format(factor=factor(draft.multiplier))
        sentences.append(words)
    if draft.discount_percent:
        words = tr("They pay {percent} % less on each sale.")
        sentences.append(words.format(percent=draft.discount_percent))
    if draft.points_each_period:
        words = tr("Each payment brings {points}.")
        sentences.append(words.format(points=points(draft.points_each_period)))
    if draft.coupon is not None:
        words = tr("Each payment brings a coupon for “{name}”.")
        sentences.append(words.format(name=draft.coupon))
    if draft.trial_days:
        words = trn("The first day is free.", "The first {count} days are free.", draft.trial_days)
        sentences.append(words.format(count=formats.number(draft.trial_days)))
    if draft.bonus_points:
        words = trn(
            "Renewing {count} day before the end brings {points}.",
            "Renewing {count} days before the end brings {points}.",
            draft.bonus_days,
        )
        sentences.append(
            words.format(count=formats.number(draft.bonus_days), points=points(draft.bonus_points))
        )
    return in_sentences([*sentences, *_leaving_sentences(draft)])


def _leaving_sentences(draft: PlanDraft) -> list[str]:
    """Return what is done for those who are late, or about to leave."""
    sentences = []
    if draft.grace_days:
        words = trn(
            "Whoever does not renew keeps everything for {count} more day.",
            "Whoever does not renew keeps everything for {count} more days.",
            draft.grace_days,
        )
        sentences.append(words.format(count=formats.number(draft.grace_days)))
    if draft.save_months:
        words = trn(
            "Whoever cancels is offered {count} month free for staying, once a year.",
            "Whoever cancels is offered {count} months free for staying, once a year.",
            draft.save_months,
        )
        sentences.append(words.format(count=formats.number(draft.save_months)))
    return sentences


def _price(draft: PlanDraft, settings: ShopSettings) -> str:
    words = tr("{amount} a year") if draft.every == "year" else tr("{amount} a month")
    return words.format(amount=money(draft.price, settings))


# -- Tiers and categories -------------------------------------------------------------------


@dataclass(frozen=True)
class TierDraft:
    """A tier as far as it has been described; `window_months` None is the calendar year."""

    name: str
    threshold: int | None
    measure: Measure
    multiplier: Fraction = Fraction(1)
    keep_months: int = 12
    window_months: int | None = 12
    one_step: bool = False
    gift: Gift = NO_GIFT


def draft_of_tier(tier: Tier) -> TierDraft:
    """Return a tier that is offered, described the same way."""
    return TierDraft(
        name=tier.name,
        threshold=tier.threshold,
        measure=tier.measure,
        multiplier=tier.multiplier,
        keep_months=tier.keep_months,
        window_months=tier.window_months,
        one_step=tier.drop == "one",
        gift=tier.gift,
    )


def tier_line(draft: TierDraft, settings: ShopSettings) -> str:
    """Return what the list says of a tier: "¥80,000 spent in 12 months · points × 1.5"."""
    facts = [_earned_by(draft, settings)]
    if draft.multiplier > 1:
        facts.append(tr("points × {factor}").format(factor=factor(draft.multiplier)))
    words = trn("kept for {count} month", "kept for {count} months", draft.keep_months)
    facts.append(words.format(count=formats.number(draft.keep_months)))
    if draft.gift != NO_GIFT:
        gift = draft.gift.reward or points(draft.gift.points)
        facts.append(tr("{gift} on reaching it").format(gift=gift))
    return in_line(facts)


def tier_story(draft: TierDraft, settings: ShopSettings) -> str:
    """Return in sentences what is being made."""
    name = draft.name or OPEN
    reached = tr("A customer reaches “{name}” with {threshold}.").format(
        name=name, threshold=_earned_by(draft, settings)
    )
    sentences = [reached]
    if draft.multiplier > 1:
        words = tr("From the next sale on they earn points × {factor}.")
        sentences.append(words.format(factor=factor(draft.multiplier)))
    sentences += _gift_sentences(draft.gift)
    words = trn(
        "They keep it to the end of the month one month later.",
        "They keep it to the end of the month {count} months later.",
        draft.keep_months,
    )
    sentences.append(words.format(count=formats.number(draft.keep_months)))
    sentences.append(
        tr("Then it is looked at again, and falls by one tier at most.")
        if draft.one_step
        else tr("Then it is looked at again.")
    )
    return in_sentences(sentences)


def _gift_sentences(gift: Gift) -> list[str]:
    if gift.reward is not None:
        return [tr("Reaching it brings a coupon for “{name}”.").format(name=gift.reward)]
    if gift.points:
        return [tr("Reaching it brings {points}.").format(points=points(gift.points))]
    return []


def _earned_by(draft: TierDraft, settings: ShopSettings) -> str:
    if draft.window_months is None:
        words = {
            "spend": tr("{threshold} spent in a calendar year"),
            "points": tr("{threshold} points earned in a calendar year"),
            "visits": tr("{threshold} visits in a calendar year"),
        }[draft.measure]
        return words.format(threshold=_threshold(draft, settings))
    words = {
        "spend": trn("{threshold} spent in {count} month", "{threshold} spent in {count} months",
                     draft.window_months),
        "points": trn("{threshold} points earned in {count} month",
                      "{threshold} points earned in {count} months", draft.window_months),
        "visits": trn("{threshold} visits in {count} month", "{threshold} visits in {count} months",
                      draft.window_months),
    }[draft.measure]  # fmt: skip
    count = formats.number(draft.window_months)
    return words.format(threshold=_threshold(draft, settings), count=count)


def _threshold(draft: TierDraft, settings: ShopSettings) -> str:
    if draft.measure == "spend":
        return money(draft.threshold, settings)
    return OPEN if draft.threshold is None else formats.number(draft.threshold)


def category_line(category: Category, settings: ShopSettings) -> str:
    """Return what the list says of a category: "earns points", "2 points per ¥100"."""
    if not category.earns:
        return tr("earns no points")
    return _rate(category.earn, settings) if category.earn else tr("earns points")


def category_story(
    name: str,
    settings: ShopSettings,
    *,
    earns: bool,
    rate: tuple[int | None, int | None] | None = None,
) -> str:
    """Return in a sentence what is being made; a rate is so much money, so many points."""
    if not earns:
        words = tr("What is sold as “{name}” earns no points.")
    elif rate is None:
        words = tr("What is sold as “{name}” earns points.")
    else:
        words = tr("What is sold as “{name}” earns {rate}.")
    shown = _rate(rate, settings) if rate else ""
    return words.format(name=name or OPEN, rate=shown)


def _rate(rate: tuple[int | None, int | None], settings: ShopSettings) -> str:
    per, count = rate
    return tr("{points} per {amount}").format(points=points(count), amount=money(per, settings))
