"""How the shop looks on its papers: its settings and its logo as the record that papers take."""

from db.queries.pictures import logo
from db.session import Session
from desktop.printing.look import ShopLook


def look_of(session: Session) -> ShopLook:
    """Return the shop's name, logo, colours and where it is found, as every paper shows them."""
    settings = session.settings
    paper = settings.paper
    return ShopLook(
        name=settings.name,
        logo=logo(session.db),
        colour=paper.colour,
        ground=paper.ground,
        address=tuple(line.strip() for line in paper.address.splitlines() if line.strip()),
        phone=paper.phone,
        website=paper.website,
    )
