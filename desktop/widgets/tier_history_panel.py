"""Over a page: how a customer's tier came about, and what is needed to keep it or to rise."""

from collections.abc import Sequence

from db.rules.shop import ShopSettings
from db.rules.tiers import TierChange
from desktop.i18n import tr
from desktop.widgets.form import SidePanel
from desktop.widgets.page import Page
from desktop.widgets.plan_tab import Lines
from desktop.widgets.tier_history import TierHistory


class TierHistoryPanel(SidePanel):
    """Shows every change with its reason; Esc or Enter goes back."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "tiers")
        self.standing = Lines()
        self.history = TierHistory()
        self.body.addWidget(self.standing)
        self.body.addWidget(self.history)
        self.body.addStretch(1)
        self.done_button = self.add_action(tr("Done"), "tiers.done", self.close_panel)

    def show_tiers(
        self, standing: Sequence[str], changes: Sequence[TierChange], settings: ShopSettings
    ) -> None:
        """Show where somebody stands, and what led there."""
        self.standing.show_lines(standing)
        self.history.show_changes(changes, settings)
        self.open_panel(tr("How the tier came about"), self.done_button)
