"""The owner's choices: what is understood, what is refused, what is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.environment import BookExists
from db.errors import BadAmount, BadDate, BadRequest, NotAllowed
from db.queries.shop import Category, all_categories
from db.session import Session
from db.usecases.shop import add_category, edit_category, new_book, set_shop


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


def a_category(session: Session, earn: object = None) -> Category:
    return add_category(
        session, name="Beans", earns=True, tax_rate="8", earn=earn, operation_id="beans"
    )


def edited(session: Session, **changes: object) -> Category:
    operation = f"edit-{session.db['facts'].count}"
    return edit_category(session, category="Beans", changes=changes, operation_id=operation)


def test_a_category_may_earn_at_a_rate_of_its_own(session: Session) -> None:
    category = a_category(session, earn={"per": "50", "points": 3})
    assert category.earn == (50, 3)
    assert all_categories(session.db) == [category]


def test_what_is_not_named_of_a_category_stays(session: Session) -> None:
    a_category(session, earn={"per": "50", "points": 3})
    after = edited(session, earns=False)
    assert (after.earns, after.earn) == (False, (50, 3))
    after = edited(session, earn={"per": "10", "points": 1})
    assert (after.earns, after.earn) == (False, (10, 1))
    after = edited(session, earn=None, earns=True)
    assert (after.earns, after.earn) == (True, None)
    assert all_categories(session.db) == [after]
    assert next(session.db.query("SELECT tax_rate FROM categories"))["tax_rate"] == "8"
    edited(session, tax_rate="10")
    assert next(session.db.query("SELECT tax_rate FROM categories"))["tax_rate"] == "10"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"earn": {"per": "0", "points": 1}}, BadAmount),
        ({"earn": {"per": "1.5", "points": 1}}, BadAmount),
        ({"earn": {"per": "100"}}, BadRequest),
        ({"earn": {"per": "100", "points": -1}}, BadRequest),
        ({"earn": "much"}, BadRequest),
        ({"earns": 1}, BadRequest),
        ({"name": "Tea"}, BadRequest),
    ],
)
def test_a_category_that_cannot_be_is_refused(
    session: Session, changes: dict[str, object], refusal: type[Exception]
) -> None:
    before = a_category(session)
    with pytest.raises(refusal):
        edited(session, **changes)
    assert all_categories(session.db) == [before]
    with pytest.raises(BadRequest):
        edit_category(session, category="Tea", changes={}, operation_id="nobody")


def test_a_rate_of_a_category_holds_the_currency_fast(session: Session) -> None:
    a_category(session)
    set_shop(session, changes={"currency": "USD"}, operation_id="dollars")
    edited(session, earn={"per": "1.00", "points": 1})
    with pytest.raises(NotAllowed):
        set_shop(session, changes={"currency": "JPY"}, operation_id="yen")
