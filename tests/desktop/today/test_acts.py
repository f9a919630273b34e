"""What is on paper is marked as done once it was looked at; a friend's reward waits elsewhere."""

from collections.abc import Callable
from datetime import datetime

import pytest

from db.clock import fixed_clock
from db.queries.contacts import contacts_of
from db.queries.follow_ups import follow_ups_of
from db.rules.customers import NewCustomer
from db.rules.follow_ups import FollowUp, Greeting
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.day import turn_day
from db.usecases.rewards import NewReward, add_reward
from desktop.main_window import MainWindow
from desktop.pages.today import TodayPage


@pytest.fixture
def ito(session: Session, set_shop: Callable[..., None]) -> str:
    """Return a customer whose birthday is in three days, with an address and a coupon."""
    add_reward(session, NewReward("Slice of cake", "free_item", "450", 0), operation_id="cake")
    set_shop(birthday={"reward": "Slice of cake", "days_before": 3})
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat("2026-11-01T10:00+09:00")))
    new = NewCustomer(
        "Ito", birthday="1990-11-25", postcode="150-0001", address="東京都渋谷区神宮前1-2-3"
    )
    customer = add_customer(then, new=new, operation_id="ito").id
    turn_day(session, operation_id="day")
    return customer


@pytest.fixture
def page(window: MainWindow, ito: str) -> TodayPage:
    del ito
    window.turn_to("today")
    made = window.current()
    assert isinstance(made, TodayPage)
    return made


def birthday(session: Session, customer: str) -> FollowUp:
    found = follow_ups_of(session.moment(), customer)
    return next(each for each in found if each.kind == "birthday")


def test_a_coupon_is_shown_and_then_marked_as_done(
    page: TodayPage, session: Session, ito: str
) -> None:
    page.acts.act(birthday(session, ito))
    preview = page.acts.papers.preview
    assert preview is not None
    assert preview.isVisible()
    preview.close_preview()
    assert "on its way to Ito" in page.notice.text()
    page.notice.action.click()
    assert [each.by for each in contacts_of(session.moment(), ito)] == ["letter"]
    assert all(each.kind != "birthday" for each in follow_ups_of(session.moment(), ito))


def test_a_card_is_asked_about_only_where_it_was_looked_at(
    page: TodayPage, session: Session, ito: str
) -> None:
    page.acts.write(birthday(session, ito), sort="postcard")
    post = page.acts.post
    assert post.sort.value() == "postcard"
    assert post.kind.currentData() == "birthday"
    facts = birthday(session, ito).facts
    assert isinstance(facts, Greeting)
    assert post.coupon.currentData() == facts.code
    post.close_panel()
    assert page.notice.text() == ""
    page.acts.write(birthday(session, ito), sort="postcard")
    post.show_button.click()
    assert post.preview is not None
    post.preview.close_preview()
    post.close_panel()
    assert "on its way to Ito" in page.notice.text()


def test_the_counter_is_turned_to_with_whom_it_is_about(
    page: TodayPage, window: MainWindow, session: Session, ito: str
) -> None:
    page.acts.serve(birthday(session, ito))
    assert window.here() == "counter"
    window.turn_to("today")
    page.acts.decide(birthday(session, ito))
    assert window.here() == "offers"
