"""A customer says who brought them."""

from db.enrolment import attach_friend
from db.queries.referrals import link_of
from db.rules.referrals import Link
from db.session import Action, Session


def attach_referral(
    session: Session, *, referee_id: str, referrer_id: str, operation_id: str
) -> Link:
    """Remember that a customer was brought by another; possible until the first sale.

    Raises SelfReferral, AlreadyReferred, ReferralCircle, NotNewCustomer or LimitReached; a
    refused link writes nothing.
    """
    with session.write(Action.ATTACH_REFERRAL, operation_id) as tx:
        attach_friend(tx, referee_id=referee_id, referrer_id=referrer_id)
        link = link_of(tx.db, referee_id)
        assert link is not None
        tx.answer(link)
    return link
