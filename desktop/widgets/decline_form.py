"""The form that asks why a friend's reward is not given: a usual reason, or the owner's words."""

from db.rules.shop import ShopSettings
from desktop.i18n import tr
from desktop.widgets.form import choice_field, chosen, text_field
from desktop.widgets.offer_fields import OfferForm

_OTHER = "other"


class DeclineForm(OfferForm):
    """Reads the reason, which is kept in the book."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "decline")
        self._friend = ""
        words = [
            tr("Both are one household"), tr("Both are the same person"),
            tr("They were a customer before"),
        ]  # fmt: skip
        choices = [*((each, each) for each in words), (_OTHER, tr("Another reason"))]
        self.usual = choice_field("decline.usual", tr("Why not?"), choices)
        self.words = text_field("decline.reason", tr("Reason"))
        self.main.add("usual", tr("Why not?"), self.usual, wide=True)
        self.main.add("reason", tr("Reason"), self.words, wide=True)
        self.usual.currentIndexChanged.connect(self._show_words)
        self.tell_changes_of(self.words)
        self.fold(folded=True)

    def begin(self, friend: str) -> None:
        """Begin with the usual reasons for this friend."""
        self._friend = friend
        self.usual.setCurrentIndex(0)
        self.words.clear()
        self._show_words()

    def reason(self) -> str:
        """Return why not; empty where nothing was typed."""
        picked = chosen(self.usual)
        return self.words.text().strip() if picked == _OTHER else picked

    def story(self) -> str:
        return tr(
            "Nobody gets anything for this. {friend} stays a customer like any other."
        ).format(friend=self._friend)

    def _show_words(self, *_: object) -> None:
        holder = self.words.parentWidget()
        assert holder is not None
        holder.setVisible(chosen(self.usual) == _OTHER)
        self.changed.emit()
