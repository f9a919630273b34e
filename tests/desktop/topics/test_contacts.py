"""Contacts through the feed: noted, listed, and whoever was spoken to is left in peace."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


def test_a_contact_is_noted_listed_undone_and_silences_what_a_rule_made(session: Session) -> None:
    number = ask(session, op="customer.add", name="Misaki", birthday="--11-25")["customer"]
    contact = {"op": "contact", "customer": number, "by": "visit"}
    noted = ask(session, **contact, note="Asked for decaf", id="c", at="2026-11-20T18:00")
    assert noted["ok"]
    (told,) = ask(session, op="contact.list", customer=number)["contacts"]
    assert (told["contact"], told["at"]) == (noted["contact"], "2026-11-20T18:00:00+09:00")
    assert (told["by"], told["note"], told["staff"]) == ("visit", "Asked for decaf", None)
    assert ask(session, op="followups")["follow_ups"] == []
    assert ask(session, **contact, id="d")["ok"]
    assert ask(session, op="undo", request="d")["ok"]
    assert len(ask(session, op="contact.list", customer=number)["contacts"]) == 1
    error = ask(session, **contact, note="x" * 501)["error"]
    assert (error["field"], error["code"]) == ("note", "bad_request")
    wrong = ask(session, op="contact", customer=number, by="call", follow_up="nonsense")["error"]
    assert wrong["field"] == "follow_up"
