"""What a redeemed reward became."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.giving import IssuedCoupon
from db.rules.rewards import Reward, Terms
from db.session import Session
from db.usecases.rewards import Redemption
from desktop.widgets.coupon_panel import CouponPanel
from desktop.widgets.page import Page

CODE = "C7K29QXM4T8D"


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[CouponPanel]:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    yield CouponPanel(page)
    page.close()


def redemption(*, used: bool = False, until: date | None = date(2026, 12, 22)) -> Redemption:
    reward = Reward("r", "Free drip coffee", 300, Terms("free_item", 450))
    coupon = IssuedCoupon(CODE, reward.name, date(2026, 11, 22), until, used)
    return Redemption(reward, coupon, 940)


def test_the_code_stands_large_in_its_groups(panel: CouponPanel, qtbot: QtBot) -> None:
    panel.show_redemption(redemption(), on_sale=True)
    assert panel.code.text() == "C7K2-9QXM-4T8D"
    assert panel.until.text() == "Good until 22 Dec 2026"
    assert panel.left.text() == "940 points are left."
    with qtbot.waitSignal(panel.print_asked) as heard:
        panel.print_button.click()
    assert heard.args == [CODE]
    with qtbot.waitSignal(panel.use_asked) as heard:
        panel.use_button.click()
    assert heard.args == [CODE]


def test_what_is_handed_over_at_once_has_no_code_to_show(panel: CouponPanel) -> None:
    panel.show_redemption(redemption(used=True), on_sale=True)
    assert panel.title.text() == "Hand this over now"
    for each in (panel.code, panel.until, panel.print_button, panel.use_button):
        assert each.isHidden()


def test_what_is_no_matter_for_a_sale_is_not_put_on_one(panel: CouponPanel) -> None:
    panel.show_redemption(redemption(until=None), on_sale=False)
    assert panel.use_button.isHidden()
    assert panel.until.text() == "No last day"


def test_enter_ends_it_and_p_prints(panel: CouponPanel, qtbot: QtBot) -> None:
    panel.show_redemption(redemption(), on_sale=True)
    with qtbot.waitSignal(panel.print_asked):
        qtbot.keyClick(panel, "p")
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert panel.isHidden()
