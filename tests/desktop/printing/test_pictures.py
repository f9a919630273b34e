"""Pictures on paper: their shape is kept, they stay in their room, and are kept once a file."""

import io
from typing import cast

import pypdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.pictures import draw_picture, size_within


def drawn(width: int, height: int, *, mode: str = "RGB", kind: str = "PNG", **how: object) -> bytes:
    content = io.BytesIO()
    Image.new(mode, (width, height), 90).save(content, kind, **how)
    return content.getvalue()


def test_a_picture_keeps_its_shape_and_stays_in_its_room() -> None:
    assert size_within(drawn(200, 100), width=50, height=50) == (50, 25)
    assert size_within(drawn(100, 200), width=50, height=50) == (25, 50)
    assert size_within(drawn(20, 10), width=100, height=100) == (100, 50)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture_is_drawn(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(100, 100), invariant=True)
    assert draw_picture(
        canvas, drawn(40, 20, mode=mode, kind=kind), 10, 10, width=80, height=80, align="right"
    ) == (80, 40)
    canvas.save()
    page = pypdfium2.PdfDocument(paper.getvalue())[0].render().to_pil()
    assert cast("tuple[int, ...]", page.getpixel((5, 5))) == (255, 255, 255)


def test_a_photo_taken_with_the_phone_on_its_side_stands_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    sideways = drawn(200, 100, kind="JPEG", exif=turned)
    assert size_within(sideways, width=50, height=50) == (25, 50)


def test_a_picture_on_many_pages_is_kept_once() -> None:
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(100, 100), invariant=True)
    for _ in range(20):
        draw_picture(canvas, drawn(40, 20, mode="RGBA"), 10, 10, width=80, height=80)
        canvas.showPage()
    canvas.save()
    reader = pypdf.PdfReader(io.BytesIO(paper.getvalue()))
    assert len({image.indirect_reference for page in reader.pages for image in page.images}) == 1
