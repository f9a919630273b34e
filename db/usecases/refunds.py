"""Money back for a sale, whole or in part, and all that hung on it."""

from dataclasses import dataclass

from db.moment import Moment
from db.queries.points import account_at, holdings
from db.queries.stamps import CardBack
from db.rules.lots import Account
from db.rules.shop import line_of_text
from db.session import Action, Session
from db.taking_back import SaleRefund, account_after, post_refund, ready_refund


@dataclass(frozen=True)
class RefundOutcome:
    """A refund as it was, or would be, recorded; amounts in minor units, balances after it."""

    refund: str | None  # None: a preview
    sale: str
    customer_id: str | None
    amount: int  # of the sale's total
    money_back: int
    points_reversed: int
    points_returned: int
    balance: int | None
    debt: int | None
    coupons_freed: tuple[str, ...]  # codes that can be used again
    to_credit: int = 0  # of the money back; the rest is handed over
    to_vouchers: tuple[tuple[str, int], ...] = ()  # by code
    stamps: tuple[CardBack, ...] = ()  # the cards that lose stamps

    @property
    def cash_back(self) -> int:
        """Return what is handed back, by cash or card, in minor units."""
        return self.money_back - self.to_credit - sum(amount for _, amount in self.to_vouchers)


def preview_refund(session: Session, *, sale: str, amount: int | None) -> RefundOutcome:
    """Say what a refund would do, without writing anything; refuses what a refund would refuse."""
    moment = session.moment()
    ready = ready_refund(moment, sale=sale, amount=amount)
    return _outcome(moment, ready, account_after(moment, ready), refund=None)


def refund_sale(
    session: Session, *, sale: str, amount: int | None, reason: str | None, operation_id: str
) -> RefundOutcome:
    """Give money back for a sale, all that is left of it by default; points follow.

    Raises UnknownSale, RefundTooLarge, BadAmount, and BadDate before the sale's time.
    """
    with session.write(Action.REFUND_SALE, operation_id) as tx:
        said = line_of_text(reason, "reason") if reason else None
        ready = ready_refund(tx, sale=sale, amount=amount)
        refund = post_refund(tx, ready, reason=said)
        account = Account()
        if ready.customer_id is not None:
            account = account_at(tx, ready.customer_id)
        outcome = _outcome(tx, ready, account, refund=refund)
        tx.answer(outcome)
    return outcome


def _outcome(
    moment: Moment, ready: SaleRefund, account: Account, *, refund: str | None
) -> RefundOutcome:
    held = holdings(account, on=moment.today) if ready.customer_id is not None else None
    return RefundOutcome(
        refund=refund,
        sale=ready.sale,
        customer_id=ready.customer_id,
        amount=ready.reckoning.amount,
        money_back=ready.reckoning.money_back,
        points_reversed=ready.reckoning.points_reversed,
        points_returned=ready.reckoning.points_returned,
        balance=held.balance if held else None,
        debt=held.debt if held else None,
        coupons_freed=tuple(use.doc["code"] for use in ready.coupons),
        to_credit=ready.way_back.to_credit,
        to_vouchers=tuple((each.code, money) for each, money in ready.way_back.to_vouchers),
        stamps=ready.stamps,
    )
