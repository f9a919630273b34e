"""What is worth doing for whom on a day: promises, and what the shop's rules make of its facts.

Nothing of it is written down: any day, past or to come, is asked of the facts and the choices.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import chain, islice

from db.clock import milliseconds
from db.moment import Moment
from db.queries.contacts import spoken_to_since
from db.queries.follow_up_answers import hidden_follow_ups
from db.queries.follow_up_days import (
    anniversaries,
    birthdays,
    plans_that_end,
    points_that_lapse,
)
from db.queries.follow_up_owed import friends_rewards, promises_open, unhappy_answers
from db.queries.follow_up_visits import best_customers_to_speak_to, newcomers, slipping_away
from db.rules.follow_ups import (
    KINDS,
    OWED,
    Candidate,
    FollowUp,
    FriendBought,
    Kind,
    PlanEnds,
    Reach,
    act_for,
    channel_for,
    in_order,
    is_late,
    is_quiet,
)

Source = Callable[[Moment, str | None], Iterator[Candidate]]

_SOURCES: dict[Source, tuple[Kind, ...]] = {
    promises_open: ("promise", "complaint"),
    unhappy_answers: ("unhappy",),
    slipping_away: ("slipping_away",),
    plans_that_end: ("renewal", "trial_end"),
    points_that_lapse: ("points_expiring",),
    birthdays: ("birthday",),
    anniversaries: ("anniversary",),
    newcomers: ("newcomer",),
    friends_rewards: ("referral",),
}
_PEOPLE = """
SELECT id, number, name, phone, address, email, channel, consent FROM customers
WHERE id IN (SELECT value FROM json_each(?))
"""
_DONE = """
SELECT count(*) FROM follow_up_answers
WHERE answer = 'done' AND day BETWEEN :monday AND :today AND at <= :now
"""
_DONE_TODAY = """
SELECT kind, count(DISTINCT follow_up) FROM follow_up_answers
WHERE answer = 'done' AND day = :today AND at <= :now GROUP BY kind
"""
_CAME_BACK = """
SELECT count(DISTINCT answers.customer_id) FROM follow_up_answers AS answers
WHERE answer = 'done' AND answers.day BETWEEN :since AND :today AND answers.at <= :now
  AND EXISTS (SELECT 1 FROM sales WHERE sales.customer_id = answers.customer_id
    AND sales.day >= answers.day AND sales.at > answers.at AND sales.at <= :now AND amount >= 0)
"""
_KIND_WORDS = """
SELECT count(*) FROM feedback WHERE quotable AND comment IS NOT NULL
  AND day BETWEEN :monday AND :today AND at <= :now
"""


@dataclass(frozen=True)
class FollowUpWeek:
    """What became of the follow-ups of this week, Monday to Sunday."""

    done: int
    due: int  # of which so many were done; those that wait until Sunday are among them
    came_back: int  # who bought after a follow-up that was done in the last 30 days
    kind_words: int  # said this week, and may be printed


@dataclass(frozen=True)
class _Person:
    number: str
    name: str
    reach: Reach


def follow_ups(
    moment: Moment, *, kind: Kind | None = None, limit: int | None = None
) -> list[FollowUp]:
    """Return what is to be done on that day, late promises first, then by kind and worth."""
    found = in_order(_told(moment, _to_do(moment, kind)))
    return found if limit is None else found[:limit]


def follow_ups_of(moment: Moment, customer_id: str) -> list[FollowUp]:
    """Return what is to be done for one customer, for the counter and the customer's page."""
    to_do = _to_do(moment, None, customer_id)
    return in_order(_told(moment, [each for each in to_do if each.customer_id == customer_id]))


def follow_up_counts(
    moment: Moment, *, open_now: Iterable[FollowUp] | None = None
) -> dict[Kind, int]:
    """Return how many of each kind are to be done; kinds without any are left out.

    `open_now` is the list of the day where it is known already.
    """
    to_do = _to_do(moment, None) if open_now is None else open_now
    counts = Counter(each.kind for each in to_do)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def week_of_follow_ups(
    moment: Moment, *, open_now: Iterable[FollowUp] | None = None
) -> FollowUpWeek:
    """Return what became of this week's follow-ups, and who came back since.

    `open_now` is the list of the day where it is known already.
    """
    today = moment.today
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    asked = {
        "monday": monday.isoformat(),
        "today": today.isoformat(),
        "since": (today - timedelta(days=29)).isoformat(),
        "now": milliseconds(moment.now),
    }
    done, came_back, kind_words = (
        int(moment.db.conn.execute(question, asked).fetchone()[0])
        for question in (_DONE, _CAME_BACK, _KIND_WORDS)
    )
    waiting = _to_do(moment, None) if open_now is None else open_now
    return FollowUpWeek(
        done=done,
        due=done + sum(each.due_day <= sunday for each in waiting),
        came_back=came_back,
        kind_words=kind_words,
    )


def _to_do(moment: Moment, kind: Kind | None, customer_id: str | None = None) -> list[Candidate]:
    """Return what speaks for a follow-up and is neither done nor put off, nor silenced."""
    found = list(
        chain.from_iterable(
            source(moment, customer_id)
            for source, kinds in _SOURCES.items()
            if kind is None or kind in kinds
        )
    )
    best = [] if kind not in (None, "best_customer") else list(best_customers_to_speak_to(moment))
    hidden = hidden_follow_ups(moment, (each.customer_id for each in (*found, *best)))
    quiet = moment.settings.follow_ups.quiet_days
    spoken = spoken_to_since(moment, moment.today - timedelta(days=quiet))

    def stands(each: Candidate) -> bool:
        if kind not in (None, each.kind) or (each.customer_id, each.kind, each.what) in hidden:
            return False
        is_silent = is_quiet(spoken.get(each.customer_id), moment.today, quiet_days=quiet)
        return not is_silent or not _waits_for_quiet(each)

    choices, standing = moment.settings.follow_ups, list(filter(stands, found))
    done = _done_today(moment)
    if customer_id is None:
        standing = _few(
            standing, "slipping_away", choices.slipping_away.a_day - done["slipping_away"]
        )
        standing = _few(standing, "newcomer", choices.newcomer.a_day - done["newcomer"])
    few_best = max(choices.best_customer.a_day - done["best_customer"], 0)
    return [*standing, *islice(filter(stands, best), few_best)]


def _done_today(moment: Moment) -> Counter[Kind]:
    """Count what was done of each kind today: a list that refills is never at its end."""
    asked = {"today": moment.today.isoformat(), "now": milliseconds(moment.now)}
    return Counter(dict(moment.db.conn.execute(_DONE_TODAY, asked).fetchall()))


def _few(found: list[Candidate], kind: Kind, many: int) -> list[Candidate]:
    """Leave out all of a kind but a few: who spent most, then the latest; others come later."""
    of_kind = [each for each in found if each.kind == kind]
    of_kind.sort(key=lambda each: (-each.worth, -each.due_day.toordinal(), each.customer_id))
    kept = {each.customer_id for each in of_kind[: max(many, 0)]}
    return [each for each in found if each.kind != kind or each.customer_id in kept]


def _waits_for_quiet(each: Candidate) -> bool:
    """Tell whether it is about speaking to a customer who expects nothing."""
    is_for_the_owner = isinstance(each.facts, FriendBought) and each.facts.waits
    return each.kind not in OWED and not is_for_the_owner


def _told(moment: Moment, to_do: list[Candidate]) -> Iterator[FollowUp]:
    """Yield follow-ups with whom they are for and how they are reached."""
    settings = moment.settings
    people = _people(moment, {each.customer_id for each in to_do})
    clock = moment.now.astimezone(settings.timezone).time()
    for each in to_do:
        person = people.get(each.customer_id)
        if person is None:
            continue
        channel = channel_for(each.kind, person.reach)
        late = each.kind in OWED and is_late(
            each.due_day,
            each.due_time,
            today=moment.today,
            clock=clock,
            day_starts=settings.day_starts,
        )
        yield FollowUp(
            id=each.id,
            kind=each.kind,
            customer_id=each.customer_id,
            number=person.number,
            name=person.name,
            phone=person.reach.phone,
            due_day=each.due_day,
            due_time=each.due_time,
            facts=each.facts,
            owed_by=each.owed_by,
            late=late or (isinstance(each.facts, PlanEnds) and each.due_day < moment.today),
            act=act_for(each.kind, each.facts, channel),
            channel=channel,
            worth=each.worth,
        )


@lru_cache(maxsize=256)
def _words(consent: str) -> tuple[str, ...]:
    """Read what somebody agreed to; many said the same."""
    return tuple(json.loads(consent))


def _people(moment: Moment, customer_ids: Iterable[str]) -> dict[str, _Person]:
    rows = moment.db.conn.execute(_PEOPLE, (json.dumps(sorted(customer_ids)),)).fetchall()
    return {
        id: _Person(number, name, Reach(phone, address, email, channel, _words(consent)))
        for id, number, name, phone, address, email, channel, consent in rows
    }
