"""Says what a plan costs and brings, how it stands with a customer, and what was done with it."""

from datetime import date, timedelta
from typing import Literal

from db.membership import PlanStanding
from db.rules.plan_acts import Pause, PlanAct, paused_until, planned, planned_from
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Every, Plan, RenewBonus, State, Subscription, Terms, terms_on
from db.usecases.subscriptions import PlannedChange
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.history import money
from desktop.words.offers import factor, in_line

PlanTone = Literal["plain", "info", "warn"]


# -- What a plan is -------------------------------------------------------------------------


def price_words(price: int, every: Every, settings: ShopSettings) -> str:
    """Return what a plan costs, by its period."""
    each = tr("{price} a month") if every == "month" else tr("{price} a year")
    return each.format(price=money(price, settings))


def benefits_of(plan: Plan | Terms, *, bonus: bool = True) -> list[str]:
    """Return what a plan brings, a sentence each; its bonus for renewing may be said elsewhere."""
    said = []
    if plan.multiplier > 1:
        said.append(tr("Points × {factor}").format(factor=factor(plan.multiplier)))
    if plan.discount_percent:
        said.append(tr("{percent} % off every sale").format(percent=plan.discount_percent))
    if plan.points_each_period:
        words = trn("{points} point with each payment", "{points} points with each payment",
                    plan.points_each_period)  # fmt: skip
        said.append(words.format(points=formats.number(plan.points_each_period)))
    if plan.coupon_each_period:
        words = tr("“{coupon}” with each payment")
        said.append(words.format(coupon=plan.coupon_each_period))
    if bonus and plan.renew_bonus and plan.renew_bonus.points:
        said.append(_bonus(plan.renew_bonus))
    return said


def trial_words(days: int) -> str:
    """Return how long a plan can be tried for nothing."""
    words = trn("{count} day to try, free", "{count} days to try, free", days)
    return words.format(count=formats.number(days))


def days_words(days: int) -> str:
    """Return so many days: "14 days"."""
    return trn("{count} day", "{count} days", days).format(count=formats.number(days))


def months_free(months: int) -> str:
    """Return free months as they are offered: "2 months free"."""
    words = trn("{count} month free", "{count} months free", months)
    return words.format(count=formats.number(months))


def _bonus(bonus: RenewBonus) -> str:
    if not bonus.days_before:
        words = trn("{points} point for renewing in time", "{points} points for renewing in time",
                    bonus.points)  # fmt: skip
        return words.format(points=formats.number(bonus.points))
    words = trn(
        "{points} points for renewing {count} day early or more",
        "{points} points for renewing {count} days early or more",
        bonus.days_before,
    )
    return words.format(
        points=formats.number(bonus.points), count=formats.number(bonus.days_before)
    )


# -- How it stands --------------------------------------------------------------------------


def chips_of(subscription: Subscription, state: State, today: date) -> list[tuple[str, PlanTone]]:
    """Return the plan in a few words beside a name: how it stands, and what comes after it."""
    words, day, tone = _standing(subscription, state, today)
    name = terms_on(subscription, today).plan
    shown = formats.day_near(day, today)
    chips: list[tuple[str, PlanTone]] = [(words.format(plan=name, day=shown), tone)]
    then = planned(subscription)
    if then is not None and state != "ended":
        day = planned_from(subscription)
        said = tr("from {day}: {plan}").format(day=formats.day_near(day, today), plan=then.plan)
        chips.append((said, "plain"))
    return chips


def _standing(subscription: Subscription, state: State, today: date) -> tuple[str, date, PlanTone]:
    until = subscription.until
    if state == "paused":
        last = paused_until(subscription, today)
        if last is not None:
            return tr("{plan} · paused until {day}"), last, "plain"
        return tr("{plan} · paused since {day}"), subscription.paused_from or today, "plain"
    if state == "ended":
        return tr("{plan} · ended on {day}"), min(subscription.ended or until, until), "plain"
    if state == "active" and subscription.spans and subscription.spans[-1].kind == "free":
        return tr("{plan} · runs until {day}"), until, "info"
    words: dict[State, tuple[str, PlanTone]] = {
        "trial": (tr("{plan} · on trial until {day}"), "info"),
        "active": (tr("{plan} · paid until {day}"), "info"),
        "past_due": (tr("{plan} · ran out on {day}"), "warn"),
        "ending": (tr("{plan} · ends on {day}"), "warn"),
    }
    said, tone = words[state]
    return said, until, tone


def state_sentence(subscription: Subscription, state: State, today: date) -> str:
    """Return how a plan stands, in a whole sentence."""
    words, day, _ = _standing_sentence(subscription, state, today)
    return words.format(day=formats.day(day))


def _standing_sentence(
    subscription: Subscription, state: State, today: date
) -> tuple[str, date, PlanTone]:
    _, day, tone = _standing(subscription, state, today)
    if state == "paused":
        is_open = paused_until(subscription, today) is None
        words = tr("Paused since {day}, until it is taken up again.")
        return (words if is_open else tr("Paused until {day}, then it runs again.")), day, tone
    if state == "past_due":
        return tr("It has run out. Benefits stay until {day}."), subscription.grace_until, tone
    words = {
        "trial": tr("On trial until {day}."),
        "active": tr("Paid until {day}."),
        "ending": tr("It is cancelled and ends on {day}."),
        "ended": tr("It ended on {day}."),
    }[state]
    if state == "active" and subscription.spans and subscription.spans[-1].kind == "free":
        words = tr("It runs until {day}.")
    return words, day, tone


def ended_sentence(subscription: Subscription) -> str:
    """Return which plan somebody was on, for who may come back."""
    return tr("{plan} ended on {day}. Good to have you back.").format(
        plan=subscription.now_agreed.plan,
        day=formats.day(min(subscription.ended or subscription.until, subscription.until)),
    )


def bonus_words(points: int, last: str) -> str:
    """Return what renewing by a day brings."""
    said = trn("{points} point for renewing by {day}",
               "{points} points for renewing by {day}", points)  # fmt: skip
    return said.format(points=formats.number(points), day=last)


def planned_sentence(subscription: Subscription, settings: ShopSettings) -> str:
    """Return what comes after what was paid; nothing where the plan stays."""
    then = planned(subscription)
    if then is None:
        return ""
    return tr("From {day} on it is {plan}, {price}.").format(
        day=formats.day(planned_from(subscription)),
        plan=then.plan,
        price=price_words(then.price, then.every, settings),
    )


# -- What can be done -----------------------------------------------------------------------

_ACTS: dict[PlanAct, str] = {
    "join": mark("Join a plan"),
    "renew": mark("Pay the next period"),
    "keep": mark("Stay"),
    "resume": mark("Take it up again"),
    "change": mark("Change to another plan"),
    "pause": mark("Pause it"),
    "cancel": mark("Cancel it"),
}


def act_words(act: PlanAct) -> str:
    """Return what a button of an act says."""
    return tr(_ACTS[act])


def reasons() -> list[str]:
    """Return why people leave a plan, as it is asked at the counter: a key for each."""
    return [
        tr("It costs too much"),
        tr("They come too seldom"),
        tr("They are moving away"),
        tr("They expected something else"),
        tr("No reason given"),
    ]


def change_button(change: PlannedChange, *, goes_back: bool, settings: ShopSettings) -> str:
    """Return what the button of a change says; `goes_back`: a planned one is taken back."""
    if goes_back:
        return tr("Stay with {plan}").format(plan=change.plan.name)
    if change.at_once:
        return tr("Change and take {price}").format(price=money(change.to_pay, settings))
    return tr("Change from {day}").format(day=formats.day(change.from_day))


def pause_sentence(pause: Pause) -> str:
    """Return what a pause does, before it is begun."""
    if pause.last is None or pause.until is None:
        return tr("Paused until it is taken up again. Its end moves by the days of the pause.")
    return tr("Paused until {last}; the plan then runs until {until}.").format(
        last=formats.day(pause.last), until=formats.day(pause.until)
    )


# -- What was done --------------------------------------------------------------------------


def done_words(act: PlanAct, now: PlanStanding, settings: ShopSettings, *, today: date) -> str:
    """Return in a line what was done with a plan, and what it brought."""
    said = [_done(act, now, settings, today)]
    if now.points_given:
        words = trn("{points} point given", "{points} points given", now.points_given)
        said.append(words.format(points=formats.number(now.points_given)))
    new = tr("A new coupon is theirs: {name}")
    said += [new.format(name=coupon.name) for coupon in now.issued]
    if len(said) > 1:
        said[0] = said[0].rstrip(".。")  # it goes on in the same line
    return in_line(said)


def _done(act: PlanAct, now: PlanStanding, settings: ShopSettings, today: date) -> str:
    if act in ("join", "renew"):
        return _paid(now, settings)
    if act == "pause":
        return _paused(now, today)
    if act == "change":
        return _changed(now, settings)
    words = {
        "resume": tr("{plan} runs again, until {day}."),
        "keep": tr("{plan} stays, without payment until {day}."),
        "cancel": tr("{plan} ends on {day}; until then everything stays."),
    }[act]
    if act == "cancel" and now.state == "ended":
        words = tr("{plan} ended on {day}.")
    return words.format(plan=now.plan, day=formats.day(now.until))


def _paid(now: PlanStanding, settings: ShopSettings) -> str:
    if now.state == "trial" and not now.paid and not now.credit:
        words = tr("{plan} can be tried until {day}.")
    elif now.credit:
        words = tr("{plan} is paid until {day}: {amount} taken, {credit} came off.")
    else:
        words = tr("{plan} is paid until {day}: {amount} taken.")
    return words.format(
        plan=now.subscription.now_agreed.plan,
        day=formats.day(now.until),
        amount=money(now.paid, settings),
        credit=money(now.credit, settings),
    )


def _paused(now: PlanStanding, today: date) -> str:
    last = paused_until(now.subscription, today)
    if last is None:
        return tr("{plan} is paused until it is taken up again.").format(plan=now.plan)
    return tr("{plan} is paused until {last}, and then runs until {day}.").format(
        plan=now.plan, last=formats.day(last), day=formats.day(now.until)
    )


def _changed(now: PlanStanding, settings: ShopSettings) -> str:
    if now.next_plan is not None:
        return tr("{plan} from {day} on; until then {now} stays.").format(
            plan=now.next_plan, day=formats.day(now.until + timedelta(days=1)), now=now.plan
        )
    words = tr("{plan} from today until {day}: {amount} taken.")
    if not now.paid and not now.credit:
        words = tr("{plan} stays as it is, until {day}.")
    return words.format(plan=now.plan, day=formats.day(now.until), amount=money(now.paid, settings))
