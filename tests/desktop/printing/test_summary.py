import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from desktop.i18n import speaking
from desktop.printing.summary import SUMMARY_PAPERS, draw_summary
from desktop.printing.summary_sheet import Cohort, KeyFigures, SummarySheet, TopCustomer

Texts = Callable[[bytes], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]


def _printed(sheet: SummarySheet, paper: str = "a4") -> bytes:
    to = io.BytesIO()
    draw_summary(sheet, to, paper=paper)
    return to.getvalue()


def _empty(sheet: SummarySheet) -> SummarySheet:
    """Return the summary of a shop that has sold nothing yet."""
    points = replace(
        sheet.points, opening=0, earned=0, redeemed=0, expired=0, reversed=0,
        returned=0, adjusted=0, closing=0, pending=0, liability_minor=0,
    )  # fmt: skip
    return replace(
        sheet,
        start=0, end=0, gained=0, first_time=0, reactivated=0, retained=0, lapsed=0,
        figures=KeyFigures(None, None, None, None, None, None, 0, 0),
        previous=None, second_visit_month=None, second_visit_size=0,
        sales=0, buyers=0, new_customers=0, returning_customers=0,
        revenue_minor=0, revenue_new_minor=0, revenue_returning_minor=0,
        refunds_minor=0, net_revenue_minor=0, anonymous_sales=0, anonymous_revenue_minor=0,
        points=points, history=(), cohorts=(), others=None, plans=None, top_customers=(),
        newcomers_by_friends=0, stages=None, groups=(), calls=(), at_risk=None, friends=None,
        rewards=None, promotions=(), campaigns=(), team=(), words=None,
    )  # fmt: skip


def _crowded(sheet: SummarySheet) -> SummarySheet:
    """Return a summary of long names and large sums."""
    return replace(
        sheet,
        shop_name="喫茶コモレビ Café Komorebi " * 4,
        currency="USD",
        digits=2,
        revenue_minor=123_456_789_012,
        anonymous_revenue_minor=123_456_789_012,
        points=replace(sheet.points, opening=1_234_567_890, closing=-1_234_567_890),
        top_customers=tuple(
            TopCustomer("ジョナサン・アレクサンダー Montgomery-Fitzgerald " * 2, 99, 9_999_999_999)
            for _ in range(20)
        ),
        calls=sheet.calls * 20,
        groups=sheet.groups * 5,
        promotions=sheet.promotions * 20,
        campaigns=sheet.campaigns * 4,
        team=sheet.team * 3,
    )


def test_the_first_page_tells_shop_month_and_every_main_figure(
    october: SummarySheet, texts: Texts
) -> None:
    first, *_ = texts(_printed(october))
    for expected in (
        "Café Komorebi · 1–31 October 2026",
        "printed 1 Nov 2026 09:00",
        "page 1 of 4",
        "438 stayed with you",
        "81.4 %",
        "18.6 %",
        "(customers at the end 512 − gained 74) ÷ customers at the start 538",
        "178,100",
        "+31,940",
        "−22,310",
        "−3,510",
        "¥2,076,900",
        "−¥12,300",
        "¥2,064,600",
        "¥188,020",
    ):
        assert expected in first


def test_the_second_page_tells_who_comes_back_and_each_month(
    october: SummarySheet, texts: Texts
) -> None:
    _, second, *_ = texts(_printed(october))
    for expected in (
        "page 2 of 4",
        "Who comes back",
        "Nov 2025",
        "80.8 %",
        "The best 103 customers",
    ):
        assert expected in second


def test_the_summary_speaks_japanese(october: SummarySheet, texts: Texts) -> None:
    with speaking("ja"):
        first, second, *_ = texts(_printed(october))
    for expected in (
        "継続率レポート",
        "離反率",
        "2026年10月1日〜31日",
        "1 / 4 ページ",
        "計算のしかた",
    ):
        assert expected in first
    assert "2025年11月" in second


@pytest.mark.parametrize("paper", SUMMARY_PAPERS)
def test_nothing_lies_outside_the_margins(
    paper: str, october: SummarySheet, language: str, ink: Ink
) -> None:
    assert language
    for sheet in (october, _crowded(october), _empty(october)):
        pdf = _printed(sheet, paper)
        page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
        for left, bottom, right, top in ink(pdf):
            assert left >= 47
            assert right <= float(page.mediabox.width) - 47
            assert bottom >= 36
            assert top <= float(page.mediabox.height) - 36


def test_a_shop_that_has_sold_nothing_prints_dashes_not_zeros_of_a_hundred(
    october: SummarySheet, texts: Texts
) -> None:
    pages = (" ".join(text.split()) for text in texts(_printed(_empty(october))))
    first, second, third, _ = pages
    assert "no retention rate" in first
    assert "–" in first
    assert "100 %" not in first
    assert "No figure in these months yet" in first
    assert "Who comes back" not in second
    assert "Nobody is late" in third


def test_a_long_shop_name_never_hides_the_month(october: SummarySheet, texts: Texts) -> None:
    for page in texts(_printed(_crowded(october))):
        assert "1–31 October 2026" in page


def test_only_the_last_twelve_months_newcomers_have_room(
    october: SummarySheet, texts: Texts
) -> None:
    many = tuple(
        Cohort(date(2024 + n // 12, n % 12 + 1, 1), 10, tuple([5] * (34 - n))) for n in range(34)
    )
    _, second, *_ = texts(_printed(replace(october, cohorts=many)))
    assert "Oct 2025" not in second
    assert "+11" in second
    assert "+12" not in second


def test_on_a_full_page_no_line_runs_into_another(
    october: SummarySheet, touching: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    assert touching(_printed(_crowded(october), "letter")) == []


def test_the_same_month_gives_the_same_bytes(october: SummarySheet) -> None:
    assert _printed(october) == _printed(october)
