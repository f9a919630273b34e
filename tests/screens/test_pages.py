"""Each page as it stands when it is opened, in every dress."""

import pytest

from desktop.pages.settings import SettingsPage
from tests.screens.conftest import Screen


@pytest.mark.parametrize("page", ["counter", "customers", "offers", "insights"])
def test_no_text_is_cut(screen: Screen, page: str) -> None:
    screen.window.turn_to(page)
    screen.look(page)


@pytest.mark.parametrize("section", ["shop", "points", "counting", "paper", "looks"])
def test_no_text_is_cut_in_the_settings(screen: Screen, section: str) -> None:
    screen.window.turn_to("settings")
    page = screen.window.current()
    assert isinstance(page, SettingsPage)
    page.turn_to_section(section)
    screen.look(f"settings-{section}")


def test_no_answer_of_the_scan_box_is_cut(screen: Screen) -> None:
    screen.window.scan.setFocus()
    screen.window.scan.setText("a")
    assert screen.window.scan.answers.isVisible()
    screen.look("scan-box")
