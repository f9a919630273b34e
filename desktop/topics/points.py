"""The feed's requests about points that no sale moves: corrections, openings, gifts."""

from db.session import Session
from db.usecases.points import PointsMoved, adjust_points, give_points, open_points
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Points, Request
from desktop.topics.selling import customer


class PointsAdjust(Request, tag="points.adjust", kw_only=True):
    """Corrects a balance up or, below nothing, down."""

    customer: CustomerKey
    points: Points
    reason: str


class PointsOpening(Request, tag="points.opening", kw_only=True):
    """Gives the points that a customer brings along, once for each customer."""

    customer: CustomerKey
    points: Points
    reason: str | None = None


class PointsGive(Request, tag="points.give", kw_only=True):
    """Lets a customer give points to another, where the shop lets them."""

    customer: CustomerKey
    to: CustomerKey
    points: Points
    note: str | None = None


class BalanceAnswer(Answer, kw_only=True):
    """What the customer can use now, less debt."""

    balance: int


class GiftAnswer(BalanceAnswer, kw_only=True):
    """What both can use now, less debt."""

    to_balance: int


def points_adjust(session: Session, request: PointsAdjust, operation_id: str) -> PointsMoved:
    """Correct a balance."""
    return adjust_points(
        session,
        customer_id=customer(session, request.customer),
        points=request.points,
        reason=request.reason,
        operation_id=operation_id,
    )


def points_opening(session: Session, request: PointsOpening, operation_id: str) -> PointsMoved:
    """Give the points that a customer brings along."""
    return open_points(
        session,
        customer_id=customer(session, request.customer),
        points=request.points,
        reason=request.reason,
        operation_id=operation_id,
    )


def tell_balance(_: Session, moved: PointsMoved) -> BalanceAnswer:
    """Answer what the customer can use now."""
    return BalanceAnswer(balance=moved.balance)


def points_give(session: Session, request: PointsGive, operation_id: str) -> PointsMoved:
    """Give points from one customer to another."""
    return give_points(
        session,
        customer_id=customer(session, request.customer),
        to=customer(session, request.to),
        points=request.points,
        note=request.note,
        operation_id=operation_id,
    )


def tell_gift(_: Session, moved: PointsMoved) -> GiftAnswer:
    """Answer what both can use now."""
    assert moved.to_balance is not None
    return GiftAnswer(balance=moved.balance, to_balance=moved.to_balance)


OPERATIONS = (
    Operation(PointsAdjust, points_adjust, BalanceAnswer, tell_balance),
    Operation(PointsOpening, points_opening, BalanceAnswer, tell_balance),
    Operation(PointsGive, points_give, GiftAnswer, tell_gift),
)
