"""A customer says who brought them; where a reward waits, the owner says yes or no."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.enrolment import attach_friend
from db.errors import BadRequest
from db.giving import IssuedCoupon, give_to_friends
from db.journal import Draft
from db.moment import Moment
from db.queries.customers import customer_record
from db.queries.referrals import link_of, times_said
from db.queries.refunds import kept_sale, sale_fact
from db.queries.rewards import reward_called
from db.queries.shop import settings_at
from db.rules.referrals import Link, waits_on
from db.rules.shop import Gift, ReferralTerms, line_of_text
from db.session import Action, Session, Transaction

_NO_TERMS = ReferralTerms()


@dataclass(frozen=True)
class Answered:
    """A reward that waited, after the owner's word; `issued` are the friend's own coupons."""

    link: Link
    issued: tuple[IssuedCoupon, ...] = ()
    terms: ReferralTerms = _NO_TERMS  # by which both got theirs


def attach_referral(
    session: Session, *, referee_id: str, referrer_id: str, operation_id: str
) -> Link:
    """Remember that a customer was brought by another; possible until the first sale.

    Raises SelfReferral, AlreadyReferred, ReferralCircle, NotNewCustomer or LimitReached; a
    refused link writes nothing.
    """
    with session.write(Action.ATTACH_REFERRAL, operation_id) as tx:
        attach_friend(tx, referee_id=referee_id, referrer_id=referrer_id)
        link = _link(tx, referee_id)
        tx.answer(link)
    return link


def approve_referral(session: Session, *, referee_id: str, operation_id: str) -> Answered:
    """Give both what waited for the owner's yes, by the terms of the friend's first sale.

    Raises BadRequest where nothing waits, and NotAllowed for staff.
    """
    with session.write(Action.APPROVE_REFERRAL, operation_id) as tx:
        link = _waiting(tx, referee_id)
        assert link.sale is not None
        usable_from = max(tx.today, link.usable_from or tx.today)
        told = {"sale": link.sale, "usable_from": usable_from.isoformat()}
        _answer(tx, link, "referral.approve", told)
        terms = _terms(tx, link.sale)
        issued = give_to_friends(tx, link, terms, sale=link.sale, usable_from=usable_from)
        answered = Answered(_link(tx, referee_id), issued, terms)
        tx.answer(answered)
    return answered


def decline_referral(
    session: Session, *, referee_id: str, reason: str, operation_id: str
) -> Answered:
    """Give nothing for a friend who is none, and keep why.

    Raises BadRequest where nothing waits or no reason is told, and NotAllowed for staff.
    """
    with session.write(Action.DECLINE_REFERRAL, operation_id) as tx:
        link = _waiting(tx, referee_id)
        told = {"sale": link.sale, "reason": line_of_text(reason, "reason")}
        _answer(tx, link, "referral.decline", told)
        answered = Answered(_link(tx, referee_id))
        tx.answer(answered)
    return answered


def _answer(tx: Transaction, link: Link, kind: str, told: Mapping[str, str | None]) -> None:
    """Write the owner's word; it is claimed, so that two owners do not give twice."""
    said = ("referral.approve", "referral.decline")
    times = sum(times_said(tx.db, each, link.referee_id) for each in said)
    tx.post(Draft(kind, told, link.referee_id, claim=f"referral.answer:{link.sale}:{times + 1}"))


def _waiting(moment: Moment, referee_id: str) -> Link:
    customer_record(moment.db, referee_id)
    link = link_of(moment.db, referee_id)
    if link is None or not waits_on(link, moment.today):
        raise BadRequest("customer", "nothing_waits")
    return link


def _link(tx: Transaction, referee_id: str) -> Link:
    link = link_of(tx.db, referee_id)
    assert link is not None
    return link


def _terms(tx: Transaction, sale: str) -> ReferralTerms:
    """Return what was promised when the friend bought; a reward may be called otherwise by now."""
    kept = kept_sale(tx.db, sale_fact(tx.db, sale))
    then, now = settings_at(tx.db, kept.settings).referral, tx.settings.referral
    return ReferralTerms(
        referrer=_still_known(tx, then.referrer, now.referrer),
        referee=_still_known(tx, then.referee, now.referee),
    )


def _still_known(tx: Transaction, then: Gift, now: Gift) -> Gift:
    return then if then.reward is None or reward_called(tx.db, then.reward) else now
