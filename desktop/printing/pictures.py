"""Draws the shop's own pictures: a logo, the picture of a coupon; as large as their room allows."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import Align

_MOST_PIXELS = 1000  # on a side: sharp at 300 dots an inch up to 85 mm, and quick to draw


@lru_cache(maxsize=16)
def _drawable(content: bytes) -> ImageReader:
    """Return the picture the right way up, in colours that papers know."""
    with Image.open(BytesIO(content)) as opened:
        upright = ImageOps.exif_transpose(opened)
        see_through = "A" in upright.getbands() or "transparency" in upright.info
        shown = upright.convert("RGBA" if see_through else "RGB")
        shown.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
        return ImageReader(shown)


def size_within(content: bytes, *, width: float, height: float) -> tuple[float, float]:
    """Return how wide and high a picture stands in a room, its shape kept."""
    across, down = _drawable(content).getSize()
    scale = min(width / across, height / down)
    return across * scale, down * scale


def draw_picture(
    canvas: Canvas,
    content: bytes,
    x: float,
    y: float,
    *,
    width: float,
    height: float,
    align: Align = "left",
) -> tuple[float, float]:
    """Draw a picture into the room whose lower left corner is x, y; return how large it stands.

    It keeps its shape, stands in the middle of the height, and goes into the file only once.
    """
    wide, high = size_within(content, width=width, height=height)
    x += {"left": 0.0, "centre": (width - wide) / 2, "right": width - wide}[align]
    y += (height - high) / 2
    canvas.drawImage(_drawable(content), x, y, wide, high, mask="auto")
    return wide, high
