"""Store credit: money that the shop keeps for a customer, added or taken back by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.errors import BadAmount, NotEnoughCredit
from db.journal import Draft
from db.queries.credit import credit_held, credit_left
from db.queries.customers import customer_record
from db.rules.money import LARGEST
from db.rules.shop import line_of_text
from db.session import Action, Session, Transaction


@dataclass(frozen=True)
class CreditMoved:
    """A customer's credit after it was changed; amounts in minor units."""

    customer_id: str
    amount: int
    left: int


def add_credit(
    session: Session,
    *,
    customer_id: str,
    amount: int,
    reason: str,
    paid: int = 0,
    operation_id: str,
) -> CreditMoved:
    """Keep money for a customer; `paid` is what was taken in for it, nothing where it is a gift.

    Raises BadAmount for nothing, and BadRequest without a reason.
    """
    with session.write(Action.ADD_CREDIT, operation_id) as tx:
        said = _checked(amount, reason)
        if not 0 <= paid <= LARGEST:
            raise BadAmount(str(paid))
        told = {"reason": said} | ({"paid": paid} if paid else {})
        moved = _move(tx, customer_id, amount, kind="credit.add", told=told)
        tx.answer(moved)
    return moved


def take_credit(
    session: Session, *, customer_id: str, amount: int, reason: str, operation_id: str
) -> CreditMoved:
    """Take back credit that was added by mistake; raises NotEnoughCredit, BadAmount."""
    with session.write(Action.TAKE_CREDIT, operation_id) as tx:
        said = _checked(amount, reason)
        left = credit_left(tx, customer_id)
        if amount > left:
            raise NotEnoughCredit(amount, left)
        moved = _move(tx, customer_id, -amount, kind="credit.take", told={"reason": said})
        tx.answer(moved)
    return moved


def _checked(amount: int, reason: str) -> str:
    if not 0 < amount <= LARGEST:
        raise BadAmount(str(amount))
    return line_of_text(reason, "reason")


def _move(
    tx: Transaction, customer_id: str, amount: int, *, kind: str, told: Mapping[str, object]
) -> CreditMoved:
    customer_record(tx.db, customer_id)  # must be there
    tx.post(Draft(kind, dict(told), customer_id, "credit", amount))
    return CreditMoved(customer_id, amount, credit_held(tx, customer_id))
