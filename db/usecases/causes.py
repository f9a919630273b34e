"""Points for a good cause: customers give them, the shop hands the money over."""

from dataclasses import dataclass

from db import fulfilment
from db.errors import BadRequest, NotEnoughPoints, UnknownReward
from db.journal import Draft
from db.queries.causes import CauseStanding, cause_at
from db.queries.points import account_at, holdings, spendable
from db.queries.rewards import reward_standing, reward_with_id
from db.rules.causes import points_settled
from db.rules.money import LARGEST
from db.rules.rewards import Reward, refusal_of
from db.rules.shop import line_of_text, whole
from db.session import Action, Session

_MOST = 10**9


@dataclass(frozen=True)
class Donation:
    """What a customer gave to a cause, and the points left."""

    cause: Reward
    points: int
    balance: int


def donate_points(
    session: Session, *, customer_id: str, cause: str, points: int, operation_id: str
) -> Donation:
    """Give points to a cause, as many as the customer likes.

    Raises UnknownReward, RewardNotNow, OutOfStock, TierTooLow, PlanRequired, or NotEnoughPoints
    with the most that can be given; then nothing was written.
    """
    with session.write(Action.DONATE_POINTS, operation_id) as tx:
        found = cause_at(tx, cause)
        if not found.offered:
            raise UnknownReward(cause)
        chosen = reward_with_id(tx.db, found.id)
        standing = reward_standing(tx, customer_id, [chosen])
        refusal = refusal_of(chosen, standing, times_count=False)
        if refusal is not None:
            raise refusal
        whole(points, "points", least=1, most=_MOST)
        held = max(spendable(tx, customer_id, account_at(tx, customer_id)), 0)
        if held < points:
            raise NotEnoughPoints(points, held, held)
        spent = {"reward": chosen.name, "reason": "donation"}
        tx.post(Draft("points.spend", spent, customer_id, "points", -points))
        worth = fulfilment.worth_in(tx, chosen, points)
        fulfilment.donate(tx, chosen, customer_id=customer_id, points=points, worth=worth)
        balance = holdings(account_at(tx, customer_id), on=tx.today).balance
        donation = Donation(chosen, points, balance)
        tx.answer(donation)
    return donation


def pay_cause(
    session: Session, *, cause: str, amount: int | None, note: str | None, operation_id: str
) -> CauseStanding:
    """Hand money over to a cause: an amount in minor units, by default all that is owed.

    More than is owed may be given; it counts for what is donated next. Raises UnknownReward, or
    BadRequest where nothing is owed and no amount was told.
    """
    with session.write(Action.PAY_CAUSE, operation_id) as tx:
        before = cause_at(tx, cause)
        paid = before.owed if amount is None else amount
        if paid == 0:
            raise BadRequest("amount", "nothing_owed", before.name)
        whole(paid, "amount", least=1, most=LARGEST)
        told = {"reward": before.name, "amount": paid}
        if note is not None and note.strip():
            told["note"] = line_of_text(note, "note")
        points = points_settled(
            paid, owed=before.owed, points_open=before.points - before.points_paid
        )
        tx.post(Draft("cause.pay", told, None, f"cause_paid:{before.id}", points))
        standing = cause_at(tx, cause)
        tx.answer(standing)
    return standing
