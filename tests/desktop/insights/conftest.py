"""The page Insights on a shop that has lived from May to October 2026."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.pages.insights import InsightsPage


@pytest.fixture
def book_path(lived_book_file: Path, tmp_path: Path) -> Path:
    """Return the place of a copy of this test's own."""
    path = tmp_path / "shop.okaeri"
    shutil.copy(lived_book_file, path)
    return path


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> InsightsPage:
    """Return the page with October's figures on it."""
    window.turn_to("insights")
    made = window.current()
    assert isinstance(made, InsightsPage)
    qtbot.waitUntil(lambda: made.reading is not None and window.tasks.idle(), timeout=20_000)
    return made
