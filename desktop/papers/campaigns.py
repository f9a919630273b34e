"""Puts a campaign's post together: letters, postcards, labels and coupons for who was drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal, get_args

from db.errors import BadRequest
from db.queries.addresses import customers_with_address
from db.queries.campaigns import campaign_codes, campaign_members
from db.queries.coupons import coupons_coded
from db.rules.campaigns import Campaign
from db.session import Session
from db.usecases.campaigns import refuse_not_started
from desktop.papers import letters
from desktop.papers.coupon_sheets import coupon_sheets
from desktop.papers.letters import LetterOrder, Mailing
from desktop.printing.coupon import draw_coupons

Post = Literal["letter", "postcard", "labels", "coupons"]
POSTS: tuple[Post, ...] = get_args(Post)


@dataclass(frozen=True)
class CampaignPaper:
    """How a campaign's post is printed."""

    post: Post
    paper: str
    start: int = 1  # the first free label of a used sheet
    boxes: bool = True  # postcode boxes are drawn, since the cards have none


def campaign_order(session: Session, campaign: Campaign) -> LetterOrder:
    """Return what a campaign's letters say: the owner's words, and each one's own coupon."""
    codes = campaign_codes(session.moment(), campaign)
    return LetterOrder("missed", campaign.message, coupons=codes)


def campaign_mailing(session: Session, campaign: Campaign, *, by_post: bool = True) -> Mailing:
    """Return who of those drawn is written to, by postcode, and why the others are not.

    Who said no to letters since the draw is left out too; in the figures they stay where chance
    put them. Raises BadRequest before the start.
    """
    refuse_not_started(campaign)
    drawn = campaign_members(session.db, campaign, treated=True)
    return letters.mailing_for(session, _as_the_post_sorts(session, drawn), by_post=by_post)


def print_campaign(
    session: Session, campaign: Campaign, how: CampaignPaper, to: BinaryIO
) -> Mailing:
    """Print the letters, postcards, labels or coupons of a campaign; returns who they are for.

    Raises BadRequest before the start, where nobody is left to write to, where there are no
    coupons, and where words do not fit on a postcard.
    """
    if how.post == "coupons":
        return _print_coupons(session, campaign, how, to)
    mailing = campaign_mailing(session, campaign)
    if not mailing.customers:
        raise BadRequest("campaign", "nobody_to_write", campaign.name)
    order = campaign_order(session, campaign)
    if how.post == "letter":
        letters.print_letters(session, mailing.customers, order, to, paper=how.paper)
    elif how.post == "postcard":
        letters.print_postcards(
            session, mailing.customers, order, to, paper=how.paper, boxes=how.boxes
        )
    else:
        letters.print_labels(session, mailing.customers, to, paper=how.paper, start=how.start)
    return mailing


def _print_coupons(
    session: Session, campaign: Campaign, how: CampaignPaper, to: BinaryIO
) -> Mailing:
    """Print the coupons alone, to hand over or to put into envelopes, in the labels' order."""
    refuse_not_started(campaign)
    codes = campaign_codes(session.moment(), campaign)
    if not codes:
        raise BadRequest("campaign", "batch_over", campaign.name)
    owners = _as_the_post_sorts(session, list(codes))
    coupons = coupons_coded(session.db, [codes[owner] for owner in owners])
    draw_coupons(coupon_sheets(session, coupons), to, paper=how.paper, start=how.start)
    return Mailing(tuple(owners))


def _as_the_post_sorts(session: Session, customer_ids: Sequence[str]) -> list[str]:
    """Return customers by postcode, those without an address last."""
    wanted = set(customer_ids)
    addressed = [id for id in customers_with_address(session.db) if id in wanted]
    known = set(addressed)
    return [*addressed, *(id for id in customer_ids if id not in known)]
