"""Every group by recency, frequency and money has a name, a meaning and something to do."""

import pytest

from db.rules.groups import GROUP_NAMES
from desktop.i18n import speaking
from desktop.words.groups import group_act, group_meaning, group_name_words


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_group_is_called_otherwise_and_asks_for_something_else(language: str) -> None:
    with speaking(language):
        for say in (group_name_words, group_meaning, group_act):
            assert len({say(name) for name in GROUP_NAMES}) == len(GROUP_NAMES)
