"""One kind of offer on the page Offers: its list, its panel, and what can be done with it."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.session import Session
from desktop.i18n import tr
from desktop.widgets.offer_list import OfferDeed, OfferList
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.page import Page


class OfferSection(OfferList):
    """Lists offers of one kind; `begin` starts a new one in the panel at the side.

    It is made when it is first shown: what its class says must be known before.
    """

    kind: ClassVar[str]  # its name in object names: offers.section.KIND
    words: ClassVar[str]  # marked: the kind, as the list of kinds says it
    new_words: ClassVar[str]  # marked: on the button that begins a new one
    batch_wanted = Signal(str)  # a reward's name: many coupons for it, please

    def __init__(self, page: Page, *, empty_title: str = "", empty: str = "") -> None:
        super().__init__(empty_title=empty_title, empty=empty)
        self.page = page
        self.session = page.session
        self.panels: list[OfferPanel] = []
        self._made_for: tuple[object, ...] = ()

    @staticmethod
    def how_many(session: Session) -> int:
        """Return how many are offered; 0 stands without a figure."""
        del session
        return 0

    @staticmethod
    def to_answer(session: Session) -> int:
        """Return how many questions wait for the owner's word."""
        del session
        return 0

    def show_again(self) -> None:
        """Read the offers again, with forms for the shop's currency and day of today."""
        self._make_panels()
        self.reload()

    def _make_panels(self) -> None:
        """Make the forms where currency or day is another; never under somebody's hands."""
        settings = self.session.settings
        now = (settings.currency, settings.digits, settings.country, self.session.today)
        if now == self._made_for or any(panel.isVisible() for panel in self.panels):
            return
        self._made_for = now
        for panel in self.panels:
            panel.deleteLater()
        self.panels = self.new_panels()

    def new_panels(self) -> list[OfferPanel]:
        """Return the panels in which offers of this kind are made."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the offers again."""
        raise NotImplementedError

    def begin(self) -> None:
        """Begin a new one."""
        raise NotImplementedError

    def done(self, panel: OfferPanel, sentence: str) -> None:
        """Close the panel and say what was done."""
        panel.close_panel()
        here: QWidget | None = self.window().focusWidget()
        if here is None or not here.isVisible():  # the button that began it went with its row
            self.page.take_focus()
        self.page.notice.say(sentence)


def edit_deed(name: str, do: Callable[[], object], *, offered: bool) -> OfferDeed:
    """Return the button that opens an offer, or offers it again."""
    if offered:
        spoken = tr("Edit {name}").format(name=name)
        return OfferDeed(tr("Edit"), spoken, f"offers.edit.{name}", do)
    spoken = tr("Offer {name} again").format(name=name)
    return OfferDeed(tr("Offer again"), spoken, f"offers.again.{name}", do)
