"""Nothing is cut where two entries become one, and where points are corrected or given."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.main_window import MainWindow
from desktop.pages.customers import CustomersPage
from tests.screens.cut_text import cut_texts


@pytest.fixture
def page(
    window: MainWindow, session: Session, set_shop: Callable[..., None], qtbot: QtBot
) -> CustomersPage:
    """Return the list of a shop with two who are in the book twice."""
    set_shop(points_gifts=True)
    new = NewCustomer(
        "髙橋 恵子",
        reading="タカハシ ケイコ",
        phone="090-0000-7777",
        birthday="1990-08-16",
        email="keiko@example.jp",
        note="窓側",
    )
    add_customer(session, new=new, operation_id="first")
    again = NewCustomer("恵子 高橋", reading="ケイコ タカハシ", birthday="--08-16", card="4901")
    add_customer(session, new=again, operation_id="again")
    window.turn_to("customers")
    made = window.pages["customers"]
    assert isinstance(made, CustomersPage)
    qtbot.waitUntil(lambda: made.doubles.found.count == 1)
    return made


def test_the_list_and_what_may_be_done(window: MainWindow, page: CustomersPage) -> None:
    window.grab()
    assert cut_texts(page) == []
    assert page.scroll_area.horizontalScrollBar().maximum() == 0


def test_two_side_by_side(window: MainWindow, page: CustomersPage) -> None:
    page.doubles.open_panel()
    window.grab()
    assert page.doubles.panel is not None
    assert cut_texts(page.doubles.panel) == []


@pytest.mark.parametrize("act", ["adjust", "give", "merge"])
def test_each_act(window: MainWindow, page: CustomersPage, qtbot: QtBot, act: str) -> None:
    getattr(page.acts, act)()
    qtbot.wait(20)
    window.grab()
    assert cut_texts(page) == []


def test_the_form_with_its_acts(window: MainWindow, page: CustomersPage) -> None:
    page.edit()
    window.grab()
    assert cut_texts(page.editor) == []
