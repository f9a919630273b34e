"""Periods in words, long and short, in both languages."""

from datetime import date

import pytest

from db.rules.spans import KINDS, period_of
from desktop.i18n import speaking
from desktop.words.periods import (
    history_words,
    kind_choices,
    period_short,
    period_words,
    turning_words,
)

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["January 2026", "29 Dec 2025 – 4 Jan 2026", "Q1 2026", "2026"]),
        ("ja", ["2026年1月", "2025年12月29日～2026年1月4日", "2026年 第1四半期", "2026年"]),
    ],
)
def test_each_kind_is_told(language: str, words: list[str]) -> None:
    with speaking(language):
        assert [period_words(period_of(kind, DAY)) for kind in KINDS] == words


def test_they_are_short_under_a_chart() -> None:
    with speaking("en"):
        shown = [period_short(period_of(kind, DAY)) for kind in KINDS]
        assert shown == ["Jan", "29 Dec", "Q1", "2026"]
        assert {kind for kind, _ in kind_choices()} == set(KINDS)
        for kind in KINDS:
            assert kind in history_words(kind)
            assert all(kind in words for words in turning_words(kind))
