"""The shop's pictures: kept, replaced, taken away; the journal knows which, not what it shows."""

import io
import json

import pytest
from PIL import Image

from db.errors import BadRequest, NotAllowed, Repeated
from db.queries.pictures import logo, picture_of_reward, reward_picture
from db.session import Session
from db.usecases.pictures import set_picture
from db.usecases.rewards import NewReward, add_reward


def drawn(kind: str = "PNG", *, side: int = 40) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (side, side), "tomato").save(content, kind)
    return content.getvalue()


def docs(session: Session) -> list[dict[str, object]]:
    rows = session.db.conn.execute("SELECT doc FROM facts WHERE kind = 'picture.set' ORDER BY seq")
    return [json.loads(doc) for (doc,) in rows]


def test_a_logo_is_kept_replaced_and_taken_away(session: Session) -> None:
    assert logo(session.db) is None
    set_picture(session, name="logo", content=drawn(), operation_id="a")
    assert logo(session.db) == drawn()
    set_picture(session, name="logo", content=drawn("JPEG"), operation_id="b")
    assert logo(session.db) == drawn("JPEG")
    set_picture(session, name="logo", content=None, operation_id="c")
    assert logo(session.db) is None
    first, second, third = docs(session)
    assert first["size"] == len(drawn())
    assert first["sha256"] != second["sha256"]
    assert third == {"name": "logo"}


def test_a_picture_belongs_to_a_reward_that_is_there(session: Session) -> None:
    reward = add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="r")
    set_picture(session, name=reward_picture(reward.id), content=drawn(), operation_id="a")
    assert picture_of_reward(session.db, reward.id) == drawn()
    with pytest.raises(BadRequest) as refused:
        set_picture(session, name="reward:nothing", content=drawn(), operation_id="b")
    assert refused.value.field == "picture"


def test_what_is_no_picture_changes_nothing(session: Session) -> None:
    set_picture(session, name="logo", content=drawn(), operation_id="a")
    with pytest.raises(BadRequest):
        set_picture(session, name="logo", content=drawn()[:-9], operation_id="b")
    assert logo(session.db) == drawn()
    assert len(docs(session)) == 1


def test_only_the_owner_or_a_manager_sets_a_picture_and_only_once(session: Session) -> None:
    helper = session.with_request(role="staff")
    with pytest.raises(NotAllowed):
        set_picture(helper, name="logo", content=drawn(), operation_id="a")
    set_picture(
        session.with_request(role="manager"), name="logo", content=drawn(), operation_id="a"
    )
    with pytest.raises(Repeated):
        set_picture(session, name="logo", content=drawn(), operation_id="a")
