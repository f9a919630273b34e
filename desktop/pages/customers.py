"""The page Customers; its content is still to come."""

from desktop.widgets.page import Page


class CustomersPage(Page):
    """Shows nothing yet."""
