"""The panel looks like a card of the shop, whatever its colours and however long its names."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4

from desktop.printing.look import ShopLook
from desktop.printing.member_panel import LARGE_PANEL, SMALL_PANEL, PanelMeasures, draw_panel
from desktop.printing.sheet import open_paper

Ink = Callable[[bytes], list[tuple[float, float, float, float]]]


@pytest.mark.parametrize("measures", [LARGE_PANEL, SMALL_PANEL])
@pytest.mark.parametrize(
    "plan", ["Pass", "朝のコーヒー飲み放題プラン・平日限定・お得な年間会員" * 2]
)
def test_all_words_lie_on_the_panel(measures: PanelMeasures, plan: str, ink: Ink) -> None:
    to = io.BytesIO()
    canvas = open_paper(to, size=A4, title="x", author="x")
    width = measures.height * 1.9
    draw_panel(
        canvas, ShopLook("Café " * 20), measures, 50, 700, width=width, plan=plan,
        name="Montgomery " * 9, number="2000000000015",
    )  # fmt: skip
    canvas.save()
    left, bottom, right, top = ink(to.getvalue())[0]
    assert left >= 50
    assert right <= 50 + width
    assert bottom >= 700 - measures.height
    assert top <= 700
