"""What the shop wants on its papers: its colour, its address, its own words."""

import re
from dataclasses import dataclass, fields

from db.errors import BadRequest

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LONGEST = 400


@dataclass(frozen=True)
class PaperChoices:
    """Words may have several lines; an empty one is left out on paper."""

    colour: str = "#d6452b"  # of coupons' edge and the card's badge
    ground: str = "#1f3350"  # of the member card
    address: str = ""
    phone: str = ""
    website: str = ""
    receipt_words: str = ""
    coupon_words: str = ""
    card_words: str = ""


PLAIN_PAPER = PaperChoices()
_COLOURS = ("colour", "ground")


def read_paper_choices(value: object) -> PaperChoices:
    """Understand the choices as the feed speaks them; raises BadRequest that names the one."""
    if not isinstance(value, dict):
        raise BadRequest("paper", "type")
    known = {field.name for field in fields(PaperChoices)}
    for name, said in value.items():
        if name not in known:
            raise BadRequest(f"paper.{name}", "unknown")
        _check(name, said)
    return PaperChoices(**{name: said.strip() for name, said in value.items()})


def _check(name: str, said: object) -> None:
    if not isinstance(said, str):
        raise BadRequest(f"paper.{name}", "type")
    if name in _COLOURS and not _COLOUR.fullmatch(said):
        raise BadRequest(f"paper.{name}", "choice", "#d6452b")
    if len(said) > _LONGEST:
        raise BadRequest(f"paper.{name}", "too_long", str(_LONGEST))
    if not said.replace("\n", "").replace("\u3000", " ").isprintable():
        raise BadRequest(f"paper.{name}", "invalid")
