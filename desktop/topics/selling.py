"""The feed's requests about sales, rewards, coupons, plans and friends."""

from datetime import date
from typing import Any

from db.errors import BadRequest
from db.giving import IssuedCoupon
from db.queries.coupons import coupon_typed
from db.queries.customers import customer_named, customer_record
from db.queries.rewards import reward_named
from db.rules.coupons import Coupon, spoken_code
from db.rules.coupons import state_on as coupon_state_on
from db.rules.periods import parse_business_date, parse_day
from db.rules.rewards import MONEY_KINDS, Terms
from db.session import Session
from db.usecases.coupons import CouponTaken, Issue, issue_coupons, use_coupon, void_coupon
from db.usecases.rewards import Redemption, read_terms, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale
from desktop.i18n import tr
from desktop.topics import answers as told
from desktop.topics import requests as asked
from desktop.topics.amounts import amount_of, given, text_of, written
from desktop.topics.counts import stamps_told, streak_on_sale
from desktop.topics.payments import payments_asked, payments_told
from desktop.topics.plans import plan_told
from desktop.words.friends import outcome_words


def sale(session: Session, request: asked.Sale, operation_id: str) -> SaleOutcome:
    """Record a sale."""
    return record_sale(session, _order(session, request), operation_id=operation_id)


def sale_preview(session: Session, request: asked.SalePreview, _: str) -> SaleOutcome:
    """Say what a sale would give."""
    return preview_sale(session, _order(session, request))


def tell_sale(session: Session, outcome: SaleOutcome) -> told.SaleAnswer:
    """Answer a sale, recorded or not."""
    tier = None
    if outcome.tier is not None:
        tier = told.TierTold(outcome.tier, _iso(outcome.tier_until))
    reckoning = outcome.reckoning
    return told.SaleAnswer(
        sale=outcome.sale,
        paid=written(session, reckoning.paid),
        payments=payments_told(session, outcome.payments),
        due=written(session, outcome.due),
        points=reckoning.points,
        breakdown=[told.BreakdownTold(line.label, line.points) for line in reckoning.breakdown],
        balance=outcome.balance,
        pending=outcome.pending,
        tier=tier,
        stamps=[stamps_told(count) for count in outcome.stamps],
        streaks=[streak_on_sale(count) for count in outcome.streaks],
        discounts=[
            told.DiscountTold(
                spoken_code(found.code) if found.code else None,
                written(session, found.amount),
                found.name,
            )
            for found in reckoning.discounts
        ],
        coupons=[issued_told(coupon) for coupon in outcome.issued],
        notices=_notices(session, outcome),
    )


def redeem(session: Session, request: asked.Redeem, operation_id: str) -> Redemption:
    """Exchange points for a reward."""
    return redeem_reward(
        session,
        customer_id=customer(session, request.customer),
        reward=request.reward,
        operation_id=operation_id,
    )


def tell_redemption(session: Session, redemption: Redemption) -> told.RedeemAnswer:
    """Answer what was given for points."""
    coupon = redemption.coupon
    given_coupon = told.CouponGiven(
        spoken_code(coupon.code), _iso(coupon.valid_until), "used" if coupon.used else "issued"
    )
    plan = plan_told(redemption.plan, session.today) if redemption.plan else None
    return told.RedeemAnswer(coupon=given_coupon, balance=redemption.balance, plan=plan)


def coupon_issue(
    session: Session, request: asked.CouponIssue, operation_id: str
) -> list[IssuedCoupon]:
    """Make coupons for a reward, or by terms of their own."""
    if (request.reward is None) == (request.terms is None):
        raise BadRequest("terms", "choice", "reward, terms")
    terms = _terms(session, request)
    issue = Issue(
        terms=terms,
        reward=request.reward,
        customer_id=customer(session, request.customer) if request.customer else None,
        valid_from=parse_business_date(request.from_) if request.from_ else None,
        valid_until=parse_day(request.until) if request.until else None,
        count=request.count,
        uses=request.uses,
        batch=request.batch,
    )
    return issue_coupons(session, issue, operation_id=operation_id)


def tell_issued(_: Session, issued: list[IssuedCoupon]) -> told.CouponsAnswer:
    """Answer the coupons that were made."""
    coupons = [
        told.CouponIssued(
            spoken_code(coupon.code), coupon.valid_from.isoformat(), _iso(coupon.valid_until)
        )
        for coupon in issued
    ]
    return told.CouponsAnswer(coupons=coupons)


def coupon_show(session: Session, request: asked.CouponShow, _: str) -> Coupon:
    """Look a coupon up."""
    return coupon_typed(session.db, request.code)


def tell_coupon(session: Session, coupon: Coupon) -> told.CouponAnswer:
    """Answer what a coupon is today."""
    owner = None
    if coupon.customer_id is not None:
        owner = number_of(session, coupon.customer_id)
    return told.CouponAnswer(
        code=spoken_code(coupon.code),
        state=coupon_state_on(coupon, session.today),
        terms=_tell_terms(session, coupon.terms),
        from_=coupon.valid_from.isoformat(),
        until=_iso(coupon.valid_until),
        customer=owner,
        uses=coupon.uses,
        used=coupon.used,
        batch=coupon.batch,
        used_on=_iso(coupon.used_on),
        void_reason=coupon.void_reason,
        replaced_by=spoken_code(coupon.replaced_by) if coupon.replaced_by else None,
    )


def coupon_use(session: Session, request: asked.CouponUse, operation_id: str) -> CouponTaken:
    """Take a coupon for a sale of another till, or for what it does by itself."""
    amount = amount_of(session, request.amount, "amount") if given(request.amount) else None
    return use_coupon(
        session,
        code=request.code,
        amount=amount,
        sale=request.sale,
        customer_id=customer(session, request.customer) if request.customer else None,
        operation_id=operation_id,
    )


def tell_discount(session: Session, taken: CouponTaken) -> told.DiscountAnswer:
    """Answer what a coupon takes off, or the plan that it made longer."""
    plan = plan_told(taken.plan, session.today) if taken.plan else None
    return told.DiscountAnswer(discount=written(session, taken.discount), plan=plan)


def coupon_void(session: Session, request: asked.CouponVoid, operation_id: str) -> None:
    """Declare a coupon void."""
    void_coupon(
        session,
        code=request.code,
        reason=request.reason,
        return_points=request.return_points,
        operation_id=operation_id,
    )


def customer(session: Session, text: str) -> str:
    """Return the id of the customer whom a request names."""
    return customer_named(session.db, text, country=session.settings.country)


def number_of(session: Session, customer_id: str) -> str:
    """Return a customer's member number."""
    return customer_record(session.db, customer_id).number


def _order(session: Session, request: asked.SaleFields) -> SaleOrder:
    if given(request.amount) == (request.lines is not None):
        raise BadRequest("amount", "choice", "amount, lines")
    if given(request.amount):
        lines = [OrderLine(amount_of(session, request.amount, "amount"))]
    else:
        lines = [
            OrderLine(amount_of(session, line.amount, "amount"), line.category, line.count)
            for line in request.lines or ()
        ]
    return SaleOrder(
        lines=tuple(lines),
        customer_id=customer(session, request.customer) if request.customer else None,
        points_used=request.points_used,
        coupons=tuple(request.coupons),
        pay_with=payments_asked(session, request.pay_with),
        receipt=request.receipt,
        till=request.till,
    )


def _terms(session: Session, request: asked.CouponIssue) -> Terms:
    if request.reward is not None:
        return reward_named(session.db, request.reward).terms
    terms = request.terms
    assert terms is not None
    return read_terms(
        session.moment(),
        kind=terms.kind,
        value=text_of(terms.value, "terms.value"),
        name=terms.name or "",
        minimum=text_of(terms.minimum, "terms.minimum", default="0"),
        max_discount=text_of(terms.max_discount, "terms.max_discount")
        if given(terms.max_discount)
        else None,
        categories=tuple(terms.categories),
        combinable=terms.combinable,
    )


def _tell_terms(session: Session, terms: Terms) -> dict[str, Any]:
    value = terms.value
    most = terms.max_discount
    return {
        "kind": terms.kind,
        "value": written(session, value) if terms.kind in MONEY_KINDS else value,
        "name": terms.name,
        "minimum": written(session, terms.minimum),
        "max_discount": None if most is None else written(session, most),
        "categories": list(terms.categories),
        "combinable": terms.combinable,
    }


def issued_told(coupon: IssuedCoupon) -> told.CouponTold:
    """Return a coupon that was just made."""
    return told.CouponTold(
        spoken_code(coupon.code),
        _iso(coupon.valid_until),
        coupon.name,
        coupon.valid_from.isoformat(),
    )


def _notices(session: Session, outcome: SaleOutcome) -> list[told.NoticeTold]:
    """Return what is worth saying besides: what a friend's first sale brought, what would come."""
    found = _promised(outcome)
    words = outcome_words(outcome.friend, session.settings)
    return [*found, told.NoticeTold("referral", words)] if words else found


def _promised(outcome: SaleOutcome) -> list[told.NoticeTold]:
    """Return of a preview that a coupon for the next visit would come with the sale."""
    if outcome.promised is None:
        return []
    words = tr("It brings “{name}” for the next visit.").format(name=outcome.promised)
    return [told.NoticeTold("next_visit", words)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
