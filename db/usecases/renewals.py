"""Marking a list of renewals as paid: the bank's statement, or Friday's envelope, in one act."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import BadRequest
from db.membership import PlanStanding, pay_period
from db.queries.customers import customer_record
from db.session import Action, Session

MOST_AT_ONCE = 500  # an act that can be undone whole


@dataclass(frozen=True)
class ListPaid:
    """What was marked as paid: where each customer stands after it, in the order of the list."""

    standings: tuple[PlanStanding, ...]

    @property
    def paid(self) -> int:
        """Return the money of all, in minor units."""
        return sum(standing.paid for standing in self.standings)


def renew_listed(session: Session, *, customer_ids: Sequence[str], operation_id: str) -> ListPaid:
    """Take the next period's price from each customer of a list, all or nothing.

    Raises BadRequest for an empty or too long list or for somebody who stands in it twice, and
    NotSubscribed for one who has no running plan; then nobody's payment was written.
    """
    with session.write(Action.RENEW_SUBSCRIPTION, operation_id) as tx:
        if not 1 <= len(customer_ids) <= MOST_AT_ONCE:
            raise BadRequest("customers", "range", f"1–{MOST_AT_ONCE}")
        most_named, times = Counter(customer_ids).most_common(1)[0]
        if times > 1:
            name = customer_record(tx.db, most_named).name
            raise BadRequest("customers", "twice", name)
        paid = ListPaid(tuple(pay_period(tx, each, None) for each in customer_ids))
        tx.answer(paid)
    return paid
