"""Slips as black dots."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from desktop.receipt_raster import black_and_white, dots_of

MM = 72 / 25.4


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    del qapp


def a_line(paper_mm: float, long_mm: float) -> bytes:
    """A black bar in the middle of a roll."""
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(paper_mm * MM, 60 * MM))
    canvas.rect((paper_mm - long_mm) / 2 * MM, 20 * MM, long_mm * MM, 10 * MM, stroke=0, fill=1)
    canvas.save()
    return drawn.getvalue()


@pytest.mark.parametrize(
    ("dots", "paper_mm", "per_mm"), [(384, 58, 8), (512, 80, 512 / 72), (576, 80, 8)]
)
def test_a_slip_keeps_its_size_and_stands_in_the_middle(
    dots: int, paper_mm: int, per_mm: float
) -> None:
    (page,) = dots_of(a_line(paper_mm, 40), dots=dots)
    black = np.asarray(page) == 0
    columns = np.nonzero(black.any(axis=0))[0]
    assert page.width == dots
    assert len(columns) == pytest.approx(40 * per_mm, abs=1.5)
    assert columns[0] + columns[-1] == pytest.approx(dots, abs=3)
    assert black.any(axis=1).sum() == pytest.approx(10 * per_mm, abs=1.5)
    assert black[-1].any(), "nothing is fed below the last line"


def test_letters_and_codes_have_hard_edges_and_pictures_fine_dots() -> None:
    page = Image.new("L", (300, 200), 255)
    drawing = ImageDraw.Draw(page)
    drawing.rectangle((10, 10, 60, 60), fill=38)  # a code's field, in ink
    drawing.line((10, 80, 200, 80), fill=100, width=3)  # grey, as thin as letters
    drawing.rectangle((100, 100, 250, 180), fill=128)  # a picture's tone
    dots = np.asarray(black_and_white(page))
    assert not dots[12:58, 12:58].any()
    assert not dots[80, 20:190].any()
    assert 0.4 < dots[105:175, 105:245].mean() < 0.6
    assert dots[:, 270:].all()


@pytest.mark.parametrize(("dots", "paper_mm", "head_mm"), [(384, 58, 48), (576, 80, 72)])
def test_all_that_the_head_reaches_is_printed(dots: int, paper_mm: int, head_mm: int) -> None:
    (page,) = dots_of(a_line(paper_mm, head_mm - 1), dots=dots)
    columns = np.nonzero((np.asarray(page) == 0).any(axis=0))[0]
    assert len(columns) == pytest.approx((head_mm - 1) * 8, abs=1.5)
