"""Coupons outside a sale: issued as a flyer, taken by another till, declared void."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction

from db import giving, taking_back, voiding
from db.errors import BadDate, BadRequest, CouponMinimum
from db.fulfilment import Fulfilment, fulfil
from db.giving import IssuedCoupon
from db.moment import Moment
from db.queries.coupons import REPLACED, coupon_typed
from db.queries.points import replayed_account
from db.queries.rewards import reward_called, reward_named
from db.queries.sales import check_sale_exists
from db.queries.subscriptions import subscription_at
from db.rules.coupons import Coupon, check_coupon, discount_amount, spoken_code, state_on
from db.rules.rewards import Terms
from db.rules.shop import line_of_text, whole
from db.rules.subscriptions import Subscription
from db.session import Action, Session, Transaction

_MOST_AT_ONCE = 10_000
Progress = Callable[[int, int], None]
_TOLD_EACH = 100  # coupons between two words of progress
_FOR_EVER_MS = 2**62


@dataclass(frozen=True)
class Issue:
    """Which coupons to make; `terms` are frozen in them."""

    terms: Terms
    reward: str | None = None
    customer_id: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    count: int = 1
    uses: int = 1
    batch: str | None = None
    lasting: bool = False  # no last day, though coupons for the reward have one


@dataclass(frozen=True)
class CouponTaken:
    """What a coupon gave: a discount in minor units, or a plan that became longer."""

    discount: int
    plan: Subscription | None = None


def issue_coupons(
    session: Session, issue: Issue, *, operation_id: str, progress: Progress = lambda *_: None
) -> list[IssuedCoupon]:
    """Make one coupon or a whole batch, all or none; raises BadDate or BadRequest.

    `progress` is told now and then how many of all are made; what it raises stops the making.
    """
    with session.write(Action.ISSUE_COUPONS, operation_id) as tx:
        count = whole(issue.count, "count", least=1, most=_MOST_AT_ONCE)
        uses = whole(issue.uses, "uses", least=1, most=1_000_000)
        batch = None if issue.batch is None else line_of_text(issue.batch, "batch", longest=60)
        start = issue.valid_from or tx.today
        until = _until(tx, issue, start)
        if until is not None and until < start:
            raise BadDate(until.isoformat())
        told = {
            "terms": asdict(issue.terms),
            "from": start.isoformat(),
            "until": until.isoformat() if until else None,
            "uses": uses,
            "batch": batch,
            "reward": issue.reward,
        }
        codes: list[str] = []
        while len(codes) < count:
            progress(len(codes), count)
            more = min(count - len(codes), _TOLD_EACH)
            codes += giving.issue_codes(tx, told, customer_id=issue.customer_id, count=more)
        issued = [IssuedCoupon(code, issue.terms.name, start, until) for code in codes]
        tx.answer(issued)
    return issued


def use_coupon(
    session: Session,
    *,
    code: str,
    amount: int | None,
    sale: str | None,
    operation_id: str,
    customer_id: str | None = None,
) -> CouponTaken:
    """Take a coupon for a sale that another till rings up, or for what it does by itself.

    One for points, free months or a donation does it for its owner, or for the customer told.
    Raises the coupon refusals, UnknownSale, NotSubscribed, PlanRequired, and BadRequest where the
    discount, the minimum or the owner depends on what was not told.
    """
    with session.write(Action.USE_COUPON, operation_id) as tx:
        coupon = coupon_typed(tx.db, code)
        owner = customer_id or coupon.customer_id
        check_coupon(coupon, day=tx.today, customer_id=owner)
        if sale is not None:
            check_sale_exists(tx.db, sale)
        discount = _discount(coupon, amount)
        giving.use_coupon(tx, coupon, discount=discount, sale=sale)
        reward = reward_called(tx.db, coupon.reward)
        fulfil(tx, Fulfilment(coupon.terms, owner, reward, more={"coupon": coupon.code}))
        plan = None
        if owner is not None and coupon.terms.kind == "free_months":
            plan = subscription_at(tx, owner)
        taken = CouponTaken(discount, plan)
        tx.answer(taken)
    return taken


def void_coupon(
    session: Session, *, code: str, reason: str, return_points: bool, operation_id: str
) -> None:
    """Declare a coupon void; points that were given for it come back if asked.

    Raises the refusals of a coupon that is no longer good.
    """
    with session.write(Action.VOID_COUPON, operation_id) as tx:
        coupon = coupon_typed(tx.db, code)
        reason = line_of_text(reason, "reason")
        if state_on(coupon, tx.today) != "expired":
            day = max(tx.today, coupon.valid_from)  # one whose first day is to come may be voided
            check_coupon(coupon, day=day, customer_id=coupon.customer_id)
        voiding.void_coupon(tx, coupon.code, reason=reason)
        if return_points:
            _return_price(tx, coupon)
        tx.answer(None)


def replace_coupon(session: Session, *, code: str, reason: str, operation_id: str) -> IssuedCoupon:
    """Reprint a coupon that was lost: the old code dies, a new one gives what was left of it.

    Terms, owner, days and batch stay. Raises the refusals of a coupon that is no longer good.
    """
    with session.write(Action.REPLACE_COUPON, operation_id) as tx:
        coupon = coupon_typed(tx.db, code)
        reason = line_of_text(reason, "reason")
        day = max(tx.today, coupon.valid_from)  # one whose first day is to come may be lost too
        check_coupon(coupon, day=day, customer_id=coupon.customer_id)
        issued = giving.issue_coupon(
            tx,
            coupon.terms,
            customer_id=coupon.customer_id,
            valid_from=coupon.valid_from,
            valid_until=coupon.valid_until,
            uses=coupon.uses - coupon.used,
            batch=coupon.batch,
            reward=coupon.reward,
            more={"reason": REPLACED, "replaces": coupon.code, "why": reason},
        )
        voiding.void_coupon(tx, coupon.code, reason=REPLACED, replaced_by=issued.code)
        tx.answer(issued)
    return issued


def _until(moment: Moment, issue: Issue, start: date) -> date | None:
    if issue.valid_until is not None or issue.reward is None or issue.lasting:
        return issue.valid_until
    return giving.coupon_until(reward_named(moment.db, issue.reward), valid_from=start)


def _discount(coupon: Coupon, amount: int | None) -> int:
    terms = coupon.terms
    if amount is None:
        if terms.kind == "percent_off" or terms.minimum:
            raise BadRequest("amount", "missing")
        return terms.value if terms.kind in ("amount_off", "free_item") else 0
    if amount < terms.minimum:
        missing = terms.minimum - amount
        code = spoken_code(coupon.code)
        raise CouponMinimum(code, terms.minimum, missing, terms.categories)
    return discount_amount(terms, Fraction(amount))


def _return_price(tx: Transaction, coupon: Coupon) -> None:
    """Give back the points that were spent for a coupon, with their old last days at least."""
    spend = _spend_of(tx, coupon)
    if spend is None or coupon.customer_id is None:
        return
    account = replayed_account(tx.db, coupon.customer_id, until_ms=_FOR_EVER_MS)
    returns = [(taken, taken.points) for taken in reversed(account.takings[spend])]
    told = {"reason": "coupon_voided", "coupon": coupon.code}
    taking_back.return_points(tx, coupon.customer_id, returns, more=told)


def _spend_of(tx: Transaction, coupon: Coupon) -> str | None:
    row = tx.db.conn.execute(
        "SELECT json_extract(doc, '$.spend') FROM facts WHERE claim = ?",
        (f"coupon.issue:{coupon.code}",),
    ).fetchone()
    return str(row[0]) if row and row[0] else None
