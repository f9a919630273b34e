"""A purchase at the counter, with a customer or without."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from db import giving, paying, stamping, streaking, tier_gifts
from db.errors import BadAmount, BadRequest, DuplicateReceipt
from db.giving import IssuedCoupon
from db.journal import Draft
from db.moment import Moment
from db.queries.coupons import coupon_typed
from db.queries.points import holdings
from db.queries.referrals import Qualifying, qualifying
from db.queries.sale_buyer import buyer_at, promotion_claim
from db.queries.sales import receipt_claim, sale_with_receipt
from db.queries.shop import all_categories, settings_version
from db.queries.stamps import CardCount, stamps_on_sale
from db.queries.streaks import StreakCount, streaks_on_sale
from db.rules.coupons import Coupon, check_coupon, reductions_of
from db.rules.kept_sales import VERSION, sale_doc
from db.rules.lots import Account, Movement
from db.rules.money import LARGEST
from db.rules.payments import Payment, PayWith
from db.rules.points import Rate, SaleLine
from db.rules.promotions import once_span
from db.rules.sales import Buyer, SaleReckoning, reckon
from db.rules.stamps import goods_bought
from db.rules.tiers import HeldTier
from db.session import Action, Label, Session, Transaction
from db.tier_gifts import Arrival


@dataclass(frozen=True)
class OrderLine:
    """Goods as they were rung up: the line's total in minor units, and its category by name."""

    amount: int
    category: str | None = None
    count: int = 1


@dataclass(frozen=True)
class SaleOrder:
    """Everything that is said about a sale before it is worked out."""

    lines: tuple[OrderLine, ...]
    customer_id: str | None = None
    points_used: int = 0
    coupons: tuple[str, ...] = ()  # codes as typed or scanned
    pay_with: tuple[PayWith, ...] = ()  # credit and vouchers; the rest is cash or card
    receipt: str | None = None
    till: str | None = None


@dataclass(frozen=True)
class SaleOutcome:
    """A sale as it was, or would be, recorded; balances are those after it."""

    sale: str | None  # None: a preview
    customer_id: str | None
    reckoning: SaleReckoning
    balance: int | None
    pending: int | None
    tier: str | None
    tier_until: date | None
    tier_is_new: bool
    issued: tuple[IssuedCoupon, ...] = ()
    waits_until: date | None = None  # the sale's points can be used from then on; None: at once
    payments: tuple[Payment, ...] = ()  # by credit and vouchers
    promised: str | None = None  # of a preview: the reward of the coupon for the next visit
    stamps: tuple[CardCount, ...] = ()  # every card that could count the sale
    streaks: tuple[StreakCount, ...] = ()
    friend: Qualifying | None = None  # whom the sale rewards for bringing the customer

    @property
    def due(self) -> int:
        """Return what is left to pay by cash or card, in minor units."""
        return self.reckoning.paid - sum(payment.amount for payment in self.payments)

    @property
    def points(self) -> int:
        """Return the points that the sale gives."""
        return self.reckoning.points


@dataclass(frozen=True)
class _Ready:
    """A sale that may be written: worked out, and all that its facts need."""

    order: SaleOrder
    lines: tuple[SaleLine, ...]
    reckoning: SaleReckoning
    coupons: tuple[Coupon, ...]
    account: Account
    tier: HeldTier | None  # held after it
    arrival: Arrival | None  # at the tier
    friend: Qualifying | None  # of a friend's first sale that counts
    once: Mapping[str, str]  # the promotions that are given once: by id, within which time
    payments: tuple[Payment, ...]
    stamps: tuple[CardCount, ...]
    streaks: tuple[StreakCount, ...]


def preview_sale(session: Session, order: SaleOrder) -> SaleOutcome:
    """Say what a sale would give, without writing anything; refuses what a sale would refuse."""
    moment = session.moment()
    outcome = _outcome(moment, _ready(moment, order, session.label), sale=None, issued=())
    promise = giving.invitation(moment, order.customer_id, paid=outcome.reckoning.paid)
    return replace(outcome, promised=promise.reward) if promise else outcome


def record_sale(session: Session, order: SaleOrder, *, operation_id: str) -> SaleOutcome:
    """Record a sale with its discounts, points and what hangs on it, all or nothing.

    Raises BadRequest, BadAmount, DuplicateReceipt, the coupon refusals, PointsStep,
    NotEnoughPoints or PointsMax; then nothing was written.
    """
    with session.write(Action.RECORD_SALE, operation_id) as tx:
        ready = _ready(tx, order, session.label)
        sale = _post(tx, ready)
        issued = giving.reward_friends(tx, ready.friend, sale=sale)
        issued += tier_gifts.welcome(tx, order.customer_id, ready.arrival, sale=sale)
        if order.customer_id is not None:
            issued += stamping.give_for_sale(tx, order.customer_id, ready.stamps, sale=sale)
            issued += streaking.give_for_sale(tx, order.customer_id, ready.streaks, sale=sale)
        paid = ready.reckoning.paid
        issued += giving.invite_back(tx, order.customer_id, paid=paid, sale=sale)
        outcome = _outcome(tx, ready, sale=sale, issued=issued)
        tx.answer(outcome)
    return outcome


def _ready(moment: Moment, order: SaleOrder, label: Label) -> _Ready:
    lines = _lines(moment, order)
    _refuse_duplicate(moment, order)
    coupons = tuple(coupon_typed(moment.db, text) for text in order.coupons)
    for coupon in coupons:
        check_coupon(coupon, day=moment.today, customer_id=order.customer_id)
    before = buyer_at(moment, order.customer_id, lines) if order.customer_id else None
    reckoning = reckon(
        lines,
        buyer=before.buyer if before else None,
        coupons=coupons,
        points_used=order.points_used,
        settings=moment.settings,
        label=label,
    )
    payments = paying.ready_payments(
        moment, order.pay_with, customer_id=order.customer_id, to_pay=reckoning.paid
    )
    tier = before.climb.held_after(reckoning) if before else None
    off = reductions_of(reckoning.discounts, reckoning.points_value)
    return _Ready(
        order,
        tuple(lines),
        reckoning,
        coupons,
        before.account if before else Account(),
        tier,
        tier_gifts.arrival(moment, order.customer_id, before.tier, tier)
        if before and order.customer_id
        else None,
        _friend(moment, order, reckoning.paid, payments, coupons),
        _once(before.buyer) if before else {},
        payments,
        stamps_on_sale(moment, order.customer_id, goods_bought(lines, off)),
        streaks_on_sale(moment, order.customer_id),
    )


def _lines(moment: Moment, order: SaleOrder) -> list[SaleLine]:
    if not order.lines:
        raise BadRequest("lines", "missing")
    if order.points_used < 0:
        raise BadRequest("points_used", "range", "0–")
    if sum(line.amount for line in order.lines) > LARGEST:
        raise BadAmount("…", moment.settings.digits)
    categories = {category.name: category for category in all_categories(moment.db)}
    lines = []
    for line in order.lines:
        assert line.amount >= 0
        if line.category is not None and line.category not in categories:
            raise BadRequest("lines.category", "choice", ", ".join(categories))
        if line.category is None:
            lines.append(SaleLine(line.amount, count=line.count))
            continue
        category = categories[line.category]
        lines.append(
            SaleLine(
                line.amount,
                line.category,
                category.earns,
                line.count,
                Rate(*category.earn) if category.earn else None,
            )
        )
    return lines


def _refuse_duplicate(moment: Moment, order: SaleOrder) -> None:
    if order.receipt is None:
        return
    first = sale_with_receipt(
        moment.db, receipt=order.receipt, till=order.till or "", day=moment.today.isoformat()
    )
    if first is not None:
        raise DuplicateReceipt(order.receipt, first)


def _once(buyer: Buyer) -> dict[str, str]:
    if buyer.occasion is None:
        return {}
    spans = {
        each.promotion.id: once_span(each.promotion, buyer.occasion) for each in buyer.promotions
    }
    return {id: span[0].isoformat() for id, span in spans.items() if span is not None}


def _friend(
    moment: Moment,
    order: SaleOrder,
    paid: int,
    payments: Sequence[Payment],
    coupons: Sequence[Coupon],
) -> Qualifying | None:
    payers = {coupon.customer_id for coupon in coupons} | paying.holders_of(moment, payments)
    return qualifying(moment, order.customer_id, paid=paid, till=order.till, payers=payers)


def _post(tx: Transaction, ready: _Ready) -> str:
    """Write the sale and what it does to points and coupons; returns the sale's name."""
    order, reckoning = ready.order, ready.reckoning
    customer = order.customer_id
    fact = tx.post(
        Draft(
            "sale",
            sale_doc(
                ready.lines,
                reckoning,
                settings=settings_version(tx.db),
                payments=ready.payments,
                receipt=order.receipt,
                till=order.till,
            ),
            customer=customer,
            account="spent" if customer else None,
            delta=reckoning.paid if customer else None,
            claim=receipt_claim(
                receipt=order.receipt, till=order.till or "", day=tx.today.isoformat()
            )
            if order.receipt is not None
            else None,
            v=VERSION,
        )
    )
    sale = fact.id
    _claim_promotions(tx, ready, sale)
    paying.post_payments(tx, ready.payments, customer_id=customer, sale=sale)
    for coupon in ready.coupons:
        discount = sum(found.amount for found in reckoning.discounts if found.code == coupon.code)
        giving.use_coupon(tx, coupon, discount=discount, sale=sale)
    if reckoning.points_used:
        spent = -reckoning.points_used
        tx.post(Draft("points.spend", {"sale": sale}, customer, "points", spent))
    if reckoning.points > 0:
        doc = {
            "sale": sale,
            "usable_from": _usable_from(tx).isoformat(),
            "expiry": asdict(tx.settings.expiry),
        }
        tx.post(Draft("points.earn", doc, customer, "points", reckoning.points))
    return sale


def _claim_promotions(tx: Transaction, ready: _Ready, sale: str) -> None:
    """Claim what a customer gets only once, so that no second counter gives it too."""
    customer = ready.order.customer_id
    given = {line.promotion for line in ready.reckoning.breakdown if line.promotion}
    for promotion, span in ready.once.items():
        if promotion in given:
            told = {"promotion": promotion, "sale": sale}
            claim = promotion_claim(tx.db, promotion, str(customer), span)
            tx.post(Draft("promotion.once", told, customer, claim=claim))


def _usable_from(moment: Moment) -> date:
    return moment.today + timedelta(days=moment.settings.pending_days)


def _outcome(
    moment: Moment, ready: _Ready, *, sale: str | None, issued: Sequence[IssuedCoupon]
) -> SaleOutcome:
    customer_id = ready.order.customer_id
    if customer_id is None:
        return SaleOutcome(
            sale, None, ready.reckoning, None, None, None, None,
            tier_is_new=False, issued=tuple(issued), payments=ready.payments,
        )  # fmt: skip
    account, tier = _account_after(moment, ready), ready.tier
    held = holdings(account, on=moment.today)
    return SaleOutcome(
        sale=sale,
        customer_id=customer_id,
        reckoning=ready.reckoning,
        balance=held.balance,
        pending=held.pending,
        tier=tier.tier.name if tier else None,
        tier_until=tier.until if tier else None,
        tier_is_new=ready.arrival is not None,
        issued=tuple(issued),
        waits_until=_usable_from(moment) if moment.settings.pending_days else None,
        payments=ready.payments,
        stamps=ready.stamps,
        streaks=ready.streaks,
        friend=ready.friend,
    )


def _account_after(moment: Moment, ready: _Ready) -> Account:
    """Return the account as the sale would leave it, the friend's own gift included."""
    account, reckoning = ready.account, ready.reckoning
    account.apply(Movement("visit", "", moment.today))
    if reckoning.points_used:
        account.apply(Movement("take", "used", moment.today, points=reckoning.points_used))
    given = [(reckoning.points, _usable_from(moment))]
    if ready.friend is not None and not ready.friend.signs:
        given.append((moment.settings.referral.referee.points, ready.friend.usable_from))
    if ready.arrival is not None:
        given.append((ready.arrival.gift.points, moment.today))
    given += [(count.points, moment.today) for count in ready.streaks]
    for number, (points, usable_from) in enumerate(given):
        if points > 0:
            account.apply(
                Movement(
                    "give",
                    f"given-{number}",
                    moment.today,
                    points=points,
                    usable_from=usable_from,
                    expiry=moment.settings.expiry,
                )
            )
    return account
