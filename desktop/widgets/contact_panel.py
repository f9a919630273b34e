"""Speaking to a customer: the number in large, what to say, what was said last, how it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from db.clock import new_id
from db.phones import phone_shown
from db.queries.customers import customer_record
from db.rules.follow_ups import ContactBy, read_by
from db.usecases.follow_ups import make_contact
from desktop import theme
from desktop.i18n import tr, trc
from desktop.widgets.buttons import button
from desktop.widgets.form import Form, SidePanel, choice_field, choose, chosen, text_field
from desktop.widgets.labels import label, small
from desktop.widgets.page import Page
from desktop.words.contacts import contact_choices, last_words

_LONGEST = 300
_MOST = 4  # sentences that are read while a telephone rings


@dataclass(frozen=True)
class Talk:
    """What one has to know before speaking to somebody, in ready words."""

    title: str
    about: str = ""  # why they are spoken to
    reach: str = ""  # the number, or the address of the e-mail
    say: Sequence[str] = ()
    last: Sequence[str] = ()  # what was said before, the newest first
    note: str = ""  # what is good to know about them
    by: ContactBy = "call"


class ContactPanel(SidePanel):
    """The note has the focus, so that Enter alone says that it is done."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "contact")
        self._page = page
        self._done: Callable[[ContactBy, str | None], object] = lambda _by, _note: None
        self._in_vain: Callable[[], object] = lambda: None
        self.reach = label(role="figure")
        self.reach.setObjectName("contact.reach")
        self.about = label(wrap=True)
        self.say = _Sentences(tr("What to say"))
        self.last = _Sentences(tr("Last time"))
        self.known = _Sentences(tr("Note"))
        self.by = choice_field("contact.by", tr("How"), contact_choices())
        self.note = text_field("contact.note", tr("What was said"), longest=_LONGEST)
        self.form = Form()
        self.form.add("by", tr("How"), self.by)
        self.form.add(
            "note", tr("What was said"), self.note,
            hint=tr("Whoever speaks to them next reads it here."),
        )  # fmt: skip
        for each in (self.reach, self.about, self.say, self.last, self.known, self.form):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.vain_button = button(tr("Nobody answered"), "contact.vain", self._try_again)
        self.foot.addWidget(self.vain_button)
        self.foot.setSpacing(theme.GAP)
        self.done_button = self.add_action(trc("follow-up", "Done"), "contact.done", self._finish)

    def open_for(
        self,
        talk: Talk,
        done: Callable[[ContactBy, str | None], object],
        *,
        in_vain: Callable[[], object] | None = None,
    ) -> None:
        """Show what to know; `done` is told the way and the note, `in_vain` that nobody was there.

        Without `in_vain` a contact is noted that was made already.
        """
        self._done = done
        for each, words in ((self.reach, talk.reach), (self.about, talk.about)):
            each.setText(words)
            each.setVisible(bool(words))
        self.say.show_sentences(talk.say)
        self.last.show_sentences(talk.last)
        self.known.show_sentences([talk.note] if talk.note else [])
        choose(self.by, talk.by)
        self.note.clear()
        self.vain_button.setVisible(in_vain is not None)
        if in_vain is not None:
            self._in_vain = in_vain
        words = tr("Note it") if in_vain is None else trc("follow-up", "Done")
        self.done_button.setText(words)
        self.done_button.setAccessibleName(words)
        self._page.fields = {**self._page.fields, **self.form.fields}
        self.open_panel(talk.title, self.note)

    def open_customer(self, customer_id: str) -> None:
        """Note a contact that was made: somebody called, or wrote."""
        page, operation = self._page, new_id()
        record = customer_record(page.session.db, customer_id)
        said = tr("Noted for {name}.").format(name=record.name)

        def note_it(by: ContactBy, note: str | None) -> None:
            page.attempt(
                lambda: make_contact(
                    page.session, customer_id=customer_id, by=by, note=note, operation_id=operation
                ),
                then=lambda _: page.tell_done(said, operation),
            )

        moment = page.session.moment()
        reach = phone_shown(record.phone, country=moment.settings.country) if record.phone else ""
        last = last_words(moment, customer_id)
        by = record.channel or "call"
        talk = Talk(tr("Spoken to {name}").format(name=record.name), reach=reach, last=last, by=by)
        self.open_for(talk, note_it)

    def _finish(self) -> None:
        by, note = read_by(chosen(self.by)), self.note.text().strip() or None
        self.close_panel()
        self._done(by, note)

    def _try_again(self) -> None:
        self.close_panel()
        self._in_vain()


class _Sentences(QFrame):
    """Some sentences on a quiet ground; nothing at all where there are none."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("role", "sunken")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addWidget(small(heading))
        self._lines = [label(wrap=True) for _ in range(_MOST)]
        for line in self._lines:
            self._column.addWidget(line)

    def text(self) -> str:
        """Return all that is shown, for readers of screens and tests."""
        return "\n".join(line.text() for line in self._lines if line.text())

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show the first of these, each in its own line."""
        for line, said in zip_longest(self._lines, sentences[:_MOST], fillvalue=""):
            assert isinstance(line, QLabel)
            line.setText(said)
            line.setVisible(bool(said))
        self.setVisible(bool(sentences))
