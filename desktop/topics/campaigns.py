"""The feed's requests about campaigns: planned, drawn, stopped, and what each of them did."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field, structs

from db.errors import BadRequest
from db.queries.campaigns import (
    CampaignResult,
    campaign_codes,
    campaign_members,
    campaign_named,
    campaign_result,
    campaigns,
)
from db.queries.segments import member_numbers
from db.rules.campaigns import Campaign, more_needed
from db.rules.coupons import spoken_code
from db.session import Session
from db.usecases.campaigns import (
    add_campaign,
    edit_campaign,
    note_written,
    preview_campaign,
    refuse_not_started,
    spoken_campaign,
    start_campaign,
    stop_campaign,
)
from desktop.month import json_number
from desktop.topics.amounts import given, text_of, written
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import AmountOrNull, Day, Request
from desktop.topics.segments import GroupMeant, SegmentAsked, spoken_group_of
from desktop.words.campaigns import WORTH_SEEING, result_words
from desktop.words.segments import segment_words

_NAME = Annotated[str, Meta(description="the campaign's name")]
_EITHER = Annotated[str | None, Meta(description="the campaign's name, in one of the two fields")]
_CHANNEL = Literal["letter", "postcard", "mail", "call", "counter"]
_OFFER = Annotated[Any, Meta(description="{reward: name}, {points: n}, or null: words alone")]
_HOLDOUT = Annotated[int, Meta(ge=0, le=50, description="that get nothing, drawn by chance")]


class CampaignAdd(Request, tag="campaign.add", kw_only=True):
    """Plans a campaign; nobody is drawn before campaign.start."""

    name: str
    segment: GroupMeant = None
    offer: _OFFER = None
    from_: Day | UnsetType = field(name="from", default=UNSET)
    to: Day | UnsetType = UNSET
    channel: _CHANNEL = "counter"
    message: str | None = None
    holdout_percent: _HOLDOUT = 20
    cost_each: AmountOrNull = field(default_factory=Raw)


class CampaignEdit(Request, tag="campaign.edit", kw_only=True):
    """Changes a campaign before it starts."""

    campaign: _NAME
    name: str | UnsetType = UNSET
    segment: SegmentAsked | str | UnsetType | None = UNSET
    offer: _OFFER = UNSET
    from_: Day | UnsetType = field(name="from", default=UNSET)
    to: Day | UnsetType = UNSET
    channel: _CHANNEL | UnsetType = UNSET
    message: str | UnsetType | None = UNSET
    holdout_percent: _HOLDOUT | UnsetType = UNSET
    cost_each: AmountOrNull = field(default_factory=Raw)


class CampaignKey(Request, kw_only=True):
    """Names a campaign, by either word."""

    campaign: _EITHER = None
    name: _EITHER = None


class CampaignStart(CampaignKey, tag="campaign.start", kw_only=True):
    """Draws who gets nothing, freezes both arms, and gives the others what is offered."""


class CampaignStop(CampaignKey, tag="campaign.stop", kw_only=True):
    """Ends a campaign before its last day, or gives up one that was planned."""


class CampaignResultAsked(CampaignKey, tag="campaign.result", kw_only=True):
    """Asks what a campaign did, at any time."""


class CampaignMembers(CampaignKey, tag="campaign.members", kw_only=True):
    """Asks who stands in which arm, and with which coupon."""


class CampaignSent(CampaignKey, tag="campaign.sent", kw_only=True):
    """Notes, once, that the letters, e-mails or calls have gone out: follow-ups then wait."""


class CampaignList(Request, tag="campaign.list", kw_only=True):
    """Asks for every campaign with its result, the latest first."""


class ArmTold(Struct, kw_only=True):
    """One arm: how many, how many came back, and what they brought."""

    customers: int
    came_back: int
    share: float | None
    money: str  # net of what was handed back
    money_each: float | None


class CampaignTold(Struct, kw_only=True):
    """A campaign and what it did; shares and their difference to four decimals."""

    campaign: str
    state: str  # planned, running, over, stopped
    terms: dict[str, Any]
    segment_words: str
    counts: dict[str, int]
    treated: ArmTold
    held: ArmTold
    lift: float | None  # share of the treated less that of the others
    interval: list[float] | None  # 95 % of the lift: Newcombe 1998, method 10
    verdict: str | None  # better, worse, too_few, no_holdout; null before the start
    counted_from: str
    counted_to: str
    coupons: dict[str, int]
    points: int
    spent: dict[str, str]
    gained: float | None
    gained_per_spent: float | None
    more_needed: int | None  # customers, to notice 10 more of 100 coming back
    sentence: str


class CampaignAnswer(CampaignTold, kw_only=True):
    """A campaign and what it did."""

    ok: bool = True
    id: str | None = None


class CampaignsAnswer(Answer, kw_only=True):
    """Every campaign, the latest first."""

    campaigns: list[CampaignTold]


class MemberTold(Struct, kw_only=True):
    """Somebody in an arm."""

    customer: str
    treated: bool
    coupon: str | None


class MembersAnswer(Answer, kw_only=True):
    """Who stands in which arm."""

    members: list[MemberTold]


class SentAnswer(Answer, kw_only=True):
    """How many contacts were noted; 0 where they had been before."""

    contacts: int


def campaign_add(session: Session, request: CampaignAdd, operation_id: str) -> CampaignResult:
    """Plan a campaign."""
    campaign = add_campaign(session, terms=_terms(session, request), operation_id=operation_id)
    return campaign_result(session.moment(), campaign)


def campaign_edit(session: Session, request: CampaignEdit, operation_id: str) -> CampaignResult:
    """Change a campaign before it starts."""
    campaign = edit_campaign(
        session,
        campaign=request.campaign,
        changes=_terms(session, request),
        operation_id=operation_id,
    )
    return campaign_result(session.moment(), campaign)


def campaign_start(session: Session, request: CampaignStart, operation_id: str) -> CampaignResult:
    """Draw a campaign."""
    return start_campaign(session, campaign=_name_of(request), operation_id=operation_id)


def campaign_stop(session: Session, request: CampaignStop, operation_id: str) -> CampaignResult:
    """Stop a campaign."""
    return stop_campaign(session, campaign=_name_of(request), operation_id=operation_id)


def campaign_asked(session: Session, request: CampaignResultAsked, _: str) -> CampaignResult:
    """Ask what a campaign did."""
    return campaign_result(session.moment(), _named(session, _name_of(request)))


def tell_campaign(session: Session, found: CampaignResult | Campaign) -> CampaignAnswer:
    """Answer a campaign; of one that is planned, the counts are those of a start now."""
    if isinstance(found, Campaign):
        found = campaign_result(session.moment(), found)
    return CampaignAnswer(**structs.asdict(campaign_told(session, found)))


def campaign_list(session: Session, _: CampaignList, __: str) -> list[CampaignResult]:
    """Ask for every campaign."""
    moment = session.moment()
    found = campaigns(session.db, digits=session.settings.digits)
    return [campaign_result(moment, each) for each in found]


def tell_campaigns(session: Session, found: Sequence[CampaignResult]) -> CampaignsAnswer:
    """Answer every campaign."""
    return CampaignsAnswer(campaigns=[campaign_told(session, each) for each in found])


def members_asked(session: Session, request: CampaignMembers, _: str) -> Campaign:
    """Ask who stands in which arm."""
    campaign = _named(session, _name_of(request))
    refuse_not_started(campaign)
    return campaign


def tell_members(session: Session, campaign: Campaign) -> MembersAnswer:
    """Answer who stands in which arm."""
    codes = campaign_codes(session.moment(), campaign)
    told = []
    for treated in (True, False):
        ids = campaign_members(session.db, campaign, treated=treated)
        for id, number in zip(ids, member_numbers(session.db, ids), strict=True):
            code = codes.get(id)
            coupon = spoken_code(code) if code else None
            told.append(MemberTold(customer=number, treated=treated, coupon=coupon))
    return MembersAnswer(members=told)


def campaign_sent(session: Session, request: CampaignSent, operation_id: str) -> int:
    """Note that everything has gone out."""
    return note_written(session, campaign=_name_of(request), operation_id=operation_id)


def tell_sent(_: Session, contacts: int) -> SentAnswer:
    """Answer how many contacts were noted."""
    return SentAnswer(contacts=contacts)


def campaign_told(session: Session, result: CampaignResult) -> CampaignTold:
    """Return a campaign as the feed tells it."""
    campaign, measured = result.campaign, result.measured
    is_drawn = campaign.started_on is not None
    interval = measured.interval
    return CampaignTold(
        campaign=campaign.name,
        state=campaign.state(session.today),
        terms=spoken_campaign(session.moment(), campaign),
        segment_words=segment_words(campaign.segment, session.settings),
        counts=_counts(session, result),
        treated=_arm(session, result, treated=True),
        held=_arm(session, result, treated=False),
        lift=json_number(measured.lift),
        interval=[_number(interval.low), _number(interval.high)] if interval else None,
        verdict=measured.verdict if is_drawn else None,
        counted_from=result.first.isoformat(),
        counted_to=result.last.isoformat(),
        coupons={"issued": result.coupons, "used": result.coupons_used},
        points=result.points,
        spent={
            "discounts": written(session, result.discounts),
            "points": written(session, result.points_worth),
            "writing": written(session, result.cost),
            "total": written(session, result.spent),
        },
        gained=json_number(_units(session, measured.gained)),
        gained_per_spent=json_number(result.gained_per_spent),
        more_needed=more_needed(measured, WORTH_SEEING) if is_drawn else None,
        sentence=result_words(result, campaign.state(session.today)),
    )


def _counts(session: Session, result: CampaignResult) -> dict[str, int]:
    """Return how many stand where; of a campaign that is planned, as a start now would put them."""
    campaign, measured = result.campaign, result.measured
    size, out = result.size, result.left_out
    treated, held = measured.treated.customers, measured.held.customers
    if campaign.state(session.today) == "planned":
        preview = preview_campaign(
            session,
            campaign.segment,
            channel=campaign.channel,
            holdout_percent=campaign.holdout_percent,
        )
        size, out = preview.reach.size, preview.reach.left_out
        treated, held = preview.treated, preview.held
    return {
        "segment": size,
        "treated": treated,
        "held": held,
        "treated_back": measured.treated.came_back,
        "held_back": measured.held.came_back,
        "refused": out.refused,
        "unreachable": out.unreachable,
        "elsewhere": out.elsewhere,
    }


def _arm(session: Session, result: CampaignResult, *, treated: bool) -> ArmTold:
    arm = result.measured.treated if treated else result.measured.held
    return ArmTold(
        customers=arm.customers,
        came_back=arm.came_back,
        share=json_number(arm.share),
        money=written(session, arm.money),
        money_each=json_number(_units(session, arm.money_each)),
    )


def _units(session: Session, minor: Fraction | None) -> Fraction | None:
    return None if minor is None else minor / 10**session.settings.digits


def _number(value: Fraction) -> float:
    return float(round(value, 4))


def _name_of(request: CampaignKey) -> str:
    said = {name for name in (request.campaign, request.name) if name is not None}
    if len(said) != 1:
        raise BadRequest("campaign", "either" if said else "missing", "campaign, name")
    return said.pop()


def _named(session: Session, name: str) -> Campaign:
    return campaign_named(session.db, name, digits=session.settings.digits)


def _terms(session: Session, request: CampaignAdd | CampaignEdit) -> dict[str, Any]:
    names = ("name", "offer", "to", "channel", "message", "holdout_percent")
    said = {name: getattr(request, name) for name in names}
    said["from"] = request.from_
    if request.segment is not UNSET:
        said["segment"] = spoken_group_of(session, request.segment)
    if given(request.cost_each):
        said["cost_each"] = text_of(request.cost_each, "cost_each")
    return {name: value for name, value in said.items() if value is not UNSET}


OPERATIONS = (
    Operation(CampaignAdd, campaign_add, CampaignAnswer, tell_campaign),
    Operation(CampaignEdit, campaign_edit, CampaignAnswer, tell_campaign),
    Operation(CampaignStart, campaign_start, CampaignAnswer, tell_campaign),
    Operation(CampaignStop, campaign_stop, CampaignAnswer, tell_campaign),
    Operation(CampaignResultAsked, campaign_asked, CampaignAnswer, tell_campaign, writes=False),
    Operation(CampaignList, campaign_list, CampaignsAnswer, tell_campaigns, writes=False),
    Operation(CampaignMembers, members_asked, MembersAnswer, tell_members, writes=False),
    Operation(CampaignSent, campaign_sent, SentAnswer, tell_sent),
)
