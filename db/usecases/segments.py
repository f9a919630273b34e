"""The owner gives groups of customers a name."""

from collections.abc import Mapping
from typing import Any

from db.clock import new_id
from db.errors import BadRequest
from db.journal import Draft, canonical
from db.queries.segments import SavedSegment, segment_members, segment_named
from db.rules.campaigns import read_name
from db.rules.segments import Segment, read_segment, spoken_segment
from db.rules.shop import yes_or_no
from db.session import Action, Session, Transaction


def add_segment(
    session: Session, *, name: str, terms: Mapping[str, Any], operation_id: str
) -> SavedSegment:
    """Give a group a name; its terms stand in the words of the feed.

    Raises BadRequest, BadAmount, BadDate or UnknownPlan that names what cannot be meant.
    """
    with session.write(Action.ADD_SEGMENT, operation_id) as tx:
        called = read_name(name)
        saved = SavedSegment(new_id(), called, _understood(tx, terms), kept=True)
        given_up = _with_name(tx, called)
        if given_up is not None:  # the name is free again, and so is its row
            saved = SavedSegment(given_up, called, saved.segment, kept=True)
        row = _row(tx, saved)
        if given_up is None:
            tx.insert("segments", row)
        else:
            tx.update("segments", given_up, row)
        tx.post(Draft("segment.add", row))
        tx.answer(saved)
    return saved


def edit_segment(
    session: Session, *, segment: str, changes: Mapping[str, Any], operation_id: str
) -> SavedSegment:
    """Change a saved group: its `name`, its `terms` as a whole, or `kept` (false gives it up).

    Campaigns go on with the terms they were made with. Raises as `add_segment`.
    """
    with session.write(Action.EDIT_SEGMENT, operation_id) as tx:
        before = segment_named(tx.db, segment, digits=tx.settings.digits)
        name = read_name(changes.get("name", before.name))
        if name != before.name and _with_name(tx, name) is not None:
            raise BadRequest("name", "taken", name)
        terms = changes.get("terms")
        after = SavedSegment(
            id=before.id,
            name=name,
            segment=before.segment if terms is None else _understood(tx, terms),
            kept=yes_or_no(changes.get("kept", True), "kept"),
        )
        row = _row(tx, after)
        tx.update("segments", before.id, row)
        tx.post(Draft("segment.edit", row))
        tx.answer(after)
    return after


def _understood(tx: Transaction, terms: Mapping[str, Any]) -> Segment:
    """Read the terms, and refuse names of tiers and plans that nobody gave."""
    segment = read_segment(terms, digits=tx.settings.digits, field="terms")
    segment_members(tx, segment)
    return segment


def _with_name(tx: Transaction, name: str) -> str | None:
    """Return the id of a group that was given up and had the name; raises where it is taken."""
    row = tx.db.conn.execute("SELECT id, kept FROM segments WHERE name = ?", (name,)).fetchone()
    if row is not None and row[1]:
        raise BadRequest("name", "taken", name)
    return str(row[0]) if row else None


def _row(tx: Transaction, saved: SavedSegment) -> dict[str, Any]:
    return {
        "id": saved.id,
        "name": saved.name,
        "terms": canonical(spoken_segment(saved.segment, digits=tx.settings.digits)),
        "kept": int(saved.kept),
    }
