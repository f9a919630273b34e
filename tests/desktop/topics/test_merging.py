"""Merging through the feed: found, merged, or kept apart."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, op: str, **fields: object) -> dict[str, Any]:
    return answer(session, json.dumps({"op": op, **fields}).encode())


def add(session: Session, name: str, **told: object) -> str:
    return str(ask(session, "customer.add", name=name, **told)["customer"])


def test_a_merging_answers_the_kept_number_and_is_done_once(session: Session) -> None:
    keep = add(session, "田中 美咲", reading="タナカ ミサキ")
    other = add(session, "田中 美咲", phone="090-0000-0002", card="4901234567894")
    for customer, amount in ((keep, "1000"), (other, "2500")):
        ask(session, "sale", customer=customer, amount=amount)
    asked = {"keep": keep, "merge": "090-0000-0002", "id": "m1"}
    merged = ask(session, "customer.merge", **asked)
    assert merged == {"ok": True, "id": "m1", "customer": keep, "balance": 35, "debt": 0,
                      "plan": None, "credit": "0"}  # fmt: skip
    assert ask(session, "customer.merge", **asked) == merged
    for key in (other, "4901234567894", "090-0000-0002"):
        shown = ask(session, "customer.show", customer=key)
        assert (shown["number"], shown["points"], shown["visits"]) == (keep, 35, 1)
        assert shown["cards"] == ["4901234567894", other]
    assert [row["number"] for row in ask(session, "customer.find", q="田中")["customers"]] == [keep]
    again = ask(session, "customer.merge", keep=keep, merge=other)["error"]
    assert (again["code"], again["field"]) == ("bad_request", "merge")
    nobody = ask(session, "customer.merge", keep=keep, merge="nobody")["error"]
    assert nobody["code"] == "unknown_customer"


def test_two_plans_answer_the_credit_and_the_next_payment_is_less(session: Session) -> None:
    ask(session, "plan.add", name="Club", price="980", every="month")
    keep, other = add(session, "田中 美咲"), add(session, "佐藤 健")
    ask(session, "subscription.start", customer=keep, plan="Club", at="2026-11-01T10:00")
    ask(session, "subscription.start", customer=other, plan="Club", at="2026-11-10T10:00")
    merged = ask(session, "customer.merge", keep=keep, merge=other)
    assert (merged["plan"], merged["credit"]) == ("Club", "294")
    renewed = ask(session, "subscription.renew", customer=keep)
    assert (renewed["credit"], renewed["plan"]["until"]) == ("294", "2027-01-09")


def test_pairs_are_proposed_until_they_are_said_to_be_two_people(session: Session) -> None:
    one = add(session, "髙橋 恵子", reading="タカハシ ケイコ")
    other = add(session, "高橋 恵子", reading="たかはし けいこ")
    found = ask(session, "customer.pairs")
    assert found["count"] == 1
    assert found["pairs"] == [{"customer": one, "other": other, "why": ["name_and_reading"]}]
    assert ask(session, "customer.distinct", customer=other, other=one)["ok"]
    assert ask(session, "customer.pairs", limit=1) == {"ok": True, "count": 0, "pairs": []}
    refused = ask(session, "customer.pairs", limit=0)["error"]
    assert refused["code"] == "bad_request"


def test_staff_do_not_merge(session: Session) -> None:
    ask(session, "staff.add", name="mio", role="staff")
    keep, other = add(session, "田中 美咲"), add(session, "佐藤 健")
    for op, fields in (
        ("customer.merge", {"keep": keep, "merge": other}),
        ("customer.distinct", {"customer": keep, "other": other}),
    ):
        refused = ask(session, op, staff="mio", **fields)["error"]
        assert (refused["code"], "manager" in refused["message"]) == ("not_allowed", True)
