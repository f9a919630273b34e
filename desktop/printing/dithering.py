"""Makes pictures of black dots alone, for printers that know no grey."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.codes import DOT


@lru_cache(maxsize=8)
def dotted(content: bytes, *, width: int, height: int) -> ImageReader:
    """Return a picture as black and white dots, as large as fits into so many of them.

    What shows through is white, as paper is; its shape is kept.
    """
    with Image.open(BytesIO(content)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    ground = Image.new("RGBA", upright.size, "white")
    grey = ImageOps.autocontrast(Image.alpha_composite(ground, upright).convert("L"), cutoff=1)
    scale = min(width / grey.width, height / grey.height)
    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
    black_and_white = grey.resize(size, Image.Resampling.LANCZOS).convert("1")
    return ImageReader(black_and_white.convert("L"))


def draw_dotted(canvas: Canvas, dots: ImageReader, x: float, y: float) -> None:
    """Draw such a picture with its lower left corner at x, y, each dot as one of the printer's."""
    width, height = dots.getSize()
    canvas.drawImage(dots, x, y, width * DOT, height * DOT)
