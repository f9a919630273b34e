"""Says why a follow-up is worth doing: the facts behind it, in a sentence or two."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from db.rules.follow_ups import (
    FirstSteps,
    FollowUp,
    FriendBought,
    Greeting,
    NotSpokenTo,
    PlanEnds,
    PointsLapse,
    Promised,
    Said,
    Slipping,
)
from db.rules.periods import whole_months
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.history import money

_YEAR = 12
_FIRST_STEP, _LATER_STEP = 14, 45  # days after which one says something else
_YEARS = (
    mark("{plan}, first year."),
    mark("{plan}, second year."),
    mark("{plan}, third year."),
    mark("{plan}, fourth year."),
    mark("{plan}, fifth year."),
)


def why_words(
    follow_up: FollowUp,
    settings: ShopSettings,
    *,
    today: date,
    chance: Fraction | None = None,
) -> str:
    """Return why it is worth doing: "Came every 14 days for 2 years" and what else is known.

    `chance` is that of coming back unasked, in percent, where the book knows one.
    """
    facts = follow_up.facts
    if isinstance(facts, Slipping):
        return _slipping(facts, chance)
    if isinstance(facts, Promised):
        return _promised(facts, follow_up.owed_by)
    if isinstance(facts, Said):
        return _said(facts, follow_up.owed_by)
    if isinstance(facts, PlanEnds):
        is_trial = follow_up.kind == "trial_end"
        return _trial(facts, settings) if is_trial else _renewal(facts, settings, today)
    words: dict[type, Callable[[Any], str]] = {
        Greeting: lambda told: _greeting(told, today),
        PointsLapse: lambda told: _points(told, settings, today),
        FirstSteps: _first_steps,
        NotSpokenTo: lambda told: _not_spoken_to(told, settings, today),
        FriendBought: _friend,
    }
    return words[type(facts)](facts)


def _promised(facts: Promised, owed_by: str | None) -> str:
    if owed_by is None:
        return facts.why
    return tr("{why} ({staff} sees to it)").format(why=facts.why, staff=owed_by)


def _said(facts: Said, owed_by: str | None) -> str:
    score = formats.number(facts.score)
    if facts.comment is None:
        said = tr("Scored us {score} and did not say why.").format(score=score)
    else:
        said = tr("“{comment}” Scored us {score}.").format(comment=facts.comment, score=score)
    if owed_by is None:
        return _together(said, tr("Ask what would help."))
    return _together(said, tr("{staff} asks what would help.").format(staff=owed_by))


def _slipping(facts: Slipping, chance: Fraction | None) -> str:
    days = (facts.half_days + 1) // 2
    came = trn("Came every day for {span}.", "Came every {count} days for {span}.", days).format(
        count=formats.number(days), span=_span(facts.first_day, facts.last_day)
    )
    if chance is None:
        return came
    percent = formats.percent_bare(chance, places=0)
    return _together(came, tr("{percent} % chance of coming back unasked.").format(percent=percent))


def _span(first: date, last: date) -> str:
    """Return how long somebody came: weeks, months or years."""
    months = whole_months(first, last)
    if months >= 2 * _YEAR:
        years = months // _YEAR
        return trn("{years} year", "{years} years", years).format(years=formats.number(years))
    if months >= 2:
        return trn("{months} month", "{months} months", months).format(
            months=formats.number(months)
        )
    days = (last - first).days
    return trn("{count} day in all", "{count} days in all", days).format(count=formats.number(days))


def _renewal(facts: PlanEnds, settings: ShopSettings, today: date) -> str:
    if facts.until < today:
        return tr("{plan} ran out on {day}. Paid for by {last}, it goes on.").format(
            plan=facts.plan,
            day=formats.day_near(facts.until, today),
            last=formats.day_near(facts.pay_by, today),
        )
    if facts.years <= len(_YEARS):
        member = tr(_YEARS[facts.years - 1]).format(plan=facts.plan)
    else:
        member = tr("{plan}, year {count}.").format(plan=facts.plan, count=facts.years)
    if facts.bonus:
        earns = trn(
            "Renewing today earns {points} point.",
            "Renewing today earns {points} points.",
            facts.bonus,
        )
        return _together(member, earns.format(points=formats.number(facts.bonus)))
    if facts.price == 0:
        return _together(member, tr("Nothing is to be paid for the next period."))
    return _together(
        member, tr("Renewing costs {price}.").format(price=money(facts.price, settings))
    )


def _trial(facts: PlanEnds, settings: ShopSettings) -> str:
    return tr("On trial with {plan}. Staying costs {price}.").format(
        plan=facts.plan, price=money(facts.price, settings)
    )


def _greeting(facts: Greeting, today: date) -> str:
    gift = _gift(facts, today)
    if facts.years is None:
        return gift or tr("Wish them a happy birthday.")
    with_us = trn("With us for {years} year.", "With us for {years} years.", facts.years).format(
        years=formats.number(facts.years)
    )
    return _together(with_us, gift or tr("Say thank you."))


def _gift(facts: Greeting, today: date) -> str:
    if facts.reward is None:
        return ""
    if facts.until is None:
        return tr("Gift: {reward}.").format(reward=facts.reward)
    return tr("Gift: {reward}. Valid to {day}.").format(
        reward=facts.reward, day=formats.day_near(facts.until, today)
    )


def _points(facts: PointsLapse, settings: ShopSettings, today: date) -> str:
    words = trn(
        "{points} point, worth {money}, can be used until {day}.",
        "{points} points, worth {money}, can be used until {day}.",
        facts.points,
    )
    return words.format(
        points=formats.number(facts.points),
        money=money(facts.worth, settings),
        day=formats.day_near(facts.last_day, today),
    )


def _first_steps(facts: FirstSteps) -> str:
    if facts.step > _LATER_STEP:
        words = tr("One visit so far. A last friendly word, then leave them in peace.")
    elif facts.step > _FIRST_STEP:
        words = tr("One visit so far. Ask how they liked what they bought.")
    elif facts.stamps:
        words = tr("One visit so far. Thank them and explain stamps.")
    else:
        words = tr("One visit so far. Thank them and explain points.")
    if facts.brought_by is None:
        return words
    if facts.step > _FIRST_STEP:
        return _together(tr("Brought by {friend}.").format(friend=facts.brought_by), words)
    brought = tr("Brought by {friend}. Thank them and explain points.")
    if facts.stamps:
        brought = tr("Brought by {friend}. Thank them and explain stamps.")
    return brought.format(friend=facts.brought_by)


def _not_spoken_to(facts: NotSpokenTo, settings: ShopSettings, today: date) -> str:
    spent, last = money(facts.spent, settings), formats.day_near(facts.last_day, today)
    if facts.since is None:
        words = tr("{spent} to date, last here on {day}. Nobody has spoken to them yet.")
        return words.format(spent=spent, day=last)
    days = (today - facts.since).days
    words = trn(
        "{spent} to date, last here on {day}. Nobody has spoken to them for {count} day.",
        "{spent} to date, last here on {day}. Nobody has spoken to them for {count} days.",
        days,
    )
    return words.format(spent=spent, day=last, count=formats.number(days))


def _friend(facts: FriendBought) -> str:
    if facts.waits:
        words = tr("{friend} has bought. The reward for it waits for the owner's yes.")
        return words.format(friend=facts.friend)
    if facts.reward is not None:
        words = tr("{friend} has bought. Tell them that “{reward}” has come.")
        return words.format(friend=facts.friend, reward=facts.reward)
    words = trn(
        "{friend} has bought. Tell them that {points} point has come.",
        "{friend} has bought. Tell them that {points} points have come.",
        facts.points,
    )
    return words.format(friend=facts.friend, points=formats.number(facts.points))


def _together(first: str, second: str) -> str:
    """Return two whole sentences as one text; not every language puts a space between."""
    return tr("{first} {second}").format(first=first, second=second)
