"""Sales and groups."""

from desktop.insights.groups import Groups
from desktop.pages.insights import InsightsPage


def test_groups_add_up_to_everybody_and_can_be_saved(page: InsightsPage) -> None:
    page.turn_to_section("groups")
    section = page.section()
    assert isinstance(section, Groups)
    table = section.groups.table
    assert table is not None
    rows = table().rows
    assert sum(int(row[1]) for row in rows) == 8
    assert table().header[1:] == ("customers", "of all", "net spent")
    assert page.reading is not None
    shown = sum(page.reading.spent.values())
    assert shown == sum(int(str(row[3]).replace("¥", "").replace(",", "")) for row in rows)
