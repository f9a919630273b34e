"""Follow-ups through the feed: asked of any day, promised, done, put off, refused in sentences."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


def listed(session: Session, **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    found: list[dict[str, Any]] = ask(session, op="followups", **more)["follow_ups"]
    return found


def added(session: Session, name: str = "田中 美咲", **told: Any) -> str:  # noqa: ANN401
    return str(ask(session, op="customer.add", name=name, **told)["customer"])


def test_the_list_says_who_why_until_when_and_by_which_way(session: Session) -> None:
    number = added(session, phone="090-0000-0142", birthday="--11-25", channel="call")
    shown = ask(session, op="customer.show", customer=number)
    assert shown["channel"] == "call"
    assert ask(session, op="customer.edit", customer=number, channel=None)["ok"]
    (told,) = listed(session)
    assert told | {"id": ""} == {
        "id": "", "kind": "birthday", "customer": number, "number": number, "name": "田中 美咲",
        "phone": "09000000142", "due": "2026-11-25", "why": "Wish them a happy birthday.",
        "act": "call", "channel": "call", "late": False, "owed_by": None,
    }  # fmt: skip
    assert listed(session, at="2026-11-17T10:00") == listed(session, kind="complaint") == []
    assert len(listed(session, at="2027-11-19T10:00")) == 1


def test_somebody_who_came_every_two_weeks_is_told_to_slip_away(session: Session) -> None:
    number = added(session)
    for day in ("08-01", "08-15", "08-29", "09-12"):
        ask(session, op="sale", customer=number, amount="1000", at=f"2026-{day}T10:00")
    assert listed(session, kind="slipping_away", at="2026-10-03T10:00") == []
    (told,) = listed(session, kind="slipping_away", at="2026-10-04T10:00")
    assert told["why"] == "Came every 14 days for 42 days in all."


def test_promises_are_noted_done_and_put_off_and_each_is_undone(session: Session) -> None:
    number = added(session)
    ask(session, op="staff.add", name="Ken", role="staff")
    promise = ask(
        session, op="followup.add", customer=number, why="Beans were stale. Call back.",
        due="2026-11-22T14:00", kind="complaint", owed_by="Ken", id="promise",
    )["follow_up"]  # fmt: skip
    (told,) = listed(session, limit=1)
    assert (told["id"], told["due"], told["owed_by"]) == (promise, "2026-11-22T14:00", "Ken")
    assert told["why"] == "Beans were stale. Call back. (Ken sees to it)"
    assert not told["late"]
    assert listed(session, at="2026-11-22T14:01")[0]["late"]
    later = ask(session, op="followup.later", follow_up=promise, until="2026-11-24", id="later")
    assert later == {"ok": True, "follow_up": promise, "contact": None, "id": "later"}
    assert listed(session) == []
    assert ask(session, op="undo", request="later")["ok"]
    done = ask(
        session, op="followup.done", follow_up=promise, by="call", note="All is well", staff="Ken"
    )
    assert listed(session) == []
    (contact,) = ask(session, op="contact.list", customer=number)["contacts"]
    assert contact == {
        "contact": done["contact"], "at": "2026-11-22T10:14:00+09:00", "by": "call",
        "note": "All is well", "staff": "Ken", "follow_up": promise,
    }  # fmt: skip


def test_the_same_request_again_does_nothing_twice(session: Session) -> None:
    number = added(session)
    request = {
        "op": "followup.add", "customer": number, "why": "Call", "due": "2026-11-23", "id": "once",
    }  # fmt: skip
    assert ask(session, **request) == ask(session, **request)
    assert len(listed(session)) == 1


def test_what_cannot_be_done_is_refused_in_a_sentence(session: Session) -> None:
    number = added(session, birthday="--11-25")
    birthday = listed(session)[0]["id"]
    add = {"op": "followup.add", "customer": number, "why": "Call", "due": "2026-11-23"}
    refused = [
        ({**add, "due": "tomorrow"}, "bad_date", "“tomorrow”"),
        ({**add, "due": "2026-11-21"}, "bad_date", "“2026-11-21”"),
        ({**add, "why": ""}, "bad_request", "“why” is missing"),
        ({**add, "owed_by": "Nobody"}, "bad_request", "Nobody called “Nobody” works here"),
        ({**add, "customer": "x"}, "unknown_customer", "“x”"),
        ({"op": "followup.done", "follow_up": "x"}, "bad_request", "No follow-up is known as “x”"),
        ({"op": "followup.done", "follow_up": birthday, "by": "fax"}, "bad_request", "“by”"),
        (
            {"op": "followup.later", "follow_up": birthday, "until": "2026-11-22"},
            "bad_request", "“2026-11-22” is not ahead",
        ),
        ({"op": "followup.later", "follow_up": birthday, "until": "soon"}, "bad_date", "“soon”"),
        ({"op": "customer.edit", "customer": number, "channel": "fax"}, "bad_request", "channel"),
        ({"op": "followups", "kind": "lunch"}, "bad_request", "“kind”"),
    ]  # fmt: skip
    for request, code, words in refused:
        error = ask(session, **request)["error"]
        assert error["code"] == code, request
        assert words in error["message"]
    assert ask(session, op="followup.done", follow_up=birthday)["ok"]
    again = ask(session, op="followup.done", follow_up=birthday)["error"]
    assert again["message"] == "This follow-up was done already."


def test_the_owner_switches_and_tunes_one_kind_and_the_others_stay(session: Session) -> None:
    added(session, birthday="--11-25")
    told = ask(session, op="shop.set", follow_ups={"birthday": {"on": False}})["shop"]
    assert told["follow_ups"]["birthday"] == {"on": False, "days_before": 7, "came_within": 365}
    assert listed(session) == []
    ask(session, op="shop.set", follow_ups={"newcomer": {"steps": [3]}})
    told = ask(session, op="shop.show")["shop"]["follow_ups"]
    assert (told["birthday"]["on"], told["newcomer"]["steps"]) == (False, [3])
    assert told["points_expiring"]["worth"] == "300"
    ask(session, op="shop.set", follow_ups=None)
    assert len(listed(session)) == 1
    error = ask(session, op="shop.set", follow_ups={"birthday": {"hours": 3}})["error"]
    assert error["field"] == "follow_ups.birthday.hours"
