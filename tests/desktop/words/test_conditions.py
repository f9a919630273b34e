"""What the conditions of a promotion are called."""

from typing import get_args

from db.rules.promotions import BirthdaySpan, Once
from desktop.words.conditions import (
    birthday_spans,
    condition_choice,
    condition_kinds,
    condition_words,
    times_for_each,
)


def test_each_condition_has_words_for_its_row_and_for_the_choice() -> None:
    kinds = condition_kinds()
    assert len({condition_words(kind) for kind in kinds}) == len(kinds)
    assert len({condition_choice(kind) for kind in kinds}) == len(kinds)


def test_every_span_and_every_limit_of_the_rules_can_be_chosen() -> None:
    assert set(birthday_spans()) == set(get_args(BirthdaySpan))
    assert [value for value, _ in times_for_each()] == ["", *get_args(Once)]
