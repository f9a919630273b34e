"""The first page tells friends and those at risk where there are any, and is silent else."""

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


def test_the_story_tells_who_was_brought_and_who_is_at_risk(
    october: SummarySheet, texts: Texts
) -> None:
    told = page_of(october, texts, 1)
    assert "51 people came for the first time, 14 of them brought by friends." in told
    assert "Most at risk: 14 customers worth ¥612,000 a year (page 3)." in told


def test_without_friends_and_risk_nothing_is_said_of_them(
    october: SummarySheet, texts: Texts
) -> None:
    told = page_of(replace(october, newcomers_by_friends=0, at_risk=None), texts, 1)
    assert "51 people came for the first time." in told
    assert "brought by" not in told
    assert "at risk" not in told
