"""A customer says who brought them."""

from db.journal import Draft
from db.queries.referrals import candidate, link_of
from db.rules.referrals import Link, check_link
from db.session import Action, Session


def attach_referral(
    session: Session, *, referee_id: str, referrer_id: str, operation_id: str
) -> Link:
    """Remember that a customer was brought by another; possible until the first sale.

    Raises SelfReferral, AlreadyReferred, ReferralCircle, NotNewCustomer or LimitReached; a
    refused link writes nothing.
    """
    with session.write(Action.ATTACH_REFERRAL, operation_id) as tx:
        check_link(
            candidate(
                tx.db,
                referee_id=referee_id,
                referrer_id=referrer_id,
                today=tx.today,
                settings=tx.settings,
            )
        )
        told = {"referrer": referrer_id}
        claim = f"referral:{referee_id}"
        tx.post(Draft("referral.attach", told, referee_id, claim=claim))
        link = link_of(tx.db, referee_id)
        assert link is not None
        tx.answer(link)
    return link
