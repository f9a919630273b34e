"""Campaigns: which there are, whom one could reach, who is in its arms, and what came of it."""

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import BadRequest
from db.moment import Moment
from db.queries.segments import segment_members
from db.rules.campaigns import Arm, Campaign, LeftOut, Measured, read_offer
from db.rules.channels import CampaignChannel, is_open_to, needed_for, way_of
from db.rules.segments import Segment, read_segment

_COLUMNS = """
SELECT id, name, segment, offer, channel, message, first_day, last_day, holdout_percent, cost_each,
  added_on, started_on, stopped_on
FROM campaigns
"""
_REACHED = """
SELECT id, consent, {needed} IS NOT NULL, id IN (
  SELECT customer_id FROM campaign_members JOIN campaigns ON campaigns.id = campaign_id
  WHERE started_on IS NOT NULL AND stopped_on IS NULL AND last_day >= :today)
FROM customers WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id
"""
# A sale that was given back whole is no coming back; what was handed back for sales of these days
# lowers their money whenever it was.
_ARMS = """
SELECT treated, count(*), count(*) FILTER (WHERE came), sum(money) FROM (
  SELECT treated,
    EXISTS (SELECT 1 FROM sales WHERE sales.customer_id = members.customer_id
      AND day BETWEEN :first AND :last AND amount >= 0 AND at <= :now
      AND coalesce(refunded_whole_at > :now, TRUE)) AS came,
    (SELECT coalesce(sum(paid), 0) FROM sales WHERE sales.customer_id = members.customer_id
      AND day BETWEEN :first AND :last AND at <= :now)
    - (SELECT coalesce(sum(money_back), 0) FROM refunds JOIN sales ON sales.id = sale
      WHERE refunds.customer_id = members.customer_id AND refunds.at <= :now
        AND sales.day BETWEEN :first AND :last) AS money
  FROM campaign_members AS members WHERE campaign_id = :campaign
) GROUP BY treated
"""
# A coupon that was lost and reprinted is one coupon; what it took off before still counts.
_COUPONS = """
SELECT count(*) FILTER (WHERE replaced_by IS NULL), coalesce(sum(used), 0),
  coalesce(sum(discount), 0),
  coalesce(sum(used * (terms ->> 'value')) FILTER (WHERE terms ->> 'kind' = 'points'), 0)
FROM coupons WHERE batch = :batch AND customer_id IN (
  SELECT customer_id FROM campaign_members WHERE campaign_id = :campaign)
"""
_CODES = """
SELECT customer_id, code FROM coupons WHERE batch = :batch AND customer_id IN (
    SELECT customer_id FROM campaign_members WHERE campaign_id = :campaign AND treated)
  AND used < uses AND voided_on IS NULL AND replaced_by IS NULL
  AND coalesce(valid_until, '9') >= :today
"""


@dataclass(frozen=True)
class Reach:
    """Whom of a group a campaign could be tried with, and who is left out of both arms."""

    size: int  # of the group
    customers: tuple[str, ...]  # among whom is drawn, in the order of the ids
    left_out: LeftOut


@dataclass(frozen=True)
class CampaignResult:
    """What came of a campaign up to a moment; amounts in minor units."""

    campaign: Campaign
    measured: Measured
    size: int  # of the group when it was drawn
    left_out: LeftOut
    first: date  # coming back was counted from this day
    last: date  # to this one, today at most
    coupons: int = 0  # that stand
    coupons_used: int = 0
    discounts: int = 0  # that they took off
    points: int = 0  # that were given, outright or by coupons
    points_worth: int = 0
    cost: int = 0  # of writing to everybody

    @property
    def spent(self) -> int:
        """Return what the campaign cost: discounts, points at their value, the writing."""
        return self.discounts + self.points_worth + self.cost

    @property
    def gained_per_spent(self) -> Fraction | None:
        """Return the money gained for each unit spent; None where nothing was, or no holdout."""
        if self.measured.gained is None or not self.spent:
            return None
        return self.measured.gained / self.spent


def campaigns(db: Database, *, digits: int) -> list[Campaign]:
    """Return every campaign, the latest first; `digits` are those of the shop's currency."""
    rows = db.conn.execute(f"{_COLUMNS} ORDER BY added_on DESC, rowid DESC").fetchall()
    return [_campaign(row, digits) for row in rows]


def campaign_named(db: Database, name: str, *, digits: int) -> Campaign:
    """Return the campaign of that name; raises BadRequest."""
    row = db.conn.execute(f"{_COLUMNS} WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise BadRequest("campaign", "no_campaign", name)
    return _campaign(row, digits)


def reach_of(moment: Moment, segment: Segment, channel: CampaignChannel) -> Reach:
    """Return among whom a campaign would be drawn now; raises as `segment_members`."""
    members = segment_members(moment, segment)
    way = way_of(channel)
    question = _REACHED.format(needed="id" if way is None else needed_for(way))
    asked = {"ids": json.dumps(members), "today": moment.today.isoformat()}
    customers, refused, unreachable, elsewhere = [], 0, 0, 0
    for id, consent, has_it, is_busy in moment.db.conn.execute(question, asked).fetchall():
        if not has_it:
            unreachable += 1
        elif way is not None and not is_open_to(json.loads(consent), way):
            refused += 1
        elif is_busy:
            elsewhere += 1
        else:
            customers.append(id)
    return Reach(len(members), tuple(customers), LeftOut(refused, unreachable, elsewhere))


def campaign_members(db: Database, campaign: Campaign, *, treated: bool) -> list[str]:
    """Return the ids of who was written to, or of who got nothing, in the order of the ids."""
    rows = db.conn.execute(
        "SELECT customer_id FROM campaign_members WHERE campaign_id = ? AND treated = ?"
        " ORDER BY customer_id",
        (campaign.id, int(treated)),
    ).fetchall()
    return [str(id) for (id,) in rows]


def campaign_codes(moment: Moment, campaign: Campaign) -> dict[str, str]:
    """Return the codes of the campaign's coupons that can still be used, by their owners."""
    asked = {"batch": campaign.name, "campaign": campaign.id, "today": moment.today.isoformat()}
    return dict(moment.db.conn.execute(_CODES, asked).fetchall())


def not_yet_contacted(db: Database, campaign: Campaign) -> list[str]:
    """Return who was to be written to and of whom no letter is noted yet."""
    prefix = contact_claim(campaign, "")
    rows = db.conn.execute(
        "SELECT substr(claim, ?) FROM facts WHERE claim > ? AND claim < ?",
        (len(prefix) + 1, prefix, f"{prefix}~"),
    ).fetchall()
    noted = {str(id) for (id,) in rows}
    return [id for id in campaign_members(db, campaign, treated=True) if id not in noted]


def contact_claim(campaign: Campaign, customer_id: str) -> str:
    """Return what can be claimed once: that a customer was written to for a campaign."""
    return f"campaign.contact:{campaign.id}:{customer_id}"


def start_claim(campaign_id: str) -> str:
    """Return what can be claimed once: that a campaign was drawn."""
    return f"campaign.start:{campaign_id}"


def campaign_result(moment: Moment, campaign: Campaign) -> CampaignResult:
    """Return what came of a campaign so far; of one that was not drawn yet: nothing."""
    first, last = campaign.counted_from, min(campaign.counted_to, moment.today)
    started = _start_of(moment.db, campaign)
    arms = _arms(moment, campaign, first, last)
    coupons, used, discounts, by_coupons = moment.db.conn.execute(
        _COUPONS, {"batch": campaign.name, "campaign": campaign.id}
    ).fetchone()
    points = started.get("points", 0) + by_coupons
    return CampaignResult(
        campaign=campaign,
        measured=Measured(arms[1], arms[0], whole=campaign.is_whole(moment.today)),
        size=started.get("size", 0),
        left_out=LeftOut(**started.get("left_out", {})),
        first=first,
        last=last,
        coupons=coupons,
        coupons_used=used,
        discounts=discounts,
        points=points,
        points_worth=points * moment.settings.point_value,
        cost=campaign.cost_each * len(started.get("treated", ())),
    )


def _arms(moment: Moment, campaign: Campaign, first: date, last: date) -> dict[int, Arm]:
    asked = {
        "campaign": campaign.id,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "now": milliseconds(moment.now),
    }
    rows = moment.db.conn.execute(_ARMS, asked).fetchall()
    return {0: Arm(), 1: Arm(), **{treated: Arm(*counts) for treated, *counts in rows}}


def _start_of(db: Database, campaign: Campaign) -> dict[str, Any]:
    """Return what the fact says by which the campaign was drawn; nothing before."""
    row = db.conn.execute(
        "SELECT doc FROM facts WHERE claim = ?", (start_claim(campaign.id),)
    ).fetchone()
    return dict(json.loads(row[0])) if row else {}


def _campaign(row: tuple[Any, ...], digits: int) -> Campaign:
    id, name, segment, offer, channel, message, *days, percent, cost = row[:10]
    added, started, stopped = row[10:]
    first_day, last_day = map(date.fromisoformat, days)
    return Campaign(
        id=id,
        name=name,
        segment=read_segment(json.loads(segment), digits=digits),
        offer=read_offer(json.loads(offer)) if offer else None,
        channel=channel,
        message=message,
        first_day=first_day,
        last_day=last_day,
        holdout_percent=percent,
        cost_each=cost,
        added_on=date.fromisoformat(added),
        started_on=date.fromisoformat(started) if started else None,
        stopped_on=date.fromisoformat(stopped) if stopped else None,
    )
