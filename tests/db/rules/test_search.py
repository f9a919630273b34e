"""How words are cut into pieces, and asked for by them."""

from db.rules.search import entry_words, expression, pieces_of


def test_a_word_is_kept_as_its_pieces_and_its_start() -> None:
    assert pieces_of(" misa") == {"^mis", "mis", "isa", "sa", "a"}


def test_an_entry_holds_each_word_once_after_a_space() -> None:
    assert entry_words(["田中", "タナカ", "田中"]) == " 田中 タナカ"


def test_short_words_are_the_beginning_of_a_piece() -> None:
    assert expression([["田"]]) == '(("田" *))'
    assert expression([[" ta"]]) == '(("^ta" *))'


def test_long_words_are_asked_by_pieces_to_their_end() -> None:
    assert expression([[" tanaka"]]) == '(("^tan" AND "aka"))'
    assert expression([["misak"]]) == '(("mis" AND "sak"))'


def test_of_every_word_one_way_must_fit() -> None:
    assert expression([["tan", "タ"], ["mi"]]) == '(("tan") OR ("タ" *)) AND (("mi" *))'


def test_signs_that_would_end_the_question_are_harmless() -> None:
    assert expression([['"*']]) == '(("__" *))'
    assert pieces_of(' o"b') == {"^o_b", "o_b", "_b", "b"}
