"""Whether a window can open is known before Qt is asked."""

import sys

import pytest

from desktop.screen import has_screen


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a screen is always there")
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DISPLAY", ":0", True),
        ("WAYLAND_DISPLAY", "wayland-0", True),
        ("QT_QPA_PLATFORM", "offscreen", True),
        ("DISPLAY", "", False),
    ],
)
def test_a_screen_is_one_that_somebody_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: bool
) -> None:
    for other in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, value)
    assert has_screen() is expected
