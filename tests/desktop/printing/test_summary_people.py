"""The third page says whom to speak to and why, and who brings friends."""

import io
from collections.abc import Callable
from dataclasses import replace

from desktop.printing.summary import draw_summary
from desktop.printing.summary_sheet import SummarySheet

Texts = Callable[[bytes], list[str]]


def page_of(sheet: SummarySheet, texts: Texts, number: int) -> str:
    to = io.BytesIO()
    draw_summary(sheet, to)
    return " ".join(texts(to.getvalue())[number - 1].split())


def test_who_is_worth_a_call_stands_with_phone_score_chance_and_reason(
    october: SummarySheet, texts: Texts
) -> None:
    told = page_of(october, texts, 3)
    for expected in (
        "Worth a call, as of 31 Oct 2026",
        "伊藤 直樹 090-0000-0142 94 31 % 42 days late · ¥86,200 a year",
        "scored us 6 in September",
        "Champions 61 11.9 % Thank them by name",
        "Who brings friends",
        "23 friends were brought this month, 14 bought.",
    ):
        assert expected in told


def test_where_nobody_is_worth_a_call_the_page_says_so(october: SummarySheet, texts: Texts) -> None:
    told = page_of(replace(october, calls=(), friends=None), texts, 3)
    assert "Nobody is late beyond their own rhythm" in told
    assert "Who brings friends" not in told
