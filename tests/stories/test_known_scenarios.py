"""Scenarios that other systems are known by, and every ruling about points: feeds with numbers."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.messages import label_of

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(session: Session) -> Ask:
    """Return a till that asks one request and gets one answer."""
    session.label = label_of

    def send(op: str, **fields: object) -> dict[str, Any]:
        return answer(session, json.dumps({"op": op, **fields}).encode())

    return send


@pytest.fixture
def misaki(ask: Ask) -> str:
    """Return the member number of a customer."""
    return str(ask("customer.add", name="田中 美咲")["customer"])


@pytest.fixture
def goods(ask: Ask) -> None:
    """Sell bread and tea, which earn, and tobacco, which does not."""
    ask("category.add", name="Bread")
    ask("category.add", name="Tea")
    ask("category.add", name="Tobacco", earns=False)


def points_of(told: dict[str, Any]) -> list[int]:
    assert told["ok"], told
    return [line["points"] for line in told["breakdown"]]


def refused(told: dict[str, Any]) -> tuple[str, object]:
    assert told["ok"] is False, told
    assert told["error"]["message"]
    return told["error"]["code"], told["error"].get("max")


def back(told: dict[str, Any]) -> tuple[str, int, int]:
    assert told["ok"], told
    return told["money_back"], told["points_reversed"], told["points_returned"]


def standing(ask: Ask, customer: str, **fields: str) -> tuple[int, int]:
    shown = ask("customer.show", customer=customer, **fields)
    return shown["points"], shown["debt"]


def lots(ask: Ask, customer: str, **fields: str) -> list[tuple[int, str | None]]:
    shown = ask("customer.show", customer=customer, **fields)
    return [(lot["points"], lot["expires_on"]) for lot in shown["lots"]]


# -- Scenarios of other systems -------------------------------------------------------------


def test_dollars_and_cents_are_rounded_line_by_line(ask: Ask, misaki: str) -> None:
    ask("shop.set", currency="USD", earn={"per": "1.00", "points": 1}, rounding="nearest")
    assert ask("promotion.add", name="Half as much again", multiplier="1.5")["ok"]
    sold = ask("sale", customer=misaki, amount="19.99")
    assert (points_of(sold), sold["points"]) == ([20, 10], 30)


@pytest.mark.parametrize(("per", "points"), [("100", 1), ("1000", 10)])
def test_nine_hundred_yen_give_nine_points_at_either_way_to_say_it(
    ask: Ask, misaki: str, per: str, points: int
) -> None:
    ask("shop.set", earn={"per": per, "points": points})
    assert ask("sale", customer=misaki, amount="900")["points"] == 9


def test_half_a_sale_that_was_paid_with_points_brings_half_of_each_back(
    ask: Ask, misaki: str
) -> None:
    ask("shop.set", earn={"per": "10", "points": 1})
    assert ask("sale", customer=misaki, amount="2000")["balance"] == 200
    sold = ask("sale", customer=misaki, amount="850", points_used=150)
    assert (sold["paid"], sold["points"], sold["balance"]) == ("700", 70, 120)
    told = ask("refund", sale=sold["sale"], amount="425")
    assert back(told) == ("350", 35, 75)
    assert (told["balance"], told["debt"]) == (160, 0)


def test_two_spendings_take_the_older_lot_whole_and_a_part_of_the_newer(
    ask: Ask, misaki: str
) -> None:
    ask("shop.set", earn={"per": "1", "points": 1}, expiry={"months": 12})
    for month, amount in (("01", "575"), ("02", "805")):
        ask("sale", customer=misaki, amount=amount, at=f"2026-{month}-10T12:00")
    for day, left in (("10", 880), ("11", 380)):
        sold = ask(
            "sale", customer=misaki, amount="500", points_used=500, at=f"2026-03-{day}T12:00"
        )
        assert (sold["paid"], sold["points"], sold["balance"]) == ("0", 0, left)
    assert lots(ask, misaki, as_of="2026-03-11") == [(380, "2027-02-10")]


def test_bonuses_add_up_and_a_part_refunded_is_worked_out_again(ask: Ask, misaki: str) -> None:
    ask("tier.add", name="Gold", threshold="1000", multiplier="1.5")
    ask("sale", customer=misaki, amount="1000")
    assert ask("promotion.add", name="Double points", multiplier=2)["ok"]
    sold = ask("sale", customer=misaki, amount="1780")
    assert (points_of(sold), sold["points"]) == ([17, 8, 17], 42)
    assert back(ask("refund", sale=sold["sale"], amount="1000")) == ("1000", 25, 0)
    assert back(ask("refund", sale=sold["sale"])) == ("780", 17, 0)
    assert standing(ask, misaki) == (10, 0)


# -- Rulings --------------------------------------------------------------------------------


@pytest.mark.usefixtures("goods")
def test_ruling_1_points_discounts_and_refunds_fall_on_all_lines_in_proportion(
    ask: Ask, misaki: str
) -> None:
    ask("points.adjust", customer=misaki, points=300, reason="opening")
    lines = [{"amount": "1000", "category": "Bread"}, {"amount": "500", "category": "Tobacco"}]
    sold = ask("sale", customer=misaki, lines=lines, points_used=300)
    assert (sold["paid"], sold["points"]) == ("1200", 8)
    off = {"kind": "amount_off", "value": "300"}
    code = ask("coupon.issue", terms=off)["coupons"][0]["code"]
    sold = ask("sale", customer=misaki, lines=lines, coupons=[code])
    assert (sold["paid"], sold["points"]) == ("1200", 8)
    # ¥600 of ¥1,200 remain, ¥400 of them on bread
    assert back(ask("refund", sale=sold["sale"], amount="600")) == ("600", 4, 0)
    only = {**off, "categories": ["Tobacco"]}
    code = ask("coupon.issue", terms=only)["coupons"][0]["code"]
    sold = ask("sale", customer=misaki, lines=lines, coupons=[code])
    assert (sold["paid"], sold["points"]) == ("1200", 10)


def test_ruling_5_points_that_expired_are_not_taken_a_second_time(ask: Ask, misaki: str) -> None:
    ask("shop.set", expiry={"months": 1})
    old = ask("sale", customer=misaki, amount="1000", at="2026-01-10T12:00")
    ask("sale", customer=misaki, amount="4", points_used=4, at="2026-01-20T12:00")
    ask("shop.set", expiry={"months": 12})
    new = ask("sale", customer=misaki, amount="5000", at="2026-03-01T12:00")
    assert new["balance"] == 50
    # 6 of the 10 had expired, which half the refund finds; the 4 that were spent are taken now
    told = ask("refund", sale=old["sale"], amount="500", at="2026-03-02T12:00")
    assert (back(told), told["balance"]) == (("500", 0, 0), 50)
    told = ask("refund", sale=old["sale"], at="2026-03-02T12:01")
    assert (back(told), told["balance"], told["debt"]) == (("500", 4, 0), 46, 0)


def test_ruling_12_points_taken_last_come_back_first_with_their_days(ask: Ask, misaki: str) -> None:
    ask("shop.set", expiry={"months": 6})
    for month in ("01", "02"):
        ask("sale", customer=misaki, amount="10000", at=f"2026-{month}-10T12:00")
    sold = ask("sale", customer=misaki, amount="150", points_used=150, at="2026-03-01T12:00")
    assert lots(ask, misaki, as_of="2026-03-01") == [(50, "2026-08-10")]
    told = ask("refund", sale=sold["sale"], amount="75", at="2026-07-05T12:00")
    assert back(told) == ("0", 0, 75)
    # 50 of February's, 25 of January's, which last for 30 days at least
    assert lots(ask, misaki, as_of="2026-07-05") == [(25, "2026-08-04"), (100, "2026-08-10")]


def test_ruling_12_points_that_come_back_pay_the_debt_first(ask: Ask, misaki: str) -> None:
    earned = ask("sale", customer=misaki, amount="10000")
    used = ask("sale", customer=misaki, amount="100", points_used=100)
    told = ask("refund", sale=earned["sale"])
    assert (back(told), told["balance"], told["debt"]) == (("10000", 100, 0), -100, 100)
    told = ask("refund", sale=used["sale"], amount="60")
    assert (back(told), told["balance"], told["debt"]) == (("0", 0, 60), -40, 40)
    told = ask("refund", sale=used["sale"])
    assert (back(told), told["balance"], told["debt"]) == (("0", 0, 40), 0, 0)
    assert lots(ask, misaki) == []


def test_ruling_12_inside_one_refund_points_come_back_before_others_are_taken(
    ask: Ask, misaki: str
) -> None:
    ask("shop.set", earn={"per": "1", "points": 1})
    ask("points.adjust", customer=misaki, points=100, reason="opening")
    sold = ask("sale", customer=misaki, amount="200", points_used=100)
    assert (sold["points"], sold["balance"]) == (100, 100)
    ask("sale", customer=misaki, amount="100", points_used=100)  # and the points are gone
    told = ask("refund", sale=sold["sale"])
    assert (back(told), told["balance"], told["debt"]) == (("100", 100, 100), 0, 0)


@pytest.mark.parametrize(
    ("amount", "used", "code", "most"),
    [("1000", 25, "points_step", 200), ("1000", 10, "points_step", 200),
     ("1000", 210, "not_enough_points", 200), ("300", 160, "points_max", 150),
     ("30", 20, "points_max", 0), ("1000", 205, "points_step", 200)],
)  # fmt: skip
def test_ruling_13_points_are_refused_in_this_order_with_the_most_that_would_do(
    ask: Ask, misaki: str, amount: str, used: int, code: str, most: int
) -> None:
    ask("points.adjust", customer=misaki, points=209, reason="opening")
    ask("shop.set", redeem_step=10, redeem_minimum=20, redeem_max_percent=50)
    told = ask("sale", customer=misaki, amount=amount, points_used=used)
    assert refused(told) == (code, most)


def test_ruling_28_a_minimum_is_of_what_is_left_after_discounts_and_refunds(
    ask: Ask, misaki: str
) -> None:
    ask("points.adjust", customer=misaki, points=500, reason="opening")
    assert ask("promotion.add", name="Big", points=50, when={"minimum": "1000"})["ok"]
    codes = ask("coupon.issue", terms={"kind": "amount_off", "value": "100"}, count=2)["coupons"]
    small = ask("sale", customer=misaki, amount="1099", coupons=[codes[0]["code"]])
    assert points_of(small) == [9]
    big = ask("sale", customer=misaki, amount="1100", coupons=[codes[1]["code"]], points_used=500)
    assert (big["paid"], points_of(big)) == ("500", [5, 50])
    # one yen less: ¥999 remain, half a point comes back at floor(500 × 1 ÷ 1000)
    assert back(ask("refund", sale=big["sale"], amount="1")) == ("1", 51, 0)


@pytest.mark.usefixtures("goods")
def test_ruling_36_the_best_multiplier_is_the_one_that_gives_most_on_this_sale(
    ask: Ask, misaki: str
) -> None:
    ask("shop.set", stacking="best")
    ask("tier.add", name="Gold", threshold="1000", multiplier="1.5")
    ask("promotion.add", name="Tea", multiplier="3", category="Tea")
    ask("promotion.add", name="Present", points=7)
    ask("sale", customer=misaki, amount="1000")
    much_bread = [{"amount": "1000", "category": "Bread"}, {"amount": "100", "category": "Tea"}]
    sold = ask("sale", customer=misaki, lines=much_bread)
    assert points_of(sold) == [11, 5, 7]
    assert sold["breakdown"][1]["label"].startswith("Gold")
    much_tea = [{"amount": "100", "category": "Bread"}, {"amount": "1000", "category": "Tea"}]
    sold = ask("sale", customer=misaki, lines=much_tea)
    assert points_of(sold) == [11, 20, 7]
    equal = [{"amount": "300", "category": "Bread"}, {"amount": "100", "category": "Tea"}]
    sold = ask("sale", customer=misaki, lines=equal)
    assert points_of(sold) == [4, 2, 7]
    assert sold["breakdown"][1]["label"].startswith("Gold")


def test_ruling_37_a_budget_gives_what_is_left_and_takes_back_what_is_reversed(
    ask: Ask, misaki: str
) -> None:
    assert ask("promotion.add", name="Opening week", points=15, points_budget=20)["ok"]
    first = ask("sale", customer=misaki, amount="100")
    assert points_of(first) == [1, 15]
    assert points_of(ask("sale", customer=misaki, amount="100")) == [1, 5]
    assert points_of(ask("sale", customer=misaki, amount="100")) == [1]
    assert back(ask("refund", sale=first["sale"])) == ("100", 16, 0)
    assert points_of(ask("sale", customer=misaki, amount="100")) == [1, 15]
    assert points_of(ask("sale", customer=misaki, amount="100")) == [1]


def test_ruling_38_a_day_holds_what_its_sales_earned_less_what_was_reversed(
    ask: Ask, misaki: str
) -> None:
    ask("shop.set", max_points_per_day=30)
    first = ask("sale", customer=misaki, amount="2000")
    assert points_of(first) == [20]
    assert points_of(ask("sale", customer=misaki, amount="2000")) == [20, -10]
    assert points_of(ask("sale", customer=misaki, amount="2000")) == [20, -20]
    assert back(ask("refund", sale=first["sale"], amount="1000")) == ("1000", 10, 0)
    assert points_of(ask("sale", customer=misaki, amount="2000")) == [20, -10]
    tomorrow = ask("sale", customer=misaki, amount="2000", at="2026-11-23T09:00")
    assert points_of(tomorrow) == [20]


def test_ruling_48_a_sale_of_nothing_is_refunded_once_and_frees_its_coupon(
    ask: Ask, misaki: str
) -> None:
    whole = {"kind": "percent_off", "value": 100}
    code = ask("coupon.issue", terms=whole)["coupons"][0]["code"]
    sold = ask("sale", customer=misaki, amount="800", coupons=[code])
    assert (sold["paid"], sold["points"]) == ("0", 0)
    assert ask("coupon.show", code=code)["state"] == "used"
    assert back(ask("refund", sale=sold["sale"])) == ("0", 0, 0)
    assert ask("coupon.show", code=code)["state"] == "issued"
    assert refused(ask("refund", sale=sold["sale"])) == ("refund_too_large", "0")
    paid = ask("sale", customer=misaki, amount="800")
    assert refused(ask("refund", sale=paid["sale"], amount="0"))[0] == "bad_amount"


def test_ruling_49_refunds_never_add_up_to_more_than_the_sale(ask: Ask, misaki: str) -> None:
    sold = ask("sale", customer=misaki, amount="1000")
    assert refused(ask("refund", sale=sold["sale"], amount="1001")) == ("refund_too_large", "1000")
    assert back(ask("refund", sale=sold["sale"], amount="300")) == ("300", 3, 0)
    assert refused(ask("refund", sale=sold["sale"], amount="701")) == ("refund_too_large", "700")
    assert back(ask("refund", sale=sold["sale"], amount="700")) == ("700", 7, 0)
    for fields in ({}, {"amount": "1"}, {"amount": "0"}):
        told = ask("refund", sale=sold["sale"], **fields)
        assert refused(told) == ("refund_too_large", "0")
    assert standing(ask, misaki) == (0, 0)


def test_ruling_50_a_receipt_stays_taken_after_its_sale_was_refunded(ask: Ask) -> None:
    first = ask("sale", amount="500", receipt="17")
    assert ask("refund", sale=first["sale"])["ok"]
    for op in ("sale", "sale.preview"):
        told = ask(op, amount="500", receipt="17")
        assert refused(told)[0] == "duplicate_receipt"
        assert told["error"]["sale"] == first["sale"]
    assert ask("sale", amount="500", receipt="17", till="terrace")["ok"]


def test_ruling_51_an_adjustment_needs_points_a_reason_and_the_right(ask: Ask, misaki: str) -> None:
    ask("staff.add", name="Mio", role="staff")
    assert ask("points.adjust", customer=misaki, points=600, reason="opening")["balance"] == 600
    for fields in ({"points": 0, "reason": "x"}, {"points": 5}, {"points": 5, "reason": " "}):
        told = ask("points.adjust", customer=misaki, **fields)
        assert refused(told)[0] == "bad_request"
    told = ask("points.adjust", customer=misaki, points=-601, reason="mistyped")
    assert refused(told) == ("not_enough_points", 600)
    for points in (501, -501):
        told = ask("points.adjust", customer=misaki, points=points, reason="x", staff="Mio")
        assert refused(told)[0] == "not_allowed"
    told = ask("points.adjust", customer=misaki, points=-500, reason="mistyped", staff="Mio")
    assert told["balance"] == 100
    assert standing(ask, misaki) == (100, 0)


def test_ruling_58_a_debt_is_paid_at_once_from_the_other_customers_lots(
    ask: Ask, misaki: str
) -> None:
    ask("shop.set", expiry={"months": 6})
    other = ask("customer.add", name="田中 みさき", phone="090-0000-1234")["customer"]
    earned = ask("sale", customer=other, amount="3000", at="2026-05-01T12:00")
    ask("sale", customer=other, amount="30", points_used=30, at="2026-05-02T12:00")
    told = ask("refund", sale=earned["sale"], at="2026-05-03T12:00")
    assert (told["balance"], told["debt"]) == (-30, 30)
    for month, amount in (("06", "2000"), ("07", "5000")):
        ask("sale", customer=misaki, amount=amount, at=f"2026-{month}-01T12:00")
    told = ask("customer.merge", keep=misaki, merge=misaki, at="2026-08-01T12:00")
    assert refused(told)[0] == "bad_request"
    assert ask("customer.merge", keep=misaki, merge=other, at="2026-08-01T12:00")["ok"]
    for key in (misaki, other, "090-0000-1234"):
        assert standing(ask, key, as_of="2026-08-01") == (40, 0)
    assert lots(ask, other, as_of="2026-08-01") == [(40, "2027-01-01")]
    shown = ask("customer.show", customer=other, as_of="2026-08-01")
    assert (shown["number"], shown["visits"]) == (misaki, 3)
