"""A printer that knows no grey shows a logo as dots, and nothing but dots."""

import io

from PIL import Image

from desktop.printing.dithering import dotted


def drawn(mode: str, colour: object, size: tuple[int, int] = (60, 30)) -> bytes:
    content = io.BytesIO()
    picture = Image.new(mode, size, colour)  # type: ignore[arg-type]
    picture.paste(Image.new(mode, (20, 30), 0 if mode == "L" else (0, 0, 0, 255)), (0, 0))
    picture.save(content, "PNG")
    return content.getvalue()


def shades(content: bytes) -> dict[object, int]:
    """Return how often each shade stands in the dots."""
    dots = dotted(content, width=120, height=120)
    picture = Image.frombytes("L", dots.getSize(), bytes(dots.getRGBData()))  # type: ignore[no-untyped-call]
    return {shade: count for count, shade in picture.getcolors() or []}


def test_there_is_black_and_white_and_nothing_between() -> None:
    assert set(shades(drawn("L", 128))) == {0, 255}


def test_the_shape_is_kept_within_the_room() -> None:
    assert dotted(drawn("L", 255), width=120, height=120).getSize() == (120, 60)


def test_what_shows_through_is_paper() -> None:
    found = shades(drawn("RGBA", (0, 0, 0, 0)))
    assert found[255] / sum(found.values()) > 0.6
