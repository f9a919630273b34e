"""The owner's choices: what is understood, what is refused, what is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.environment import BookExists
from db.errors import BadAmount, BadDate, BadRequest
from db.session import Session
from db.usecases.shop import new_book, set_shop


def test_a_new_book_knows_its_shop(tmp_path: Path) -> None:
    session = new_book(
        tmp_path / "a.okaeri", name="Café Komorebi", currency="USD", timezone="America/New_York",
        country=None, language="en",
    )  # fmt: skip
    assert session.settings.name == "Café Komorebi"
    assert (session.settings.digits, session.settings.earn_per) == (2, 100)
    assert session.settings.country == "US"
    with pytest.raises(BookExists):
        new_book(
            tmp_path / "a.okaeri", name="b", currency="USD", timezone="Asia/Tokyo",
            country=None, language="en",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "refusal"),
    [
        ({"earn": {"per": "0", "points": 1}}, BadAmount),
        ({"earn": {"per": "100"}}, BadRequest),
        ({"earn": {"per": "1.5", "points": 1}}, BadAmount),
        ({"rounding": "sideways"}, BadRequest),
        ({"expiry": {"months": 0}}, BadRequest),
        ({"expiry": {"yearly": "13-45"}}, BadDate),
        ({"expiry": {"months": 1, "yearly": "03-31"}}, BadRequest),
        ({"day_starts": "25:00"}, BadRequest),
        ({"timezone": "Mars/Olympus"}, BadRequest),
        ({"colour": "red"}, BadRequest),
        ({"digits": 3}, BadRequest),
        ({"currency": "YEN"}, BadRequest),
        ({"redeem_max_percent": True}, BadRequest),
        ({"referral": {"referrer": {"points": 1, "reward": "x"}}}, BadRequest),
    ],
)
def test_a_choice_that_cannot_be_meant_changes_nothing(
    session: Session, choice: dict[str, object], refusal: type[Exception]
) -> None:
    before = session.settings
    with pytest.raises(refusal):
        set_shop(session, changes=choice, operation_id="op")
    assert session.settings == before
    assert session.db["facts"].count == 0


def test_choices_not_named_stay_as_they_are(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(earn={"per": "10", "points": 1})
    set_shop(rounding="nearest", expiry={"months": 12})
    assert session.settings.earn_per == 10
    assert session.settings.expiry.months == 12
