"""What is chosen is seen at once on the real paper, and kept only when it is saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.coupon_designs import design_of
from db.queries.pictures import picture_of_reward
from db.rules.coupon_designs import PLAIN, CouponDesign
from db.rules.rewards import Reward
from db.session import Session
from db.usecases.coupon_designs import design_coupon
from db.usecases.rewards import NewReward, add_reward
from desktop.widgets.coupon_designer import CouponDesigner
from desktop.widgets.page import Page
from tests.pictures import drawn

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

GREEN = CouponDesign("お茶", "By the window.", "#2a6a43")


@pytest.fixture
def tea(session: Session, set_shop: Callable[..., None]) -> Reward:
    set_shop(name="花の店", paper={"coupon_words": "Come again.", "colour": "#33507a"})
    return add_reward(session, NewReward("Tea", "free_item", "300", 0), operation_id="tea")


@pytest.fixture
def designer(
    dressed_app: QApplication, session: Session, tea: Reward, qtbot: QtBot
) -> CouponDesigner:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made = CouponDesigner(page, closed=lambda: None)
    made.open_for(tea)
    return made


def shown(designer: CouponDesigner) -> str:
    """Return the words of the paper that is shown."""
    return designer.paper.document.getAllText(0).text()


def colours(designer: CouponDesigner) -> set[str]:
    image = designer.paper._image
    return {image.pixelColor(3, y).name() for y in range(0, image.height(), 7)}


def test_the_shop_s_own_look_is_shown_first(designer: CouponDesigner) -> None:
    for said in ("花の店", "Tea", "Come again.", "C7K2-9QXM-4TAB"):
        assert said in shown(designer)
    assert colours(designer) == {"#33507a"}
    assert designer.colour_words.text() == "The shop's own colour"
    assert designer.geometry() == designer._page.rect()


def test_what_is_typed_and_pressed_is_on_the_paper_within_a_moment(
    designer: CouponDesigner, qtbot: QtBot
) -> None:
    designer.title2.insert("お茶")
    designer.words.insert("By the window.")
    qtbot.mouseClick(designer.swatches.buttons["#2a6a43"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "By the window." in shown(designer), timeout=2000)
    assert "お茶" in shown(designer)
    assert "Come again." not in shown(designer)
    assert colours(designer) == {"#2a6a43"}
    assert design_of(designer._page.session.db, designer._reward.id) == PLAIN  # type: ignore[union-attr]


def test_the_roll_is_shown_too(designer: CouponDesigner, qtbot: QtBot) -> None:
    wide = designer.paper.document.pagePointSize(0).width()
    designer.papers.buttons["receipt80"].click()
    qtbot.waitUntil(lambda: designer.paper.document.pagePointSize(0).width() < wide)
    assert "Tea" in shown(designer)


def test_a_design_is_saved_with_its_picture_and_said(
    designer: CouponDesigner, tea: Reward, tmp_path: Path
) -> None:
    (tmp_path / "cake.png").write_bytes(drawn(200, 100))
    designer.picture.take(tmp_path / "cake.png")
    designer.title2.setText(GREEN.title2)
    designer.words.setText(GREEN.words)
    designer.swatches.choose(GREEN.colour)
    designer.save_button.click()
    db = designer._page.session.db
    assert design_of(db, tea.id) == GREEN
    assert picture_of_reward(db, tea.id) == drawn(200, 100)
    assert designer.isHidden()
    assert "Tea" in designer._page.notice.text()
    designer.open_for(tea)
    assert designer.design() == GREEN
    assert designer.picture.content == drawn(200, 100)


def test_going_back_to_the_shop_s_look_is_kept_only_when_saved(
    designer: CouponDesigner, tea: Reward
) -> None:
    session = designer._page.session
    design_coupon(session, reward_id=tea.id, design=GREEN, operation_id="d")
    designer.open_for(tea)
    designer.reset_button.click()
    assert "Come again." in shown(designer)
    assert design_of(session.db, tea.id) == GREEN
    designer.save_button.click()
    assert design_of(session.db, tea.id) == PLAIN


def test_escape_leaves_all_as_it_was(designer: CouponDesigner, tea: Reward, qtbot: QtBot) -> None:
    designer.title2.insert("x")
    qtbot.keyClick(designer.title2, Qt.Key.Key_Escape)
    assert designer.isHidden()
    assert design_of(designer._page.session.db, tea.id) == PLAIN


def test_enter_saves_and_a_pale_colour_is_remarked_upon(
    designer: CouponDesigner, tea: Reward, qtbot: QtBot
) -> None:
    designer.swatches.choose("#f3e9b0")
    qtbot.waitUntil(lambda: "pale" in designer.colour_words.text(), timeout=2000)
    qtbot.keyClick(designer.title2, Qt.Key.Key_Return)
    assert design_of(designer._page.session.db, tea.id).colour == "#f3e9b0"


def test_somebody_without_the_right_is_told_so(designer: CouponDesigner, tea: Reward) -> None:
    designer._page.session = designer._page.session.with_request(staff="mio", role="staff")
    designer.save_button.click()
    assert not designer.isHidden()
    assert "manager" in designer._page.notice.text()
    assert design_of(designer._page.session.db, tea.id) == PLAIN
