"""The counting window that visits propose: the 80th percentile of the gaps, by nearest rank."""

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.counting_window import GAPS_NEEDED, ProposedWindow, proposed_window_of


@given(st.lists(st.lists(st.integers(0, 90), min_size=1, max_size=20).map(sorted), max_size=9))
def test_the_window_is_the_gap_at_four_fifths(shop: list[list[int]]) -> None:
    gaps = sorted(b - a for days in shop for a, b in pairwise(sorted(set(days))))
    found = proposed_window_of(shop)
    if len(gaps) < GAPS_NEEDED:
        assert found is None
    else:
        assert found == ProposedWindow(gaps[ceil(len(gaps) * 4 / 5) - 1], len(gaps))


@pytest.mark.parametrize(("long", "days"), [(20, 7), (21, 60)])
def test_a_fifth_of_longer_gaps_moves_it(long: int, days: int) -> None:
    weekly, seldom = [7 * week for week in range(81)], [60 * visit for visit in range(long + 1)]
    assert proposed_window_of([weekly, seldom]) == ProposedWindow(days, 80 + long)
