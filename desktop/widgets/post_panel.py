"""Writing to a customer over its page: a letter, a postcard or an address label."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from db.queries.addresses import customers_with_address
from db.queries.coupons import coupons_of
from db.queries.customers import CustomerRecord, customer_record
from db.rules.coupons import Coupon
from db.rules.customers import refuses_letters
from desktop import formats
from desktop.i18n import speaking, tr
from desktop.printer_choices import PaperKind
from desktop.widgets.buttons import Segments
from desktop.widgets.form import Form, SidePanel, choice_field, chosen
from desktop.widgets.labels import label, named
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.page import Page
from desktop.words import letters as words
from desktop.words.letters import LETTER_KINDS, LetterFacts, LetterKind
from desktop.words.referrals import friend_words

if TYPE_CHECKING:
    from desktop.papers.letters import LetterOrder, Mailing
    from desktop.widgets.paper_preview import PaperPreview

_TEXT_HEIGHT = 190


class PostPanel(SidePanel):
    """Chooses what is sent to a customer; what is drawn is loaded with the first paper."""

    drawn = Signal()  # a paper is looked at

    def __init__(self, page: Page) -> None:
        super().__init__(page, "post")
        self._page = page
        self._customer_id = ""
        self._ready = ""  # the words that stand in the field unless they were changed by hand
        self.preview: PaperPreview | None = None
        self.sort = Segments(
            "post.sort",
            tr("What is sent"),
            {
                "letter": tr("Letter"),
                "postcard": tr("Postcard"),
                "labels": tr("Address label"),
            },
        )
        self.sort.choose("letter")
        self.warning = label(role="warn", wrap=True)
        self.warning.setObjectName("post.warning")
        self.form = Form()
        self._make_fields()
        for widget in (self.sort, self.warning, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.show_button = self.add_action(tr("Show the paper"), "post.show", self.show_paper)
        for each in self.sort.buttons.values():
            each.toggled.connect(lambda on: self._offer() if on else None)
        for each in self.whom.buttons.values():
            each.toggled.connect(lambda on: self._offer() if on else None)
        self.kind.currentIndexChanged.connect(lambda _: self._fill_in())

    def open_customer(self, customer_id: str) -> None:
        """Begin a letter to a customer, with ready words for them."""
        self._customer_id = customer_id
        record = self._record()
        self._ready = ""
        self.text.setPlainText("")
        self.sort.choose("letter")
        self.whom.choose("one")
        self._offer_coupons()
        self._offer_occasions()
        self._offer()
        self.open_panel(tr("Write to {name}").format(name=record.name), self.sort.focusProxy())

    def propose(self, *, sort: str, kind: LetterKind, coupon: str | None = None) -> None:
        """Propose what fits best; an occasion whose words are not true for them stays out."""
        self.sort.choose(sort)
        self.sort.buttons[sort].setFocus()
        for field, value in ((self.kind, kind), (self.coupon, coupon)):
            place = field.findData(value)
            if value is not None and place >= 0:
                field.setCurrentIndex(place)

    def order(self) -> "LetterOrder":
        """Return what is to be said; ready words that were left as they are stay ready words."""
        from desktop.papers.letters import LetterOrder

        typed = self.text.toPlainText().strip()
        return LetterOrder(
            kind=self._kind(),
            text=None if typed == self._ready.strip() else typed,
            coupon=chosen(self.coupon) or None,
            friend=self.friend.isChecked() and self.friend.isVisibleTo(self),
        )

    def show_paper(self) -> None:
        """Draw the paper and show it; from there it is printed."""
        fields = self._page.fields
        self._page.fields = self.form.fields
        self._page.attempt(self._drawn, then=lambda drawn: self._show(*drawn))
        self._page.fields = fields

    # -- Inside -----------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.kind = choice_field("post.kind", tr("Occasion"), [])
        self.text = named(QPlainTextEdit(), "post.text", tr("Text of the letter"))
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.setTabChangesFocus(True)
        self.coupon = choice_field("post.coupon", tr("Coupon"), [])
        self.friend = _check("post.friend", tr("With a slip for a friend"))
        self.has_boxes = _check("post.boxes", tr("The card has its postcode boxes already"))
        self.whom = Segments(
            "post.whom",
            tr("Addressed to"),
            {"one": tr("This customer"), "all": tr("All with an address")},
        )
        self.whom.choose("one")
        sheets = [
            ("labels-2x6", tr("A4, 2 × 6")),
            ("labels-3x7", tr("A4, 3 × 7 (L7160)")),
            ("labels-2x7", tr("A4, 2 × 7 (L7163)")),
            ("labels-letter-3x10", tr("US Letter, 3 × 10 (5160)")),
        ]
        self.sheet = choice_field("post.sheet", tr("Label sheet"), sheets)
        self.start = NumberEdit("post.start", tr("First free label"))
        self.form.add("kind", tr("Occasion"), self.kind)
        self.form.add(
            "text",
            tr("Text of the letter"),
            self.text,
            hint=tr("An empty line begins a new paragraph."),
        )
        self.form.add("coupon", tr("Coupon"), self.coupon)
        self.form.add_widget(self.friend)
        self.form.add_widget(self.has_boxes)
        self.form.add("whom", tr("Addressed to"), self.whom)
        self.form.add("sheet", tr("Label sheet"), self.sheet)
        self.form.add(
            "start", tr("First free label"), self.start, hint=tr("1 on a sheet that is whole.")
        )
        self.start.show_number(1)

    def _record(self) -> CustomerRecord:
        return customer_record(self._page.session.db, self._customer_id)

    def _kind(self) -> LetterKind:
        return next(kind for kind in LETTER_KINDS if kind == chosen(self.kind))

    def _facts(self) -> LetterFacts:
        from desktop.papers.letters import facts_of

        return facts_of(self._page.session.moment(), self._record())

    def _offer_occasions(self) -> None:
        """Offer the occasions whose ready words are true for the customer."""
        facts = self._facts()
        self.kind.clear()
        for kind in LETTER_KINDS:
            if words.can_say(kind, facts):
                self.kind.addItem(words.kind_words(kind), kind)

    def _fill_in(self) -> None:
        """Put the ready words in the place of those before, unless these were changed by hand."""
        if self.kind.count() == 0 or self.text.toPlainText().strip() != self._ready.strip():
            return
        session, facts = self._page.session, self._facts()
        with speaking(session.settings.language):
            self._ready = words.ready_text(self._kind(), facts)
        self.text.setPlainText(self._ready)

    def _offer_coupons(self) -> None:
        session = self._page.session
        self.coupon.clear()
        self.coupon.addItem(tr("Without a coupon"), "")
        for coupon in coupons_of(session.db, self._customer_id, on=session.today):
            self.coupon.addItem(_coupon_words(coupon), coupon.code)

    def _offer(self) -> None:
        """Show the fields that what is sent has, and say what stands against it."""
        sort, settings = self.sort.value(), self._page.session.settings
        labels, japan = sort == "labels", settings.country == "JP"
        for field, here in (
            (self.kind, not labels),
            (self.text, not labels),
            (self.coupon, not labels),
            (self.whom, labels),
            (self.sheet, labels),
            (self.start, labels),
        ):
            holder = field.parentWidget()
            assert holder is not None
            holder.setVisible(here)
        self.friend.setVisible(sort == "letter" and bool(friend_words(settings)))
        self.has_boxes.setVisible(sort == "postcard" and japan)
        warning, stops = self._warning()
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.show_button.setEnabled(not stops)

    def _warning(self) -> tuple[str, bool]:
        """Return what to say before anything is written, and whether it stops the paper."""
        if not self._customer_id or (self.sort.value() == "labels" and self.whom.value() == "all"):
            return "", False
        record = self._record()
        if refuses_letters(record.consent):
            return tr("{name} asked for no letters.").format(name=record.name), True
        if record.address:
            return "", False
        if self.sort.value() == "letter":
            return tr("No address is known: the letter can be handed over at the counter."), False
        return tr("No address is known. Edit the customer to enter it."), True

    def _drawn(self) -> tuple[bytes, PaperKind, list[str]]:
        """Return the paper, its kind and who was left out of it."""
        from desktop.papers import letters as letter_paper

        session, content = self._page.session, BytesIO()
        mailing = letter_paper.mailing_for(
            session, self._chosen(), order=self._order_of(), by_post=self.sort.value() != "letter"
        )
        notes = words.mailing_notes(mailing.refused, mailing.nowhere, mailing.unmeant)
        if not mailing.customers:
            return b"", "letter", notes
        with speaking(session.settings.language):
            self._draw(mailing)(content)
        return content.getvalue(), "labels" if self._is_labels() else "letter", notes

    def _draw(self, mailing: "Mailing") -> Callable[[BinaryIO], object]:
        from desktop.papers import letters as letter_paper
        from desktop.papers.summary import office_paper

        session, people = self._page.session, mailing.customers
        country = session.settings.country
        if self._is_labels():
            sheet, start = chosen(self.sheet), self._start()
            return lambda to: letter_paper.print_labels(
                session, people, to, paper=sheet, start=start
            )
        if self.sort.value() == "postcard":
            paper, boxes = ("hagaki" if country == "JP" else "a6"), not self.has_boxes.isChecked()
            return lambda to: letter_paper.print_postcards(
                session, people, self.order(), to, paper=paper, boxes=boxes
            )
        return lambda to: letter_paper.print_letters(
            session, people, self.order(), to, paper=office_paper(country)
        )

    def _start(self) -> int:
        """Return the first free label; raises BadRequest where the sheet has none such."""
        from db.rules.shop import whole
        from desktop.printing.address_labels import labels_on

        most = labels_on(chosen(self.sheet))
        return whole(self.start.number("start"), "start", least=1, most=most)

    def _is_labels(self) -> bool:
        return self.sort.value() == "labels"

    def _order_of(self) -> "LetterOrder | None":
        return None if self._is_labels() else self.order()

    def _chosen(self) -> list[str]:
        if self._is_labels() and self.whom.value() == "all":
            return customers_with_address(self._page.session.db)
        return [self._customer_id]

    def _show(self, content: bytes, kind: PaperKind, notes: list[str]) -> None:
        if not content:
            self._page.notice.refuse(" ".join(notes))
            return
        if self.preview is None:
            from desktop.widgets.paper_preview import PaperPreview

            self.preview = PaperPreview(self._page, "post.paper", closed=lambda: None)
        title = self._title()
        self.preview.show_paper(content, title=title, file_name=f"{title}.pdf", kind=kind)
        self.drawn.emit()
        if notes:
            self._page.notice.say(" ".join(notes))

    def _title(self) -> str:
        if self._is_labels():
            return tr("Address labels")
        name = self._record().name
        if self.sort.value() == "postcard":
            return tr("Postcard to {name}").format(name=name)
        return tr("Letter to {name}").format(name=name)


def _check(name: str, spoken: str) -> QCheckBox:
    return named(QCheckBox(spoken), name, spoken)


def _coupon_words(coupon: Coupon) -> str:
    if coupon.valid_until is None:
        return coupon.terms.name
    day = formats.day_short(coupon.valid_until)
    return tr("{coupon}, until {day}").format(coupon=coupon.terms.name, day=day)
