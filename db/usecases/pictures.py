"""The shop puts its logo, or the picture of a coupon, into the book."""

import hashlib

from sqlite_utils import Database

from db.errors import BadRequest
from db.journal import Draft
from db.queries.pictures import reward_picture
from db.queries.rewards import all_rewards
from db.rules.pictures import LOGO, Picture, read_picture
from db.session import Action, Session


def set_picture(
    session: Session, *, name: str, content: bytes | None, operation_id: str
) -> Picture | None:
    """Keep a picture under a name, `logo` or `reward:ID`; None takes it away.

    Raises BadRequest where it is no whole PNG or JPEG of a fitting size, or nothing has the name.
    """
    with session.write(Action.SET_PICTURE, operation_id) as tx:
        _refuse_unknown_name(tx.db, name)
        picture = None if content is None else read_picture(content)
        if picture is None:
            tx.db.conn.execute("DELETE FROM pictures WHERE name = ?", (name,))
            tx.post(Draft("picture.set", {"name": name}))
        else:
            tx.db.conn.execute(
                "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)",
                (name, picture.media_type, picture.content),
            )
            digest = hashlib.sha256(picture.content).hexdigest()
            doc = {"name": name, "sha256": digest, "size": len(picture.content)}
            tx.post(Draft("picture.set", doc))
        tx.changed.add("pictures")
        tx.answer(picture)
    return picture


def _refuse_unknown_name(db: Database, name: str) -> None:
    if name != LOGO and name not in [reward_picture(reward.id) for reward in all_rewards(db)]:
        raise BadRequest("picture", "choice", f"{LOGO}, reward:…")
