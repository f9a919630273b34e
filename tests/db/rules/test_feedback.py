"""Groups of scores, the net score, and an interval that holds what it promises."""

from fractions import Fraction
from math import comb

import pytest

from db.errors import BadRequest
from db.rules.feedback import (
    FeedbackCounts,
    are_kind,
    counts_of,
    group_of,
    is_chance,
    read_comment,
    read_score,
)


def test_a_score_falls_into_one_of_three_groups() -> None:
    groups = [group_of(score) for score in range(11)]
    assert groups == ["detractor"] * 7 + ["passive"] * 2 + ["promoter"] * 2
    assert counts_of([10, 9, 8, 7, 6, 0]) == FeedbackCounts(2, 2, 2)


def test_a_change_of_few_answers_is_called_chance() -> None:
    few, fewer = FeedbackCounts(5, 7, 1), FeedbackCounts(9, 6, 0)
    assert is_chance(few, fewer)
    assert is_chance(few, few)
    assert is_chance(few, FeedbackCounts())
    many, more = FeedbackCounts(500, 400, 100), FeedbackCounts(600, 350, 50)
    assert not is_chance(many, more)
    assert not is_chance(more, many)


def test_the_net_score_is_the_exact_share_of_promoters_less_that_of_detractors() -> None:
    assert FeedbackCounts(promoters=2, detractors=1).score == Fraction(100, 3)
    assert FeedbackCounts(0, 5, 0).score == 0
    assert FeedbackCounts().score is None
    assert FeedbackCounts().interval is None


def test_the_interval_stays_within_the_scale_and_narrows_with_more_answers() -> None:
    few, many = FeedbackCounts(6, 2, 2).interval, FeedbackCounts(600, 200, 200).interval
    assert few is not None
    assert many is not None
    assert few.low < many.low < 40 < many.high < few.high
    alone = FeedbackCounts(1, 0, 0).interval
    assert alone is not None
    assert -100 <= alone.low < 0 < alone.high == 100
    turned = FeedbackCounts(2, 2, 6).interval
    assert turned is not None
    assert (turned.low, turned.high) == (-few.high, -few.low)


def coverage(size: int, promoters: Fraction, detractors: Fraction) -> Fraction:
    """Return how often the interval holds the truth, over every outcome there is."""
    truth, passives = 100 * (promoters - detractors), 1 - promoters - detractors
    found = Fraction(0)
    for above in range(size + 1):
        for below in range(size + 1 - above):
            between = size - above - below
            interval = FeedbackCounts(above, between, below).interval
            assert interval is not None
            if interval.low <= truth <= interval.high:
                ways = comb(size, above) * comb(size - above, below)
                found += ways * promoters**above * detractors**below * passives**between
    return found


@pytest.mark.parametrize("size", [2, 5, 11, 15])
def test_the_interval_holds_the_truth_in_93_6_of_100_cases_at_the_least_however_few_answer(
    size: int,
) -> None:
    shares = [Fraction(tenth, 10) for tenth in range(11)]
    truths = [(p, d) for p in shares for d in shares if p + d <= 1 and max(p, d) < 1]
    found = [coverage(size, promoters, detractors) for promoters, detractors in truths]
    assert min(found) >= Fraction(936, 1000)
    assert sum(found) / len(found) >= Fraction(95, 100)


def test_words_are_kind_from_nine_on_and_from_seven_on_where_they_may_be_printed() -> None:
    assert [are_kind(score, quotable=False) for score in (6, 8, 9)] == [False, False, True]
    assert [are_kind(score, quotable=True) for score in (6, 7, 9)] == [False, True, True]


@pytest.mark.parametrize("score", [-1, 11, 7.5, "9", True, None])
def test_nothing_but_a_whole_number_from_0_to_10_is_a_score(score: object) -> None:
    with pytest.raises(BadRequest) as refused:
        read_score(score)
    assert refused.value.field == "score"


@pytest.mark.parametrize("comment", ["", "  \n ", "a" * 501, 7])
def test_words_are_neither_empty_nor_endless(comment: object) -> None:
    with pytest.raises(BadRequest) as refused:
        read_comment(comment)
    assert refused.value.field == "comment"


def test_words_of_several_lines_become_one() -> None:
    assert read_comment(" Warm soup,\nwarm people ") == "Warm soup, warm people"
