"""The head of a shop's letters: what was not said is left out, long names stay in their column."""

import io
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.letterhead import details_of, draw_letterhead
from desktop.printing.lettering import Align, load_fonts
from desktop.printing.look import ShopLook
from tests.desktop.printing.post import FULL, PLAIN, letters_of


def drawn(look: ShopLook, align: Align = "left") -> tuple[bytes, float]:
    load_fonts()
    pdf = io.BytesIO()
    canvas = Canvas(pdf, pagesize=(300, 300), invariant=True)
    foot = draw_letterhead(canvas, look, 60, 280, width=170, align=align)
    canvas.save()
    return pdf.getvalue(), foot


@pytest.mark.parametrize("align", ["left", "centre", "right"])
@pytest.mark.parametrize(
    "look", [PLAIN, FULL, replace(FULL, name="株式会社こもれび珈琲焙煎所 渋谷神宮前本店別館")]
)
def test_a_head_keeps_within_its_column_and_above_its_foot(look: ShopLook, align: Align) -> None:
    pdf, foot = drawn(look, align)
    for _, left, low, right, high in letters_of(pdf):
        assert left >= 59
        assert right <= 231
        assert low >= foot - 1
        assert high <= 281


def test_only_what_was_said_is_there() -> None:
    assert details_of(PLAIN) == ()
    assert details_of(FULL)[-1] == "komorebi.example"
    assert drawn(PLAIN)[1] > drawn(FULL)[1]
