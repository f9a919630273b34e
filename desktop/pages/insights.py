"""The page Insights; its content is still to come."""

from desktop.widgets.page import Page


class InsightsPage(Page):
    """Shows nothing yet."""
