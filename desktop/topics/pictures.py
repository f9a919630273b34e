"""The feed's request about the shop's pictures: its logo, and those of its coupons."""

import base64
from typing import Annotated

from msgspec import Meta

from db.errors import BadRequest
from db.queries.pictures import reward_picture
from db.queries.rewards import all_rewards
from db.rules.pictures import Picture
from db.session import Session
from db.usecases.pictures import set_picture
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Request

_REWARD = reward_picture("")


class PictureSet(Request, tag="picture.set", kw_only=True):
    """Keeps a picture for the shop's papers, or takes it away."""

    picture: Annotated[str, Meta(description="logo, or reward: and the reward's name")]
    data: Annotated[str | None, Meta(description="a picture in base64; null takes it away")]


class PictureAnswer(Answer, kw_only=True):
    """The picture that is kept now; null where there is none."""

    media_type: str | None
    width: int | None
    height: int | None


def picture_set(session: Session, request: PictureSet, operation_id: str) -> Picture | None:
    """Keep a picture, made as large as papers need."""
    from desktop.picture_files import ready_picture  # a feed without pictures starts faster

    content = None if request.data is None else ready_picture(_bytes_of(request.data))
    name = _name_kept(session, request.picture)
    return set_picture(session, name=name, content=content, operation_id=operation_id)


def tell_picture(_: Session, picture: Picture | None) -> PictureAnswer:
    """Answer what the picture is."""
    if picture is None:
        return PictureAnswer(media_type=None, width=None, height=None)
    return PictureAnswer(media_type=picture.media_type, width=picture.width, height=picture.height)


def _name_kept(session: Session, spoken: str) -> str:
    """Return the name a picture is kept under: rewards are spoken of by name, kept by id."""
    if not spoken.startswith(_REWARD):
        return spoken
    for reward in all_rewards(session.db):
        if reward.name == spoken.removeprefix(_REWARD):
            return reward_picture(reward.id)
    return spoken


def _bytes_of(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError as error:  # letters that base 64 has not, or no letters of ASCII at all
        raise BadRequest("data", "picture_kind") from error


OPERATIONS = (Operation(PictureSet, picture_set, PictureAnswer, tell_picture),)
