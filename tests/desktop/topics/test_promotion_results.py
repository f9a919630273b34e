"""Did it pay, asked through the feed."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language
from desktop.messages import label_of


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    session.label = label_of
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


def test_a_promotion_tells_what_it_gave_and_what_cannot_be_said(session: Session) -> None:
    at = "2026-09-01T10:00"
    assert ask(session, "promotion.add", name="Double", multiplier="2", at=at)["ok"]
    customer = ask(session, "customer.add", name="Ken", at=at)["customer"]
    assert ask(session, "sale", customer=customer, amount="1000", at="2026-10-05T10:00")["ok"]
    told = ask(session, "promotion.result", promotion="Double")
    assert told["ok"]
    assert (told["from"], told["to"]) == ("2025-11-22", "2026-11-21")
    assert (told["days"], told["points"], told["worth"]) == (1, 10, "10")
    assert told["verdict"] == "nothing_to_compare"
    assert told["low"] is told["more_percent"] is None
    assert "no day to compare with" in told["sentences"][-1]
    none = ask(session, "promotion.result", promotion="Snow")
    assert (none["error"]["code"], none["error"]["field"]) == ("bad_request", "promotion")
    odd = ask(session, "promotion.result", promotion="Double", to="never")
    assert odd["error"]["code"] == "bad_date"
