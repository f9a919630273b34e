"""Who is named beside printed words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.queries.feedback import KindWords
from desktop.words.kind_words import speaker

pytestmark = pytest.mark.usefixtures("english")
WORDS = KindWords(
    "1-1", "c", "田中 美咲", None, datetime(2026, 11, 22, tzinfo=UTC), date(2026, 11, 22), 9, "So",
    quotable=True, named=False, staff=None,
)  # fmt: skip


def test_a_name_stands_only_with_consent_and_initials_only_where_they_can_be_told() -> None:
    assert speaker(WORDS) == "A customer of ours"  # kanji without a reading
    assert speaker(replace(WORDS, reading="タナカ ミサキ")) == "T.M."
    assert speaker(replace(WORDS, named=True)) == "美咲"
    assert speaker(replace(WORDS, name="Maria Santos")) == "M.S."
    assert speaker(replace(WORDS, name="田中", named=True)) == "A customer of ours"
