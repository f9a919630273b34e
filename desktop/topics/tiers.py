"""The feed's requests about tiers: set up, changed, tried before, and why somebody holds one."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field

from db.moment import Moment
from db.queries.tier_members import tiers_held
from db.queries.tier_trials import TierTrial, try_tier
from db.queries.tiers import all_tiers, tier_history, tiers_on
from db.rules.tier_terms import spoken_tier
from db.rules.tiers import ChangeCause, ChangeKind, DropRule, Measure, Tier, TierChange
from db.session import Session
from db.usecases.tiers import NewTier, add_tier, edit_tier, proposed_tier
from desktop.topics.amounts import given, text_of
from desktop.topics.answers import Answer
from desktop.topics.keeping import as_of
from desktop.topics.operation import Operation
from desktop.topics.requests import Amount, AmountOrNull, Request
from desktop.topics.selling import customer
from desktop.topics.standing import counted
from desktop.words.tiers import change_sentence

_NAME = Annotated[str, Meta(description="the tier's name")]
_WINDOW = Annotated[Any, Meta(description='{"months": n}, the last n months, or "calendar_year"')]
_GIFT = Annotated[Any, Meta(description="{points: n} or {reward: name}; null: none")]
_Counted = Annotated[str | int, Meta(description="an amount of money, or so many points or visits")]


class TierFields(Request, kw_only=True):
    """The terms of a tier; `threshold` is an amount where spend is measured."""

    measure: Measure | UnsetType = UNSET
    multiplier: AmountOrNull = field(default_factory=Raw)
    keep_months: int | UnsetType = UNSET
    window: _WINDOW = UNSET
    drop: DropRule | UnsetType = UNSET
    gift: _GIFT = UNSET


class TierAdd(TierFields, tag="tier.add", kw_only=True):
    """Adds a level that customers earn."""

    name: str
    threshold: Amount


class TierEdit(TierFields, tag="tier.edit", kw_only=True):
    """Changes a tier from the next business date on; nobody loses it by that before its look."""

    tier: _NAME
    name: str | UnsetType = UNSET
    threshold: AmountOrNull = field(default_factory=Raw)
    offered: Annotated[bool, Meta(description="false stops it")] | UnsetType = UNSET


class TierTry(TierFields, tag="tier.try", kw_only=True):
    """Asks what a change, or a new tier, would do to whom; nothing is written."""

    tier: Annotated[str, Meta(description="which would change; left out: a new one")] | None = None
    name: str | UnsetType = UNSET
    threshold: AmountOrNull = field(default_factory=Raw)
    offered: bool | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=0, description="customers named in each list")] = 100


class TierList(Request, tag="tier.list", kw_only=True):
    """Asks for every tier with how many hold it, those no longer offered too."""


class TierHistory(Request, tag="tier.history", kw_only=True):
    """Asks for every change of a customer's tier, each with its reason."""

    customer: str
    as_of: Annotated[str, Meta(description="a date or a time")] | None = None


class TierAnswer(Answer, kw_only=True):
    """The tier that was added or changed, and the first day on which it is like that."""

    tier: str
    since: str


class TierListed(Struct, kw_only=True):
    """A tier as it is today; `next_terms` those that hold from another day on."""

    tier: str
    terms: dict[str, Any]
    since: str
    offered: bool
    customers: int
    next_terms: dict[str, Any] | None
    next_since: str | None


class TiersAnswer(Answer, kw_only=True):
    """Every tier, the lowest first."""

    tiers: list[TierListed]


class ReachTold(Struct, kw_only=True):
    """Whom the next sale would lift to the tier; `tier` is held today."""

    customer: str
    name: str
    tier: str | None
    have: _Counted


class LoseTold(Struct, kw_only=True):
    """Who would not keep the tier at its look; `anyway`: without the change too."""

    customer: str
    name: str
    until: str
    have: _Counted
    missing: _Counted
    falls_to: str | None
    anyway: bool


class TierTrialAnswer(Answer, kw_only=True):
    """What a change would do; each list with its whole count."""

    tier: str
    since: str
    holders: int
    reach_count: int
    reach: list[ReachTold]
    lose_count: int
    lose: list[LoseTold]
    stay: int


class ChangeTold(Struct, kw_only=True, rename={"from_": "from"}):
    """A change of somebody's tier: `have` of `needed` counted from `from` to `to`."""

    day: str
    kind: ChangeKind
    because: ChangeCause
    tier: str | None
    before: str | None
    until: str | None
    of: Annotated[str, Meta(description="the tier reached, looked at or taken")]
    measure: Measure
    have: _Counted
    needed: _Counted
    from_: str
    to: str
    sale: str | None
    refund: str | None
    sentence: str


class TierHistoryAnswer(Answer, kw_only=True):
    """Every change of a customer's tier, the first one first."""

    changes: list[ChangeTold]


@dataclass(frozen=True)
class Tried:
    """A trial and how many people are to be named."""

    trial: TierTrial
    limit: int


@dataclass(frozen=True)
class Told:
    """The changes of a customer's tier, and when they were asked for."""

    changes: list[TierChange]
    moment: Moment


def tier_add(session: Session, request: TierAdd, operation_id: str) -> Tier:
    """Add a level that customers earn."""
    text_of(request.threshold, "threshold")  # null is not naming it
    return add_tier(session, NewTier(**_terms(request)), operation_id=operation_id)


def tier_edit(session: Session, request: TierEdit, operation_id: str) -> Tier:
    """Change a tier, stop it or offer it again."""
    return edit_tier(session, tier=request.tier, changes=_terms(request), operation_id=operation_id)


def tell_tier(_: Session, tier: Tier) -> TierAnswer:
    """Answer the tier by its name."""
    return TierAnswer(tier=tier.name, since=tier.since.isoformat())


def tier_try(session: Session, request: TierTry, _: str) -> Tried:
    """Ask what a change would do."""
    moment = session.moment()
    proposed = proposed_tier(moment, request.tier, _terms(request))
    return Tried(try_tier(moment, proposed), request.limit)


def tell_trial(session: Session, tried: Tried) -> TierTrialAnswer:
    """Answer what a change would do."""
    trial, limit = tried.trial, tried.limit
    tier, digits = trial.tier, session.settings.digits
    return TierTrialAnswer(
        tier=tier.name,
        since=tier.since.isoformat(),
        holders=trial.holders,
        reach_count=len(trial.reach),
        reach=[
            ReachTold(
                customer=each.number,
                name=each.name,
                tier=each.holds,
                have=counted(each.have, tier.measure, digits=digits),
            )
            for each in trial.reach[:limit]
        ],
        lose_count=len(trial.lose),
        lose=[
            LoseTold(
                customer=each.number,
                name=each.name,
                until=each.until.isoformat(),
                have=counted(each.have, tier.measure, digits=digits),
                missing=counted(each.missing, tier.measure, digits=digits),
                falls_to=each.falls_to,
                anyway=each.anyway,
            )
            for each in trial.lose[:limit]
        ],
        stay=trial.stay,
    )


def tier_list(session: Session, _: TierList, __: str) -> list[Tier]:
    """Ask for every tier."""
    return tiers_on(session.db, session.today)


def tell_tiers(session: Session, tiers: list[Tier]) -> TiersAnswer:
    """Answer every tier, with what it will be."""
    digits = session.settings.digits
    latest = {tier.id: tier for tier in all_tiers(session.db)}
    held = [tier.id for tier in tiers_held(session.db, on=session.today).values()]
    told = []
    for tier in tiers:
        after = latest[tier.id] if latest[tier.id].since > tier.since else None
        told.append(
            TierListed(
                tier=tier.name,
                terms=_spoken(tier, digits=digits),
                since=tier.since.isoformat(),
                offered=tier.offered,
                customers=held.count(tier.id),
                next_terms=spoken_tier(after, digits=digits) if after else None,
                next_since=after.since.isoformat() if after else None,
            )
        )
    return TiersAnswer(tiers=told)


def tiers_past(session: Session, request: TierHistory, _: str) -> Told:
    """Ask for the changes of a customer's tier."""
    customer_id = customer(session, request.customer)
    moment = as_of(session, request.as_of) if request.as_of else session.moment()
    return Told(tier_history(moment, customer_id), moment)


def tell_past(session: Session, told: Told) -> TierHistoryAnswer:
    """Answer the changes of a customer's tier."""
    return TierHistoryAnswer(changes=[_change(session, each) for each in told.changes])


def _change(session: Session, change: TierChange) -> ChangeTold:
    digits, asked = session.settings.digits, change.asked
    return ChangeTold(
        day=change.day.isoformat(),
        kind=change.kind,
        because=change.cause,
        tier=change.tier.name if change.tier else None,
        before=change.before.name if change.before else None,
        until=_iso(change.until),
        of=asked.name,
        measure=asked.measure,
        have=counted(change.have, asked.measure, digits=digits),
        needed=counted(asked.threshold, asked.measure, digits=digits),
        from_=change.first.isoformat(),
        to=change.last.isoformat(),
        sale=change.fact if change.cause == "sale" else None,
        refund=change.fact if change.cause == "refund" else None,
        sentence=change_sentence(change, session.settings),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _spoken(tier: Tier, *, digits: int) -> dict[str, Any]:
    terms = spoken_tier(tier, digits=digits)
    del terms["offered"]
    return terms


def _terms(request: TierFields) -> dict[str, Any]:
    """Return the terms that a request names; amounts as they were written."""
    names = ("name", "measure", "keep_months", "window", "drop", "gift", "offered")
    said = {name: getattr(request, name, UNSET) for name in names}
    terms = {name: value for name, value in said.items() if value is not UNSET}
    for name in ("threshold", "multiplier"):
        amount: Raw = getattr(request, name)
        if given(amount):
            terms[name] = text_of(amount, name)
    return terms


OPERATIONS = (
    Operation(TierAdd, tier_add, TierAnswer, tell_tier),
    Operation(TierEdit, tier_edit, TierAnswer, tell_tier),
    Operation(TierTry, tier_try, TierTrialAnswer, tell_trial, writes=False),
    Operation(TierList, tier_list, TiersAnswer, tell_tiers, writes=False),
    Operation(TierHistory, tiers_past, TierHistoryAnswer, tell_past, writes=False),
)
