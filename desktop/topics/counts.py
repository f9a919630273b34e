"""How the feed tells stamp cards and weeks in a row: on sales, refunds and customers."""

from db.queries.stamps import CardBack, CardCount, StampsHeld
from db.queries.streaks import StreakCount
from db.rules.streaks import StreakStanding
from desktop.topics.answers import StampTold, StreakOnSale, StreakTold


def stamps_told(held: StampsHeld | CardCount | CardBack) -> StampTold:
    """Return a card with the stamps that are on it then."""
    return StampTold(held.card.name, held.have, held.card.needed)


def streak_told(standing: StreakStanding) -> StreakTold:
    """Return how far a customer has come with a streak."""
    streak = standing.streak
    return StreakTold(
        name=streak.name,
        weeks=streak.weeks,
        visits=streak.visits,
        have=standing.have,
        need=standing.to_go,
        visits_this_week=standing.visits_this_week,
    )


def streak_on_sale(count: StreakCount) -> StreakOnSale:
    """Return how far a sale brings a streak."""
    told = streak_told(count.standing)
    return StreakOnSale(
        name=told.name,
        weeks=told.weeks,
        visits=told.visits,
        have=told.have,
        need=told.need,
        visits_this_week=told.visits_this_week,
        completed=len(count.runs),
    )
