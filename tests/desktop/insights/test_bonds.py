"""Plans and friends."""

from desktop.insights.bonds import Bonds
from desktop.pages.insights import InsightsPage


def test_plans_show_who_is_on_them(page: InsightsPage) -> None:
    page.turn_to_section("bonds")
    section = page.section()
    assert isinstance(section, Bonds)
    assert section.tiles["members"].figure.text() == "1"
    assert section.no_plans.isHidden()
    assert not section.no_tiers.isHidden()
    assert section.plans._table().rows[0] == ("Bean Club", 1)
