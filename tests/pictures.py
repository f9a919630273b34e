"""Small pictures for tests, drawn on the spot."""

import io

from PIL import Image


def drawn(width: int = 40, height: int = 40, *, kind: str = "PNG", colour: str = "tomato") -> bytes:
    """Return a picture of one colour."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(content, kind)
    return content.getvalue()
