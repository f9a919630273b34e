"""Pictures as people have them: made upright, small enough, and free of where they were taken."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from db.errors import BadRequest

_LONGEST = 1600  # pixels; sharp on a whole page's width
_HEAVIEST = 600_000
_MOST_PIXELS = 80_000_000


def ready_picture(content: bytes) -> bytes:
    """Return a picture the way the book keeps it; raises BadRequest for what is no picture.

    What fits already stays as it is, unless it tells of the place where it was taken.
    """
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise BadRequest("data", "picture_large", str(_LONGEST))
            fits = max(opened.size) <= _LONGEST and len(content) <= _HEAVIEST
            if fits and opened.format in ("PNG", "JPEG") and not opened.getexif():
                opened.load()
                return content
            return _made_small(ImageOps.exif_transpose(opened))
    except UnidentifiedImageError as error:
        raise BadRequest("data", "picture_kind") from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow says of a damaged file
        raise BadRequest("data", "picture_broken") from error


def _made_small(picture: Image.Image) -> bytes:
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    shown = picture.convert("RGBA" if see_through else "RGB")
    shown.thumbnail((_LONGEST, _LONGEST))
    while True:
        content = BytesIO()
        if see_through:
            shown.save(content, "PNG", optimize=True)
        else:
            shown.save(content, "JPEG", quality=88)
        if content.tell() <= _HEAVIEST:
            return content.getvalue()
        shown = shown.resize((max(shown.width * 3 // 4, 16), max(shown.height * 3 // 4, 16)))
