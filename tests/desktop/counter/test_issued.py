"""The coupons that a sale gave are printed before the customer has left."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.session import Session
from tests.desktop.desk import COFFEE, Desk


@pytest.fixture
def promise(desk: Desk, set_shop: Callable[..., None]) -> None:
    """Promise a coffee for the next visit; the desk's shop offers one."""
    del desk
    set_shop(next_visit={"reward": COFFEE, "minimum": "500"})


def sell(desk: Desk, qtbot: QtBot, amount: str) -> None:
    desk.counter.amount.setFocus()
    qtbot.keyClicks(desk.counter.amount, amount)
    qtbot.keyClick(desk.counter.amount, Qt.Key.Key_Return)


@pytest.mark.usefixtures("promise")
def test_what_a_sale_gave_is_printed_by_a_key(desk: Desk, session: Session, qtbot: QtBot) -> None:
    button = desk.counter.board.sale.issued_button
    assert not button.isVisible()
    sell(desk, qtbot, "800")
    assert session.db["coupons"].count == 1
    assert button.isVisible()
    qtbot.keyClick(desk.counter, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert desk.counter.papers.is_open()
    preview = desk.counter.papers.preview
    assert preview is not None
    assert preview.document.pageCount() == 1
    desk.counter.papers.close()
    qtbot.keyClicks(desk.counter.amount, "1")
    assert not button.isVisible()


@pytest.mark.usefixtures("promise")
def test_a_sale_that_gave_nothing_has_nothing_to_print(desk: Desk, qtbot: QtBot) -> None:
    sell(desk, qtbot, "499")
    assert not desk.counter.board.sale.issued_button.isVisible()
    desk.counter.issued.print()
    assert not desk.counter.papers.is_open()
