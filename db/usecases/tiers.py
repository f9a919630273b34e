"""The owner sets up the levels that customers earn."""

import json
from dataclasses import asdict, dataclass
from typing import Any, get_args

from db.clock import new_id
from db.errors import BadRequest
from db.journal import Draft, canonical
from db.rules.money import parse_amount
from db.rules.shop import NO_GIFT, line_of_text, one_of, read_gift, read_multiplier, whole
from db.rules.tiers import DropRule, Measure, Tier
from db.session import Action, Session
from db.usecases.shop import refuse_taken_name, refuse_unknown_reward

_MOST = 10**12


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
        name = line_of_text(new.name, "name", longest=60)
        refuse_taken_name(tx.db, "tiers", name)
        measure = one_of(new.measure, "measure", get_args(Measure))
        window = read_window(new.window)
        tier = Tier(
            id=new_id(),
            name=name,
            threshold=_threshold(new.threshold, measure, digits=tx.settings.digits),
            measure=measure,
            multiplier=read_multiplier(new.multiplier),
            keep_months=whole(new.keep_months, "keep_months", least=1, most=1200),
            window_months=window,
            drop=one_of(new.drop, "drop", get_args(DropRule)),
            since=tx.today,
            gift=NO_GIFT if new.gift is None else read_gift(new.gift, "gift"),
        )
        if tier.gift.reward is not None:
            refuse_unknown_reward(tx.db, tier.gift.reward, "gift.reward")
        row = _row(tier)
        tx.insert("tiers", {"id": tier.id, "name": tier.name})
        version = {key: value for key, value in row.items() if key not in ("id", "name")}
        tx.insert("tier_versions", {"tier_id": tier.id, **version})
        tx.post(Draft("tier.add", row))
        tx.answer(tier)
    return tier


def read_window(window: object) -> int | None:
    """Understand a window: so many months, None for the calendar year; raises BadRequest."""
    if window is None:
        return 12
    if window == "calendar_year":
        return None
    if isinstance(window, dict) and set(window) == {"months"}:
        return whole(window["months"], "window.months", least=1, most=1200)
    raise BadRequest("window", "choice", 'calendar_year, {"months": 12}')


def _threshold(text: str, measure: Measure, *, digits: int) -> int:
    threshold = parse_amount(text, digits=digits if measure == "spend" else 0)
    return whole(threshold, "threshold", least=1, most=_MOST)


def _row(tier: Tier) -> dict[str, Any]:
    window = "calendar_year" if tier.window_months is None else {"months": tier.window_months}
    return {
        "id": tier.id,
        "name": tier.name,
        "threshold": tier.threshold,
        "measure": tier.measure,
        "multiplier": str(tier.multiplier),
        "keep_months": tier.keep_months,
        "window": json.dumps(window),
        "drop_rule": tier.drop,
        "gift": None if tier.gift == NO_GIFT else canonical(asdict(tier.gift)),
        "since": tier.since.isoformat(),
    }
