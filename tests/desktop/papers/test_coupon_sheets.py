"""What a coupon gives is what was promised; how it looks is what the owner likes today."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from db.queries.coupons import coupon_typed
from db.rules.coupon_designs import PLAIN, CouponDesign
from db.rules.customers import NewCustomer
from db.rules.rewards import Reward
from db.rules.shop import ShopSettings
from db.session import Session
from db.usecases.coupon_designs import design_coupon
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.pictures import set_picture
from db.usecases.rewards import NewReward, add_reward, edit_reward
from desktop.i18n import speaking
from desktop.papers.coupon_sheets import (
    SAMPLE_CODE,
    coupon_sheets,
    sample_sheet,
)
from desktop.printing.coupon_sheet import CouponSheet
from tests.pictures import drawn

DOLLARS = ShopSettings(currency="USD", digits=2)
GREEN = CouponDesign("お茶", "By the window.", "#2a6a43")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def tea(session: Session, set_shop: Callable[..., None]) -> Reward:
    set_shop(name="花の店", paper={"coupon_words": "Come again.", "colour": "#33507a"})
    return add_reward(
        session, NewReward("Tea", "free_item", "300", 0, valid_days=14), operation_id="tea"
    )


def issued(session: Session, issue: Issue) -> CouponSheet:
    (coupon,) = issue_coupons(session, issue, operation_id=f"{issue}")
    (sheet,) = coupon_sheets(session, [coupon_typed(session.db, coupon.code)])
    return sheet


def test_a_coupon_is_printed_in_today_s_design_and_with_the_promise_of_its_day(
    session: Session, tea: Reward
) -> None:
    (coupon,) = issue_coupons(session, Issue(tea.terms, reward="Tea"), operation_id="c")
    before = coupon_sheets(session, [coupon_typed(session.db, coupon.code)])[0]
    assert (before.title, before.title2, before.words) == ("Tea", "", "Come again.")
    assert before.edge == "#33507a"
    design_coupon(session, reward_id=tea.id, design=GREEN, operation_id="d")
    set_picture(session, name=f"reward:{tea.id}", content=drawn(), operation_id="p")
    new = NewReward("Green tea", "free_item", "900", 0, minimum="5000")
    edit_reward(session, reward_id=tea.id, new=new, offered=True, operation_id="e")
    (flyer,) = issue_coupons(session, Issue(tea.terms, reward="Green tea"), operation_id="f")
    (after,) = coupon_sheets(session, [coupon_typed(session.db, flyer.code)])
    assert (after.title, after.title2, after.words) == ("Tea", "お茶", "By the window.")
    assert after.conditions == ()
    assert after.edge == "#2a6a43"
    assert after.picture == drawn()


def test_the_first_day_is_said_only_while_it_is_to_come(session: Session, tea: Reward) -> None:
    tomorrow = session.today + timedelta(days=1)
    assert issued(session, Issue(tea.terms)).valid_from is None
    assert issued(session, Issue(tea.terms, valid_from=tomorrow)).valid_from == tomorrow


def test_each_of_many_coupons_has_its_own_owner(session: Session, tea: Reward) -> None:
    names = ("田中 美咲", "佐藤 健")
    owners = [add_customer(session, new=NewCustomer(name), operation_id=name).id for name in names]
    coupons = [
        issue_coupons(session, Issue(tea.terms, customer_id=owner), operation_id=str(owner))[0]
        for owner in (*owners, None)
    ]
    sheets = coupon_sheets(session, [coupon_typed(session.db, each.code) for each in coupons])
    assert [sheet.for_name for sheet in sheets] == [*names, None]


def test_a_sample_shows_the_reward_in_the_design_that_is_tried(
    session: Session, tea: Reward
) -> None:
    sheet = sample_sheet(session, tea, GREEN, picture=drawn())
    assert (sheet.title, sheet.title2, sheet.code) == ("Tea", "お茶", SAMPLE_CODE)
    assert sheet.valid_until == date(2026, 12, 6)
    assert sheet.picture == drawn()
    assert sample_sheet(session, tea, PLAIN, picture=None).words == "Come again."


def test_somebody_s_coupon_carries_their_code_where_friends_bring_something(
    session: Session, tea: Reward, set_shop: Callable[..., None]
) -> None:
    who = add_customer(session, new=NewCustomer("Misaki Tanaka"), operation_id="who")
    assert issued(session, Issue(tea.terms, customer_id=who.id)).friend == ""
    set_shop(referral={"referrer": {"points": 100}})
    said = issued(session, Issue(tea.terms, customer_id=who.id, count=1, reward="Tea")).friend
    assert said == f"bring a friend: {who.referral_code}"
    assert issued(session, Issue(tea.terms)).friend == ""
