"""The page Counter; its content is still to come."""

from desktop.widgets.page import Page


class CounterPage(Page):
    """Shows nothing yet."""
