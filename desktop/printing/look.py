"""How the shop looks on all its papers: its name, logo and colours, where it can be found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShopLook:
    """What every paper may show of the shop; empty words are left out."""

    name: str
    logo: bytes | None = None  # PNG or JPEG
    colour: str = "#d6452b"
    ground: str = "#1f3350"
    address: tuple[str, ...] = ()  # lines
    phone: str = ""
    website: str = ""
