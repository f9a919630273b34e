"""The second page measures each stage by its own measure."""

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


def test_each_stage_stands_with_its_own_measure(october: SummarySheet, texts: Texts) -> None:
    told = page_of(october, texts, 2)
    for expected in (
        "First 3 months 180 came on a second day 43.1 %",
        "3 to 18 months 260 keep to their own rhythm 71.2 %",
        "+4.2 %",
        "Oct 2026",
        "Bought last month and this month",
    ):
        assert expected in told


def test_a_month_of_less_is_told_with_its_minus(october: SummarySheet, texts: Texts) -> None:
    assert october.stages is not None
    less = replace(october.stages, growth_percent=-october.stages.growth_percent)  # type: ignore[operator]
    assert "−4.2 %" in page_of(replace(october, stages=less), texts, 2)
