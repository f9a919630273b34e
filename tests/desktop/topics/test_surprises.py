"""Surprises through the feed: looked at, drawn, told."""

import json
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


@pytest.fixture
def people(session: Session) -> list[str]:
    """Return the numbers of four customers, born in November but for the last."""
    births = ("1990-11-01", "--11-30", "2000-11-15", "1999-12-01")
    return [
        str(ask(session, "customer.add", name=f"No. {number}", birthday=birth)["customer"])
        for number, birth in enumerate(births)
    ]


def test_a_group_is_looked_at_before_it_is_drawn_from(session: Session, people: list[str]) -> None:
    group = {"birthday_month": 11}
    assert ask(session, "surprise.preview", group=group, count=2) == {
        "ok": True, "size": 3, "odds": "2/3", "group_words": "born in Nov",
    }  # fmt: skip
    assert ask(session, "surprise.preview")["size"] == len(people)
    assert ask(session, "surprise.list")["surprises"] == []


def test_a_draw_tells_its_odds_and_its_winners(session: Session, people: list[str]) -> None:
    ask(session, "reward.add", name="Tea", kind="free_item", value="300", cost=10)
    asked = {
        "name": "November", "group": {"birthday_month": 11}, "count": 2, "id": "draw-1",
        "gifts": [{"reward": "Tea", "weight": 3}, {"points": 50}],
    }  # fmt: skip
    drawn = ask(session, "surprise.draw", **asked)
    assert ask(session, "surprise.draw", **asked) == drawn
    found = drawn["surprise"]
    assert (found["size"], found["count"], found["odds"]) == (3, 2, "2/3")
    assert [gift["odds"] for gift in found["gifts"]] == ["3/4", "1/4"]
    assert len({winner["customer"] for winner in found["winners"]}) == 2
    assert {winner["customer"] for winner in found["winners"]} <= set(people[:3])
    for winner in found["winners"]:
        shown = ask(session, "customer.show", customer=winner["customer"])
        if winner["reward"]:
            assert [coupon["code"] for coupon in shown["coupons"]] == [winner["coupon"]]
        else:
            assert (winner["points"], shown["points"]) == (50, 50)
    assert ask(session, "surprise.list")["surprises"] == [found]


@pytest.mark.parametrize(
    ("group", "count", "message"),
    [
        ({"tag": "x"}, 1, "Nobody is in this group. Ask for less."),
        ({}, 5, "Only 4 are in this group. Draw fewer, or ask for less."),
    ],
)
def test_what_cannot_be_drawn_is_said(
    session: Session, people: list[str], group: dict[str, Any], count: int, message: str
) -> None:
    assert people
    asked = {"name": "Now", "group": group, "count": count, "gifts": [{"points": 5}]}
    for op in ("surprise.draw", "surprise.preview"):
        more = asked if op == "surprise.draw" else {"group": group, "count": count}
        said = ask(session, op, **more)
        assert (said["error"]["code"], said["error"]["message"]) == ("bad_request", message)
