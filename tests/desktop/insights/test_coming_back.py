"""Who comes back: each line tells how it came about, and who stands behind it."""

from desktop.insights.coming_back import ComingBack
from desktop.pages.insights import InsightsPage


def test_a_line_that_is_pressed_tells_how_it_came_about(page: InsightsPage) -> None:
    page.turn_to_section("customers")
    section = page.section()
    assert isinstance(section, ComingBack)
    end = section.bridge.list.buttons[-1]
    end.click()
    assert page.how.title.text() == "At the end"
    assert page.how.shown.text() == section.figures["end"].shown
    assert [each.text() for each in page.how.behind_buttons] == ["Who is a customer at the end"]
