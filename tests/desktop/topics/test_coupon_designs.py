"""A till may set how coupons look; what it leaves out stays as it was."""

import json
from typing import Any

from db.queries.coupon_designs import design_of
from db.queries.rewards import reward_named
from db.rules.coupon_designs import CouponDesign
from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


def test_a_design_is_set_piece_by_piece(session: Session) -> None:
    ask(session, "reward.add", name="Tea", kind="free_item", value="300", cost=10)
    first = ask(session, "reward.design", reward="Tea", title2="お茶", colour="#2a6a43", id="x")
    assert first == {"ok": True, "id": "x", "title2": "お茶", "words": "", "colour": "#2a6a43"}
    assert (
        ask(session, "reward.design", reward="Tea", title2="お茶", colour="#2a6a43", id="x")
        == first
    )
    ask(session, "reward.design", reward="Tea", words="Sit down.", colour="")
    tea = reward_named(session.db, "Tea")
    assert design_of(session.db, tea.id) == CouponDesign("お茶", "Sit down.", "")


def test_a_wrong_design_is_refused_by_name(session: Session) -> None:
    ask(session, "reward.add", name="Tea", kind="free_item", value="300", cost=10)
    refused = ask(session, "reward.design", reward="Tea", colour="red")
    assert refused["error"]["code"] == "bad_request"
    assert "colour" in refused["error"]["message"]
    unknown = ask(session, "reward.design", reward="Cake", title2="x")
    assert unknown["error"]["code"] == "unknown_reward"
