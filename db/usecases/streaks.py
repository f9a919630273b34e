"""The owner offers gifts for weeks without a gap."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from db.clock import new_id
from db.errors import BadRequest
from db.journal import Draft, canonical
from db.moment import Moment
from db.queries.streaks import streak_named
from db.rules.shop import line_of_text, read_gift, whole, yes_or_no
from db.rules.streaks import Streak, spoken_streak
from db.session import Action, Session
from db.usecases.shop import refuse_taken_name, refuse_unknown_reward

_MOST_WEEKS = 104


def add_streak(session: Session, *, terms: Mapping[str, Any], operation_id: str) -> Streak:
    """Offer a gift for weeks without a gap, on terms in the words of the feed.

    Visits count from this business date on. Raises BadRequest that names what cannot be meant.
    """
    with session.write(Action.ADD_STREAK, operation_id) as tx:
        streak = read_streak(tx, {**terms, "since": tx.today}, id=new_id())
        refuse_taken_name(tx.db, "streaks", streak.name)
        row = _row(streak)
        tx.insert("streaks", row)
        tx.post(Draft("streak.add", row))
        tx.answer(streak)
    return streak


def edit_streak(
    session: Session, *, streak: str, changes: Mapping[str, Any], operation_id: str
) -> Streak:
    """Change a streak from now on; terms that are not named stay as they are.

    `{"offered": False}` stops it; one that is offered again begins anew. Raises as `add_streak`.
    """
    with session.write(Action.EDIT_STREAK, operation_id) as tx:
        before = streak_named(tx.db, streak)
        begins_anew = changes.get("offered") is True and not before.offered
        since = tx.today if begins_anew else before.since
        terms = {**spoken_streak(before), **changes, "since": since}
        after = read_streak(tx, terms, id=before.id)
        if after.name != before.name:
            refuse_taken_name(tx.db, "streaks", after.name)
        row = _row(after)
        tx.update("streaks", before.id, row)
        tx.post(Draft("streak.edit", row))
        tx.answer(after)
    return after


def read_streak(moment: Moment, terms: Mapping[str, Any], *, id: str) -> Streak:
    """Understand a streak's terms; raises BadRequest that names what cannot be meant."""
    gift = read_gift(terms.get("gift"), "gift")
    if gift.reward is not None:
        refuse_unknown_reward(moment.db, gift.reward, "gift.reward")
    elif gift.points == 0:
        raise BadRequest("gift.points", "range", "1–")
    return Streak(
        id=id,
        name=line_of_text(terms.get("name"), "name", longest=60),
        weeks=whole(terms.get("weeks"), "weeks", least=2, most=_MOST_WEEKS),
        visits=whole(terms.get("visits", 1), "visits", least=1, most=7),
        gift=gift,
        since=terms["since"],
        offered=yes_or_no(terms.get("offered", True), "offered"),
    )


def _row(streak: Streak) -> dict[str, Any]:
    return {
        "id": streak.id,
        "name": streak.name,
        "weeks": streak.weeks,
        "visits": streak.visits,
        "gift": canonical(asdict(streak.gift)),
        "since": streak.since.isoformat(),
        "offered": int(streak.offered),
    }
