"""Plans through the feed: offered, changed, stopped, listed."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer

CLUB = {
    "plan": "Club", "price": "980", "every": "month", "multiplier": "1.5", "discount_percent": 5,
    "points_each_period": 50, "coupon_each_period": "Coffee", "trial_days": 14, "grace_days": 3,
    "renew_bonus": {"points": 30, "days_before": 7}, "save_offer_months": 1, "offered": True,
}  # fmt: skip


def ask(session: Session, op: str, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps({"op": op, **request}).encode())


def offered(session: Session) -> dict[str, Any]:
    ask(session, "reward.add", name="Coffee", kind="free_item", value="400", cost=100)
    told = {name: value for name, value in CLUB.items() if name not in ("plan", "offered")}
    return ask(session, "plan.add", name="Club", **told)


def test_a_plan_is_listed_as_it_was_offered(session: Session) -> None:
    assert offered(session) == {"ok": True, "plan": "Club"}
    assert ask(session, "plan.list") == {"ok": True, "plans": [CLUB]}


def test_what_is_not_named_stays_as_it_is(session: Session) -> None:
    offered(session)
    edited = ask(
        session, "plan.edit", plan="Club", name="Circle", price="1080", coupon_each_period=None,
        renew_bonus=None, multiplier=2,
    )  # fmt: skip
    assert edited == {"ok": True, "plan": "Circle"}
    (now,) = ask(session, "plan.list")["plans"]
    changed = {"plan": "Circle", "price": "1080", "coupon_each_period": None, "renew_bonus": None}
    assert now == {**CLUB, **changed, "multiplier": "2"}


def test_a_stopped_plan_is_listed_last_and_can_be_offered_again(session: Session) -> None:
    offered(session)
    ask(session, "plan.add", name="Year", price="9800", every="year")
    ask(session, "plan.edit", plan="Club", offered=False)
    listed = ask(session, "plan.list")["plans"]
    assert [(each["plan"], each["offered"]) for each in listed] == [("Year", True), ("Club", False)]
    ask(session, "plan.edit", plan="Club", offered=True)
    assert ask(session, "plan.list")["plans"][0] == CLUB


def test_refusals_name_the_field(session: Session) -> None:
    offered(session)
    gift = ask(session, "plan.edit", plan="Club", coupon_each_period="Tea")["error"]
    assert (gift["code"], gift["field"]) == ("bad_request", "coupon_each_period")
    assert ask(session, "plan.edit", plan="Gold", price="1")["error"]["code"] == "unknown_plan"
    unknown = ask(session, "plan.edit", plan="Club", colour="red")["error"]
    assert (unknown["code"], unknown["field"]) == ("bad_request", "colour")
    too_fine = ask(session, "plan.edit", plan="Club", price="980.5")["error"]
    assert too_fine["code"] == "bad_amount"
    assert ask(session, "plan.list")["plans"] == [CLUB]
