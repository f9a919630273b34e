"""How the shop looks on its papers: its settings and its logo as the record that papers take."""

from db.queries.pictures import logo
from db.rules.paper_choices import PaperChoices
from db.rules.shop import ShopSettings
from db.session import Session
from desktop.printing.look import ShopLook
from desktop.printing.sheet import amount


def look_of(session: Session) -> ShopLook:
    """Return the shop's name, logo, colours and where it is found, as every paper shows them."""
    settings = session.settings
    return look_with(settings.name, settings.paper, logo(session.db))


def look_with(name: str, paper: PaperChoices, picture: bytes | None) -> ShopLook:
    """Return the look that these choices make, kept or only tried."""
    return ShopLook(
        name=name,
        logo=picture,
        colour=paper.colour,
        ground=paper.ground,
        address=tuple(line.strip() for line in paper.address.splitlines() if line.strip()),
        phone=paper.phone,
        website=paper.website,
    )


def write_money(amount_minor: int, settings: ShopSettings) -> str:
    """Write an amount in letters that a paper's font owns."""
    return amount(amount_minor, currency=settings.currency, digits=settings.digits)
