"""Undoing the last act at the counter: by counter-facts on the same day, never by a deletion."""

from collections.abc import Callable, Set
from dataclasses import dataclass

from db import stamping
from db.clock import milliseconds
from db.errors import NotAllowed, NothingToUndo
from db.journal import Draft
from db.moment import Moment
from db.paying import money_taken_for, money_was_used, undo_money
from db.plan_undoing import PAYMENTS, plan_went_on, undo_plan_act
from db.queries.acts import Act, act_named, acts_of_today, undo_claim
from db.queries.coupons import coupon_typed
from db.queries.customers import owner_now
from db.queries.facts import Fact
from db.queries.feedback import feedback_with_id
from db.queries.follow_up_answers import is_answered
from db.queries.points import account_at, holdings, replayed_account
from db.queries.referrals import link_of
from db.queries.refunds import facts_with, given_back, kept_sale, sale_fact
from db.queries.stamps import card_back, count_of, stamp_card_with_id, stamps_held
from db.session import Action, Session, Transaction, may
from db.taking_back import (
    post_refund,
    ready_refund,
    return_points,
    take_back_gift,
)
from db.voiding import void_coupon

_REASON = "undo"
_FOLLOW_UPS_BACK = {
    "contact": ("contact.undo", "contact"),
    "followup.add": ("followup.withdraw", "follow_up"),
    "followup.done": ("followup.reopen", "answer"),
    "followup.later": ("followup.reopen", "answer"),
}
_APART_FROM_POINTS = (
    Action.GIVE_FEEDBACK, Action.QUOTE_FEEDBACK, Action.MAKE_CONTACT, Action.ADD_FOLLOW_UP,
    Action.FINISH_FOLLOW_UP, Action.DEFER_FOLLOW_UP,
)  # fmt: skip


@dataclass(frozen=True)
class Undone:
    """What was undone; `money_back` is to be handed over, in minor units."""

    act: Act
    money_back: int
    balance: int | None


def last_act(moment: Moment) -> Act | None:
    """Return the last act of today that can be undone and was not, None where there is none."""
    for act in acts_of_today(moment):
        if act.at > moment.now:  # a slip of this morning, entered in the evening
            continue
        if act.action in _WAYS and not act.undone and not _stands_fast(moment, act):
            return act
    return None


def money_to_hand_back(moment: Moment, act: Act) -> int:
    """Return what undoing an act would hand back, in minor units."""
    if act.action == Action.RECORD_SALE:
        return ready_refund(moment, sale=act.facts[0].id, amount=None).way_back.cash
    paid = sum(fact.delta or 0 for fact in act.facts if fact.kind in PAYMENTS)
    return paid + sum(money_taken_for(fact) for fact in act.facts)


def undo(session: Session, *, act: str, operation_id: str) -> Undone:
    """Undo an act of today by its id: a sale, a redemption, a plan's payment, a correction.

    Raises NothingToUndo for one of another day or kind, that was undone already or that others
    stand on, and NotAllowed for one that the person may not do either.
    """
    with session.write(Action.UNDO, operation_id) as tx:
        found = act_named(tx.db, act)
        if found is None:
            raise NothingToUndo("nothing")
        if found.action not in _WAYS:
            raise NothingToUndo("kind")
        if not may(session.role, Action(found.action)):
            raise NotAllowed(found.action, session.staff)
        if found.day != tx.today.isoformat() or found.at > tx.now:
            raise NothingToUndo("another_day")
        if found.undone or _stands_fast(tx, found):
            over = found.undone or found.action == Action.RECORD_SALE
            raise NothingToUndo("done" if over else "followed")
        customer = owner_now(tx.db, found.customer_id) if found.customer_id else None
        tx.post(Draft("undo", {"act": act}, customer, claim=undo_claim(act)))
        money_back = _WAYS[found.action](tx, found)
        balance = None
        if customer is not None and found.action not in _APART_FROM_POINTS:
            balance = holdings(account_at(tx, customer), on=tx.today).balance
        undone = Undone(found, money_back, balance)
        tx.answer(undone)
    return undone


def _stands_fast(moment: Moment, act: Act) -> bool:
    """Tell whether something was done since that an undoing cannot take along."""
    if act.action == Action.RECORD_SALE:
        sale = sale_fact(moment.db, act.facts[0].id)
        return given_back(moment.db, sale.id, kept_sale(moment.db, sale)).refunds > 0
    if plan_went_on(moment, act):
        return True
    went_on = _WENT_ON.get(act.action)
    if went_on is not None and went_on(moment, act):
        return True
    taken = {fact.doc["code"] for fact in act.facts if fact.kind == "coupon.use"}
    return any(
        _coupon_went_on(moment, fact, taken) or money_was_used(moment, fact) for fact in act.facts
    )


def _coupon_went_on(moment: Moment, fact: Fact, taken: Set[str]) -> bool:
    """Tell whether a coupon of the act was used or given back since, or declared void."""
    if fact.kind not in ("coupon.issue", "coupon.use"):
        return False
    coupon = coupon_typed(moment.db, fact.doc["code"])
    if coupon.voided_on is not None:
        return True
    if coupon.code not in taken:
        return coupon.used > 0
    several = fact.doc.get("sale") is not None and coupon.uses > 1  # a refund may have freed it
    return coupon.used == 0 or several


def _undo_sale(tx: Transaction, act: Act) -> int:
    ready = ready_refund(tx, sale=act.facts[0].id, amount=None)
    post_refund(tx, ready, reason=_REASON, undone=True)
    return ready.way_back.cash


def _undo_money(tx: Transaction, act: Act) -> int:
    return undo_money(tx, act.facts)


def _undo_redemption(tx: Transaction, act: Act) -> int:
    """Take the coupon back, and give points, stock and the customer's chance back."""
    issued, redeemed = _one(act, "coupon.issue"), _one(act, "reward.redeem")
    customer = owner_now(tx.db, str(redeemed.customer))
    _turn_round(tx, act)
    void_coupon(tx, issued.doc["code"], reason=_REASON)
    told = {"reward": redeemed.doc["reward"], "cost": redeemed.doc["cost"], "reason": _REASON}
    tx.post(Draft("reward.undo", told, customer, redeemed.account, -1))
    return 0


def _turn_round(tx: Transaction, act: Act) -> int:
    """Answer each thing that a reward, a coupon or a donation did by its opposite."""
    for fact in act.facts:
        customer = owner_now(tx.db, fact.customer) if fact.customer else None
        match fact.kind:
            case "coupon.use":
                taken = {"code": fact.doc["code"], "discount": fact.doc["discount"]}
                tx.post(Draft("coupon.return", {**taken, "reason": _REASON}, customer))
            case "points.spend":
                _give_back(tx, fact)
            case "points.gift":
                take_back_gift(tx, fact, more={"reason": _REASON})
            case "stock.move":
                tx.post(Draft("stock.move", {"reason": _REASON}, None, fact.account, 1))
            case "subscription.extend":
                of = {"subscription": fact.doc["subscription"], "months": fact.doc["months"]}
                told = {**of, "of": "extend", "fact": fact.id, "reason": _REASON}
                tx.post(Draft("subscription.undo", told, customer))
            case "cause.donate" | "cause.pay":
                _turn_cause_round(tx, fact, customer)
    return 0


def _turn_cause_round(tx: Transaction, fact: Fact, customer: str | None) -> None:
    """Take a donation back, or the money that was handed over to a cause."""
    kind, told = "cause.return", {**fact.doc, "reason": _REASON}
    if fact.kind == "cause.pay":
        kind, told["amount"] = "cause.pay", -fact.doc["amount"]
    tx.post(Draft(kind, told, customer, fact.account, -(fact.delta or 0)))


def _undo_points(tx: Transaction, act: Act) -> int:
    """Turn a correction or a gift round: what was given is taken, then what was taken returns."""
    for fact in act.facts:
        if fact.account == "points" and (fact.delta or 0) > 0:
            take_back_gift(tx, fact, more={"reason": _REASON})
    for fact in act.facts:
        if fact.account == "points" and (fact.delta or 0) < 0:
            _give_back(tx, fact)
    return 0


def _undo_stamps(tx: Transaction, act: Act) -> int:
    """Turn round what was put on a stamp card, or taken off it, by hand."""
    moved = _one(act, "stamps.give", "stamps.take")
    customer, count = owner_now(tx.db, str(moved.customer)), moved.delta or 0
    card, more = stamp_card_with_id(tx.db, moved.doc["card"]), {"reason": _REASON}
    if count > 0:
        back = card_back(tx.db, card, customer, taken=count)
        stamping.take_stamps(tx, customer, [back], more=more, void_reason=_REASON)
    else:
        have = stamps_held(tx.db, customer).get(card.id, 0)
        stamping.give_stamps(tx, customer, count_of(card, have, given=-count), more=more)
    return 0


def _undo_link(tx: Transaction, act: Act) -> int:
    """Forget who was said to have brought a customer; another may be named."""
    attached = _one(act, "referral.attach")
    customer = owner_now(tx.db, str(attached.customer))
    tx.post(Draft("referral.detach", {**attached.doc, "reason": _REASON}, customer))
    return 0


def _undo_answer(tx: Transaction, act: Act) -> int:
    """Let the owner be asked again about a friend, and take back what a yes gave."""
    said = _one(act, "referral.approve", "referral.decline")
    beside = facts_with(tx.db, str(said.doc["sale"]))
    qualified = next(fact for fact in beside if fact.kind == "referral.qualify")
    told = {
        "sale": said.doc["sale"],
        "usable_from": qualified.doc["usable_from"],
        "declined": said.kind == "referral.decline",
        "reason": _REASON,
    }
    customer = owner_now(tx.db, str(said.customer))
    tx.post(Draft("referral.reopen", told, customer))
    for fact in act.facts:
        if fact.kind == "points.gift":
            take_back_gift(tx, fact, more={"reason": "referral"})
        elif fact.kind == "coupon.issue":
            void_coupon(tx, fact.doc["code"], reason=_REASON)
    return 0


def _undo_feedback(tx: Transaction, act: Act) -> int:
    """Forget an answer, with what was added to it since."""
    given = _one(act, "feedback")
    told = {"feedback": given.id, "score": given.doc["score"], "reason": _REASON}
    tx.post(Draft("feedback.undo", told, owner_now(tx.db, str(given.customer))))
    return 0


def _undo_quote(tx: Transaction, act: Act) -> int:
    """Let the words of an answer, and what may be printed of it, be as they were."""
    said = _one(act, "feedback.quote")
    told = {"feedback": said.doc["feedback"], **said.doc["was"], "reason": _REASON}
    tx.post(Draft("feedback.quote", told, owner_now(tx.db, str(said.customer))))
    return 0


def _undo_follow_up(tx: Transaction, act: Act) -> int:
    """Take back a promise, a contact, or what was said to have become of a follow-up."""
    for fact in reversed(act.facts):
        if fact.kind in _FOLLOW_UPS_BACK:
            kind, name = _FOLLOW_UPS_BACK[fact.kind]
            told = {name: fact.id, "reason": _REASON}
            tx.post(Draft(kind, told, owner_now(tx.db, str(fact.customer))))
    return 0


def _promise_went_on(moment: Moment, act: Act) -> bool:
    """Tell whether somebody did what was promised since, or put it off."""
    promise = _one(act, "followup.add")
    return is_answered(moment.db, promise.id)


def _words_went_on(moment: Moment, act: Act) -> bool:
    """Tell whether the answer was undone since, or its words were changed again."""
    said = _one(act, "feedback.quote").doc
    now = feedback_with_id(moment.db, said["feedback"])
    kept = (said["comment"], said["quotable"], said["named"])
    return now is None or (now.comment, now.quotable, now.named) != kept


def _link_went_on(moment: Moment, act: Act) -> bool:
    """Tell whether the friend bought since, or the sale was refunded, or the two were merged."""
    told = _one(act, "referral.attach", "referral.approve", "referral.decline")
    link = link_of(moment.db, owner_now(moment.db, str(told.customer)))
    if link is None:
        return True
    if told.kind == "referral.attach":
        return link.referrer_id != told.doc["referrer"] or link.qualified_on is not None
    declined = link.approved is False
    return link.approved is None or (link.reversed_on is not None and not declined)


def _give_back(tx: Transaction, spending: Fact) -> None:
    customer = owner_now(tx.db, str(spending.customer))
    account = replayed_account(tx.db, customer, until_ms=milliseconds(tx.now))
    takings = account.takings.get(spending.id, [])
    returns = [(taken, taken.points) for taken in reversed(takings)]
    return_points(tx, customer, returns, more={"reason": _REASON, "of": spending.id})


def _one(act: Act, *kinds: str) -> Fact:
    return next(fact for fact in act.facts if fact.kind in kinds)


_WENT_ON: dict[str, Callable[[Moment, Act], bool]] = {
    Action.ATTACH_REFERRAL: _link_went_on,
    Action.APPROVE_REFERRAL: _link_went_on,
    Action.DECLINE_REFERRAL: _link_went_on,
    Action.QUOTE_FEEDBACK: _words_went_on,
    Action.ADD_FOLLOW_UP: _promise_went_on,
}
_WAYS: dict[str, Callable[[Transaction, Act], int]] = {
    Action.RECORD_SALE: _undo_sale,
    Action.REDEEM_REWARD: _undo_redemption,
    Action.USE_COUPON: _turn_round,
    Action.DONATE_POINTS: _turn_round,
    Action.PAY_CAUSE: _turn_round,
    Action.ADJUST_POINTS: _undo_points,
    Action.GIVE_POINTS: _undo_points,
    Action.ADD_STAMPS: _undo_stamps,
    Action.ADD_CREDIT: _undo_money,
    Action.TAKE_CREDIT: _undo_money,
    Action.ISSUE_VOUCHER: _undo_money,
    Action.START_SUBSCRIPTION: undo_plan_act,
    Action.RENEW_SUBSCRIPTION: undo_plan_act,
    Action.PAUSE_SUBSCRIPTION: undo_plan_act,
    Action.RESUME_SUBSCRIPTION: undo_plan_act,
    Action.CHANGE_SUBSCRIPTION: undo_plan_act,
    Action.CANCEL_SUBSCRIPTION: undo_plan_act,
    Action.KEEP_SUBSCRIPTION: undo_plan_act,
    Action.ATTACH_REFERRAL: _undo_link,
    Action.APPROVE_REFERRAL: _undo_answer,
    Action.DECLINE_REFERRAL: _undo_answer,
    Action.GIVE_FEEDBACK: _undo_feedback,
    Action.QUOTE_FEEDBACK: _undo_quote,
    Action.MAKE_CONTACT: _undo_follow_up,
    Action.ADD_FOLLOW_UP: _undo_follow_up,
    Action.FINISH_FOLLOW_UP: _undo_follow_up,
    Action.DEFER_FOLLOW_UP: _undo_follow_up,
}
