"""Address labels on the ready-cut sheets that shops buy, from the first free label on."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.lib.units import mm

from desktop.i18n import tr
from desktop.printing.addressee import Addressee, draw_addressee
from desktop.printing.label_sheets import LABEL_SHEETS
from desktop.printing.sheet import open_paper

ADDRESS_PAPERS = ("labels-2x6", "labels-3x7", "labels-2x7", "labels-letter-3x10")
_EDGE = 4.5 * mm  # ready-cut labels never lie quite true


def labels_on(paper: str) -> int:
    """Return how many labels a sheet has."""
    return LABEL_SHEETS[paper].count


def draw_labels(
    addressees: Sequence[Addressee], to: BinaryIO, *, paper: str, shop: str, start: int = 1
) -> None:
    """Draw a label for each; `start` is the first free one of a sheet that was used before."""
    assert addressees
    assert paper in ADDRESS_PAPERS
    grid = LABEL_SHEETS[paper]
    width, height = grid.field
    size = 11.0 if height > 30 * mm else 9.0
    edge = min(_EDGE, height * 0.14)
    canvas = open_paper(to, size=grid.page, title=tr("Address labels"), author=shop)
    for page in grid.pages(addressees, start=start):
        for addressee, x, y in page:
            draw_addressee(
                canvas, addressee, x + _EDGE, y + height - edge,
                width=width - 2 * _EDGE, height=height - 2 * edge, size=size, centred=True,
            )  # fmt: skip
        canvas.showPage()
    canvas.save()
