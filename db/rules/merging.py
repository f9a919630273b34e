"""Merging two customers: what the one who is kept takes over; rules.md §5, rulings 58 and 76."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from db.rules.customers import LONGEST_NOTE, birthdays_agree
from db.rules.referrals import Link
from db.rules.subscriptions import Subscription, ends_if_resumed, state_on

_TAKEN_WHERE_MISSING = ("reading", "phone", "email", "birthday", "note", "channel")


def taken_over(kept: Mapping[str, Any], merged: Mapping[str, Any]) -> dict[str, Any]:
    """Return what changes in the fields of the one who is kept; their own word goes first.

    The earlier day of joining holds, tags and consents are put together, and so are two notes.
    Who was called by a number alone gets the other's name.
    """
    fields = {name: merged.get(name) for name in _TAKEN_WHERE_MISSING if not kept.get(name)}
    fields["joined"] = min(kept["joined"], merged["joined"])
    if not kept.get("address") and merged.get("address"):  # half of each would be nowhere
        fields |= {"postcode": merged.get("postcode"), "address": merged["address"]}
    for name in ("tags", "consent"):
        fields[name] = _together(kept[name], merged[name])
    if kept["note"] and merged["note"] and merged["note"] not in kept["note"]:
        fields["note"] = f"{kept['note']}\n{merged['note']}"[:LONGEST_NOTE]
    if birthdays_agree(kept["birthday"], merged["birthday"]):
        fields["birthday"] = max(kept["birthday"], merged["birthday"])  # "-" stands before a year
    if _called_by_a_number(kept) and not _called_by_a_number(merged):
        fields["name"] = merged["name"]
        fields["reading"] = merged["reading"] or kept["reading"]
    return {name: value for name, value in fields.items() if value != kept.get(name)}


def plan_to_end(
    kept: Subscription | None, merged: Subscription | None, *, today: date
) -> Subscription | None:
    """Return which of two running plans ends: the one that is paid for less long; else None."""
    if kept is None or merged is None:
        return None
    if "ended" in (state_on(kept, today), state_on(merged, today)):
        return None
    ends = ends_if_resumed(kept, today), ends_if_resumed(merged, today)
    return kept if ends[1] > ends[0] else merged


def ended_links(
    links: Iterable[Link], *, kept_id: str, circles: Collection[str], not_new: Collection[str]
) -> list[str]:
    """Return the friends whose link ends when both who were brought become one.

    `circles` are those whose referrer is one of the two, or was brought by them; `not_new` those
    who had bought, as the other one, before somebody brought them. Of two links that could stay,
    the one that was rewarded does, else that of the one who is kept.
    """
    links = list(links)
    good = [
        link
        for link in links
        if link.referee_id not in circles
        and not (link.qualified_on is None and link.referee_id in not_new)
    ]
    good.sort(key=lambda link: (link.qualified_on is None, link.referee_id != kept_id))
    return sorted(link.referee_id for link in links if link not in good[:1])


def _together(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    words: dict[str, str] = {}
    for word in (*one, *other):
        words.setdefault(word.casefold(), word)
    return tuple(words.values())


def _called_by_a_number(fields: Mapping[str, Any]) -> bool:
    return fields["name"].replace(" ", "") in (fields["number"], *fields["cards"])
