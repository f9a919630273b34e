"""The shop's pictures: its logo, and those of its coupons."""

from sqlite_utils import Database

from db.rules.pictures import LOGO


def picture_named(db: Database, name: str) -> bytes | None:
    """Return a picture, PNG or JPEG; None where there is none."""
    row = db.conn.execute("SELECT content FROM pictures WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


def logo(db: Database) -> bytes | None:
    """Return the shop's logo, None where it has none."""
    return picture_named(db, LOGO)


def picture_of_reward(db: Database, reward_id: str) -> bytes | None:
    """Return the picture on the coupons of a reward, None where there is none."""
    return picture_named(db, reward_picture(reward_id))


def reward_picture(reward_id: str) -> str:
    """Return the name under which the picture of a reward is kept."""
    return f"reward:{reward_id}"
