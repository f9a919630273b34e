"""Plans paid by the month or year: what was agreed, day by day; rules.md §8, rulings 19 to 24, 73.

A subscription is the fold of what people did to it. Its days lie in spans one after the other, on
trial, paid, free or paused, so that any day, past or to come, has one answer; time itself changes
nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Literal

from db.rules.periods import add_months

Every = Literal["month", "year"]
State = Literal["trial", "active", "past_due", "paused", "ending", "ended"]
SpanKind = Literal["trial", "paid", "free", "paused"]
MONTHS_OF = {"month": 1, "year": 12}
SAVE_OFFER_AGAIN_MONTHS = 12
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class RenewBonus:
    """Points for those who renew at least so many days before the end."""

    points: int
    days_before: int


@dataclass(frozen=True)
class Plan:
    """A level that is paid for, as the shop offers it."""

    id: str
    name: str
    price: int  # minor units
    every: Every
    multiplier: Fraction
    discount_percent: int
    points_each_period: int
    trial_days: int
    grace_days: int
    renew_bonus: RenewBonus | None
    save_offer_months: int
    coupon_each_period: str | None = None  # the name of a reward
    offered: bool = True


@dataclass(frozen=True)
class Terms:
    """What a member pays and gets; agreed when the plan is joined, or changed to."""

    plan_id: str
    plan: str  # its name when it was agreed
    price: int  # minor units
    every: Every
    grace_days: int
    multiplier: Fraction
    discount_percent: int
    points_each_period: int
    renew_bonus: RenewBonus | None
    coupon_each_period: str | None = None

    @property
    def monthly(self) -> Fraction:
        """Return what they bring in a month, exact: a year's price is twelve months'."""
        return Fraction(self.price, MONTHS_OF[self.every])


@dataclass(frozen=True)
class Span:
    """Days on one plan; the parts of a period that a pause cut in two have the same number."""

    first: date
    last: date
    kind: SpanKind
    terms: Terms
    period: int = 0  # of a paid one, from 1 up

    @property
    def days(self) -> int:
        """Return how many days it has, the first and the last among them."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Subscription:
    """A customer's time on plans, from joining until the end."""

    id: str
    customer_id: str
    began: date
    terms: Terms  # that the next payment is for
    anchor: date  # months are counted from it
    months: int = 0  # since the anchor
    spans: tuple[Span, ...] = ()
    periods: int = 0  # paid in all
    paused_from: date | None = None  # a pause without an end
    cancelled_on: date | None = None
    reason: str | None = None  # of the cancellation
    offer: int = 0  # free months that were offered when it was cancelled, and not taken
    ended: date | None = None  # the last day, where a merging ended it

    @property
    def until(self) -> date:
        """Return the last day of what was paid or given."""
        return add_months(self.anchor, self.months) - _DAY

    @property
    def trial_until(self) -> date | None:
        """Return the last day of the trial, None where there was none."""
        return next((span.last for span in reversed(self.spans) if span.kind == "trial"), None)

    @property
    def grace_days(self) -> int:
        """Return the days on which a late payment continues it, as was agreed for what ran out."""
        return 0 if self.cancelled_on is not None else self.now_agreed.grace_days

    @property
    def grace_until(self) -> date:
        """Return the last day on which a late payment continues it."""
        return self.until + timedelta(days=self.grace_days)

    @property
    def now_agreed(self) -> Terms:
        """Return the terms of the last days that were paid or given."""
        return self.spans[-1].terms if self.spans else self.terms


EventKind = Literal[
    "start", "renew", "extend", "pause", "resume", "change", "cancel", "keep", "end"
]  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something that people did to a subscription, on a business date."""

    kind: EventKind
    fact: str  # that tells it
    subscription: str
    day: date
    terms: Terms | None = None  # of a start or a change
    trial_until: date | None = None
    months: int = 0  # given without payment
    days: int | None = None  # of a pause; None: until it is taken up again
    at_once: bool = True  # of a change
    reason: str | None = None
    offer: int = 0


def subscription_of(events: Sequence[Event], *, customer_id: str) -> Subscription:
    """Return what a subscription's events, in order of time, make of it."""
    subscription = _started(events[0], customer_id)
    for event in events[1:]:
        subscription = _STEPS[event.kind](subscription, event)
    return subscription


def paid_until(anchor: date, *, every: Every, periods: int, free_months: int = 0) -> date:
    """Return the last day of so many periods; each begins on the anchor's day of the month.

    31 January → 28 February → 31 March: counted from the anchor, so that a short month takes
    nothing away for good. Months given without payment move it like paid ones. Source: rules.md §8.
    """
    return add_months(anchor, periods * MONTHS_OF[every] + free_months) - _DAY


def state_on(subscription: Subscription, day: date) -> State:
    """Return what a subscription is on a day; `past_due` is the time of grace after its end.

    A day before the last event is answered as if it lay after it: ask with the events until then.
    """
    if subscription.ended is not None and day > subscription.ended:
        return "ended"
    if is_paused(subscription, day):
        return "paused"
    if day > subscription.grace_until:
        return "ended"
    if subscription.cancelled_on is not None:
        return "ending"
    if day > subscription.until:
        return "past_due"
    span = span_on(subscription, day)
    return "trial" if span is not None and span.kind == "trial" else "active"


def runs_on(subscription: Subscription | None, day: date) -> bool:
    """Tell whether there is a subscription that has not ended by a day."""
    return subscription is not None and state_on(subscription, day) != "ended"


def is_paused(subscription: Subscription, day: date) -> bool:
    """Tell whether a day lies in a pause."""
    return pause_on(subscription, day) is not None


def pause_on(subscription: Subscription, day: date) -> tuple[date, date | None] | None:
    """Return the first and the last day of the pause that a day lies in; None as last: open."""
    paused = subscription.paused_from
    if paused is not None and day >= paused:
        return paused, None
    span = span_on(subscription, day)
    return (span.first, span.last) if span is not None and span.kind == "paused" else None


def has_benefits(subscription: Subscription, day: date) -> bool:
    """Tell whether the plan's benefits hold on that day, the time of grace included."""
    return subscription.began <= day and state_on(subscription, day) not in ("ended", "paused")


def span_on(subscription: Subscription, day: date) -> Span | None:
    """Return the span that holds a day, None where no day was paid or given."""
    return next((span for span in subscription.spans if span.first <= day <= span.last), None)


def terms_on(subscription: Subscription, day: date) -> Terms:
    """Return what holds on a day; after the last day paid for, what the next payment is for."""
    if subscription.paused_from is not None:
        day = min(day, subscription.paused_from)  # what rests, until it is taken up again
    span = span_on(subscription, day)
    if span is not None:
        return span.terms
    later = [span for span in subscription.spans if span.first > day]
    return later[0].terms if later else subscription.terms


def next_plan(subscription: Subscription, day: date) -> str | None:
    """Return the plan that the next payment is for, None where it is the one of that day."""
    now, then = terms_on(subscription, day), subscription.terms
    return then.plan if then.plan_id != now.plan_id else None


def agreed(plan: Plan) -> Terms:
    """Return what somebody agrees to who joins a plan as it is offered."""
    return Terms(
        plan_id=plan.id,
        plan=plan.name,
        price=plan.price,
        every=plan.every,
        grace_days=plan.grace_days,
        multiplier=plan.multiplier,
        discount_percent=plan.discount_percent,
        points_each_period=plan.points_each_period,
        renew_bonus=plan.renew_bonus,
        coupon_each_period=plan.coupon_each_period,
    )


def credit_left(subscription: Subscription, *, today: date) -> int:
    """Return what the days left are worth, today included, in minor units, rounded down.

    A period paid ahead counts whole; a trial, free months and the time of grace are worth nothing.
    Source: rulings 23.
    """
    paused = subscription.paused_from
    first = today if paused is None else min(today, paused)
    days: dict[int, int] = {}
    left: dict[int, Fraction] = {}
    for span in subscription.spans:
        if span.kind == "paid":
            days[span.period] = days.get(span.period, 0) + span.days
    for span in subscription.spans:
        if span.kind == "paid" and span.last >= first:
            worth = Fraction(span.terms.price * _days_from(span, first), days[span.period])
            left[span.period] = left.get(span.period, Fraction(0)) + worth
    return floor(sum(left.values(), Fraction(0)))


def with_free_months(subscription: Subscription, months: int) -> Subscription:
    """Return a subscription as months without payment would make it."""
    return _appended(subscription, months, "free", subscription.now_agreed)


def goes_up(now: Terms, then: Terms) -> bool:
    """Tell whether a change of plan holds at once: it brings in as much a month, or more.

    From months to a year it does as well: the year is paid ahead, and nothing is handed back.
    """
    to_a_year = now.every == "month" and then.every == "year"
    return to_a_year or then.monthly >= now.monthly


def ends_if_resumed(subscription: Subscription, day: date) -> date:
    """Return the last day that was paid or given, were a pause without an end over on a day."""
    paused = subscription.paused_from
    return subscription.until + max(day - paused, timedelta(0)) if paused else subscription.until


def bonus_for(subscription: Subscription, today: date) -> int:
    """Return the points for renewing on a day; 0 after the bonus's last day."""
    bonus = subscription.now_agreed.renew_bonus
    last = bonus_until(subscription)
    return bonus.points if bonus is not None and last is not None and today <= last else 0


def bonus_until(subscription: Subscription) -> date | None:
    """Return the last day on which renewing brings a bonus, None where there is none."""
    bonus = subscription.now_agreed.renew_bonus
    return subscription.until - timedelta(days=bonus.days_before) if bonus is not None else None


def save_offer(*, months: int, taken: Iterable[date], today: date) -> int:
    """Return the free months to offer to somebody who cancels, 0 where they had them lately."""
    since = add_months(today, -SAVE_OFFER_AGAIN_MONTHS)
    return 0 if any(day > since for day in taken) else months


def _days_from(span: Span, first: date) -> int:
    return (span.last - max(span.first, first)).days + 1


# -- What each event does -----------------------------------------------------------------------


def _started(event: Event, customer_id: str) -> Subscription:
    assert event.terms is not None
    trial = event.trial_until
    anchor = trial + _DAY if trial is not None else event.day
    began = Subscription(event.subscription, customer_id, event.day, event.terms, anchor)
    if trial is None:
        return _paid(began, event)
    return replace(began, spans=(Span(event.day, trial, "trial", event.terms),))


def _paid(subscription: Subscription, _: Event) -> Subscription:
    """Add a period that was paid; whoever pays has not cancelled."""
    terms, period = subscription.terms, subscription.periods + 1
    paid = _appended(subscription, MONTHS_OF[terms.every], "paid", terms, period=period)
    return _uncancelled(replace(paid, periods=period))


def _extended(subscription: Subscription, event: Event) -> Subscription:
    return with_free_months(subscription, event.months)


def _kept(subscription: Subscription, event: Event) -> Subscription:
    return _uncancelled(_extended(subscription, event))


def _paused(subscription: Subscription, event: Event) -> Subscription:
    if event.day > subscription.until:
        return subscription  # what has run out cannot rest
    if event.days is None:
        return replace(subscription, paused_from=event.day)
    return _moved(subscription, event.day, event.days)


def _resumed(subscription: Subscription, event: Event) -> Subscription:
    """Take a plan up again: its end moves by the days that were paused."""
    if subscription.paused_from is not None:
        days = (event.day - subscription.paused_from).days
        since, open_again = subscription.paused_from, replace(subscription, paused_from=None)
        return _moved(open_again, since, days) if days > 0 else open_again
    span = span_on(subscription, event.day)
    if span is None or span.kind != "paused":
        return subscription
    unused = timedelta(days=_days_from(span, event.day))
    earlier = tuple(each for each in subscription.spans if each.last < span.first)
    later = tuple(
        replace(each, first=each.first - unused, last=each.last - unused)
        for each in subscription.spans
        if each.first > span.last
    )
    cut = (replace(span, last=event.day - _DAY),) if event.day > span.first else ()
    spans = (*earlier, *cut, *later)
    return replace(subscription, spans=spans, anchor=subscription.until - unused + _DAY, months=0)


def _changed(subscription: Subscription, event: Event) -> Subscription:
    """Go over to other terms: at once, or when what was paid has been used."""
    assert event.terms is not None
    if not event.at_once:
        return _uncancelled(replace(subscription, terms=event.terms))
    going = _resumed(subscription, event)
    spans = tuple(
        replace(span, last=min(span.last, event.day - _DAY))
        for span in going.spans
        if span.first < event.day
    )
    anew = replace(going, spans=spans, terms=event.terms, anchor=event.day, months=0)
    return _paid(anew, event)


def _cancelled(subscription: Subscription, event: Event) -> Subscription:
    """Let a plan run out; a pause ends with it, so that the end has its day."""
    going = _resumed(subscription, event)
    return replace(going, cancelled_on=event.day, reason=event.reason, offer=event.offer)


def _ended(subscription: Subscription, event: Event) -> Subscription:
    return replace(subscription, ended=event.day - _DAY)


def _uncancelled(subscription: Subscription) -> Subscription:
    return replace(subscription, cancelled_on=None, reason=None, offer=0)


def _appended(
    subscription: Subscription, months: int, kind: SpanKind, terms: Terms, *, period: int = 0
) -> Subscription:
    first = subscription.until + _DAY
    longer = replace(subscription, months=subscription.months + months)
    if longer.until < first:
        return longer
    span = Span(first, longer.until, kind, terms, period)
    return replace(longer, spans=(*subscription.spans, span))


def _moved(subscription: Subscription, since: date, days: int) -> Subscription:
    """Let so many days pass that do not count; what follows is counted from the moved end."""
    by = timedelta(days=days)
    spans: list[Span] = []
    for span in subscription.spans:
        if span.last < since:
            spans.append(span)
            continue
        if span.first < since:
            spans.append(replace(span, last=since - _DAY))
        spans.append(replace(span, first=max(span.first, since) + by, last=span.last + by))
    pause = Span(since, since + by - _DAY, "paused", terms_on(subscription, since))
    spans = sorted([*spans, pause], key=lambda span: span.first)
    return replace(
        subscription, spans=tuple(spans), anchor=subscription.until + by + _DAY, months=0
    )


_STEPS = {
    "renew": _paid,
    "extend": _extended,
    "keep": _kept,
    "pause": _paused,
    "resume": _resumed,
    "change": _changed,
    "cancel": _cancelled,
    "end": _ended,
}
