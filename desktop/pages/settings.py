"""Settings: the shop, its points, how customers are counted, and how this computer looks."""

from PySide6.QtCore import Signal

from db.session import Session
from desktop.preferences import Preferences
from desktop.widgets.page import Page


class SettingsPage(Page):
    """Shows the shop's choices and changes them."""

    looks_changed = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(session)
        self.preferences = preferences
