"""What Japanese law asks of a shop that sells vouchers, beside what this shop has out today.

Payment Services Act (資金決済法): articles 3 to 5, 13, 14 and 20, and the limit of its order.
"""

from PySide6.QtCore import Qt

from db.queries.vouchers import Outstanding
from db.rules.shop import ShopSettings
from desktop.i18n import tr
from desktop.widgets.buttons import quiet
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted, small
from desktop.widgets.page import Page
from desktop.widgets.stat_tile import StatTile
from desktop.words.history import money

_LIMIT = 10_000_000  # yen, on 31 March and 30 September
_NEAR = 80  # percent of it: worth a thought in time


class VoucherLaw(SidePanel):
    """A tile with the figure that the law looks at; its button says the rest. In Japan alone."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "vouchers.law")
        self.tile = StatTile("vouchers.law_tile", tr("Counted by law"))
        self.more_button = quiet(tr("What the law asks …"), "vouchers.law.more", self.open_words)
        self.tile.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.now = label(role="strong", wrap=True)
        self.body.addWidget(self.now)
        for words in _sentences():
            self.body.addWidget(muted(words, wrap=True))
        self.body.addWidget(small(tr("This is no legal advice: ask your adviser, or the "
                                     "local finance bureau."), wrap=True))  # fmt: skip
        self.body.addStretch(1)
        self.done_button = self.add_action(tr("Done"), "vouchers.law.done", self.close_panel)

    def show_for(self, settings: ShopSettings, out: Outstanding) -> None:
        """Show what counts today beside the limit; nothing outside Japan."""
        in_japan = settings.country == "JP" and settings.currency == "JPY"
        self.tile.setVisible(in_japan and out.left > 0)
        counted, limit = out.left - out.short, money(_LIMIT, settings)
        over = counted > _LIMIT
        near = counted * 100 >= _LIMIT * _NEAR
        self.tile.show_figure(
            money(counted, settings),
            note=tr("of {limit} on 31 March or 30 September").format(limit=limit),
            change=tr("over the limit") if over else tr("near the limit") if near else "",
            tone="warn",
        )
        self.now.setText(
            tr("Today {amount} would count, of {limit}.").format(
                amount=money(counted, settings), limit=limit
            )
        )

    def open_words(self) -> None:
        """Show what the law asks."""
        self.open_panel(tr("Gift vouchers in Japan"), self.done_button)


def _sentences() -> list[str]:
    return [
        tr(
            "Vouchers that a shop sells, and that are good in that shop alone, are prepaid "
            "payment instruments under the Payment Services Act."
        ),
        tr(
            "If more than ¥10,000,000 is left on them on 31 March or 30 September, the shop "
            "tells the local finance bureau within two months, and deposits at least half."
        ),
        tr(
            "Vouchers that can be used for no more than six months from the day they were sold "
            "do not count. That day and the last one must stand on them, and be kept."
        ),
        tr(
            "Handing the money back for them is in principle not allowed. Here a refund goes "
            "back to the voucher that paid."
        ),
        tr(
            "On a voucher must stand who issued it, for how much, until when, where it is good, "
            "what to know about its use, whom to ask and where, and how to learn what is left."
        ),
        tr(
            "Credit that customers paid in counts in the same way. What was given for nothing "
            "does not."
        ),
    ]
