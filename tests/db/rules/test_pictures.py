"""Pictures: what is whole is taken, everything else is refused for what is wrong with it."""

import io
import zlib

import pytest
from PIL import Image

from db.errors import BadRequest
from db.rules.pictures import read_picture


def drawn(width: int, height: int, *, mode: str = "RGB", kind: str = "PNG", **how: object) -> bytes:
    content = io.BytesIO()
    Image.new(mode, (width, height), 120).save(content, kind, **how)
    return content.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(BadRequest) as refused:
        read_picture(content)
    assert refused.value.field == "data"
    return refused.value.problem


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_known(mode: str) -> None:
    found = read_picture(drawn(120, 40, mode=mode))
    assert (found.media_type, found.width, found.height) == ("image/png", 120, 40)


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"quality": 95, "optimize": True}])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_kind_of_jpeg_is_known(mode: str, how: dict[str, object]) -> None:
    found = read_picture(drawn(120, 40, mode=mode, kind="JPEG", **how))
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 120, 40)


def test_what_is_no_png_or_jpeg_is_refused() -> None:
    others = [b"", b"logo", b"%PDF-1.4", drawn(40, 40, kind="GIF"), drawn(40, 40, kind="WEBP")]
    assert {refusal(content) for content in others} == {"picture_kind"}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_ends_too_early_is_refused(kind: str) -> None:
    whole = drawn(200, 200, kind=kind)
    for kept in (12, 40, len(whole) // 2, len(whole) - 1):
        assert refusal(whole[:kept]) == "picture_broken", kept


def test_a_png_of_which_one_bit_was_lost_is_refused() -> None:
    whole = bytearray(drawn(64, 64))
    for place in range(8, len(whole), 7):
        whole[place] ^= 1
        assert refusal(bytes(whole)) in ("picture_broken", "picture_large", "picture_small")
        whole[place] ^= 1
    read_picture(bytes(whole))


def test_a_png_that_would_unpack_to_the_whole_memory_is_refused() -> None:
    def part(kind: bytes, body: bytes) -> bytes:
        return (
            len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        )

    head = (20).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    bomb = zlib.compress(bytes(50_000_000))
    png = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", bomb) + part(b"IEND", b"")
    assert refusal(png) == "picture_broken"


def test_a_picture_too_large_too_small_or_too_heavy_is_refused() -> None:
    assert refusal(drawn(4001, 100)) == "picture_large"
    assert refusal(drawn(3900, 3900, kind="JPEG")) == "picture_large"
    assert refusal(drawn(400, 15)) == "picture_small"
    noise = Image.effect_noise((1200, 1200), 80)
    heavy = io.BytesIO()
    noise.save(heavy, "PNG")
    assert refusal(heavy.getvalue()) == "picture_heavy"
