"""A design changes how coupons look and nothing else, and the book tells that it did."""

from dataclasses import replace

import pytest

from db.errors import BadRequest, NotAllowed, UnknownReward
from db.queries.coupon_designs import design_of
from db.queries.coupons import coupon_typed
from db.queries.rewards import reward_with_id
from db.rules.coupon_designs import PLAIN, CouponDesign
from db.rules.rewards import Reward
from db.session import Session
from db.usecases.coupon_designs import design_coupon
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.rewards import NewReward, add_reward, edit_reward

GREEN = CouponDesign("お茶", "By the window.", "#2a6a43")


@pytest.fixture
def tea(session: Session) -> Reward:
    return add_reward(session, NewReward("Tea", "free_item", "300", 50), operation_id="tea")


def test_a_design_stands_in_the_book_and_can_be_taken_back(session: Session, tea: Reward) -> None:
    assert design_coupon(session, reward_id=tea.id, design=GREEN, operation_id="d") == GREEN
    assert design_of(session.db, tea.id) == GREEN
    fact = session.db.conn.execute("SELECT doc FROM facts WHERE kind = 'reward.design'").fetchone()
    assert "By the window." in fact[0]
    design_coupon(session, reward_id=tea.id, design=PLAIN, operation_id="reset")
    assert design_of(session.db, tea.id) == PLAIN


def test_what_a_coupon_gives_is_never_changed_by_its_look(session: Session, tea: Reward) -> None:
    (coupon,) = issue_coupons(session, Issue(tea.terms, reward="Tea"), operation_id="c")
    before = coupon_typed(session.db, coupon.code)
    design_coupon(session, reward_id=tea.id, design=GREEN, operation_id="d")
    assert coupon_typed(session.db, coupon.code) == before
    assert reward_with_id(session.db, tea.id) == tea


def test_a_reward_keeps_its_look_when_it_is_changed(session: Session, tea: Reward) -> None:
    design_coupon(session, reward_id=tea.id, design=GREEN, operation_id="d")
    new = NewReward("Green tea", "free_item", "350", 60)
    edit_reward(session, reward_id=tea.id, new=new, offered=True, operation_id="e")
    assert design_of(session.db, tea.id) == GREEN


def test_a_wrong_design_and_an_unknown_reward_are_refused(session: Session, tea: Reward) -> None:
    with pytest.raises(BadRequest):
        design_coupon(
            session, reward_id=tea.id, design=replace(GREEN, colour="red"), operation_id="a"
        )
    with pytest.raises(UnknownReward):
        design_coupon(session, reward_id="none", design=GREEN, operation_id="b")
    staff = session.with_request(staff="mio", role="staff")
    with pytest.raises(NotAllowed):
        design_coupon(staff, reward_id=tea.id, design=GREEN, operation_id="c")
    assert design_of(session.db, tea.id) == PLAIN
