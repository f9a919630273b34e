"""The law's figure beside what is out."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.vouchers import Outstanding
from db.rules.shop import ShopSettings
from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.voucher_law import VoucherLaw

JAPAN = ShopSettings()


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Page:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def law(page: Page) -> VoucherLaw:
    return VoucherLaw(page)


@pytest.mark.parametrize(
    ("out", "figure", "change"),
    [
        (Outstanding(2, 5000, 2000), "¥3,000", ""),
        (Outstanding(9, 7_999_999, 0), "¥7,999,999", ""),
        (Outstanding(9, 8_000_000, 0), "¥8,000,000", "near the limit"),
        (Outstanding(9, 10_000_000, 0), "¥10,000,000", "near the limit"),
        (Outstanding(9, 10_000_001, 0), "¥10,000,001", "over the limit"),
        (Outstanding(9, 19_000_000, 12_000_000), "¥7,000,000", ""),
    ],
)
def test_what_ends_within_six_months_is_left_out_of_the_figure(
    law: VoucherLaw, out: Outstanding, figure: str, change: str
) -> None:
    law.show_for(JAPAN, out)
    assert (law.tile.figure.text(), law.tile.change.text()) == (figure, change)
    assert "¥10,000,000" in law.tile.note.text()


def test_it_is_said_in_japan_alone_and_where_there_is_something_out(law: VoucherLaw) -> None:
    law.show_for(JAPAN, Outstanding(2, 5000, 0))
    assert not law.tile.isHidden()
    law.show_for(JAPAN, Outstanding())
    assert law.tile.isHidden()
    law.show_for(ShopSettings(country="US", currency="USD", digits=2), Outstanding(2, 5000, 0))
    assert law.tile.isHidden()


def test_the_rest_is_one_press_away_and_names_an_adviser(law: VoucherLaw) -> None:
    law.show_for(JAPAN, Outstanding(2, 5000, 2000))
    law.more_button.click()
    assert law.isVisible()
    assert "¥3,000" in law.now.text()
    said = " ".join(each.text() for each in law.findChildren(type(law.now)))
    assert "adviser" in said
    law.done_button.click()
    assert not law.isVisible()
