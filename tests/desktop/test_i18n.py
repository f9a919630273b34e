"""One catalogue for windows, paper and command line; English is the source."""

from contextvars import copy_context
from threading import Thread

import pytest

from desktop.i18n import LANGUAGES, language_in_use, mark, speaking, tr, trc, trn, use_language

WHOLE = "The book is whole: every fact, every balance."


def test_english_is_the_source_and_japanese_is_there() -> None:
    with speaking("en"):
        assert tr(WHOLE) == mark(WHOLE) == WHOLE
    with speaking("ja"):
        assert tr(WHOLE) != WHOLE


def test_a_sentence_nobody_translated_is_said_in_english() -> None:
    with speaking("ja"):
        assert tr("xyzzy") == "xyzzy"
        assert trn("{count} xyzzy", "{count} xyzzies", 2) == "{count} xyzzies"
        assert trc("magic", "xyzzy") == "xyzzy"


def test_english_counts_and_japanese_need_not() -> None:
    one, many = "{count} problem was found.", "{count} problems were found."
    with speaking("en"):
        assert [trn(one, many, count) for count in (0, 1, 2)] == [many, one, many]
    with speaking("ja"):
        assert len({trn(one, many, count) for count in (0, 1, 2)}) == 1


def test_a_language_is_spoken_for_the_length_of_a_block_even_if_it_ends_badly() -> None:
    with speaking("en"):
        with pytest.raises(ZeroDivisionError), speaking("ja"):
            tr(WHOLE[1 // 0])
        assert language_in_use() == "en"


def test_a_language_chosen_elsewhere_is_not_spoken_here() -> None:
    with speaking("en"):
        copy_context().run(use_language, "ja")
        heard: list[str] = []

        def speak() -> None:
            use_language("ja")
            heard.append(language_in_use())

        other = Thread(target=speak)
        other.start()
        other.join()
        assert heard == ["ja"]
        assert language_in_use() == "en"


def test_no_other_language_is_spoken() -> None:
    assert LANGUAGES == ("en", "ja")
    with pytest.raises(AssertionError):
        use_language("fr")
