"""A logo comes in by the feed as text, and every refusal says what to do."""

import base64
import io
import json
from typing import Any

import pytest
from PIL import Image

from db.queries.pictures import logo, picture_of_reward
from db.queries.rewards import all_rewards
from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


def drawn(side: int = 40, kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (side, side), "tomato").save(content, kind)
    return content.getvalue()


def spoken(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_logo_is_set_and_taken_away(session: Session) -> None:
    set_once = ask(session, "picture.set", picture="logo", data=spoken(drawn()), id="x")
    assert set_once == {
        "ok": True, "id": "x", "media_type": "image/png", "width": 40, "height": 40,
    }  # fmt: skip
    assert ask(session, "picture.set", picture="logo", data=spoken(drawn()), id="x") == set_once
    assert logo(session.db) == drawn()
    gone = ask(session, "picture.set", picture="logo", data=None)
    assert gone == {"ok": True, "media_type": None, "width": None, "height": None}
    assert logo(session.db) is None


def test_a_rewards_picture_is_named_by_the_reward(session: Session) -> None:
    ask(session, "reward.add", name="Tea", kind="free_item", value="300", cost=10)
    assert ask(session, "picture.set", picture="reward:Tea", data=spoken(drawn()))["ok"]
    assert picture_of_reward(session.db, all_rewards(session.db)[0].id) == drawn()
    assert not ask(session, "picture.set", picture="reward:Cake", data=spoken(drawn()))["ok"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("no text of a picture", "PNG or JPEG"),
        (spoken(b"%PDF-1.4"), "PNG or JPEG"),
        (spoken(drawn()[:-5]), "damaged"),
        (spoken(drawn(8)), "16 pixels"),
    ],
)
def test_each_refusal_says_what_to_do(session: Session, data: str, says: str) -> None:
    refused = ask(session, "picture.set", picture="logo", data=data)["error"]
    assert refused["code"] == "bad_request"
    assert says in refused["message"]


def test_a_picture_too_large_for_paper_is_made_smaller(session: Session) -> None:
    kept = ask(session, "picture.set", picture="logo", data=spoken(drawn(4001)))
    assert (kept["width"], kept["height"]) == (1600, 1600)
