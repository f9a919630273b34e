"""Who is behind the figures of points, plans, tiers, friends and feedback."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from db.queries.behind_sales import Asked, Found
from db.queries.feedback import answers_in
from db.queries.memberships import memberships
from db.queries.merging import kept_ids
from db.queries.points_account import points_by_customer
from db.queries.tier_members import tiers_held
from db.rules.recurring import Membership, came_back

_ATTACHED = """
SELECT customer, sum(iif(kind = 'referral.attach', 1, -1)) FROM facts
WHERE kind IN ('referral.attach', 'referral.detach') AND day BETWEEN :first AND :last
GROUP BY customer
"""
_QUALIFIED = """
SELECT customer, sum(CASE WHEN kind = 'referral.qualify' THEN 1
  WHEN kind IN ('referral.reverse', 'referral.decline') THEN -1
  ELSE iif(doc ->> 'declined', 1, 0) END) FROM facts
WHERE kind IN ('referral.qualify', 'referral.reverse', 'referral.decline', 'referral.reopen')
  AND day BETWEEN :first AND :last
GROUP BY customer
"""
_Known = tuple[Membership, date | None]


def tier(asked: Asked, name: str) -> Found:
    """Return who holds a tier of that name at the end of the period."""
    held = tiers_held(asked.db, on=asked.as_of)
    return Found.those(id for id, held_tier in held.items() if held_tier.name == name)


def _points_owed(asked: Asked) -> Found:
    held = points_by_customer(
        asked.db, last=asked.period.last, on=asked.as_of, settings=asked.settings
    )
    return Found(held, "points")


def _members(asked: Asked) -> Found:
    last, known = _known(asked)
    return _counted(each for each, lost in known if lost is None or last < lost)


def _members_lost(asked: Asked) -> Found:
    last, known = _known(asked)
    return _counted(
        each for each, lost in known if lost is not None and asked.period.first <= lost <= last
    )


def _members_began(*, revived: bool) -> Callable[[Asked], Found]:
    def find(asked: Asked) -> Found:
        last, known = _known(asked)
        back = came_back(known)
        return _counted(
            each
            for each, _ in known
            if asked.period.first <= each.began <= last and (each.id in back) == revived
        )

    return find


def _known(asked: Asked) -> tuple[date, list[_Known]]:
    """Return the last day of plans in the period, and all memberships with the day of the loss."""
    period, today = asked.period, asked.today
    last = today if period.first <= today < period.last else period.last
    known_on = max(today, last)
    every = memberships(asked.db, began_by=last, known_on=known_on)
    every.sort(key=lambda each: (each.began, each.id))
    return last, [(each, each.lost_on(known_on=known_on)) for each in every]


def _counted(members: Iterable[Membership]) -> Found:
    return Found(Counter(each.customer_id for each in members), "members")


def _friends(question: str) -> Callable[[Asked], Found]:
    def find(asked: Asked) -> Found:
        now, counts = kept_ids(asked.db), Counter[str]()
        for customer, count in asked.db.conn.execute(question, asked.span).fetchall():
            counts[now.get(customer, customer)] += count
        return Found({id: count for id, count in counts.items() if count}, "friends")

    return find


def _answers(group: str) -> Callable[[Asked], Found]:
    def find(asked: Asked) -> Found:
        every = answers_in(asked.db, first=asked.period.first, last=asked.period.last)
        return Found(Counter(each.customer_id for each in every if each.group == group), "answers")

    return find


FIGURES: Mapping[str, Callable[[Asked], Found]] = {
    "points_owed": _points_owed,
    "members": _members,
    "members_new": _members_began(revived=False),
    "members_revived": _members_began(revived=True),
    "members_lost": _members_lost,
    "friends": _friends(_ATTACHED),
    "friends_qualified": _friends(_QUALIFIED),
    "promoters": _answers("promoter"),
    "passives": _answers("passive"),
    "detractors": _answers("detractor"),
}
