"""Pictures as people have them: large, sideways, in other formats; what is whole goes in."""

import io
import random

import pytest
from PIL import Image

from db.errors import BadRequest
from db.rules.pictures import read_picture
from desktop.picture_files import ready_picture
from desktop.printing.pictures import size_within


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    content = io.BytesIO()
    picture.save(content, kind, **how)
    return content.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    bands = len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(
        mode, (width, height), random.Random(1).randbytes(width * height * bands)
    )


def test_what_fits_stays_as_it_is() -> None:
    logo = saved(Image.new("RGBA", (400, 100)), "PNG")
    assert ready_picture(logo) == logo


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "BMP", "TIFF"])
def test_other_formats_are_taken_or_refused_plainly(kind: str) -> None:
    content = saved(Image.new("RGB", (400, 100), "tomato"), kind)
    if kind == "TIFF":
        with pytest.raises(BadRequest):
            ready_picture(content)
        return
    made = read_picture(ready_picture(content))
    assert (made.width, made.height) == (400, 100)


def test_a_photo_from_a_phone_is_made_upright_small_and_forgets_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a phone"
    photo = saved(noise(2400, 1800), "JPEG", quality=90, exif=exif)
    assert len(photo) > 2_000_000
    made = ready_picture(photo)
    found = read_picture(made)
    assert found.height > found.width
    assert max(found.width, found.height) <= 1600
    assert b"a phone" not in made
    small = saved(Image.new("RGB", (100, 50)), "JPEG", exif=exif)
    assert b"a phone" not in ready_picture(small)


def test_a_heavy_picture_that_is_see_through_keeps_that() -> None:
    made = ready_picture(saved(noise(1200, 900, "RGBA"), "PNG"))
    assert read_picture(made).media_type == "image/png"
    assert "A" in Image.open(io.BytesIO(made)).getbands()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "picture_kind"),
        (b"%PDF-1.4", "picture_kind"),
        (saved(Image.new("RGB", (400, 100)), "PNG")[:-40], "picture_broken"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(BadRequest) as refused:
        ready_picture(content)
    assert refused.value.problem == problem


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_damaged_picture_is_refused_or_can_be_drawn(kind: str) -> None:
    whole, chance = saved(noise(90, 60), kind), random.Random(7)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 3, 40))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        if chance.random() < 0.3:
            broken = broken[: chance.randrange(len(broken))]
        try:
            content = read_picture(ready_picture(bytes(broken))).content
        except BadRequest:
            continue
        size_within(content, width=100, height=100)
