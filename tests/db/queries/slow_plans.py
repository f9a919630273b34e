"""The figures of plans a second way: each member day by day, slow and plain, from rules.md §8.

Only what a subscription is on a day is asked of its law; everything that is counted is counted
here anew, with a dictionary for each member that says for every day what it brings.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from db.rules.plan_figures import PlanFigures
from db.rules.subscriptions import Subscription

_DAY = timedelta(days=1)


@dataclass
class _Life:
    """A member day by day, as is known at the end."""

    customer: str
    began: date
    money: dict[date, Fraction] = field(default_factory=dict)
    plan: dict[date, str] = field(default_factory=dict)
    paid_yet: dict[date, bool] = field(default_factory=dict)
    lost: date | None = None
    why: tuple[str, str | None] = ("", None)


def slow_plans(
    subscriptions: Iterable[Subscription], *, first: date, last: date, known_on: date
) -> dict[str, Any]:
    """Return a month's figures from every subscription of the book."""
    lives = [_life(each, up_to=last, known_on=known_on) for each in subscriptions]
    lives = [life for life in lives if life.began <= last]
    before = first - _DAY
    told: Counter[str] = Counter()
    money: dict[str, Fraction] = dict.fromkeys(
        ("new", "revived", "lost", "reduced", "increased", "start", "end"), Fraction(0)
    )
    plans: Counter[str] = Counter()
    losses: Counter[tuple[str, str, str | None]] = Counter()
    days = ended_ever = 0
    for life in lives:
        days += len(life.money)
        then, now = life.money.get(before), life.money.get(last)
        money["start"] += then or 0
        money["end"] += now or 0
        back = any(
            other.customer == life.customer
            and other is not life
            and other.lost is not None
            and other.lost <= life.began
            and other.began <= life.began
            for other in lives
        )
        if first <= life.began <= last:
            told["revived" if back else "new"] += 1
        if life.lost is not None and life.lost <= last:
            ended_ever += 1
        if life.lost is not None and first <= life.lost <= last:
            told["ended"] += 1
            money["lost"] += then or 0
            losses[life.plan[max(life.lost - _DAY, life.began)], *life.why] += 1
        if now is None:
            continue
        told["active"] += 1
        plans[life.plan[last]] += 1
        if not life.paid_yet.get(before, False):
            money["revived" if back else "new"] += now
        elif then is not None:
            money["increased" if now > then else "reduced"] += abs(now - then)
    return {
        "heads": (told["active"], told["new"], told["revived"], told["ended"]),
        "money": money,
        "plans": dict(plans),
        "losses": dict(losses),
        "life": Fraction(days * 48, 1461 * ended_ever) if ended_ever else None,
    }


def the_same_plans(figures: PlanFigures) -> dict[str, Any]:
    """Return of the fast figures what the slow ones hold."""
    return {
        "heads": (figures.active, figures.new, figures.revived, figures.ended),
        "money": {
            "new": figures.from_new,
            "revived": figures.from_revived,
            "lost": figures.lost,
            "reduced": figures.reduced,
            "increased": figures.increased,
            "start": figures.recurring_at_start,
            "end": figures.recurring,
        },
        "plans": dict(figures.by_plan),
        "losses": {(each.plan, each.why, each.reason): each.members for each in figures.losses},
        "life": figures.average_life_months,
    }


def _life(subscription: Subscription, *, up_to: date, known_on: date) -> _Life:
    """Write a member's days down, one after the other, until they are lost or the month is over."""
    life = _Life(subscription.customer_id, subscription.began)
    spans = {}
    for span in subscription.spans:
        day = span.first
        while day <= span.last:
            spans[day] = span
            day += _DAY
    last_given = max(spans, default=subscription.began - _DAY)
    paid_yet, terms = False, None
    day = subscription.began
    while day <= up_to:
        if _is_lost(subscription, day, last_given, known_on=known_on):
            life.lost, life.why = day, _why(subscription, paid_yet=paid_yet)
            break
        given = spans.get(day)
        paused = subscription.paused_from is not None and day >= subscription.paused_from
        if given is not None:
            paid_yet = paid_yet or given.kind == "paid"
            terms, brings = given.terms, given.kind == "paid"
        else:
            terms = subscription.terms if day > last_given or terms is None else terms
            brings = paid_yet
        whole_year = terms.every == "year"
        price = Fraction(terms.price, 12) if whole_year else Fraction(terms.price)
        life.money[day] = price if brings and not paused else Fraction(0)
        life.plan[day], life.paid_yet[day] = terms.plan, paid_yet
        day += _DAY
    return life


def _is_lost(subscription: Subscription, day: date, last_given: date, *, known_on: date) -> bool:
    ended = subscription.ended
    if ended is not None and known_on > ended:
        return day > min(ended, last_given)
    if subscription.paused_from is not None or day <= last_given:
        return False
    grace = 0 if subscription.cancelled_on else subscription.terms.grace_days
    return known_on > last_given + timedelta(days=grace)


def _why(subscription: Subscription, *, paid_yet: bool) -> tuple[str, str | None]:
    if subscription.ended is not None:
        return "merged", subscription.reason
    if subscription.cancelled_on is not None:
        return "cancelled", subscription.reason
    return ("not_renewed" if paid_yet else "after_trial"), None
