"""What each person who works here did to bring customers back, so that they can be thanked.

The laws stand in db/rules/README.md. Acts without a name are the owner's own, from before people
were named, and stand last.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from sqlite_utils import Database

from db.clock import instant
from db.queries.feedback import kind_words
from db.queries.shop import shop_settings
from db.rules.follow_ups import is_late
from db.rules.shop import ShopSettings

DAYS_TO_COME_BACK = 30
_MOST_WORDS = 3  # of one person, the newest
_SIGN_UPS = """
SELECT facts.staff, count(*) FROM facts
JOIN operations ON operations.id = facts.operation AND operations.action = 'customer.add'
WHERE facts.kind = 'customer.add' AND facts.day BETWEEN :first AND :last
  AND facts.customer IN (SELECT id FROM customers)
GROUP BY facts.staff
"""
_FRIENDS = """
SELECT staff, count(DISTINCT customer) FROM facts
WHERE kind = 'referral.attach' AND day BETWEEN :first AND :last
  AND customer IN (SELECT referee_id FROM referrals)
GROUP BY staff
"""
_SCORED_HIGH = """
SELECT staff, count(*) FROM feedback WHERE score >= 9 AND day BETWEEN :first AND :last
GROUP BY staff
"""
_DONE = """
SELECT answers.staff, answers.day, answers.at, due_day, due_time
FROM follow_up_answers AS answers LEFT JOIN promises ON promises.id = answers.follow_up
WHERE answer = 'done' AND answers.day BETWEEN :first AND :last
  AND NOT EXISTS (
    SELECT 1 FROM follow_up_answers AS before
    WHERE before.customer_id = answers.customer_id AND before.kind = answers.kind
      AND before.what = answers.what AND before.answer = 'done'
      AND (before.at, before.id) < (answers.at, answers.id))
"""
# Somebody spoke to them when they were late against their own rhythm, or had not come for so many
# days that they counted as lost.
_APPROACHES = """
SELECT customer_id, at, day, staff FROM follow_up_answers
WHERE answer = 'done' AND kind = 'slipping_away' AND day BETWEEN :since AND :last
UNION
SELECT customer_id, at, day, staff FROM contacts
WHERE day BETWEEN :since AND :last AND (
  follow_up LIKE 'slipping_away:%'
  OR (SELECT max(sales.day) FROM sales
      WHERE sales.customer_id = contacts.customer_id AND amount >= 0 AND sales.day <= contacts.day)
    <= date(contacts.day, '-' || :active_days || ' days'))
ORDER BY customer_id, at
"""
_NEXT_SALE = """
SELECT at, day FROM sales
WHERE customer_id = ? AND day >= ? AND at > ? AND amount >= 0 AND refunded_whole_at IS NULL
ORDER BY at LIMIT 1
"""
_STAFF = "SELECT name FROM staff ORDER BY name"


@dataclass(frozen=True)
class TeamMember:
    """What one person did in a span of days; `staff` None: the owner, nobody was named."""

    staff: str | None
    sign_ups: int = 0  # customers added
    friends: int = 0  # of friends: who brought them was noted
    brought_back: int = 0  # customers
    kind_words: int = 0  # answers of 9 or 10
    follow_ups_done: int = 0  # in time, where somebody had promised one
    words: tuple[str, ...] = ()  # said to them, that may be printed; the newest first

    @property
    def did_nothing_counted(self) -> bool:
        """Tell whether there is nothing to thank them for in these figures."""
        return self == TeamMember(self.staff)


def team_of(db: Database, *, first: date, last: date) -> list[TeamMember]:
    """Return everybody who works here with what they did; most brought back first, then by name."""
    settings = shop_settings(db)
    days = {"first": first.isoformat(), "last": last.isoformat()}
    sign_ups, friends, scored = (
        dict(db.conn.execute(query, days).fetchall())
        for query in (_SIGN_UPS, _FRIENDS, _SCORED_HIGH)
    )
    back = _brought_back(db, first=first, last=last, settings=settings)
    done = Counter(_done_in_time(db, days, settings))
    words = _words(db, first=first, last=last)
    names = {name for (name,) in db.conn.execute(_STAFF)}
    everybody = names.union(sign_ups, friends, scored, back, done)
    team = [
        TeamMember(
            name, sign_ups.get(name, 0), friends.get(name, 0), back[name], scored.get(name, 0),
            done[name], tuple(words.get(name, ())),
        )
        for name in everybody
    ]  # fmt: skip
    return sorted(team, key=_place)


def team_member(db: Database, name: str, *, first: date, last: date) -> TeamMember | None:
    """Return what somebody who works here did, None where nobody is called so."""
    wanted = name.strip().casefold()
    found = (each for each in team_of(db, first=first, last=last) if each.staff)
    return next((each for each in found if (each.staff or "").casefold() == wanted), None)


def whole_team(team: Iterable[TeamMember]) -> TeamMember:
    """Return what all of them did together."""
    total = TeamMember(None)
    for each in team:
        total = replace(
            total,
            sign_ups=total.sign_ups + each.sign_ups,
            friends=total.friends + each.friends,
            brought_back=total.brought_back + each.brought_back,
            kind_words=total.kind_words + each.kind_words,
            follow_ups_done=total.follow_ups_done + each.follow_ups_done,
        )
    return total


def _place(member: TeamMember) -> tuple[bool, int, int, str]:
    others = member.sign_ups + member.friends + member.kind_words + member.follow_ups_done
    return (member.staff is None, -member.brought_back, -others, member.staff or "")


def _brought_back(
    db: Database, *, first: date, last: date, settings: ShopSettings
) -> Counter[str | None]:
    """Count customers whose next purchase followed within 30 days, by who spoke to them last."""
    since = first - timedelta(days=DAYS_TO_COME_BACK)
    told = {
        "since": since.isoformat(),
        "last": last.isoformat(),
        "active_days": settings.active_days,
    }
    who: dict[tuple[str, int], str | None] = {}
    for customer_id, at, day, staff in db.conn.execute(_APPROACHES, told).fetchall():
        sale = db.conn.execute(_NEXT_SALE, (customer_id, day, at)).fetchone()
        if sale is None:
            continue
        bought = date.fromisoformat(sale[1])
        in_time = bought - date.fromisoformat(day) <= timedelta(days=DAYS_TO_COME_BACK)
        if in_time and first <= bought <= last:
            who[customer_id, sale[0]] = staff  # in the order of time: the last one to speak stays
    return Counter(staff for _, staff in {(customer, by) for (customer, _), by in who.items()})


def _done_in_time(db: Database, days: dict[str, str], settings: ShopSettings) -> list[str | None]:
    """Return who did each follow-up; a promise that was kept too late is left out."""
    return [
        staff
        for staff, day, at, due_day, due_time in db.conn.execute(_DONE, days)
        if due_day is None
        or not is_late(
            date.fromisoformat(due_day),
            time.fromisoformat(due_time) if due_time else None,
            today=date.fromisoformat(day),
            clock=instant(at).astimezone(settings.timezone).time(),
            day_starts=settings.day_starts,
        )
    ]


def _words(db: Database, *, first: date, last: date) -> dict[str | None, list[str]]:
    """Return the newest kind words by who took them."""
    found: dict[str | None, list[str]] = {}
    for each in kind_words(db, first=first, last=last, printable=True):
        said = found.setdefault(each.staff, [])
        if len(said) < _MOST_WORDS:
            said.append(each.words)
    return found
