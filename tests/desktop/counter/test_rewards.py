"""Rewards at the counter: redeemed by one press, shown, put on the sale."""

from PySide6.QtCore import Qt

from db.queries.coupons import coupons_of
from db.rules.coupons import spoken_code
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from tests.desktop.desk import COFFEE, Desk

Key = Qt.Key


def test_a_redeemed_reward_becomes_a_coupon_that_goes_on_the_sale(desk: Desk) -> None:
    desk.buy(30_000)
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_F6)
    coupon = coupons_of(desk.session.db, desk.tanaka, on=desk.session.today)[0]
    assert desk.counter.rewards.panel.isVisible()
    assert desk.counter.rewards.panel.code.text().replace("-", "") == coupon.code
    assert desk.points() == 0
    desk.counter.rewards.panel.use_button.click()
    assert not desk.counter.rewards.panel.isVisible()
    assert desk.shown("counter.to_pay") == "¥1,530"
    desk.press(Key.Key_Return)
    assert coupons_of(desk.session.db, desk.tanaka, on=desk.session.today) == []
    said = f"{COFFEE} · {spoken_code(coupon.code)}"
    assert said in [event.what for event in desk.counter.board.history.records.records]


def test_a_second_press_redeems_nothing_more(desk: Desk) -> None:
    desk.buy(90_000)
    desk.counter.serve(desk.tanaka)
    redeem = desk.counter.board.rewards.buttons[COFFEE]
    redeem.click()
    desk.counter.rewards.redeem(COFFEE)
    desk.press(Key.Key_F6)
    assert desk.points() == 600
    desk.press(Key.Key_Escape)
    assert not desk.counter.rewards.panel.isVisible()
    desk.counter.board.rewards.buttons[COFFEE].click()
    assert desk.points() == 300


def test_a_reward_that_is_gone_by_now_is_explained(desk: Desk) -> None:
    add_reward(
        desk.session, NewReward("Cake", "free_item", "500", 100, stock=1), operation_id="cake"
    )
    desk.buy(30_000)
    desk.counter.serve(desk.tanaka)
    redeem_reward(desk.session, customer_id=desk.tanaka, reward="Cake", operation_id="elsewhere")
    desk.counter.rewards.redeem("Cake")
    assert desk.counter.notice.text() == "“Cake” is used up."
    assert desk.points() == 200
