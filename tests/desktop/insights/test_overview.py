"""The first section: what an owner looks at first."""

from desktop.pages.insights import InsightsPage


def test_each_tile_has_its_figure_and_says_how_it_came_about(page: InsightsPage) -> None:
    overview = page.section()
    assert list(overview.tiles) == [
        "retention", "lost", "second_visit", "returning", "points_owed",
    ]  # fmt: skip
    for name, tile in overview.tiles.items():
        assert tile.figure.text() == overview.figures[name].shown
        assert overview.figures[name].how[0] in tile.toolTip()
