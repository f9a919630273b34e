"""Postal addresses: how a postcode is kept, and how an address stands on an envelope.

An address is kept as its lines, the postcode apart; the country is always the shop's own, since
letters abroad carry their country in the lines.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import BadRequest

LONGEST_LINE = 100
MOST_LINES = 6
LONGEST_POSTCODE = 16

_HYPHENS = "-‐‑‒–—―−ーｰ－"
_JAPANESE = re.compile(rf"〒?\s*([0-9]{{3}})\s*[{_HYPHENS}]?\s*([0-9]{{4}})")
_JAPANESE_FIRST = re.compile(
    rf"(?:〒\s*([0-9]{{3}})\s*[{_HYPHENS}]?\s*([0-9]{{4}})"
    rf"|([0-9]{{3}})[{_HYPHENS}]([0-9]{{4}}))(?![0-9])[\s,、]*"
)
_JAPANESE_LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# In Japan it is a letter abroad whose postcode is none of Japan's.
_AFTER_THE_TOWN = frozenset({"JP", "US", "CA", "AU", "NZ", "IN", "SG", "TH", "TW", "KR"})
_ON_ITS_OWN_LINE = frozenset({"GB", "IE", "BR", "UA", "RU"})


@dataclass(frozen=True)
class PostalAddress:
    """Where letters to a customer go."""

    postcode: str | None
    lines: tuple[str, ...]


def read_postcode(text: str, *, country: str) -> str:
    """Return a postcode as it is kept: 123-4567 in Japan, elsewhere as it was told."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    found = _JAPANESE.fullmatch(plain) if country == "JP" else None
    return f"{found[1]}-{found[2]}" if found else plain.removeprefix("〒").strip()


def read_address(text: str) -> str | None:
    """Return an address as its lines, spaces tidied, empty ones left out; None: nothing is told.

    Raises BadRequest for too many lines, one too long, or a sign that cannot be printed.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [" ".join(row.replace("\u3000", " ").split()) for row in rows]
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES:
        raise BadRequest("address", "range", f"1–{MOST_LINES}")
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise BadRequest("address", "too_long", str(LONGEST_LINE))
        if not line.isprintable():
            raise BadRequest("address", "invalid")
    return "\n".join(lines) or None


def postcode_in_front(address: str) -> tuple[str, str] | None:
    """Return the Japanese postcode with which an address begins and what follows; None: neither."""
    plain = unicodedata.normalize("NFKC", address)
    found = _JAPANESE_FIRST.match(plain)
    if found is None:
        return None
    first, last = found[1] or found[3], found[2] or found[4]
    # Full-width letters of the rest stay as they were told: NFKC keeps the length of such a start.
    rest = address[found.end() :] if len(plain) == len(address) else plain[found.end() :]
    return f"{first}-{last}", rest.strip()


def address_of(postcode: str | None, address: str | None) -> PostalAddress | None:
    """Return where letters go, None where no line of it is known."""
    lines = tuple((address or "").splitlines())
    return PostalAddress(postcode, lines) if lines else None


def envelope_lines(address: PostalAddress, *, country: str) -> tuple[str, ...]:
    """Return the lines under or over a name, the postcode where the country's post wants it."""
    postcode, lines = address.postcode, address.lines
    if not postcode or any(postcode in line for line in lines):
        return lines
    if country == "JP" and _JAPANESE.fullmatch(postcode):
        return (f"〒{postcode}", *lines)
    if country in _ON_ITS_OWN_LINE:
        return (*lines, postcode)
    if country in _AFTER_THE_TOWN:
        return (*lines[:-1], f"{lines[-1]} {postcode}")
    return (*lines[:-1], f"{postcode} {lines[-1]}")


def composed(*, region: str, city: str, street: Sequence[str]) -> str | None:
    """Return the lines of an address whose parts a file keeps apart.

    Japanese parts stand behind each other, the largest first; others from the street upwards.
    """
    streets = [part for part in street if part]
    if _JAPANESE_LETTERS.search("".join((region, city, *streets))):
        first = "".join(
            part
            for part in (region, city)
            if part and not any(part in later for later in streets[:1])
        )
        lines = [first + streets[0] if streets else first, *streets[1:]]
    else:
        lines = [*streets, ", ".join(part for part in (city, region) if part)]
    return "\n".join(line for line in lines if line) or None
