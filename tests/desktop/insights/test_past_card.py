"""The last twelve periods as lines."""

from desktop.insights.overview import Overview
from desktop.pages.insights import InsightsPage


def test_the_lines_show_retention_buyers_or_revenue(page: InsightsPage) -> None:
    section = page.section()
    assert isinstance(section, Overview)
    card = section.past
    assert [line.words for line in card.line._lines] == ["all customers", "first 3 months"]
    assert card.line.told(11).startswith("Oct: all customers 100.0 %, first 3 months ")
    card.subject.choose("revenue")
    assert card.accessibleName() == "Revenue, last 12 months"
    assert card.line.told(11).startswith("Oct: revenue ¥")
    card.subject.choose("buyers")
    assert card.line.told(11) == "Oct: buyers 6"
    table = card._table()
    assert table.rows[-1][0] == "2026-10"
    assert table.rows[-1][3] == 6
