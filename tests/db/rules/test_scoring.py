"""A score is never below nothing, never above 100, and a stronger sign never gives fewer points."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.scoring import MOST, Ranks, Score, Signs, score_of, worth_ranks

ENDED = date(2026, 11, 3)

signs = st.builds(
    Signs,
    days_since=st.none() | st.integers(0, 4000),
    twice_rhythm=st.none() | st.integers(2, 2000),
    yearly_worth=st.integers(-(10**6), 10**9),
    worth_rank=st.fractions(0, 1),
    scored=st.none() | st.integers(0, 10),
    plan_ended_on=st.none() | st.just(ENDED),
    friends=st.integers(0, 50),
)


def points(score: Score) -> dict[str, int]:
    return {part.name: part.points for part in score.parts}


@given(signs)
def test_parts_stay_within_their_bounds_and_add_up(known: Signs) -> None:
    score = score_of(known)
    assert sum(MOST.values()) == 100
    assert 0 <= score.points == sum(points(score).values()) <= 100
    assert all(0 <= part.points <= part.most for part in score.parts)
    assert known.is_telling or not score.has_reason
    assert {part.name for part in score.told} == {p.name for p in score.parts if p.points}


@given(signs, st.integers(0, 500), st.fractions(0, 1), st.integers(0, 10), st.integers(0, 5))
def test_a_stronger_sign_never_gives_fewer_points(
    known: Signs, days: int, rank: Fraction, scored: int, friends: int
) -> None:
    later = known._replace(days_since=(known.days_since or 0) + days)
    worthier = known._replace(worth_rank=max(rank, known.worth_rank))
    angrier = known._replace(scored=min(scored, 10 if known.scored is None else known.scored))
    liked = known._replace(friends=known.friends + friends)
    ended = known._replace(plan_ended_on=ENDED)
    for stronger, part in (
        (later, "late"), (worthier, "worth"), (angrier, "unhappy"), (liked, "friends"),
        (ended, "plan_ended"),
    ):  # fmt: skip
        before, after = points(score_of(known)), points(score_of(stronger))
        assert after.pop(part) >= before.pop(part)
        assert after == before  # and moves no other part


@pytest.mark.parametrize(
    ("since", "twice", "late"),
    [(None, None, 0), (90, None, 0), (14, 28, 0), (15, 28, 1), (11, 21, 0), (12, 21, 1)],
)
def test_late_is_whole_days_beyond_the_own_rhythm(
    since: int | None, twice: int | None, late: int
) -> None:
    assert Signs(since, twice).days_late == late


@given(st.lists(st.integers(-50, 50)), st.integers(-60, 60))
def test_a_rank_is_the_share_of_the_years_buyers_who_brought_no_more(
    worths: list[int], worth: int
) -> None:
    buyers = [each for each in worths if each > 0]
    no_more = sum(each <= worth for each in buyers)
    expected = Fraction(no_more, len(buyers)) if worth > 0 and buyers else Fraction(0)
    assert worth_ranks(worths).of(worth) == expected
    assert Ranks([]).of(worth) == 0
