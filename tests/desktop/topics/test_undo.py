"""Undoing through the feed, by the id of the request that did it."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: object) -> dict[str, Any]:
    return answer(session, json.dumps(request).encode())


def test_a_request_is_undone_once_by_its_id(session: Session) -> None:
    customer = ask(session, op="customer.add", name="Misaki Tanaka", id="c1")["customer"]
    ask(session, op="sale", customer=customer, amount="1980", id="s1")
    undone = ask(session, op="undo", request="s1", id="u1")
    assert (undone["undone"], undone["money_back"], undone["balance"]) == ("sale", "1980", 0)
    assert ask(session, op="undo", request="s1", id="u1") == undone
    for asked, problem in (("s1", "done"), ("c1", "kind"), ("never", "nothing")):
        refused = ask(session, op="undo", request=asked)["error"]
        assert (refused["code"], refused["problem"]) == ("not_allowed", problem)
