"""Puts who a customer is into the words of the head of their page."""

from db.moment import Moment
from db.phones import phone_shown
from db.queries.customer_card import CustomerCard
from db.queries.customers import CustomerRecord
from db.rules.shop import ShopSettings
from db.rules.tiers import Measure, TierTrack
from desktop import formats
from desktop.counter_words import face_of
from desktop.history_words import money, points_words
from desktop.i18n import tr, trn
from desktop.widgets.customer_head import CustomerHeading


def heading_of(
    record: CustomerRecord, card: CustomerCard, moment: Moment, *, has_tiers: bool
) -> CustomerHeading:
    """Return what the head of a customer's page says."""
    face = face_of(record, card, moment)
    phone = phone_shown(record.phone, country=moment.settings.country) if record.phone else ""
    percent, way = way_up(card.tier, moment)
    return CustomerHeading(
        face=face,
        reach=" · ".join(each for each in (face.number, phone) if each),
        tags=record.tags,
        percent=percent,
        way=way,
        has_tiers=has_tiers,
    )


def way_up(track: TierTrack, moment: Moment) -> tuple[int | None, str]:
    """Return how much of the next tier is there in percent, and what is missing in words."""
    tier = track.next_tier
    if tier is None:
        return None, tr("There is no higher tier.") if track.held else ""
    percent = 100 * max(tier.threshold - track.missing, 0) // tier.threshold
    missing = measured(track.missing, tier.measure, moment.settings)
    if track.by is None:
        return percent, tr("{missing} to {tier}").format(missing=missing, tier=tier.name)
    words = tr("{missing} to {tier} by {day}")
    return percent, words.format(
        missing=missing, tier=tier.name, day=formats.day_near(track.by, moment.today)
    )


def measured(amount: int, measure: Measure, settings: ShopSettings) -> str:
    """Write so much of a tier's measure: money, points, visits."""
    if measure == "spend":
        return money(amount, settings)
    if measure == "points":
        return points_words(amount)
    return trn("{count} visit", "{count} visits", amount).format(count=formats.number(amount))
