"""A picture that nobody set is not there."""

from db.queries.pictures import logo, picture_named, picture_of_reward
from db.session import Session


def test_a_shop_without_pictures_has_none(session: Session) -> None:
    assert logo(session.db) is None
    assert picture_named(session.db, "reward:1") is None
    assert picture_of_reward(session.db, "1") is None
