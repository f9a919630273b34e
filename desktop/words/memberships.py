"""A membership in plain words: what it gives, until when, and how it goes on; for paper."""

from datetime import date, timedelta

from db.rules.shop import ShopSettings
from db.rules.subscriptions import (
    Subscription,
    Terms,
    bonus_for,
    bonus_until,
    span_on,
    state_on,
    terms_on,
)
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.coupon_conditions import WriteMoney
from desktop.words.offers import factor, money, points

Rule = tuple[str, str]
"""A word or two, and a sentence about it."""


def price_words(terms: Terms, settings: ShopSettings, *, write: WriteMoney = money) -> str:
    """Return what a period costs: "¥980 a month"."""
    words = tr("{amount} a year") if terms.every == "year" else tr("{amount} a month")
    return words.format(amount=write(terms.price, settings))


def benefits_of(terms: Terms) -> tuple[str, ...]:
    """Return what a plan gives, a line each."""
    said = []
    if terms.multiplier > 1:
        words = tr("Points × {factor} on every purchase")
        said.append(words.format(factor=factor(terms.multiplier)))
    if terms.discount_percent:
        words = tr("{percent} % off every purchase")
        said.append(words.format(percent=terms.discount_percent))
    if terms.points_each_period:
        words = tr("{points} every year") if terms.every == "year" else tr("{points} every month")
        said.append(words.format(points=points(terms.points_each_period)))
    if terms.coupon_each_period:
        words = (
            tr("A coupon for “{reward}” every year")
            if terms.every == "year"
            else tr("A coupon for “{reward}” every month")
        )
        said.append(words.format(reward=terms.coupon_each_period))
    return tuple(said)


def figures_of(
    subscription: Subscription, today: date, settings: ShopSettings, *, write: WriteMoney = money
) -> tuple[tuple[str, str], ...]:
    """Return since when it runs, what it costs, and until when, a label and a value each."""
    since = tr("Member since"), formats.day(subscription.began)
    price = tr("Price"), price_words(terms_on(subscription, today), settings, write=write)
    return (since, price, _end(subscription, today))


def note_of(
    subscription: Subscription, today: date, settings: ShopSettings, *, write: WriteMoney = money
) -> str:
    """Return what is out of the ordinary; empty where nothing is."""
    state, until = state_on(subscription, today), formats.day(subscription.until)
    if state == "paused":
        return _paused(subscription, today)
    if state == "past_due":
        words = tr("It was paid until {day}. Pay by {last}, and it goes on without a gap.")
        return words.format(day=until, last=formats.day(subscription.grace_until))
    if state == "ending":
        return tr("You have cancelled it. It runs until {day}.").format(day=until)
    if subscription.terms.plan_id != terms_on(subscription, today).plan_id:
        return tr("From {day} on: “{plan}”, {price}.").format(
            day=formats.day(subscription.until + timedelta(days=1)),
            plan=subscription.terms.plan,
            price=price_words(subscription.terms, settings, write=write),
        )
    return ""


def bonus_words(subscription: Subscription, today: date) -> str:
    """Return what renewing early brings, with its last day; empty where it brings nothing."""
    last, given = bonus_until(subscription), bonus_for(subscription, today)
    if not given or last is None or state_on(subscription, today) not in ("active", "trial"):
        return ""
    words = trn(
        "Renew by {day} and get {points} extra point.",
        "Renew by {day} and get {points} extra points.",
        given,
    )
    return words.format(day=formats.day(last), points=formats.number(given))


def rules_of(
    subscription: Subscription,
    today: date,
    settings: ShopSettings,
    *,
    others: bool,
    write: WriteMoney = money,
) -> tuple[Rule, ...]:
    """Return how it is renewed, paused, left; `others`: the shop offers more than one plan."""
    state = state_on(subscription, today)
    rules = [
        (tr("Renewing"), _renewing(subscription, state, write(subscription.terms.price, settings)))
    ]
    if state != "ending":
        rules.append((tr("If you forget"), _grace(subscription, state)))
    later = _bonus_next_time(subscription, today)
    if later:
        rules.append((tr("Early bird"), later))
    if state in ("active", "trial"):
        rules.append((tr("Pausing"), pausing_words()))
    if others:
        rules.append((tr("Changing"), changing_words()))
    if state != "ending":
        rules.append((tr("Leaving"), leaving_words()))
    return tuple(rules)


def pausing_words() -> str:
    """Return how a membership is paused."""
    return tr(
        "Away for a while? Tell us at the counter and we pause it. It gives nothing while it is"
        " paused, and all its days are still there when you come back."
    )


def changing_words() -> str:
    """Return how somebody goes over to another plan."""
    return tr(
        "To a larger plan you change at once, and the days that are left are credited to you. To"
        " a smaller one you change when the time you have paid for is over."
    )


def leaving_words() -> str:
    """Return how a membership is left."""
    return tr(
        "You may cancel at any time at the counter. It then runs to the last day you have paid"
        " for, and nothing more is due."
    )


def _end(subscription: Subscription, today: date) -> Rule:
    state = state_on(subscription, today)
    since = subscription.paused_from
    if since is not None and today >= since:
        days = (subscription.until - since).days + 1
        count = trn("{count} day", "{count} days", days).format(count=formats.number(days))
        return tr("Waiting for you"), count
    labels = {"trial": tr("Free until"), "ending": tr("Runs until")}
    return labels.get(state, tr("Paid until")), formats.day(subscription.until)


def _paused(subscription: Subscription, today: date) -> str:
    if subscription.paused_from is not None:
        since = formats.day(subscription.paused_from)
        return tr("Paused since {day}. Tell us when you are back.").format(day=since)
    span = span_on(subscription, today)
    assert span is not None
    return tr("Paused until {day}; it goes on by itself.").format(day=formats.day(span.last))


def _renewing(subscription: Subscription, state: str, amount: str) -> str:
    yearly = subscription.terms.every == "year"
    day = formats.day(subscription.until)
    if state == "trial":
        words = (
            tr("Your free days run until {day}. To stay, pay {amount} at the counter for the first"
               " year; it begins after them. Nothing is taken from you by itself.")
            if yearly else
            tr("Your free days run until {day}. To stay, pay {amount} at the counter for the first"
               " month; it begins after them. Nothing is taken from you by itself.")
        )  # fmt: skip
    elif state == "ending":
        words = tr("If you change your mind, pay {amount} at the counter by {day}: it goes on then"
                   " as if you had never cancelled.")  # fmt: skip
    elif state in ("paused", "past_due"):
        words = (
            tr("Each year costs {amount}, paid at the counter. Nothing is taken from you by"
               " itself.")
            if yearly else
            tr("Each month costs {amount}, paid at the counter. Nothing is taken from you by"
               " itself.")
        )  # fmt: skip
    else:
        words = (
            tr("Pay {amount} at the counter for the next year, whenever it suits you: it is added"
               " at the end, so paying early loses no day. Nothing is taken from you by itself.")
            if yearly else
            tr("Pay {amount} at the counter for the next month, whenever it suits you: it is added"
               " at the end, so paying early loses no day. Nothing is taken from you by itself.")
        )  # fmt: skip
    return words.format(day=day, amount=amount)


def _grace(subscription: Subscription, state: str) -> str:
    days = subscription.terms.grace_days
    if state == "paused" or not days:
        return grace_words(days)
    words = trn(
        "Everything stays as it is for {count} more day, until {day}. Pay by then and nothing is"
        " lost; after that you would join anew.",
        "Everything stays as it is for {count} more days, until {day}. Pay by then and nothing is"
        " lost; after that you would join anew.",
        days,
    )
    last = formats.day(subscription.grace_until)
    return words.format(count=formats.number(days), day=last)


def grace_words(days: int) -> str:
    """Return what happens to whoever does not renew, whatever the day is."""
    if not days:
        return tr("Without a payment it ends by itself. You may join anew at any time.")
    words = trn(
        "After the last day everything stays as it is for {count} more day. Pay by then and nothing"
        " is lost.",
        "After the last day everything stays as it is for {count} more days. Pay by then and"
        " nothing is lost.",
        days,
    )
    return words.format(count=formats.number(days))


def _bonus_next_time(subscription: Subscription, today: date) -> str:
    """Return what is known of the bonus where the day for this time is over."""
    bonus = subscription.now_agreed.renew_bonus
    if bonus is None or not bonus.points or bonus_words(subscription, today):
        return ""
    given = points(bonus.points)
    if not bonus.days_before:
        return tr("Renewing by the last day brings {points}.").format(points=given)
    words = trn(
        "Renewing at least {count} day before the end brings {points}.",
        "Renewing at least {count} days before the end brings {points}.",
        bonus.days_before,
    )
    return words.format(count=formats.number(bonus.days_before), points=given)
