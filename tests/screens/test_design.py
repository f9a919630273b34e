"""The design of a coupon in every dress: plain, with all that can be chosen, and on a roll."""

from pathlib import Path

import pytest

from db.queries.rewards import all_rewards
from desktop.pages.offers import OffersPage
from desktop.widgets.coupon_designer import CouponDesigner
from desktop.widgets.reward_section import RewardSection
from tests.pictures import drawn
from tests.screens.conftest import Screen


@pytest.fixture
def designer(screen: Screen) -> CouponDesigner:
    screen.window.turn_to("offers")
    page = screen.window.current()
    assert isinstance(page, OffersPage)
    section = page.part(RewardSection)
    section.design(all_rewards(screen.window.session.db)[0])
    assert isinstance(section._designer, CouponDesigner)
    return section._designer


def test_no_text_of_the_design_is_cut(screen: Screen, designer: CouponDesigner) -> None:
    del designer
    screen.look("design")


def test_no_text_of_a_full_design_is_cut(
    screen: Screen, designer: CouponDesigner, tmp_path: Path
) -> None:
    (tmp_path / "cake.png").write_bytes(drawn(400, 300))
    designer.picture.take(tmp_path / "cake.png")
    designer.title2.setText("お誕生日ケーキ")
    designer.words.setText("Come and sit by the window.")
    designer.swatches.choose("#f3e9b0")
    designer.draw_now()
    screen.look("design-full")
    designer.papers.choose("receipt80")
    designer.draw_now()
    screen.look("design-roll")
