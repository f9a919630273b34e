"""What the programme's terms say of what lasts: levels, plans, and friends who are brought."""

from collections.abc import Sequence
from dataclasses import replace

from db.rules.shop import ReferralTerms, ShopSettings
from db.rules.subscriptions import Plan
from db.rules.tiers import Tier
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.memberships import changing_words, leaving_words, pausing_words
from desktop.words.offers import draft_of_plan, draft_of_tier, money, plan_story, tier_story
from desktop.words.referrals import gift_words


def level_terms(tiers: Sequence[Tier], settings: ShopSettings) -> list[str]:
    """Return how levels are reached, kept and lost."""
    said = [tier_story(draft_of_tier(tier), settings) for tier in tiers]
    if any(tier.drop == "met" for tier in tiers):
        said.append(
            tr("When a level is looked at again, whoever meets it keeps it; else the level that is"
               " met then goes on.")
        )  # fmt: skip
    if tiers:
        said += [
            tr("Purchases that are returned no longer count for a level."),
            tr("When we change what a level asks, nobody loses one before it is looked at again."),
        ]
    return said


def plan_terms(plans: Sequence[Plan], settings: ShopSettings) -> list[str]:
    """Return what plans cost and bring, and how they are renewed, paused, changed and left."""
    if not plans:
        return []
    # What is offered to those who leave is said to them alone.
    drafts = [replace(draft_of_plan(plan), save_months=0) for plan in plans]
    said = [plan_story(draft, settings) for draft in drafts]
    said += [
        tr("A plan goes on only when you pay for the next period."),
        tr("Paying early loses no day: the next period is added at the end."),
        pausing_words(),
    ]
    if len(plans) > 1:
        said.append(changing_words())
    return [*said, leaving_words()]


def friend_terms(settings: ShopSettings) -> list[str]:
    """Return what bringing a friend brings, when, and when it does not."""
    terms = settings.referral
    mine, theirs = gift_words(terms.referrer), gift_words(terms.referee)
    if not (mine or theirs):
        return []
    said = [tr("Your friend names your code on joining, or before the first purchase.")]
    if theirs:
        said.append(tr("Your friend receives {gift}.").format(gift=theirs))
    if mine:
        said.append(tr("You receive {gift}.").format(gift=mine))
    return [*said, *_when(terms, settings), *_limits(terms), _taken_back(terms, settings)]


def _when(terms: ReferralTerms, settings: ShopSettings) -> list[str]:
    said = [tr("This holds with your friend's first purchase.")]
    if terms.minimum:
        words = tr("This holds once your friend's first purchase comes to {amount} or more.")
        said = [words.format(amount=money(terms.minimum, settings))]
    if terms.hold_days:
        words = trn(
            "It comes {days} day after that purchase.",
            "It comes {days} days after that purchase.",
            terms.hold_days,
        )
        said.append(words.format(days=formats.number(terms.hold_days)))
    if terms.ask_owner:
        said.append(tr("We may look at it first, and give it once we have."))
    return said


def _limits(terms: ReferralTerms) -> list[str]:
    said = [tr("Nobody can bring themselves, and every friend can be brought once.")]
    if terms.max_per_month is not None:
        words = trn(
            "{count} friend a month counts.", "{count} friends a month count.", terms.max_per_month
        )
        said.append(words.format(count=formats.number(terms.max_per_month)))
    return said


def _taken_back(terms: ReferralTerms, settings: ShopSettings) -> str:
    if not terms.minimum:
        return tr("When that purchase is returned, what both received for it is taken back.")
    words = tr("When returns leave less than {amount} of it, what both received is taken back.")
    return words.format(amount=money(terms.minimum, settings))
