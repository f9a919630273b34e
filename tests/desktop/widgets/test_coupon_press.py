"""Coupons made and drawn beside the window."""

import pytest
from pytestqt.qtbot import QtBot

from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from desktop.main_window import MainWindow
from desktop.widgets.coupon_press import CouponPress

OFF = Terms("amount_off", 200, "¥200 off")


@pytest.fixture
def press(window: MainWindow) -> CouponPress:
    window.turn_to("offers")
    return CouponPress(window.current())


def test_progress_is_told_up_to_the_last_one(
    press: CouponPress, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    told: list[tuple[int, int]] = []
    press.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignals([press.made, press.ended], timeout=20_000):
        issue = Issue(OFF, count=120, batch="Flyer")
        press.make(issue, paper="labels-2x5", operation_id="m", title="Flyer")
        assert press.is_busy()
    assert told == [(0, 120), (100, 120), (120, 120)]
    assert session.db["coupons"].count == 120
    assert press.preview is not None
    assert press.preview.document.pageCount() == 12
    assert not press.is_busy()
    qtbot.waitUntil(window.tasks.idle)


def test_coupons_that_are_there_are_drawn_and_none_is_made(
    press: CouponPress, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    issued = issue_coupons(session, Issue(OFF, count=3), operation_id="i")
    made: list[int] = []
    press.made.connect(made.append)
    with qtbot.waitSignal(press.ended, timeout=20_000):
        press.draw([each.code for each in issued], paper="a6", title="Coupons")
    assert press.preview is not None
    assert press.preview.document.pageCount() == 3
    assert made == []
    assert session.db["coupons"].count == 3
    qtbot.waitUntil(window.tasks.idle)


def test_a_sheet_of_labels_that_was_used_before_is_begun_where_it_is_free(
    press: CouponPress, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    issued = issue_coupons(session, Issue(OFF, count=3), operation_id="i")
    codes = [each.code for each in issued]
    with qtbot.waitSignal(press.ended, timeout=20_000):
        press.draw(codes, paper="labels-3x7", title="Coupons", start=20)
    assert press.preview is not None
    assert press.preview.document.pageCount() == 2
    with qtbot.waitSignal(press.ended, timeout=20_000):
        press.draw(codes, paper="labels-3x7", title="Coupons", start=22)
    assert "1–21" in window.current().notice.text()
    qtbot.waitUntil(window.tasks.idle)
