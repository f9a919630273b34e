"""The accounts of a month's summary: what rewards cost, what promotions gave, what was tried."""

from datetime import date

from db.moment import Moment
from db.queries.campaigns import campaign_result, campaigns
from db.queries.figures import PeriodFigures
from db.queries.promotion_results import promotion_results
from db.rules.campaigns import Campaign
from desktop import formats
from desktop.i18n import tr
from desktop.printing.summary_sheet import CampaignFigures, PromotionFigures, RewardFigures
from desktop.words.campaigns import result_words

_PROMOTIONS = 6
_CAMPAIGNS = 4


def rewards_of(figures: PeriodFigures) -> RewardFigures:
    """Return what rewards cost, and how much of the trade and of the points hang on them."""
    cost, coupons = figures.reward_cost, figures.coupons
    return RewardFigures(
        cost_new_minor=cost.new.taken_off,
        cost_returning_minor=cost.returning.taken_off,
        coupons_issued=coupons.issued,
        coupons_used=coupons.used,
        coupons_expired=coupons.expired,
        coupon_discount_minor=coupons.discount,
        dependence_percent=figures.dependence.buyers_percent,
        breakage_percent=figures.breakage.percent,
    )


def promotions_of(moment: Moment, *, first: date, last: date) -> tuple[PromotionFigures, ...]:
    """Return the promotions that gave most points in the month."""
    found = [
        PromotionFigures(
            each.promotion.name,
            each.result.sales,
            each.result.points,
            each.result.points * moment.settings.point_value,
        )
        for each in promotion_results(moment, first=first, last=last)
        if each.result.sales
    ]
    return tuple(sorted(found, key=lambda each: (-each.points, each.name))[:_PROMOTIONS])


def campaigns_of(moment: Moment, *, first: date, last: date) -> tuple[CampaignFigures, ...]:
    """Return what was tried in the month, the latest first."""
    found = [
        each
        for each in campaigns(moment.db, digits=moment.settings.digits)
        if each.started_on is not None
        and max(each.first_day, each.started_on) <= last
        and (each.stopped_on or each.last_day) >= first
    ]
    found.sort(key=lambda each: (each.first_day, each.name), reverse=True)
    return tuple(_campaign(moment, each) for each in found[:_CAMPAIGNS])


def _campaign(moment: Moment, campaign: Campaign) -> CampaignFigures:
    days = tr("{first} to {last}").format(
        first=formats.day_short(campaign.first_day), last=formats.day_short(campaign.last_day)
    )
    told = result_words(campaign_result(moment, campaign), campaign.state(moment.today))
    return CampaignFigures(campaign.name, days, told)
