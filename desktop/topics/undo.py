"""The feed's request that undoes what was done today."""

from typing import Annotated

from msgspec import Meta

from db.session import Session
from db.usecases.undo import Undone, undo
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Request


class Undo(Request, tag="undo", kw_only=True):
    """Undoes an act of today: a sale, a redemption, a plan's payment, a correction."""

    request: Annotated[str, Meta(description="the id of the request that did it")]


class UndoAnswer(Answer, kw_only=True):
    """What was undone, and the money to hand back."""

    undone: str  # the op
    money_back: Amount
    balance: int | None


def run(session: Session, request: Undo, operation_id: str) -> Undone:
    """Undo what a request did."""
    return undo(session, act=request.request, operation_id=operation_id)


def tell(session: Session, undone: Undone) -> UndoAnswer:
    """Answer what was undone."""
    return UndoAnswer(
        undone=undone.act.action,
        money_back=written(session, undone.money_back),
        balance=undone.balance,
    )


OPERATIONS = (Operation(Undo, run, UndoAnswer, tell),)
