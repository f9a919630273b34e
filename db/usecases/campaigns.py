"""The owner tries something with part of a group, drawn by chance, and learns what it did."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from db import giving
from db.clock import new_id, random_below
from db.errors import BadDate, BadRequest, OutOfStock
from db.journal import Draft, canonical
from db.moment import Moment
from db.queries.campaigns import (
    CampaignResult,
    Reach,
    campaign_named,
    campaign_result,
    contact_claim,
    not_yet_contacted,
    reach_of,
    start_claim,
)
from db.queries.rewards import reward_named
from db.queries.segments import segment_meant, segment_members
from db.rules.campaigns import (
    DEFAULT_HOLDOUT_PERCENT,
    Campaign,
    check_arms,
    held_of,
    read_channel,
    read_days,
    read_holdout,
    read_message,
    read_name,
    read_offer,
)
from db.rules.channels import CampaignChannel, Way, way_of
from db.rules.money import amount_text, parse_amount
from db.rules.rewards import Reward, RewardStanding, refusal_of
from db.rules.segments import Segment, spoken_segment
from db.rules.surprises import Below, drawn
from db.session import Action, Session, Transaction

_TERMS = frozenset(
    {
        "name", "segment", "offer", "channel", "message", "from", "to", "holdout_percent",
        "cost_each",
    }
)  # fmt: skip


@dataclass(frozen=True)
class CampaignPreview:
    """What a start would do now: whom it would reach, and how many get nothing."""

    reach: Reach
    treated: int
    held: int


def preview_campaign(
    session: Session, segment: Segment, *, channel: CampaignChannel, holdout_percent: int
) -> CampaignPreview:
    """Say whom a start would reach, writing nothing; an empty arm is told, not refused."""
    reach = reach_of(session.moment(), segment, channel)
    size = len(reach.customers)
    held = held_of(size, holdout_percent)
    return CampaignPreview(reach, size - held, held)


def add_campaign(session: Session, *, terms: Mapping[str, Any], operation_id: str) -> Campaign:
    """Plan a campaign on terms in the words of the feed; nobody is drawn yet.

    The segment is a group's terms or the name under which it was saved; nothing: everybody.
    Raises BadRequest, BadAmount, BadDate, UnknownPlan or UnknownReward for what cannot be meant.
    """
    with session.write(Action.ADD_CAMPAIGN, operation_id) as tx:
        campaign = _understood(tx, terms, id=new_id())
        _refuse_taken(tx, campaign.name)
        row = _row(tx, campaign)
        tx.insert("campaigns", row)
        tx.post(Draft("campaign.add", row))
        tx.answer(campaign)
    return campaign


def edit_campaign(
    session: Session, *, campaign: str, changes: Mapping[str, Any], operation_id: str
) -> Campaign:
    """Change a campaign before it starts; terms that are not named stay as they are.

    Raises BadRequest once it was started or given up, and what `add_campaign` raises.
    """
    with session.write(Action.EDIT_CAMPAIGN, operation_id) as tx:
        before = campaign_named(tx.db, campaign, digits=tx.settings.digits)
        _refuse_begun(before)
        after = _understood(tx, {**spoken_campaign(tx, before), **changes}, id=before.id)
        after = replace(after, added_on=before.added_on)
        if after.name != before.name:
            _refuse_taken(tx, after.name)
        row = _row(tx, after)
        tx.update("campaigns", before.id, row)
        tx.post(Draft("campaign.edit", row))
        tx.answer(after)
    return after


def start_campaign(
    session: Session, *, campaign: str, operation_id: str, below: Below = random_below
) -> CampaignResult:
    """Draw by chance who gets nothing, freeze both arms, and give the others what is offered.

    Who refuses the channel, cannot be reached by it, or is in another campaign that runs stands in
    neither arm. Raises BadRequest where nobody is left for one of the arms or it was started
    before, BadDate after its last day, OutOfStock where the reward does not do for all.
    """
    with session.write(Action.START_CAMPAIGN, operation_id) as tx:
        planned = campaign_named(tx.db, campaign, digits=tx.settings.digits)
        _refuse_begun(planned)
        if planned.last_day < tx.today:
            raise BadDate(planned.last_day.isoformat())
        _refuse_batch(tx, planned.name)
        reach = reach_of(tx, planned.segment, planned.channel)
        if reach.size and not reach.customers:
            raise BadRequest("segment", "nobody_left", str(reach.size))
        count = held_of(len(reach.customers), planned.holdout_percent)
        check_arms(len(reach.customers), count, percent=planned.holdout_percent)
        held = sorted(drawn(reach.customers, count, below=below))
        out = set(held)
        treated = [each for each in reach.customers if each not in out]
        tx.update("campaigns", planned.id, {"started_on": tx.today.isoformat()})
        told = {
            "campaign": planned.id,
            "name": planned.name,
            "size": reach.size,
            "left_out": asdict(reach.left_out),
            "treated": treated,
            "held": held,
            "points": _points_given(planned, treated),
        }
        tx.post(Draft("campaign.start", told, claim=start_claim(planned.id)))
        _give_offer(tx, planned, treated)
        started = replace(planned, started_on=tx.today)
        result = campaign_result(tx, started)
        tx.answer(result)
    return result


def stop_campaign(session: Session, *, campaign: str, operation_id: str) -> CampaignResult:
    """End a campaign before its last day, or give up one that was planned.

    What was given stays given; coming back counts to the end of today. Raises BadRequest where it
    was stopped before, BadDate where it is over already.
    """
    with session.write(Action.STOP_CAMPAIGN, operation_id) as tx:
        before = campaign_named(tx.db, campaign, digits=tx.settings.digits)
        if before.stopped_on is not None:
            raise BadRequest("campaign", "stopped", before.name)
        if before.state(tx.today) == "over":
            raise BadDate(before.last_day.isoformat())
        after = replace(before, stopped_on=tx.today)
        tx.update("campaigns", before.id, {"stopped_on": tx.today.isoformat()})
        tx.post(Draft("campaign.stop", {"campaign": before.id, "name": before.name}))
        result = campaign_result(tx, after)
        tx.answer(result)
    return result


def note_written(session: Session, *, campaign: str, operation_id: str) -> int:
    """Note, once, that everybody who was drawn to be written to was: follow-ups then wait.

    To be said when letters, labels or e-mails have gone out. Returns how many were noted; raises
    BadRequest before the start.
    """
    with session.write(Action.SEND_CAMPAIGN, operation_id) as tx:
        sent = campaign_named(tx.db, campaign, digits=tx.settings.digits)
        refuse_not_started(sent)
        way: Way | None = way_of(sent.channel)
        whom = not_yet_contacted(tx.db, sent) if way is not None else []
        for customer_id in whom:
            told = {"by": way, "note": sent.name, "campaign": sent.id}
            tx.post(Draft("contact", told, customer_id, claim=contact_claim(sent, customer_id)))
        tx.answer(len(whom))
    return len(whom)


def refuse_not_started(campaign: Campaign) -> None:
    """Raise BadRequest for a campaign whose arms were not drawn yet."""
    if campaign.started_on is None:
        raise BadRequest("campaign", "not_started", campaign.name)


def spoken_campaign(moment: Moment, campaign: Campaign) -> dict[str, Any]:
    """Return the terms of a campaign in the words of the feed."""
    digits = moment.settings.digits
    return {
        "name": campaign.name,
        "segment": spoken_segment(campaign.segment, digits=digits),
        "offer": _spoken_offer(campaign),
        "channel": campaign.channel,
        "message": campaign.message,
        "from": campaign.first_day.isoformat(),
        "to": campaign.last_day.isoformat(),
        "holdout_percent": campaign.holdout_percent,
        "cost_each": amount_text(campaign.cost_each, digits=digits),
    }


def _understood(moment: Moment, terms: Mapping[str, Any], *, id: str) -> Campaign:
    for name in terms:
        if name not in _TERMS:
            raise BadRequest(name, "unknown")
    offer = read_offer(terms.get("offer"))
    if offer is not None and offer.reward is not None:
        reward_named(moment.db, offer.reward)
    segment = segment_meant(moment, terms.get("segment"))
    segment_members(moment, segment)  # refuses names of tiers and plans that nobody gave
    first, last = read_days(terms, today=moment.today)
    return Campaign(
        id=id,
        name=read_name(terms.get("name")),
        segment=segment,
        offer=offer,
        channel=read_channel(terms.get("channel", "counter")),
        message=read_message(terms.get("message")),
        first_day=first,
        last_day=last,
        holdout_percent=read_holdout(terms.get("holdout_percent", DEFAULT_HOLDOUT_PERCENT)),
        cost_each=parse_amount(str(terms.get("cost_each") or 0), digits=moment.settings.digits),
        added_on=moment.today,
    )


def _give_offer(tx: Transaction, campaign: Campaign, treated: Sequence[str]) -> None:
    """Give each of them the points, or a coupon that can be used until the last day."""
    if campaign.offer is None:
        return
    more = {"reason": "campaign", "campaign": campaign.id, "occasion": campaign.name}
    if campaign.offer.reward is None:
        for customer_id in treated:
            giving.give_points(tx, customer_id, campaign.offer.points, reason="campaign", more=more)
        return
    reward = _reward_for(tx, campaign.offer.reward, len(treated))
    told = {
        "terms": asdict(reward.terms),
        "from": max(campaign.first_day, tx.today).isoformat(),
        "until": campaign.last_day.isoformat(),
        "uses": 1,
        "batch": campaign.name,
        "reward": reward.name,
        **more,
    }
    giving.issue_to_each(tx, told, treated)


def _reward_for(tx: Transaction, name: str, count: int) -> Reward:
    """Return a reward that can be given to so many now, and take them off its stock."""
    reward = reward_named(tx.db, name)
    anybody = replace(reward, tier_id=None, plan_id=None)
    not_now = refusal_of(anybody, RewardStanding("", tx.today, has_plan=True))
    if not_now is not None:
        raise not_now
    if reward.stock_left is not None:
        if reward.stock_left < count:
            raise OutOfStock(reward.name)
        tx.post(Draft("stock.move", {}, None, f"stock:{reward.id}", -count))
    return reward


def _points_given(campaign: Campaign, treated: Sequence[str]) -> int:
    return campaign.offer.points * len(treated) if campaign.offer else 0


def _spoken_offer(campaign: Campaign) -> dict[str, Any] | None:
    if campaign.offer is None:
        return None
    if campaign.offer.reward is not None:
        return {"reward": campaign.offer.reward}
    return {"points": campaign.offer.points}


def _refuse_begun(campaign: Campaign) -> None:
    if campaign.stopped_on is not None:
        raise BadRequest("campaign", "stopped", campaign.name)
    if campaign.started_on is not None:
        raise BadRequest("campaign", "started", campaign.name)


def _refuse_taken(tx: Transaction, name: str) -> None:
    taken = tx.db.conn.execute("SELECT 1 FROM campaigns WHERE name = ?", (name,)).fetchone()
    if taken:
        raise BadRequest("name", "taken", name)
    _refuse_batch(tx, name)


def _refuse_batch(tx: Transaction, name: str) -> None:
    """Refuse the name of a batch of coupons: discounts of both would be counted as one."""
    taken = tx.db.conn.execute("SELECT 1 FROM coupons WHERE batch = ?", (name,)).fetchone()
    if taken:
        raise BadRequest("name", "taken", name)


def _row(tx: Transaction, campaign: Campaign) -> dict[str, Any]:
    offer = _spoken_offer(campaign)
    return {
        "id": campaign.id,
        "name": campaign.name,
        "segment": canonical(spoken_segment(campaign.segment, digits=tx.settings.digits)),
        "offer": canonical(offer) if offer else None,
        "channel": campaign.channel,
        "message": campaign.message,
        "first_day": campaign.first_day.isoformat(),
        "last_day": campaign.last_day.isoformat(),
        "holdout_percent": campaign.holdout_percent,
        "cost_each": campaign.cost_each,
        "added_on": campaign.added_on.isoformat(),
        "started_on": None,
        "stopped_on": None,
    }
