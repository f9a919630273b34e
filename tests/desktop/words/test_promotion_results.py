"""Whether a promotion paid is said with what cannot be known."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from db.rules.promotion_results import PromotionResult
from db.rules.shop import ShopSettings
from desktop.i18n import use_language
from desktop.words.promotion_results import result_sentences, verdict_words

PAID = PromotionResult(
    first=date(2025, 11, 22), last=date(2026, 11, 21), days=12, points=900, sales=40, customers=30,
    compared=10, others=20, revenue=112_000, expected=Fraction(100_000), reach=Fraction(8_000),
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def test_the_answer_is_short_and_the_whole_of_it_honest() -> None:
    assert verdict_words(PAID) == "sold 12.0 % more"
    gave, sold, sure, honest = result_sentences(PAID, ShopSettings())
    assert "held on 12 days and gave 900 points in 40 sales to 30 customers: worth ¥900" in gave
    assert "On 10 of its days ¥112,000 were sold" in sold
    assert sold.endswith("would have made ¥100,000: that is ¥12,000 more.")
    assert "between ¥4,000 more and ¥20,000 more: more was sold" in sure
    assert "nobody was held back" in honest


@pytest.mark.parametrize(
    ("changed", "short", "said"),
    [
        ({"revenue": 90_000}, "sold 10.0 % less", "less was sold"),
        ({"revenue": 101_000}, "too close to say", "may be chance"),
        ({"reach": None}, "too few days yet", "at least 5 days"),
        ({"compared": 0}, "nothing to compare with", "no day to compare with"),
        ({"days": 0}, "did not hold yet", "held on no day"),
    ],
)
def test_what_cannot_be_said_is_not(changed: dict[str, Any], short: str, said: str) -> None:
    result = replace(PAID, **changed)
    assert verdict_words(result) == short
    assert said in " ".join(result_sentences(result, ShopSettings()))
