"""Who a customer is, on top of their page, and what its buttons ask for."""

from dataclasses import replace

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.widgets.customer_head import CustomerHead, CustomerHeading
from desktop.widgets.customer_panel import CustomerFace

FACE = CustomerFace(
    name="田中 美咲",
    reading="タナカ ミサキ",
    number="No. 0004 1287 3",
    chips=[("Gold until 31 Mar", "gold"), ("Bean Club · paid until 2 Dec", "info")],
    balance="1,240",
    unit="points · worth ¥1,240",
    ending="120 points expire on 31 Dec",
    note="Oat milk",
)
SHOWN = CustomerHeading(
    face=FACE, phone="090-0000-0142", tags=("猫",), percent=64, way="¥3,200 to Platinum",
    keep="Gold will stay after 31 Mar", has_tiers=True,
)  # fmt: skip


def head_of(qtbot: QtBot, shown: CustomerHeading) -> CustomerHead:
    head = CustomerHead()
    qtbot.addWidget(head)
    head.resize(1200, 200)
    head.show_heading(shown)
    with qtbot.waitExposed(head):
        head.show()
    return head


def test_all_that_is_known_stands_there(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    head = head_of(qtbot, SHOWN)
    words = (head.name, head.reading, head.number, head.phone, head.note, head.ending)
    assert [each.text() for each in words] == [
        "田中 美咲", "タナカ ミサキ", "No. 0004 1287 3", "090-0000-0142", "Oat milk",
        "120 points expire on 31 Dec",
    ]  # fmt: skip
    assert (head.balance.text(), head.way.bar.percent) == ("1,240", 64)


def test_what_is_not_known_takes_no_room(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    bare = replace(FACE, reading="", note="", ending="", chips=[])
    head = head_of(
        qtbot,
        replace(SHOWN, face=bare, phone="", tags=(), percent=None, way="", keep="",
                has_tiers=False),
    )  # fmt: skip
    for each in (head.reading, head.phone, head.note, head.ending, head.chips, head.tags, head.way,
                 head.tiers_button):  # fmt: skip
        assert not each.isVisible()


def test_each_button_asks_for_what_it_says(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    head = head_of(qtbot, SHOWN)
    asked: tuple[tuple[QPushButton, SignalInstance], ...] = (
        (head.back_button, head.left),
        (head.serve_button, head.serve_asked),
        (head.edit_button, head.edit_asked),
        (head.tiers_button, head.tiers_asked),
    )
    for button, signal in asked:
        with qtbot.waitSignal(signal):
            button.click()
    with qtbot.waitSignal(head.statement_asked):
        head.balance.pressed.emit()
