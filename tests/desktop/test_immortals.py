"""Calls of Qt without number leave Python's own values alone."""

import sys

from PySide6.QtCore import QObject

from desktop.immortals import keep_immortals


def test_none_outlives_any_number_of_calls() -> None:
    keep_immortals()
    nobody = QObject()
    for _ in range(200_000):
        nobody.parent()
    assert nobody.parent() is None
    assert sys.getrefcount(None) > 10**9
