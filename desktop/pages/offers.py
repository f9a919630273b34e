"""The page Offers; its content is still to come."""

from desktop.widgets.page import Page


class OffersPage(Page):
    """Shows nothing yet."""
