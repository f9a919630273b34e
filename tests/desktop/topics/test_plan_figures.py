"""Plans through the feed: figures, whose is due, a list marked as paid, whether a plan pays."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def ask(session: Session, op: str, **fields: object) -> dict[str, Any]:
    return answer(session, json.dumps({"op": op, **fields}).encode())


@pytest.fixture
def members(session: Session) -> list[str]:
    """Return two members of a club: one is late, the other due on Monday; a third bought once."""
    bonus = {"points": 30, "days_before": 1}
    ask(session, "plan.add", name="Club", price="980", every="month", discount_percent=10,
        points_each_period=100, renew_bonus=bonus)  # fmt: skip
    found = [str(ask(session, "customer.add", name=name)["customer"]) for name in "ABC"]
    for day in ("2026-09-01", "2026-10-01", "2026-10-15"):
        for customer in found[:2]:
            ask(session, "sale", customer=customer, amount=1200, at=f"{day}T12:00")
    ask(session, "sale", customer=found[2], amount=1200, at="2026-10-15T12:00")
    for customer, day in zip(found, ("2026-10-19", "2026-10-24"), strict=False):
        told = ask(session, "subscription.start", customer=customer, plan="Club", at=f"{day}T10:00")
        assert told["ok"], told
    return found


@pytest.mark.usefixtures("members")
def test_a_month_is_told_with_eleven_before_it(session: Session) -> None:
    told = ask(session, "plan.figures", month="2026-10")
    assert told["ok"], told
    october = told["figures"]
    assert (october["from"], october["to"]) == ("2026-10-01", "2026-10-31")
    assert (october["members"], october["new"], october["mrr"]) == (2, 2, "1960")
    assert (october["mrr_start"], october["new_amount"]) == ("0", "1960")
    assert october["net_revenue_churn_percent"] is None
    assert told["states"] == {"active": 2}
    assert told["by_plan"] == [{"plan": "Club", "members": 2, "mrr": "1960"}]
    assert told["history"][-1] == october
    assert len(told["history"]) == 12
    assert (told["losses"], told["average_life_months"]) == ([], None)
    lost = ask(session, "plan.figures", month="2026-12")
    assert lost["losses"] == []
    lost = ask(session, "plan.figures", **{"from": "2026-11-01", "to": "2026-12-31"})
    assert lost["losses"][0] == {
        "plan": "Club", "why": "not_renewed", "reason": None, "members": 2, "amount": "1960",
    }  # fmt: skip
    assert lost["figures"]["net_revenue_churn_percent"] == 100
    assert lost["net_revenue_churn_means"].startswith("Without new members, 100.0 %")
    assert len(lost["history"]) == 1


def test_renewals_say_what_to_say(session: Session, members: list[str]) -> None:
    told = ask(session, "renewals")
    assert [each["customer"] for each in told["renewals"]] == members[:2]
    late, due = told["renewals"]
    assert (late["state"], late["weeks"], late["pay_by"]) == ("past_due", -1, "2026-11-25")
    assert (
        late["say"] == "A's Club ran out on Wednesday; whoever pays by 25 Nov goes on from there."
    )
    assert (due["until"], due["bonus"], due["bonus_until"]) == ("2026-11-23", 30, "2026-11-22")
    assert due["say"] == "B's Club ends tomorrow; renewing today gives 30 points."
    assert told["to_pay"] == "1960"
    week = ask(session, "renewals", **{"from": "2026-11-23", "to": "2026-11-29"})
    assert len(week["renewals"]) == 1


def test_a_list_is_marked_as_paid_once(session: Session, members: list[str]) -> None:
    request = {"customers": members[:2], "id": "list-1"}
    told = ask(session, "renewals.paid", **request)
    assert told == {
        "ok": True, "id": "list-1", "paid": "1960", "until": ["2026-12-18", "2026-12-23"],
    }  # fmt: skip
    assert ask(session, "renewals.paid", **request) == told
    assert ask(session, "customer.show", customer=members[0])["plan"]["until"] == "2026-12-18"
    wrong = ask(session, "renewals.paid", customers=members)
    assert wrong["error"]["code"] == "not_subscribed"
    assert ask(session, "customer.show", customer=members[0])["plan"]["until"] == "2026-12-18"
    assert ask(session, "renewals.paid", customers=[])["error"]["code"] == "bad_request"


def test_what_a_plan_brought_and_cost(session: Session, members: list[str]) -> None:
    ask(session, "sale", customer=members[1], amount=1000, at="2026-11-02T12:00")
    told = ask(session, "plan.worth", plan="Club")
    assert (told["from"], told["to"]) == ("2025-12-01", "2026-11-22")
    assert (told["payments"], told["discounts"], told["period_points"]) == ("1960", "100", 200)
    assert (told["cost"], told["left"]) == ("300", "1660")
    assert told["compared"]["enough"] is False
    assert told["sentences"][0].startswith("Too few to say")
    assert ask(session, "plan.worth", plan="Tea")["error"]["code"] == "unknown_plan"


def test_whether_it_pays_for_a_customer(session: Session, members: list[str]) -> None:
    told = ask(session, "plan.pays", customer=members[0], plan="Club")
    assert (told["usual"], told["each_visit"], told["each_period"]) == ("1200", "118", "100")
    assert (told["pays_from"], told["comes"], told["pays"]) == (8, 1, False)
    assert told["sentence"] == (
        "At your usual ¥1,200 it pays only from the 8th visit in a month; you come about once, "
        "so it would not pay for you."
    )
    new = ask(session, "plan.pays", customer=members[2], plan="Club")
    assert (new["pays_from"], new["pays"]) == (None, None)
    assert new["sentence"] == "Too few visits so far to say whether Club pays."


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"month": "2026-13"}, "bad_date"),
        ({"month": "2026-10", "from": "2026-10-01"}, "bad_request"),
        ({"to": "2026-10-01"}, "bad_request"),
        ({"from": "2026-10-02", "to": "2026-10-01"}, "bad_date"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(
    session: Session, wrong: dict[str, str], code: str
) -> None:
    assert ask(session, "plan.figures", **wrong)["error"]["code"] == code
