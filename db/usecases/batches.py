"""Withdrawing coupons that were made together, such as a flyer with a mistake."""

from db.queries.batches import batch_named, open_coupons
from db.rules.shop import line_of_text
from db.session import Action, Session
from db.voiding import void_all


def void_batch(session: Session, *, batch: str, reason: str, operation_id: str) -> int:
    """Declare void what of a batch can still be used; returns how many coupons that were.

    Raises BadRequest where no batch has the name, and NotAllowed for staff.
    """
    with session.write(Action.VOID_BATCH, operation_id) as tx:
        reason = line_of_text(reason, "reason")
        found = batch_named(tx.db, batch, on=tx.today)
        coupons = open_coupons(tx.db, found.name, on=tx.today)
        void_all(tx, coupons, reason=reason)
        tx.answer(len(coupons))
    return len(coupons)
