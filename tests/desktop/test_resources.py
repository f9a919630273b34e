"""Shipped files are found beside the code, wherever the program is installed."""

import sys
from pathlib import Path

import pytest

from desktop.resources import resource


@pytest.mark.parametrize(
    "name",
    [
        "fonts/BIZUDPGothic-Regular.ttf",
        "fonts/BIZUDPGothic-Bold.ttf",
        "fonts/OFL.txt",
        "icons/okaeri.svg",
        "theme/desk.qss",
        "locale/ja/LC_MESSAGES/okaeri.mo",
        "samples/cdnow_sample.csv",
        "samples/demo_names.csv",
    ],
)
def test_what_the_program_asks_for_is_shipped(name: str) -> None:
    assert resource(name).is_file()


def test_a_frozen_program_looks_where_it_was_unpacked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("fonts") == tmp_path / "resources/fonts"
