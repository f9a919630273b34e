"""Each coupon is printed in the look of its reward, however the reward is called today."""

from db.queries.coupon_designs import design_of, rewards_of_coupons
from db.rules.coupon_designs import PLAIN
from db.rules.customers import NewCustomer
from db.rules.rewards import Reward, Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward, edit_reward, redeem_reward


def tea(session: Session) -> Reward:
    return add_reward(session, NewReward("Tea", "free_item", "300", 0), operation_id="tea")


def test_nobody_designed_a_reward_that_nobody_designed(session: Session) -> None:
    assert design_of(session.db, tea(session).id) == PLAIN
    assert design_of(session.db, "no reward") == PLAIN


def test_a_coupon_finds_its_reward_after_that_was_renamed(session: Session) -> None:
    reward = tea(session)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    redeemed = redeem_reward(session, customer_id=misaki, reward="Tea", operation_id="r").coupon
    new = NewReward("Green tea", "free_item", "300", 0)
    edit_reward(session, reward_id=reward.id, new=new, offered=True, operation_id="e")
    issue = Issue(reward.terms, reward="Green tea")
    (flyer,) = issue_coupons(session, issue, operation_id="f")
    (bare,) = issue_coupons(session, Issue(Terms("amount_off", 100)), operation_id="b")
    found = rewards_of_coupons(session.db, [redeemed.code, flyer.code, bare.code, "NOTHING"])
    assert found == {redeemed.code: reward.id, flyer.code: reward.id}
