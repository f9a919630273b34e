"""Groups of customers through the feed: saved, counted, listed."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


def test_a_group_is_saved_counted_and_given_up(session: Session) -> None:
    numbers = [
        ask(session, op="customer.add", name=f"Guest {count}", card=f"A-{count}")["customer"]
        for count in range(3)
    ]
    ask(session, op="sale", customer="A-0", amount="1200")
    spent = {"minimum_spent": 1000}
    added = ask(session, op="segment.add", name="Buyers", segment=spent)["segment"]
    assert added == {
        "name": "Buyers", "segment": {"minimum_spent": "1000"}, "size": 1,
        "segment_words": added["segment_words"],
    }  # fmt: skip
    changed = ask(
        session, op="segment.edit", segment="Buyers", name="Two",
        terms={"customers": ["A-1", "A-2"]},
    )["segment"]  # fmt: skip
    assert (changed["size"], changed["segment"]) == (2, {"customers": numbers[1:]})
    sized = ask(session, op="segment.size", segment="Two", limit=5)
    assert (sized["size"], sorted(sized["customers"])) == (2, numbers[1:])
    assert ask(session, op="segment.size")["size"] == 3
    assert [each["name"] for each in ask(session, op="segment.list")["segments"]] == ["Two"]
    ask(session, op="segment.edit", segment="Two", kept=False)
    assert ask(session, op="segment.list")["segments"] == []


def test_what_cannot_be_meant_is_named(session: Session) -> None:
    for segment, field, code in (
        ({"colour": "red"}, "segment.colour", "bad_request"),
        ({"tier": "Gold"}, "segment.tier", "bad_request"),
        ("Nobody", "segment", "bad_request"),
        ({"customers": ["A-9"]}, None, "unknown_customer"),
        ({"minimum_spent": "1e3"}, None, "bad_amount"),
    ):
        error = ask(session, op="segment.size", segment=segment)["error"]
        assert (error.get("field"), error["code"]) == (field, code)
        assert error["message"]


def test_a_group_of_a_plan_that_is_no_more_is_still_listed(session: Session) -> None:
    ask(session, op="plan.add", name="Club", price="980", every="month")
    ask(session, op="segment.add", name="Members", segment={"plan": "Club"})
    ask(session, op="plan.edit", plan="Club", name="Circle")
    (listed,) = ask(session, op="segment.list")["segments"]
    assert listed["size"] is None
