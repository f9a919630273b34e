"""The owner sets up the levels that customers earn, changes them and stops them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from db.clock import new_id
from db.errors import BadDate, BadRequest
from db.journal import Draft, canonical
from db.moment import Moment
from db.queries.promotions import all_promotions
from db.queries.tier_members import tiers_held
from db.queries.tiers import tier_ladders, tier_named
from db.rules.shop import NO_GIFT
from db.rules.tier_terms import read_tier, spoken_tier, spoken_window
from db.rules.tiers import Tier
from db.session import Action, Session, Transaction
from db.usecases.shop import refuse_taken_name, refuse_unknown_reward


@dataclass(frozen=True)
class NewTier:
    """A level as the owner describes it; `threshold` is an amount where spend is measured."""

    name: str
    threshold: str
    measure: str = "spend"
    multiplier: str = "1"
    keep_months: int = 12
    window: Any = None  # {"months": n} or "calendar_year"
    drop: str = "met"
    gift: Any = None  # {"points": n} or {"reward": name}


def add_tier(session: Session, new: NewTier, *, operation_id: str) -> Tier:
    """Add a level; it can be reached from this business date on."""
    with session.write(Action.ADD_TIER, operation_id) as tx:
        tier = replace(proposed_tier(tx, None, asdict(new)), id=new_id())
        tx.insert("tiers", {"id": tier.id, "name": tier.name})
        _keep(tx, tier)
        tx.post(Draft("tier.add", _row(tier)))
        tx.answer(tier)
    return tier


def edit_tier(
    session: Session, *, tier: str, changes: Mapping[str, Any], operation_id: str
) -> Tier:
    """Change a level from the next business date on; terms that are not named stay as they are.

    Nobody loses a tier by it before its look. `{"offered": False}` stops it. One that was added
    today and that nobody has reached is changed at once; so is a name. Raises BadRequest or
    BadAmount that names what cannot be meant, and BadDate on a slip of before a later change.
    """
    with session.write(Action.EDIT_TIER, operation_id) as tx:
        before = tier_named(tx.db, tier)
        after = proposed_tier(tx, tier, changes)
        if replace(after, name=before.name, since=before.since) == before:
            after = replace(after, since=before.since)  # a name is no other version
        else:
            _keep(tx, after)
        if after.name != before.name:
            tx.update("tiers", after.id, {"name": after.name})
        if after != before:
            tx.post(Draft("tier.edit", _row(after)))
        tx.answer(after)
    return after


def proposed_tier(moment: Moment, tier: str | None, changes: Mapping[str, Any]) -> Tier:
    """Return what a change would make of a tier, or a new one of its terms; nothing is written.

    Raises what `add_tier` and `edit_tier` raise.
    """
    digits = moment.settings.digits
    if tier is None:
        proposed = read_tier(changes, id="", since=moment.today, digits=digits)
        refuse_taken_name(moment.db, "tiers", proposed.name)
        if proposed.gift.reward is not None:
            refuse_unknown_reward(moment.db, proposed.gift.reward, "gift.reward")
        return proposed
    before = tier_named(moment.db, tier)
    terms = {**spoken_tier(before, digits=digits), **changes}
    if "measure" in changes and "threshold" not in changes and changes["measure"] != before.measure:
        raise BadRequest("threshold", "missing")  # so many yen are not so many visits
    since = _since(moment, before)
    after = read_tier(terms, id=before.id, since=since, digits=digits)
    if after.name != before.name:
        refuse_taken_name(moment.db, "tiers", after.name)
        if any(each.conditions.tier == before.name for each in all_promotions(moment.db)):
            raise BadRequest("name", "in_tier_promotion", before.name)
    if after.gift.reward is not None and after.gift != before.gift:
        refuse_unknown_reward(moment.db, after.gift.reward, "gift.reward")
    return after


def _since(moment: Moment, tier: Tier) -> date:
    """Return the first day for which a change made now holds."""
    tomorrow = moment.today + timedelta(days=1)
    versions = [each for each in tier_ladders(moment.db).versions if each.id == tier.id]
    if versions[-1].since > tomorrow:
        raise BadDate(moment.today.isoformat())
    added_today = len(versions) == 1 and versions[0].since == moment.today
    if added_today and not _is_held(moment, tier):
        return moment.today
    return tomorrow


def _is_held(moment: Moment, tier: Tier) -> bool:
    held = tiers_held(moment.db, on=moment.today)
    return any(each.id == tier.id for each in held.values())


def _keep(tx: Transaction, tier: Tier) -> None:
    """Keep what a tier is from a day on; what was told before of the same day is replaced."""
    row = {"tier_id": tier.id, **_row(tier)}
    del row["id"], row["name"]
    tx.changed.add("tiers")
    tx.db["tier_versions"].upsert(row, pk=("tier_id", "since"))  # type: ignore[union-attr]


def _row(tier: Tier) -> dict[str, Any]:
    return {
        "id": tier.id,
        "name": tier.name,
        "threshold": tier.threshold,
        "measure": tier.measure,
        "multiplier": str(tier.multiplier),
        "keep_months": tier.keep_months,
        "window": json.dumps(spoken_window(tier.window_months)),
        "drop_rule": tier.drop,
        "gift": None if tier.gift == NO_GIFT else canonical(asdict(tier.gift)),
        "since": tier.since.isoformat(),
        "offered": int(tier.offered),
    }
