"""Says how somebody's time on plans went: for the tab of a plan on the page of a customer."""

from collections.abc import Iterator
from datetime import date, timedelta

from db.moment import Moment
from db.queries.plan_story import PlanStory
from db.queries.subscriptions import all_plans
from db.rules.plan_acts import PlanAct, acts_possible, paused_until
from db.rules.remarks import renewal_bonus
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Span, State, Subscription, terms_on
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.theme import Tone
from desktop.widgets.plan_tab import PlanShown
from desktop.widgets.plan_timeline import KINDS, TimeKind, TimeSpan
from desktop.words.history import money
from desktop.words.plans import (
    act_words,
    benefits_of,
    bonus_words,
    planned_sentence,
    price_words,
    state_sentence,
)

_DAY = timedelta(days=1)


def shown_story(story: PlanStory, moment: Moment, *, pays: str = "") -> PlanShown:
    """Return all that the tab of a plan says; `pays` is whether it pays for the customer."""
    spans = list(_spans(story, moment.today))
    found = {span.kind for span in spans}
    others = {plan.id for plan in all_plans(moment.db)}
    now = story.now
    acts: tuple[PlanAct, ...] = ()
    if now is not None or others:
        there = {now.now_agreed.plan_id, now.terms.plan_id} if now else set()
        acts = acts_possible(now, today=moment.today, other_plans=bool(others - there))
    if acts == ("join",) and not others:
        acts = ()
    name, price, chip, standing, good = _head(story, moment)
    return PlanShown(
        name=name,
        price=price,
        chip=chip,
        standing=standing,
        good=good,
        facts=list(_facts(story, moment)),
        benefits=_benefits(story, moment.today),
        spans=spans,
        legend=[(kind, _kind_words(kind)) for kind in KINDS if kind in found],
        earlier=[_earlier(each, story, moment.settings) for each in story.earlier],
        acts=[(act, act_words(act)) for act in acts],
        today=moment.today,
        has_paper=now is not None and story.state != "ended",
        has_receipt=now is not None,
        pays=pays,
    )


def _head(story: PlanStory, moment: Moment) -> tuple[str, str, tuple[str, Tone], str, list[str]]:
    now, state, settings = story.now, story.state, moment.settings
    if now is None or state is None:
        return tr("On no plan yet"), "", ("", "plain"), "", []
    terms = now.now_agreed if state == "ended" else terms_on(now, moment.today)
    good = [planned_sentence(now, settings)] if state != "ended" else []
    points, last = renewal_bonus(now, today=moment.today)
    if points and state in ("trial", "active", "ending"):
        good.append(bonus_words(points, formats.day(last)))
    if story.credit:
        words = tr("{amount} come off the next payment.")
        good.append(words.format(amount=money(story.credit, settings)))
    return (
        terms.plan,
        price_words(terms.price, terms.every, settings),
        _chip(state),
        state_sentence(now, state, moment.today),
        [each for each in good if each],
    )


def _chip(state: State) -> tuple[str, Tone]:
    chips: dict[State, tuple[str, Tone]] = {
        "trial": (trc("plan", "On trial"), "gold"),
        "active": (trc("plan", "Runs"), "good"),
        "past_due": (trc("plan", "Not paid yet"), "warn"),
        "paused": (trc("plan", "Paused"), "plain"),
        "ending": (trc("plan", "Cancelled"), "warn"),
        "ended": (trc("plan", "Ended"), "plain"),
    }
    return chips[state]


def _facts(story: PlanStory, moment: Moment) -> Iterator[tuple[str, str]]:
    now, state, settings = story.now, story.state, moment.settings
    if now is None or state is None:
        return
    yield tr("Since"), formats.day(now.began)
    yield tr("Paid so far"), _paid_words(now, story, settings)
    if story.earlier and story.paid_in_all != story.paid.get(now.id, 0):
        yield tr("With earlier plans"), money(story.paid_in_all, settings)
    yield tr("Next"), _next(now, state, moment)
    if now.reason and state in ("ending", "ended"):
        yield tr("Why they leave"), now.reason


def _paid_words(plan: Subscription, story: PlanStory, settings: ShopSettings) -> str:
    words = trn("{amount} in {count} payment", "{amount} in {count} payments", plan.periods)
    return words.format(
        amount=money(story.paid.get(plan.id, 0), settings), count=formats.number(plan.periods)
    )


def _next(plan: Subscription, state: State, moment: Moment) -> str:
    """Return what comes next by itself, or what somebody has to do for it to go on."""
    after, last = formats.day(plan.until + _DAY), formats.day(plan.until)
    price = money(plan.terms.price, moment.settings)
    if state == "past_due":
        return tr("{price} by {day}").format(price=price, day=formats.day(plan.grace_until))
    if state == "paused":
        until = paused_until(plan, moment.today)
        if until is None:
            return tr("Waits until it is taken up again")
        return tr("Runs again on {day}").format(day=formats.day(until + _DAY))
    if state == "ending":
        return tr("Ends on {day}").format(day=last)
    if state == "ended":
        return tr("Join again, whenever they like")
    return tr("{price} for the time from {day}").format(price=price, day=after)


def _benefits(story: PlanStory, today: date) -> list[str]:
    if story.now is None or story.state == "ended":
        return []
    return benefits_of(terms_on(story.now, today))


def _earlier(plan: Subscription, story: PlanStory, settings: ShopSettings) -> tuple[str, str]:
    ended = min(plan.ended or plan.until, plan.until)
    when = tr("{first} to {last}").format(first=formats.day(plan.began), last=formats.day(ended))
    return plan.now_agreed.plan, f"{when} · {_paid_words(plan, story, settings)}"


# -- Month by month -------------------------------------------------------------------------


def _spans(story: PlanStory, today: date) -> Iterator[TimeSpan]:
    for plan in story.all:
        yield from _of_one(plan)
    if story.now is not None:
        yield from _open_end(story.now, story.state, today)


def _of_one(plan: Subscription) -> Iterator[TimeSpan]:
    """Yield what was paid and given; behind an open pause the days are not known yet."""
    end = plan.paused_from - _DAY if plan.paused_from is not None else date.max
    end = min(end, plan.ended or date.max)
    for span in plan.spans:
        last = min(span.last, end)
        if span.first <= last:
            yield TimeSpan(span.first, last, span.kind, _span_words(span, last))


def _open_end(plan: Subscription, state: State | None, today: date) -> Iterator[TimeSpan]:
    if state == "paused" and plan.paused_from is not None:
        since = formats.day(plan.paused_from)
        yield TimeSpan(plan.paused_from, max(today, plan.paused_from), "paused",
                       tr("Paused since {day}").format(day=since))  # fmt: skip
    if state == "past_due":
        first, last = plan.until + _DAY, plan.grace_until
        yield TimeSpan(first, last, "late", _days(_kind_words("late"), first, last))


def _span_words(span: Span, last: date) -> str:
    return f"{span.terms.plan} · {_days(_kind_words(span.kind), span.first, last)}"


def _days(what: str, first: date, last: date) -> str:
    words = tr("{what}, {first} to {last}")
    return words.format(what=what, first=formats.day(first), last=formats.day(last))


def _kind_words(kind: TimeKind) -> str:
    return {
        "trial": trc("month", "On trial"),
        "paid": trc("month", "Paid"),
        "free": trc("month", "Free"),
        "paused": trc("month", "Paused"),
        "late": trc("month", "Not paid, benefits stay"),
    }[kind]
