"""One coupon over the right of its page."""

import pytest

from db.errors import ForgedCoupon
from db.queries.coupons import coupon_typed
from db.queries.points import account_at, holdings
from db.rules.coupons import spoken_code
from db.session import Session
from db.usecases.points import adjust_points
from db.usecases.rewards import redeem_reward
from desktop.widgets.coupon_details import CouponDetails
from tests.desktop.desk import COFFEE, Desk


@pytest.fixture
def bought(desk: Desk, session: Session) -> str:
    """Return the code of a coupon that the customer has for 300 points."""
    adjust_points(session, customer_id=desk.tanaka, points=400, reason="start", operation_id="a")
    done = redeem_reward(session, customer_id=desk.tanaka, reward=COFFEE, operation_id="r")
    return done.coupon.code


def test_it_tells_whose_it_is_and_asks_for_the_paper(desk: Desk, bought: str) -> None:
    details, asked = CouponDetails(desk.counter), list[str]()
    details.print_asked.connect(asked.append)
    details.use_asked.connect(asked.append)
    details.show_coupon(bought)
    assert details.owner.text() == "For 田中 美咲"
    assert details.code.text() == spoken_code(bought)
    assert "for points" in details.facts.text()
    details.print_button.click()
    details.action.click()
    assert asked == [bought, bought]


def test_points_paid_for_it_come_back_if_asked(desk: Desk, bought: str, session: Session) -> None:
    details = CouponDetails(desk.counter)
    details.show_coupon(bought)
    details.ask_to_void()
    assert details.reason.besides.text() == "Give the points back"
    details.reason.besides.setChecked(True)
    details.reason.reason.setText("out of coffee")
    details.action.click()
    assert coupon_typed(session.db, bought).voided_on is not None
    moment = session.moment()
    assert holdings(account_at(moment, desk.tanaka), on=moment.today).balance == 400


def test_what_is_no_coupon_is_not_shown(desk: Desk, bought: str) -> None:
    details = CouponDetails(desk.counter)
    wrong = bought[:-1] + ("0" if bought[-1] != "0" else "1")
    with pytest.raises(ForgedCoupon):
        details.show_coupon(wrong)
