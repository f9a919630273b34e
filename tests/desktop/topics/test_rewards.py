"""Rewards through the feed: of all kinds, changed, listed, and refused for the right reason."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


def refused(answered: dict[str, Any]) -> str:
    assert answered["ok"] is False, answered
    assert answered["error"]["message"]
    return str(answered["error"]["code"])


@pytest.fixture
def misaki(session: Session) -> str:
    """Return the number of a customer with 500 points."""
    number = str(ask(session, "customer.add", name="Misaki Tanaka")["customer"])
    assert ask(session, "sale", customer=number, amount="50000")["points"] == 500
    return number


def add(session: Session, name: str, kind: str, value: str, cost: int, **more: object) -> None:
    asked = {"name": name, "kind": kind, "value": value, "cost": cost, **more}
    assert ask(session, "reward.add", **asked)["ok"]


def listed(session: Session, name: str) -> dict[str, Any]:
    found = ask(session, "reward.list")["rewards"]
    return next(each for each in found if each["reward"] == name)


def test_all_six_kinds_work_from_points_to_what_they_give(session: Session, misaki: str) -> None:
    ask(session, "plan.add", name="Club", price="980", every="month")
    ask(session, "subscription.start", customer=misaki, plan="Club")
    add(session, "200 off", "amount_off", "200", 20)
    add(session, "Tenth off", "percent_off", "10", 20, max_discount="150")
    add(session, "Tea", "free_item", "300", 20)
    add(session, "Extra", "points", "30", 20)
    add(session, "A month", "free_months", "1", 20)
    add(session, "Trees", "donation", "20", 20)
    names = ("200 off", "Tenth off", "Tea", "Extra", "A month", "Trees")
    redeemed = {name: ask(session, "redeem", customer=misaki, reward=name) for name in names}
    codes = {name: got["coupon"]["code"] for name, got in redeemed.items()}
    assert [got["coupon"]["state"] for got in redeemed.values()] == [*["issued"] * 5, "used"]
    assert redeemed["Trees"]["balance"] == 380
    paid = {
        name: ask(session, "sale.preview", customer=misaki, amount="2000", coupons=[codes[name]])
        for name in ("200 off", "Tenth off", "Tea", "Extra")
    }
    assert {name: found["paid"] for name, found in paid.items()} == {
        "200 off": "1800", "Tenth off": "1850", "Tea": "1700", "Extra": "2000",
    }  # fmt: skip
    assert paid["Extra"]["points"] == 50
    on_a_sale = ask(session, "sale", customer=misaki, amount="2000", coupons=[codes["A month"]])
    assert refused(on_a_sale) == "bad_request"
    assert on_a_sale["error"]["message"] == (
        "“A month” makes a plan longer and is not for a sale. Press “Use” beside it in the "
        "customer's list of coupons."
    )
    taken = ask(session, "coupon.use", code=codes["A month"])
    assert taken["discount"] == "0"
    assert taken["plan"] == {"name": "Club", "state": "active", "until": "2027-01-21"}
    assert ask(session, "coupon.show", code=codes["Trees"])["state"] == "used"


def test_free_months_at_once_answer_the_plan_and_without_one_are_refused(
    session: Session, misaki: str
) -> None:
    add(session, "A month", "free_months", "1", 20, immediate=True)
    assert refused(ask(session, "redeem", customer=misaki, reward="A month")) == "not_subscribed"
    ask(session, "plan.add", name="Club", price="980", every="month")
    ask(session, "subscription.start", customer=misaki, plan="Club")
    got = ask(session, "redeem", customer=misaki, reward="A month")
    assert got["plan"]["until"] == "2027-01-21"
    assert ask(session, "customer.show", customer=misaki)["plan"]["until"] == "2027-01-21"


def test_a_reward_is_changed_field_by_field_and_null_empties(session: Session, misaki: str) -> None:
    ask(session, "category.add", name="Drinks")
    add(session, "Tea", "percent_off", "10", 20, stock=5, minimum="500", max_discount="100",
        categories=["Drinks"], valid_days=30, to="2026-12-31")  # fmt: skip
    ask(session, "redeem", customer=misaki, reward="Tea")
    edited = ask(
        session, "reward.edit", reward="Tea", name="Green tea", cost=25, max_discount=None,
        minimum=None, categories=None, to=None, stock=9,
    )  # fmt: skip
    assert edited == {"ok": True, "reward": "Green tea"}
    found = listed(session, "Green tea")
    assert {name: found[name] for name in (
        "kind", "value", "cost", "stock_left", "minimum", "max_discount", "categories", "to",
        "valid_days", "offered",
    )} == {
        "kind": "percent_off", "value": 10, "cost": 25, "stock_left": 9, "minimum": "0",
        "max_discount": None, "categories": [], "to": None, "valid_days": 30, "offered": True,
    }  # fmt: skip
    ask(session, "reward.edit", reward="Green tea", stock=None, offered=False)
    found = listed(session, "Green tea")
    assert (found["stock_left"], found["offered"]) == (None, False)
    assert refused(ask(session, "redeem", customer=misaki, reward="Green tea")) == "unknown_reward"
    assert refused(ask(session, "reward.edit", reward="Beer", cost=1)) == "unknown_reward"
    for wrong in ({"colour": "red"}, {"value": None}):
        assert refused(ask(session, "reward.edit", reward="Green tea", **wrong)) == "bad_request"


def test_the_list_tells_what_came_of_each(session: Session, misaki: str) -> None:
    add(session, "Tea", "free_item", "300", 20, stock=5)
    codes = [
        ask(session, "redeem", customer=misaki, reward="Tea")["coupon"]["code"] for _ in range(2)
    ]
    ask(session, "sale", customer=misaki, amount="1000", coupons=codes[:1])
    found = listed(session, "Tea")
    assert [found[name] for name in ("redeemed", "points_spent", "coupons_issued",
                                     "coupons_used", "discount", "stock_left")] == [
        2, 40, 2, 1, "300", 3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"stock": 0}, "out_of_stock"),
        ({"from": "2026-11-23"}, "reward_not_now"),
        ({"to": "2026-11-21"}, "reward_not_now"),
        ({"tier": "Gold"}, "tier_too_low"),
        ({"plan": "Club"}, "plan_required"),
        ({"cost": 501}, "not_enough_points"),
    ],
)
def test_each_condition_says_what_stands_against_it(
    session: Session, misaki: str, more: dict[str, object], code: str
) -> None:
    ask(session, "tier.add", name="Gold", threshold="1000000")
    ask(session, "plan.add", name="Club", price="980", every="month")
    asked = {"name": "Tea", "kind": "free_item", "value": "300", "cost": 20, **more}
    assert ask(session, "reward.add", **asked)["ok"]
    assert refused(ask(session, "redeem", customer=misaki, reward="Tea")) == code


def test_the_most_for_each_counts_what_was_undone_as_not_had(session: Session, misaki: str) -> None:
    add(session, "Tea", "free_item", "300", 20, max_per_customer=1)
    ask(session, "redeem", customer=misaki, reward="Tea", id="first")
    assert refused(ask(session, "redeem", customer=misaki, reward="Tea")) == "limit_reached"
    assert ask(session, "undo", request="first")["balance"] == 500
    assert ask(session, "redeem", customer=misaki, reward="Tea")["ok"]
