"""How the feed tells where a customer stands among the tiers."""

from db.rules.money import amount_text
from db.rules.tiers import Measure, TierTrack
from desktop.topics.answers import TierNext, TierStanding


def standing_told(track: TierTrack, *, digits: int) -> TierStanding | None:
    """Return the tier that somebody holds, what it lacks at its look, and the way to the next."""
    held = track.held
    if held is None:
        return None
    return TierStanding(
        name=held.tier.name,
        until=held.until.isoformat(),
        reached=held.reached.isoformat(),
        keep_missing=counted(track.keep_missing, held.tier.measure, digits=digits),
        stays=track.stays,
        next=next_told(track, digits=digits),
    )


def next_told(track: TierTrack, *, digits: int) -> TierNext | None:
    """Return the way to the next tier."""
    tier = track.next_tier
    if tier is None:
        return None
    return TierNext(
        name=tier.name,
        missing=counted(track.missing, tier.measure, digits=digits),
        measure=tier.measure,
        by=track.by.isoformat() if track.by else None,
    )


def counted(value: int, measure: Measure, *, digits: int) -> str | int:
    """Return so much of a measure: money as text, anything else as a number."""
    return amount_text(value, digits=digits) if measure == "spend" else value
