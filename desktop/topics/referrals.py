"""The feed's requests about friends: who brought whom, what they are worth, whose reward waits."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from db.moment import Moment
from db.queries.customers import customer_by_referral_code
from db.queries.friends import (
    Bringer,
    Friend,
    FriendTree,
    WaitingReferral,
    best_bringers,
    friend_tree,
    waiting_referrals,
)
from db.rules.referrals import Link, state_on, waits_on
from db.session import Session
from db.usecases.referrals import Answered, approve_referral, attach_referral, decline_referral
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer, CouponTold
from desktop.topics.keeping import as_of
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Request
from desktop.topics.selling import customer, issued_told
from desktop.words.friends import sign_words

_Friend = Annotated[CustomerKey, Meta(description="the friend who was brought")]


class ReferralAttach(Request, tag="referral.attach", kw_only=True):
    """Says who brought a customer."""

    customer: CustomerKey
    code: str


class ReferralList(Request, tag="referral.list", kw_only=True):
    """Asks who brought most: by what both generations of friends are worth."""

    limit: Annotated[int, Meta(ge=1, le=1000)] = 20
    as_of: str | None = None


class ReferralTree(Request, tag="referral.tree", kw_only=True):
    """Asks whom a customer brought, whom these brought, and what they are worth."""

    customer: CustomerKey
    as_of: str | None = None


class ReferralWaiting(Request, tag="referral.waiting", kw_only=True):
    """Asks whose reward waits for the owner's word, and why."""

    as_of: str | None = None


class ReferralApprove(Request, tag="referral.approve", kw_only=True):
    """Says yes: both get what waits."""

    customer: _Friend


class ReferralDecline(Request, tag="referral.decline", kw_only=True):
    """Says no: nothing is given."""

    customer: _Friend
    reason: str = ""


class ReferralAnswer(Answer, kw_only=True):
    """How far a referral is; `waiting` tells that the owner is asked first, for these signs."""

    state: str
    waiting: bool
    signs: list[str]
    usable_from: str | None
    coupons: list[CouponTold]


class PersonTold(Struct):
    """Somebody by number and name."""

    customer: str
    name: str


class FriendOfFriend(Struct, kw_only=True):
    """Somebody whom a friend brought."""

    customer: str
    name: str
    since: str
    state: str
    visits: int
    spent: Amount


class FriendInTree(FriendOfFriend, kw_only=True):
    """Somebody who was brought; `worth` is what they and those whom they brought spent."""

    waiting: bool
    worth: Amount
    friends: list[FriendOfFriend]


class TreeAnswer(Answer, kw_only=True):
    """Whom a customer brought; `rank` is the place among all `bringers`, by worth."""

    customer: str
    code: str
    brought_by: PersonTold | None
    friends: list[FriendInTree]
    worth: Amount
    rank: int | None
    bringers: int


class BringerTold(Struct, kw_only=True):
    """Somebody who brought friends."""

    customer: str
    name: str
    rank: int
    friends: int
    bought: int
    second: int
    worth: Amount


class BringersAnswer(Answer, kw_only=True):
    """Who brought most, the best first."""

    bringers: list[BringerTold]


class WaitingTold(Struct, kw_only=True):
    """A reward that waits; `why` says the signs in words."""

    customer: str
    name: str
    brought_by: PersonTold
    sale: str
    day: str
    paid: Amount
    signs: list[str]
    why: list[str]


class WaitingAnswer(Answer, kw_only=True):
    """Whose reward waits, the oldest first."""

    waiting: list[WaitingTold]


def referral_attach(session: Session, request: ReferralAttach, operation_id: str) -> Link:
    """Say who brought a customer."""
    return attach_referral(
        session,
        referee_id=customer(session, request.customer),
        referrer_id=customer_by_referral_code(session.db, request.code),
        operation_id=operation_id,
    )


def tell_link(session: Session, link: Link) -> ReferralAnswer:
    """Answer how far a referral is."""
    return tell_answered(session, Answered(link))


def referral_approve(session: Session, request: ReferralApprove, operation_id: str) -> Answered:
    """Give both what waits."""
    return approve_referral(
        session, referee_id=customer(session, request.customer), operation_id=operation_id
    )


def referral_decline(session: Session, request: ReferralDecline, operation_id: str) -> Answered:
    """Give nothing, and keep why."""
    return decline_referral(
        session,
        referee_id=customer(session, request.customer),
        reason=request.reason,
        operation_id=operation_id,
    )


def tell_answered(session: Session, answered: Answered) -> ReferralAnswer:
    """Answer how far a referral is."""
    link, today = answered.link, session.today
    return ReferralAnswer(
        state=state_on(link, today),
        waiting=waits_on(link, today),
        signs=list(link.signs),
        usable_from=_usable_from(link),
        coupons=[issued_told(coupon) for coupon in answered.issued],
    )


def referral_tree(session: Session, request: ReferralTree, _: str) -> FriendTree:
    """Ask whom a customer brought."""
    return friend_tree(_moment(session, request.as_of), customer(session, request.customer))


def tell_tree(session: Session, tree: FriendTree) -> TreeAnswer:
    """Answer whom a customer brought, and whom these did."""
    above = tree.brought_by
    return TreeAnswer(
        customer=tree.person.number,
        code=tree.code,
        brought_by=PersonTold(above.number, above.name) if above else None,
        friends=[_friend(session, friend) for friend in tree.friends],
        worth=written(session, tree.worth),
        rank=tree.rank,
        bringers=tree.bringers,
    )


def referral_list(session: Session, request: ReferralList, _: str) -> list[Bringer]:
    """Ask who brought most."""
    return best_bringers(_moment(session, request.as_of), limit=request.limit)


def tell_bringers(session: Session, found: list[Bringer]) -> BringersAnswer:
    """Answer who brought most."""
    return BringersAnswer(
        bringers=[
            BringerTold(
                customer=each.person.number,
                name=each.person.name,
                rank=each.rank,
                friends=each.brought,
                bought=each.came,
                second=each.second,
                worth=written(session, each.worth),
            )
            for each in found
        ]
    )


def referral_waiting(session: Session, request: ReferralWaiting, _: str) -> list[WaitingReferral]:
    """Ask whose reward waits."""
    return waiting_referrals(_moment(session, request.as_of))


def tell_waiting(session: Session, found: list[WaitingReferral]) -> WaitingAnswer:
    """Answer whose reward waits, and why."""
    return WaitingAnswer(
        waiting=[
            WaitingTold(
                customer=each.referee.number,
                name=each.referee.name,
                brought_by=PersonTold(each.referrer.number, each.referrer.name),
                sale=each.sale,
                day=str(each.link.qualified_on),
                paid=written(session, each.paid),
                signs=list(each.link.signs),
                why=sign_words(each.link.signs),
            )
            for each in found
        ]
    )


def _friend(session: Session, friend: Friend) -> FriendInTree:
    return FriendInTree(
        **_told(session, friend),
        waiting=friend.waits,
        worth=written(session, friend.worth),
        friends=[FriendOfFriend(**_told(session, each)) for each in friend.friends],
    )


def _told(session: Session, friend: Friend) -> dict[str, Any]:
    return {
        "customer": friend.person.number,
        "name": friend.person.name,
        "since": friend.link.day.isoformat(),
        "state": friend.state,
        "visits": friend.visits,
        "spent": written(session, friend.spent),
    }


def _usable_from(link: Link) -> str | None:
    return link.usable_from.isoformat() if link.usable_from else None


def _moment(session: Session, text: str | None) -> Moment:
    return as_of(session, text) if text else session.moment()


OPERATIONS = (
    Operation(ReferralAttach, referral_attach, ReferralAnswer, tell_link),
    Operation(ReferralApprove, referral_approve, ReferralAnswer, tell_answered),
    Operation(ReferralDecline, referral_decline, ReferralAnswer, tell_answered),
    Operation(ReferralTree, referral_tree, TreeAnswer, tell_tree, writes=False),
    Operation(ReferralList, referral_list, BringersAnswer, tell_bringers, writes=False),
    Operation(ReferralWaiting, referral_waiting, WaitingAnswer, tell_waiting, writes=False),
)
