"""What each person did in a month, through the feed."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


def test_the_team_of_a_month_tells_what_each_person_did(session: Session) -> None:
    ask(session, op="staff.add", name="mio", role="staff")
    ask(session, op="customer.add", name="Ann", card="A1", staff="mio", at="2026-11-02T10:00")
    told = {"op": "feedback", "customer": "A1", "score": 9, "comment": "So kind", "quotable": True}
    ask(session, **told, staff="mio", at="2026-11-03T10:00")
    [mio] = ask(session, op="team", month="2026-11")["team"]
    assert mio == {
        "staff": "mio", "sign_ups": 1, "friends": 0, "brought_back": 0, "kind_words": 1,
        "follow_ups_done": 0, "words": ["So kind"],
    }  # fmt: skip
    [idle] = ask(session, op="team", month="2026-10")["team"]
    assert (idle["staff"], idle["sign_ups"]) == ("mio", 0)
    refused = ask(session, op="team", month="2026-13")["error"]
    assert refused["code"] == "bad_date"
