"""Who brought whom, drawn: two generations, in the order they came, each a press away."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.queries.friends import Friend, FriendTree, Person
from db.rules.referrals import Link
from db.rules.shop import ShopSettings
from desktop.widgets.friend_tree import FriendTreeView

DAY = date(2026, 11, 22)


def friend(name: str, *friends: Friend) -> Friend:
    return Friend(
        Person(name, "1", name), Link(name, "r", DAY), "pending", waits=False, spent=0, visits=0,
        friends=friends,
    )  # fmt: skip


TREE = FriendTree(
    Person("r", "1", "Mei"), "MEI7", None,
    (friend("Ken", friend("Sho"), friend("Rei")), friend("Aoi")), 1, 1,
)  # fmt: skip


@pytest.fixture
def view(dressed_app: QApplication, qtbot: QtBot) -> FriendTreeView:
    del dressed_app
    made = FriendTreeView("friends")
    qtbot.addWidget(made)
    made.resize(480, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def left(view: FriendTreeView, name: str) -> int:
    return view.buttons[name].mapTo(view, QPoint(0, 0)).x()


def test_friends_stand_above_those_whom_they_brought(view: FriendTreeView, qtbot: QtBot) -> None:
    view.show_tree(TREE, ShopSettings())
    assert list(view.buttons) == ["Ken", "Sho", "Rei", "Aoi"]
    assert view.in_order() == list(view.buttons.values())
    assert not view.nobody.isVisible()
    qtbot.waitUntil(lambda: left(view, "Sho") > left(view, "Ken"))
    assert left(view, "Ken") == left(view, "Aoi")


def test_a_press_on_a_name_asks_for_that_customer(view: FriendTreeView, qtbot: QtBot) -> None:
    view.show_tree(TREE, ShopSettings())
    with qtbot.waitSignal(view.customer_asked) as asked:
        view.buttons["Rei"].click()
    assert asked.args == ["Rei"]
    assert view.buttons["Rei"].accessibleName() == "Show Rei"


def test_who_brought_nobody_has_a_code_to_say(view: FriendTreeView) -> None:
    view.show_tree(TREE, ShopSettings())
    view.show_tree(replace(TREE, friends=(), rank=None), ShopSettings())
    assert view.buttons == {}
    assert view.nobody.text() == "Mei has brought nobody yet. Their code is MEI7."
    shown = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    assert shown == ["Friends", view.nobody.text()]
