"""How a customer likes to be spoken to: the way they like best, and a word about each way."""

from collections.abc import Iterable

from db.rules.channels import WAYS, Way, agrees, refuses, with_word
from desktop.i18n import tr
from desktop.widgets.form import Form, choice_field, choose, chosen
from desktop.words.contacts import channel_choices

_ALLOWED: dict[str, bool | None] = {"": None, "yes": True, "no": False}
_NAMES: dict[Way, str] = {
    "call": "customer.calls",
    "letter": "customer.letters",
    "mail": "customer.mails",
    "message": "customer.messages",
}


class ContactWishes(Form):
    """Knows what was changed by hand; a way that was never asked about stays so."""

    def __init__(self) -> None:
        super().__init__(columns=2)
        self._consent: tuple[str, ...] = ()
        self._channel = ""
        self.channel = choice_field("customer.channel", tr("Likes best"), channel_choices())
        self.add("channel", tr("Likes best"), self.channel, wide=True)
        words: dict[Way, str] = {
            "call": tr("Calls"),
            "letter": tr("Letters"),
            "mail": tr("E-mails"),
            "message": tr("Messages"),
        }
        answers = [("", tr("Never asked")), ("yes", tr("Gladly")), ("no", tr("No, please"))]
        self.ways = {way: choice_field(_NAMES[way], words[way], answers) for way in WAYS}
        for way, field in self.ways.items():
            self.add(way, words[way], field)

    def show_consent(self, consent: Iterable[str], channel: Way | None) -> None:
        """Show what the customer said."""
        self._consent, self._channel = tuple(consent), channel or ""
        choose(self.channel, self._channel)
        for way, field in self.ways.items():
            choose(field, self._said(way))

    def changes(self) -> dict[str, object]:
        """Return what was changed, as the book understands it."""
        changed: dict[str, object] = {}
        if chosen(self.channel) != self._channel:
            changed["channel"] = chosen(self.channel) or None
        consent = self._consent
        for way, field in self.ways.items():
            if chosen(field) != self._said(way):
                consent = with_word(consent, way, allowed=_ALLOWED[chosen(field)])
        if consent != self._consent:
            changed["consent"] = consent
        return changed

    def _said(self, way: Way) -> str:
        if refuses(self._consent, way):
            return "no"
        return "yes" if agrees(self._consent, way) else ""
