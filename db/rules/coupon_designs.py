"""How the coupons of a reward look: never what they give, which is frozen in each of them."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from db.errors import BadRequest

LONGEST = {"title2": 80, "words": 200}
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class CouponDesign:
    """What the owner chose for a reward's coupons; where it says nothing, the shop's own holds."""

    title2: str = ""  # a second line under the reward's name, as in another language
    words: str = ""
    colour: str = ""  # of the edge, as "#d6452b"


PLAIN = CouponDesign()


def read_design(told: Mapping[str, object]) -> CouponDesign:
    """Understand a design; raises BadRequest that names what is wrong."""
    known = {field.name for field in fields(CouponDesign)}
    for name, said in told.items():
        if name not in known:
            raise BadRequest(name, "unknown")
        _check(name, said)
    return CouponDesign(**{name: str(said).strip() for name, said in told.items()})


def spoken_design(design: CouponDesign) -> dict[str, str]:
    """Return what a design says, without what it leaves to the shop."""
    return {name: said for name, said in asdict(design).items() if said}


def _check(name: str, said: object) -> None:
    if not isinstance(said, str):
        raise BadRequest(name, "type")
    if name == "colour":
        if said and not _COLOUR.fullmatch(said):
            raise BadRequest(name, "choice", "#d6452b")
        return
    if len(said) > LONGEST[name]:
        raise BadRequest(name, "too_long", str(LONGEST[name]))
    lines = said.replace("\n", "") if name == "words" else said
    if lines and not lines.replace("\u3000", " ").isprintable():
        raise BadRequest(name, "invalid")
