"""Points that no sale moves: corrections, what was brought along, gifts between customers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from db.errors import BadRequest, NotAllowed, NotEnoughPoints
from db.journal import Draft
from db.moment import Moment
from db.queries.customers import customer_record
from db.queries.facts import facts_of_customer
from db.queries.points import account_at, spendable
from db.rules.lots import Account, Movement, Taken
from db.rules.shop import line_of_text, whole
from db.session import Action, Session, Transaction

_MOST_POINTS = 10**9
_LONGEST_REASON = 200
_FOR_EVER_MS = 2**62


@dataclass(frozen=True)
class PointsMoved:
    """What a customer can use after the act; `to_balance` is the other's, of a gift."""

    customer_id: str
    points: int
    balance: int
    to_balance: int | None = None


def adjust_points(
    session: Session, *, customer_id: str, points: int, reason: str | None, operation_id: str
) -> PointsMoved:
    """Correct a balance up or down; staff may do so up to the shop's `adjust_limit`.

    Raises BadRequest, NotAllowed, or NotEnoughPoints with the most that can be taken.
    """
    with session.write(Action.ADJUST_POINTS, operation_id) as tx:
        points = whole(points, "points", least=-_MOST_POINTS, most=_MOST_POINTS)
        if points == 0:
            raise BadRequest("points", "zero")
        told = {"reason": _reason(reason)}
        limit = tx.settings.adjust_limit
        if session.role == "staff" and abs(points) > limit:
            raise NotAllowed(str(Action.ADJUST_POINTS), session.staff, limit)
        customer_record(tx.db, customer_id)
        if points < 0:
            _refuse_more_than_held(tx, customer_id, account_at(tx, customer_id), -points)
        moved = _post(tx, "points.adjust", told, customer_id, points)
        tx.answer(moved)
    return moved


def open_points(
    session: Session, *, customer_id: str, points: int, reason: str | None, operation_id: str
) -> PointsMoved:
    """Give the points that a customer brings from another program, once for each customer.

    Raises BadRequest, and NotAllowed for a second time; what came by an import counts too.
    """
    with session.write(Action.OPEN_POINTS, operation_id) as tx:
        points = whole(points, "points", least=1, most=_MOST_POINTS)
        told = {"reason": _reason(reason)} if reason is not None else {}
        customer_record(tx.db, customer_id)
        if _has_opening(tx, customer_id):
            raise NotAllowed("points.opening again", session.staff)
        claim = f"opening:{customer_id}"
        moved = _post(tx, "points.opening", told, customer_id, points, claim=claim)
        tx.answer(moved)
    return moved


def give_points(
    session: Session,
    *,
    customer_id: str,
    to: str,
    points: int,
    note: str | None,
    operation_id: str,
) -> PointsMoved:
    """Let one customer give points to another; they keep their last days.

    Raises NotAllowed where the shop does not let them, BadRequest, or NotEnoughPoints with the
    most that can be given.
    """
    with session.write(Action.GIVE_POINTS, operation_id) as tx:
        if not tx.settings.points_gifts:
            raise NotAllowed(str(Action.GIVE_POINTS), session.staff)
        points = whole(points, "points", least=1, most=_MOST_POINTS)
        for each in (customer_id, to):
            customer_record(tx.db, each)
        if customer_id == to:
            raise BadRequest("to", "same_customer")
        told: dict[str, Any] = {"to": to}
        if note is not None and note.strip():
            told["note"] = line_of_text(note, "note", longest=_LONGEST_REASON)
        account = account_at(tx, customer_id)
        _refuse_more_than_held(tx, customer_id, account, points)
        account.apply(Movement("take", "gift", tx.today, points=points))
        given = tx.post(Draft("points.given", told, customer_id, "points", -points))
        for taken in account.takings["gift"]:
            received = {"from": customer_id, "gift": given.id, **_as_before(taken)}
            tx.post(Draft("points.received", received, to, "points", taken.points))
        moved = PointsMoved(
            customer_id, points, _balance(tx, customer_id), to_balance=_balance(tx, to)
        )
        tx.answer(moved)
    return moved


def _has_opening(moment: Moment, customer_id: str) -> bool:
    opened = facts_of_customer(
        moment.db, customer_id, until_ms=_FOR_EVER_MS, kinds=("points.opening",)
    )
    return next(opened, None) is not None


def _reason(reason: str | None) -> str:
    if reason is None:
        raise BadRequest("reason", "missing")
    return line_of_text(reason, "reason", longest=_LONGEST_REASON)


def _refuse_more_than_held(moment: Moment, customer_id: str, account: Account, points: int) -> None:
    """Refuse to take more than can be used less debt, or than what was spent later leaves."""
    held = max(spendable(moment, customer_id, account), 0)
    if points > held:
        raise NotEnoughPoints(needed=points, held=held, max=held)


def _post(
    tx: Transaction,
    kind: str,
    told: Mapping[str, Any],
    customer_id: str,
    points: int,
    *,
    claim: str | None = None,
) -> PointsMoved:
    doc = dict(told)
    if points > 0:
        doc["expiry"] = asdict(tx.settings.expiry)
    tx.post(Draft(kind, doc, customer_id, "points", points, claim))
    return PointsMoved(customer_id, points, _balance(tx, customer_id))


def _as_before(taken: Taken) -> dict[str, Any]:
    """Return how long points last that keep their last day, though another holds them now."""
    last = taken.lot.expires_on
    return {"expiry": asdict(taken.lot.expiry), "expires_on": last.isoformat() if last else None}


def _balance(moment: Moment, customer_id: str) -> int:
    return account_at(moment, customer_id).balance(moment.today)
