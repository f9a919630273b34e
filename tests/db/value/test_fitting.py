"""The search for the most likely parameters finds the same place from wherever it begins."""

import numpy as np
import pytest

from db.value.fitting import Real, most_likely


def hill(parameters: Real) -> tuple[float, Real]:
    """A smooth hill in the logarithms, with its top at (0.02, 300) and nothing but slopes."""
    away = np.log(parameters) - np.log([0.02, 300.0])
    return float(-5 - (away**2).sum() - (away**4).sum()), -2 * away - 4 * away**3


def test_the_top_is_found_from_far_away() -> None:
    parameters, value = most_likely(hill, [(1.0, 1.0), (0.001, 50_000.0)], weight=10)
    assert parameters == pytest.approx([0.02, 300.0], rel=1e-4)
    assert value == pytest.approx(-5)


def test_where_there_is_no_top_the_bounds_say_where_to_stop() -> None:
    parameters, _ = most_likely(
        lambda at: (float(np.log(at).sum()), np.ones(1)), [(1.0,)], weight=1
    )
    assert parameters[0] == pytest.approx(1e5)
