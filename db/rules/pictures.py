"""What may stand as a picture in the book: PNG or JPEG, whole, neither heavy nor huge."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from db.errors import BadRequest

MediaType = Literal["image/png", "image/jpeg"]

LOGO = "logo"
HEAVIEST = 700_000  # bytes; as text it still goes through the feed as one line
LARGEST_SIDE = 4000  # pixels
MOST_PIXELS = 8_000_000
SMALLEST_SIDE = 16  # a logo of fewer pixels is a mistake

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a PNG pixel, by its colour type
_NO_FRAMES = frozenset({0xC4, 0xC8, 0xCC})  # markers among those of JPEG frames that are none
_PIECE = 65536


@dataclass(frozen=True)
class Picture:
    """A picture that every paper can draw."""

    media_type: MediaType
    width: int  # pixels
    height: int
    content: bytes


def read_picture(content: bytes) -> Picture:
    """Look a picture through; raises BadRequest that says what is wrong with it."""
    if len(content) > HEAVIEST:
        raise BadRequest("data", "picture_heavy", str(HEAVIEST // 1000))
    if content.startswith(_PNG):
        media_type: MediaType = "image/png"
        width, height = _png_size(content)
    elif content.startswith(_JPEG):
        media_type = "image/jpeg"
        width, height = _jpeg_size(content)
    else:
        raise BadRequest("data", "picture_kind")
    _check_size(width, height)
    return Picture(media_type, width, height, content)


def _check_size(width: int, height: int) -> None:
    if min(width, height) < SMALLEST_SIDE:
        raise BadRequest("data", "picture_small", str(SMALLEST_SIDE))
    if max(width, height) > LARGEST_SIDE or width * height > MOST_PIXELS:
        raise BadRequest("data", "picture_large", str(LARGEST_SIDE))


# -- PNG ------------------------------------------------------------------------------------


def _png_size(content: bytes) -> tuple[int, int]:
    """Return the size of a PNG that is whole: every part's sum is right, every line is there."""
    parts = list(_png_parts(content))
    if len(parts) < 3 or parts[0][0] != b"IHDR" or parts[-1][0] != b"IEND":
        raise _broken()
    if len(parts[0][1]) != 13:
        raise _broken()
    width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    if colours not in _SAMPLES or depth not in (1, 2, 4, 8, 16):
        raise _broken()
    _check_size(width, height)
    line = (width * depth * _SAMPLES[colours] + 7) // 8 + 1
    packed = b"".join(body for kind, body in parts if kind == b"IDAT")
    if _unpacked_length(packed, most=2 * line * height + _PIECE) < line * height - interlaced:
        raise _broken()
    return width, height


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place < len(content):
        head = content[place : place + 8]
        if len(head) < 8:
            raise _broken()
        length, kind = struct.unpack(">I4s", head)
        body = content[place + 8 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + body)):
            raise _broken()
        yield kind, body
        if kind == b"IEND":
            return
        place += 12 + length


def _unpacked_length(packed: bytes, *, most: int) -> int:
    """Return how much there is, without ever holding more than a piece of it."""
    unpacking, length = zlib.decompressobj(), 0
    try:
        while packed and length <= most and not unpacking.eof:
            length += len(unpacking.decompress(packed, _PIECE))
            packed = unpacking.unconsumed_tail
    except zlib.error as error:
        raise _broken() from error
    if length > most:
        raise _broken()
    return length


# -- JPEG -----------------------------------------------------------------------------------


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Return the size of a JPEG that has its frame, its picture and its end."""
    place, size = 2, None
    while place + 4 <= len(content):
        if content[place] != 0xFF:
            raise _broken()
        marker = content[place + 1]
        if marker == 0xFF:  # fill
            place += 1
            continue
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        body = content[place + 4 : place + 2 + length]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAMES:
            size = _frame_size(body)
        if marker == 0xDA:
            if size is None or b"\xff\xd9" not in content[place + 2 + length :]:
                raise _broken()
            return size
        place += 2 + length
    raise _broken()


def _frame_size(body: bytes) -> tuple[int, int]:
    if len(body) < 6:
        raise _broken()
    depth, height, width, samples = struct.unpack(">BHHB", body[:6])
    if depth != 8 or samples not in (1, 3, 4):
        raise _broken()
    return width, height


def _broken() -> BadRequest:
    return BadRequest("data", "picture_broken")
