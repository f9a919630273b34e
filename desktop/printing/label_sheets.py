"""Ready-cut sheets of labels and cards that shops buy: how their fields lie on the page.

Makers differ in names, not in measures: A-one, Avery and others sell the same sheets.
"""

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import inch, mm

from desktop.printing.sheet import Grid

LABEL_SHEETS: dict[str, Grid] = {
    # Ten cards of a Japanese business card's size: A-one 51002, Avery C32011 …
    "labels-2x5": Grid(columns=2, rows=5, field=(91 * mm, 55 * mm), page=A4),
    # Twelve labels with white on all sides, the commonest of Japanese offices.
    "labels-2x6": Grid(columns=2, rows=6, field=(86.4 * mm, 42.3 * mm), page=A4),
    "labels-3x7": Grid(  # Avery L7160
        columns=3, rows=7, field=(63.5 * mm, 38.1 * mm), page=A4, gap=2.54 * mm
    ),
    "labels-2x7": Grid(  # Avery L7163
        columns=2, rows=7, field=(99.1 * mm, 38.1 * mm), page=A4, gap=2.5 * mm
    ),
    "labels-letter-2x5": Grid(  # Avery 5163
        columns=2, rows=5, field=(4 * inch, 2 * inch), page=LETTER, gap=inch * 3 / 16
    ),
    "labels-letter-3x10": Grid(  # Avery 5160
        columns=3, rows=10, field=(2.625 * inch, 1 * inch), page=LETTER, gap=inch / 8
    ),
}
"""By the names of `--paper`."""
