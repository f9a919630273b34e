"""A follow-up in few words: its kind, when it is due, what to do, what one may say to begin."""

from collections.abc import Callable
from datetime import date

from db.rules.follow_ups import (
    FirstSteps,
    FollowUp,
    FriendBought,
    Greeting,
    Kind,
    NotSpokenTo,
    PlanEnds,
    PointsLapse,
    Promised,
    Said,
    Slipping,
)
from desktop import formats
from desktop.i18n import tr, trc, trn

_NEAR = 7  # days within which a weekday says more than a number


def what_to_say(follow_up: FollowUp) -> list[str]:
    """Return sentences to begin with, in quotation marks, in the language in force."""
    return _SAYINGS[follow_up.kind](follow_up)


def kind_words(kind: Kind) -> str:
    """Return what one follow-up of a kind is called."""
    return {
        "promise": lambda: trc("follow-up", "Promised"),
        "complaint": lambda: trc("follow-up", "Complaint"),
        "unhappy": lambda: trc("follow-up", "Not happy"),
        "slipping_away": lambda: trc("follow-up", "Slipping away"),
        "renewal": lambda: trc("follow-up", "Renewal"),
        "trial_end": lambda: trc("follow-up", "Trial ends"),
        "points_expiring": lambda: trc("follow-up", "Points end"),
        "birthday": lambda: trc("follow-up", "Birthday"),
        "anniversary": lambda: trc("follow-up", "Anniversary"),
        "newcomer": lambda: trc("follow-up", "New face"),
        "referral": lambda: trc("follow-up", "Friend came"),
        "best_customer": lambda: trc("follow-up", "Best customer"),
    }[kind]()


def kinds_words(kind: Kind) -> str:
    """Return what several follow-ups of a kind are called."""
    return {
        "promise": lambda: trc("follow-ups", "Promised"),
        "complaint": lambda: trc("follow-ups", "Complaints"),
        "unhappy": lambda: trc("follow-ups", "Not happy"),
        "slipping_away": lambda: trc("follow-ups", "Slipping away"),
        "renewal": lambda: trc("follow-ups", "Renewals"),
        "trial_end": lambda: trc("follow-ups", "Trials"),
        "points_expiring": lambda: trc("follow-ups", "Points"),
        "birthday": lambda: trc("follow-ups", "Birthdays"),
        "anniversary": lambda: trc("follow-ups", "Anniversaries"),
        "newcomer": lambda: trc("follow-ups", "New faces"),
        "referral": lambda: trc("follow-ups", "Friends"),
        "best_customer": lambda: trc("follow-ups", "Best customers"),
    }[kind]()


def when_words(follow_up: FollowUp, today: date) -> str:
    """Return when it is, or since when: "due 14:00", "56 days since last visit", "in 10 days"."""
    facts = follow_up.facts
    if isinstance(facts, Promised | Said):
        return _due(follow_up, today)
    if isinstance(facts, Slipping):
        return _since_visit(facts.days_since)
    if isinstance(facts, FirstSteps):
        return _ago((today - facts.first_day).days)
    if isinstance(facts, FriendBought):
        return tr("bought on {day}").format(day=formats.day_near(facts.bought_on, today))
    if isinstance(facts, NotSpokenTo):
        return _spoken_to(facts, today)
    return _until(follow_up.due_day, today)


def _spoken_to(facts: NotSpokenTo, today: date) -> str:
    if facts.since is None:
        return tr("nobody has spoken to them yet")
    return tr("last spoken to on {day}").format(day=formats.day_near(facts.since, today))


def _since_visit(days: int) -> str:
    words = trn("{count} day since last visit", "{count} days since last visit", days)
    return words.format(count=formats.number(days))


def _ago(days: int) -> str:
    words = trn("first bought {count} day ago", "first bought {count} days ago", days)
    return words.format(count=formats.number(days))


def _due(follow_up: FollowUp, today: date) -> str:
    """Return when something owed is due."""
    due, clock = follow_up.due_day, follow_up.due_time
    days = (due - today).days
    if days == 0 and clock is None:
        return tr("due today")
    if days == 0:
        words = tr("due {time}, late") if follow_up.late else tr("due {time}")
    elif days == -1:
        words = tr("due yesterday") if clock is None else tr("due yesterday, {time}")
    elif days == 1:
        words = tr("due tomorrow") if clock is None else tr("due tomorrow, {time}")
    else:
        words = tr("due on {day}") if clock is None else tr("due on {day}, {time}")
    shown = "" if clock is None else clock.isoformat("minutes")
    return words.format(day=formats.day_near(due, today), time=shown)


def _until(day: date, today: date) -> str:
    """Return how far away a day is; a near one by its weekday."""
    days = (day - today).days
    if days == 0:
        return tr("today")
    if days == 1:
        return tr("tomorrow")
    if 0 < days < _NEAR:
        return tr("{weekday} {day}").format(
            weekday=formats.weekday_short(day), day=formats.day_short(day)
        )
    if days < 0:
        return tr("since {day}").format(day=formats.day_near(day, today))
    return trn("in {count} day", "in {count} days", days).format(count=formats.number(days))


def act_words(follow_up: FollowUp) -> str:
    """Return what is to be done about a follow-up, as a button says it."""
    act = follow_up.act
    if act == "counter" and not isinstance(follow_up.facts, PlanEnds):
        return tr("Tell them at the counter")
    return {
        "call": lambda: tr("Call"),
        "card": lambda: tr("Write a card"),
        "letter": lambda: tr("Write a letter"),
        "mail": lambda: tr("Write an e-mail"),
        "message": lambda: tr("Send a message"),
        "coupon": lambda: tr("Print coupon"),
        "counter": lambda: tr("Offer at the counter"),
        "thank": lambda: tr("Thank"),
        "decide": lambda: tr("Decide"),
    }[act]()


def _promise(follow_up: FollowUp) -> list[str]:
    facts = follow_up.facts
    assert isinstance(facts, Promised)
    return [tr("“I had promised to come back to you: {why}”").format(why=facts.why)]


def _complaint(_: FollowUp) -> list[str]:
    return [tr("“I am sorry about that. What would put it right for you?”")]


def _unhappy(_: FollowUp) -> list[str]:
    return [
        tr("“Thank you for telling us so frankly.”"),
        tr("“What would have made it better for you?”"),
    ]


def _slipping(_: FollowUp) -> list[str]:
    return [
        tr("“It has been a while, and we have missed you. Is everything all right?”"),
        tr("“Is there anything that we can do better?”"),
    ]


def _renewal(follow_up: FollowUp) -> list[str]:
    facts = follow_up.facts
    assert isinstance(facts, PlanEnds)
    day = formats.day_short(facts.until)
    said = [tr("“Your {plan} runs until {day}.”").format(plan=facts.plan, day=day)]
    if facts.bonus:
        words = trn(
            "“Renew today, and you get {points} extra point.”",
            "“Renew today, and you get {points} extra points.”",
            facts.bonus,
        )
        said.append(words.format(points=formats.number(facts.bonus)))
    else:
        said.append(tr("“Would you like to go on?”"))
    return said


def _trial_end(follow_up: FollowUp) -> list[str]:
    facts = follow_up.facts
    assert isinstance(facts, PlanEnds)
    day = formats.day_short(facts.until)
    words = tr("“Your trial of {plan} ends on {day}. Would you like to stay?”")
    return [words.format(plan=facts.plan, day=day)]


def _points(follow_up: FollowUp) -> list[str]:
    facts = follow_up.facts
    assert isinstance(facts, PointsLapse)
    words = trn(
        "“You have {points} point until {day}. It would be a pity to lose it.”",
        "“You have {points} points until {day}. It would be a pity to lose them.”",
        facts.points,
    )
    day = formats.day_short(facts.last_day)
    return [words.format(points=formats.number(facts.points), day=day)]


def _birthday(follow_up: FollowUp) -> list[str]:
    return [tr("“All the best for your birthday!”"), *_gift(follow_up)]


def _anniversary(follow_up: FollowUp) -> list[str]:
    facts = follow_up.facts
    assert isinstance(facts, Greeting)
    words = tr("“Thank you for being with us!”")
    if facts.years:
        words = trn(
            "“You have been with us for a year. Thank you!”",
            "“You have been with us for {years} years. Thank you!”",
            facts.years,
        ).format(years=facts.years)
    return [words, *_gift(follow_up)]


def _gift(follow_up: FollowUp) -> list[str]:
    """Return what is said of the coupon that goes with a day."""
    facts = follow_up.facts
    assert isinstance(facts, Greeting)
    if facts.reward is None:
        return []
    if facts.until is None:
        return [tr("“{reward} is waiting for you.”").format(reward=facts.reward)]
    day = formats.day_short(facts.until)
    words = tr("“{reward} is waiting for you, until {day}.”")
    return [words.format(reward=facts.reward, day=day)]


def _newcomer(follow_up: FollowUp) -> list[str]:
    facts = follow_up.facts
    assert isinstance(facts, FirstSteps)
    said = [tr("“How good that you found us! How did you like it?”")]
    if facts.brought_by:
        words = tr("“How kind of {friend} to send you to us!”")
        said = [words.format(friend=facts.brought_by)]
    if facts.stamps:
        said.append(tr("“Each visit brings a stamp, and a full card is a gift.”"))
    return said


def _best(_: FollowUp) -> list[str]:
    return [
        tr("“You come to us so faithfully: thank you!”"),
        tr("“Is there anything you would wish for?”"),
    ]


def _referral(follow_up: FollowUp) -> list[str]:
    facts = follow_up.facts
    assert isinstance(facts, FriendBought)
    said = [tr("“{friend} came to us because of you. Thank you!”").format(friend=facts.friend)]
    if facts.reward is not None and not facts.waits:
        said.append(tr("“{reward} is waiting for you.”").format(reward=facts.reward))
    elif facts.points and not facts.waits:
        words = trn("“{points} point for you.”", "“{points} points for you.”", facts.points)
        said.append(words.format(points=formats.number(facts.points)))
    return said


_SAYINGS: dict[Kind, Callable[[FollowUp], list[str]]] = {
    "promise": _promise,
    "complaint": _complaint,
    "unhappy": _unhappy,
    "slipping_away": _slipping,
    "renewal": _renewal,
    "trial_end": _trial_end,
    "points_expiring": _points,
    "birthday": _birthday,
    "anniversary": _anniversary,
    "newcomer": _newcomer,
    "best_customer": _best,
    "referral": _referral,
}
