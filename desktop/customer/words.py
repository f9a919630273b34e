"""Puts who a customer is into the words of the head of their page."""

from db.moment import Moment
from db.phones import phone_shown
from db.queries.customer_card import CustomerCard
from db.queries.customers import CustomerRecord
from db.rules.tiers import TierTrack
from desktop.counter.words import face_of
from desktop.widgets.customer_head import CustomerHeading
from desktop.words.tiers import keep_line, way_line


def heading_of(
    record: CustomerRecord, card: CustomerCard, moment: Moment, *, has_tiers: bool
) -> CustomerHeading:
    """Return what the head of a customer's page says."""
    face = face_of(record, card, moment)
    phone = phone_shown(record.phone, country=moment.settings.country) if record.phone else ""
    settings, today = moment.settings, moment.today
    return CustomerHeading(
        face=face,
        phone=phone,
        tags=record.tags,
        percent=_percent_of_the_way(card.tier),
        way=way_line(card.tier, settings, today),
        keep=keep_line(card.tier, settings, today),
        has_tiers=has_tiers,
    )


def standing_of(track: TierTrack, moment: Moment) -> list[str]:
    """Return where somebody stands among the tiers: what keeps theirs, and the way up."""
    settings, today = moment.settings, moment.today
    lines = (keep_line(track, settings, today), way_line(track, settings, today))
    return [line for line in lines if line]


def _percent_of_the_way(track: TierTrack) -> int | None:
    """Return how much of the next tier is there, None where there is none above."""
    tier = track.next_tier
    if tier is None:
        return None
    return 100 * max(tier.threshold - track.missing, 0) // tier.threshold
