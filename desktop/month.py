"""Says a month's figures as JSON, for `month YYYY-MM --json` and the feed; interface.md.

Money leaves as decimal strings; percentages and averages as numbers of four decimals, rounded
half-even from the exact ones, null where there is no figure.
"""

from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from db.queries.month import MonthFigures
from db.rules.money import amount_text

_DECIMALS = 4
_CREDIT = ("opening", "added", "used", "returned", "taken", "closing")
_VOUCHERS = ("opening", "issued", "used", "returned", "voided", "expired", "closing")


def month_answer(figures: MonthFigures, *, digits: int) -> dict[str, Any]:
    """Return every figure of the month under the name that programs know it by."""
    return {
        "month": _month(figures.month),
        "from": figures.month.isoformat(),
        "to": figures.last_day.isoformat(),
        "window_days": figures.active_days,
        **_customers(figures),
        **_trade(figures, digits=digits),
        **_repeats(figures),
        "cohorts": [
            {"month": _month(cohort.month), "size": cohort.size, "active": list(cohort.active)}
            for cohort in figures.cohorts
        ],
        "stages": _stages(figures),
        "rfm": dict(figures.groups),
        "points": _points(figures, digits=digits),
        "coupons": _coupons(figures, digits=digits),
        "credit": _amounts(figures.credit, _CREDIT, digits=digits),
        "vouchers": _amounts(figures.vouchers, _VOUCHERS, digits=digits),
        "stamps": asdict(figures.stamps),
        "tiers": dict(figures.tiers),
        "subscriptions": _plans(figures, digits=digits),
        "referrals": {
            "attached": figures.referrals.attached,
            "qualified": figures.referrals.qualified,
            "rewards": figures.referrals.rewards,
        },
        "feedback": _feedback(figures),
        "reward_cost": {
            "new": amount_text(figures.trade.taken_off_new, digits=digits),
            "returning": amount_text(figures.trade.taken_off_returning, digits=digits),
        },
        "history": [
            {
                "month": _month(past.month),
                "retention_percent": json_number(past.customers.retention_percent),
                "buyers": past.buyers,
                "revenue": amount_text(past.revenue, digits=digits),
            }
            for past in figures.history
        ],
    }


def _customers(figures: MonthFigures) -> dict[str, Any]:
    held = figures.customers
    return {
        "customers_start": held.start,
        "customers_end": held.end,
        "customers_gained": held.gained,
        "first_time": held.first_time,
        "reactivated": held.reactivated,
        "retained": held.retained,
        "lapsed": held.lapsed,
        "retention_percent": json_number(held.retention_percent),
        "churn_percent": json_number(held.churn_percent),
        "month_on_month_percent": json_number(figures.repeats.month_on_month_percent),
    }


def _trade(figures: MonthFigures, *, digits: int) -> dict[str, Any]:
    trade = figures.trade
    average = trade.average_sale
    return {
        "sales": trade.sales,
        "buyers": trade.buyers,
        "revenue": amount_text(trade.revenue, digits=digits),
        "refunds": amount_text(trade.refunds, digits=digits),
        "net_revenue": amount_text(trade.net_revenue, digits=digits),
        "average_sale": json_number(None if average is None else average / 10**digits),
        "sales_per_buyer": json_number(trade.sales_per_buyer),
        "anonymous_sales": trade.anonymous_sales,
        "anonymous_revenue": amount_text(trade.anonymous_revenue, digits=digits),
        "new_customers": trade.new_customers,
        "returning_customers": trade.returning_customers,
        "revenue_new": amount_text(trade.revenue_new, digits=digits),
        "revenue_returning": amount_text(trade.revenue_returning, digits=digits),
        "returning_revenue_share_percent": json_number(trade.returning_revenue_share_percent),
    }


def _repeats(figures: MonthFigures) -> dict[str, Any]:
    repeats, top = figures.repeats, figures.top
    return {
        "repeat_rate_percent": json_number(repeats.repeat_rate_percent),
        "returning_rate_percent": json_number(repeats.returning_rate_percent),
        "customers_to_date": repeats.customers_to_date,
        "repeat_rate_to_date_percent": json_number(repeats.repeat_rate_to_date_percent),
        "second_visit_percent": json_number(repeats.second_visit_percent),
        "top20_count": top.count,
        "top20_share_percent": json_number(top.share_percent),
    }


def _stages(figures: MonthFigures) -> dict[str, Any]:
    stages = figures.stages
    return {
        "0-3": {
            "customers": stages.new,
            "second_visit_percent": json_number(stages.second_visit_percent),
        },
        "3-18": {
            "customers": stages.settling,
            "with_rhythm": stages.settling_with_rhythm,
            "rhythm_kept_percent": json_number(stages.rhythm_kept_percent),
        },
        "18+": {
            "customers": stages.loyal,
            "growth_percent": json_number(stages.growth_percent),
        },
    }


def _points(figures: MonthFigures, *, digits: int) -> dict[str, Any]:
    points = figures.points
    return {
        "opening": points.opening,
        "earned": points.earned,
        "redeemed": points.redeemed,
        "expired": points.expired,
        "reversed": points.reversed,
        "returned": points.returned,
        "adjusted": points.adjusted,
        "closing": points.closing,
        "pending": points.pending,
        "liability": amount_text(points.liability, digits=digits),
    }


def _coupons(figures: MonthFigures, *, digits: int) -> dict[str, Any]:
    coupons = figures.coupons
    return {
        "issued": coupons.issued,
        "used": coupons.used,
        "voided": coupons.voided,
        "expired": coupons.expired,
        "discount": amount_text(coupons.discount, digits=digits),
    }


def _amounts(record: object, names: tuple[str, ...], *, digits: int) -> dict[str, str]:
    """Return money that the shop owes, kept apart from points: what came, went and is left."""
    return {name: amount_text(getattr(record, name), digits=digits) for name in names}


def _plans(figures: MonthFigures, *, digits: int) -> dict[str, Any]:
    plans = figures.plans
    return {
        "active": plans.active,
        "started": plans.started,
        "ended": plans.ended,
        "mrr": amount_text(plans.mrr, digits=digits),
        "gross_revenue_churn_percent": json_number(plans.gross_revenue_churn_percent),
        "net_revenue_churn_percent": json_number(plans.net_revenue_churn_percent),
        "by_plan": dict(plans.by_plan),
        "new": plans.new,
        "revived": plans.revived,
        "lost": plans.ended,
        "paused": plans.states.get("paused", 0),
        "new_amount": amount_text(round(plans.from_new), digits=digits),
        "revived_amount": amount_text(round(plans.from_revived), digits=digits),
        "lost_amount": amount_text(round(plans.lost), digits=digits),
        "reduced_amount": amount_text(round(plans.reduced), digits=digits),
        "increased_amount": amount_text(round(plans.increased), digits=digits),
        "average_life_months": json_number(plans.average_life_months),
        "by_reason": plans.lost_by_reason(),
    }


def _feedback(figures: MonthFigures) -> dict[str, Any]:
    feedback = figures.feedback
    return {
        "answers": feedback.answers,
        "promoters": feedback.promoters,
        "passives": feedback.passives,
        "detractors": feedback.detractors,
        "nps": json_number(feedback.score),
    }


def _month(day: date) -> str:
    return day.isoformat()[:7]


def json_number(value: Fraction | None) -> float | None:
    """Return a figure as JSON knows it, rounded to four decimals; None where there is none."""
    # The one place for a float: JSON has no other number, and this one is already rounded.
    return None if value is None else float(round(value, _DECIMALS))
