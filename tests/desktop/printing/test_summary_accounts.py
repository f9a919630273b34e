"""The fourth page gives account of points, rewards, offers, plans, and thanks the team."""

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


def test_every_account_stands_on_the_page(october: SummarySheet, texts: Texts) -> None:
    told = page_of(october, texts, 4)
    for expected in (
        "opening 178,100",
        "closing 184,220",
        "of that will lapse, as far as the past tells 21.0 %",
        "Together ¥109,500",
        "Bought only with something off 11.2 %",
        "Autumn letter · 1–31 Oct",
        "too few to say",
        "Rainy-day double 212 4,310 ¥4,310",
        "Coffee pass 92",
        "Mio 11 6 8 14",
        "NPS +42",
        "“The kindest shop in town.”",
    ):
        assert expected in told


def test_what_a_shop_does_not_do_is_left_out(october: SummarySheet, texts: Texts) -> None:
    bare = replace(october, plans=None, campaigns=(), promotions=(), team=(), words=None)
    told = page_of(bare, texts, 4)
    for absent in ("Plans", "Campaigns", "Promotions", "Thank the team", "What customers say"):
        assert absent not in told
