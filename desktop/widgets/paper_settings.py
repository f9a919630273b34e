"""Settings, On paper: the shop's logo, colours, address and words, beside a real paper."""

from dataclasses import asdict
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from db.clock import new_id
from db.errors import BadRequest
from db.queries.pictures import logo
from db.rules.paper_choices import PLAIN_PAPER, PaperChoices, read_paper_choices
from db.rules.pictures import LOGO
from db.rules.shop import ShopSettings
from db.usecases.pictures import set_picture
from db.usecases.shop import set_shop
from desktop import theme
from desktop.i18n import speaking, tr
from desktop.papers.look import look_with
from desktop.printers import size_for
from desktop.widgets.buttons import Segments, button, primary
from desktop.widgets.colour_swatches import ColourSwatches, stands_out
from desktop.widgets.form import Form, text_field
from desktop.widgets.labels import label, named, title
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.paper_picture import PaperPicture
from desktop.widgets.pause import Pause
from desktop.widgets.picture_field import PictureField

if TYPE_CHECKING:
    from desktop.widgets.paper_preview import PaperPreview

_PAUSE_MS = 120  # between a letter and the paper that has it
_FEW_LINES, _PREVIEW = 62, 300
_WORDS = ("receipt_words", "coupon_words", "card_words")


class PaperSettings(Panel):
    """What papers show of the shop; a sample is drawn anew with every letter."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._shown = PLAIN_PAPER
        self._logo: bytes | None = None
        self.preview: PaperPreview | None = None
        self._pause = Pause(self, _PAUSE_MS, self.draw_now)
        self._make_fields()
        self._lay_out()

    def show_settings(self, settings: ShopSettings) -> None:
        """Show the choices in force; what was typed and not saved is forgotten."""
        paper = settings.paper
        self._logo = logo(self._page.session.db)
        self.picture.show_picture(self._logo)
        for swatches, colour, plain in (
            (self.colour, paper.colour, PLAIN_PAPER.colour),
            (self.ground, paper.ground, PLAIN_PAPER.ground),
        ):
            swatches.choose("" if colour == plain else colour)
        self.address.setPlainText(paper.address)
        self.phone.setText(paper.phone)
        self.website.setText(paper.website)
        for name in _WORDS:
            self.words[name].setPlainText(getattr(paper, name))
        self._shown = self.choices()
        self._later()

    def choices(self) -> PaperChoices:
        """Return what is chosen; raises BadRequest that names what cannot be meant."""
        return read_paper_choices(
            {
                "colour": self.colour.shown(),
                "ground": self.ground.shown(),
                "address": self.address.toPlainText(),
                "phone": self.phone.text(),
                "website": self.website.text(),
                **{name: self.words[name].toPlainText() for name in _WORDS},
            }
        )

    def save(self) -> None:
        """Keep what was changed: the choices, and the logo."""
        self._page.fields = {**self.form.fields, **self.own_words.fields}
        self._page.attempt(
            self._keep,
            then=lambda kept: self._page.notice.say(
                tr("Saved. All papers look like this from now on.")
                if kept
                else tr("Nothing was changed.")
            ),
        )

    def show_terms(self) -> None:
        """Show how the programme works, from the rules in force, ready to be printed."""
        from desktop.papers import terms as terms_paper
        from desktop.papers.summary import office_paper
        from desktop.widgets.paper_preview import PaperPreview

        session, content = self._page.session, BytesIO()
        settings = session.settings
        with speaking(settings.language):
            paper = size_for("page", office_paper(settings.country))
            terms_paper.print_terms(session, content, paper=paper)
        if self.preview is None:
            back = self.terms_button.setFocus
            self.preview = PaperPreview(self._page, "settings.terms.paper", closed=back)
        words = tr("How our points programme works")
        self.preview.show_paper(content.getvalue(), title=words, file_name=f"{words}.pdf")

    def draw_now(self) -> None:
        """Draw the sample as it is chosen; nothing is drawn where nobody sees it."""
        self._pause.stop()
        self.pale.setVisible(not stands_out(self.colour.shown()))
        if not self.isVisible():
            return
        from desktop.papers.samples import SAMPLES, sample_paper  # a page without is faster

        moment = self._page.session.moment()
        try:
            choices = self.choices()
        except BadRequest:
            return  # said when it is saved; until then the sample stays as it was
        look = look_with(moment.settings.name, choices, self.picture.content)
        kind = next(each for each in SAMPLES if each == self.samples.value())
        self.paper.show_paper(sample_paper(kind, look, choices, moment))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later()

    def _keep(self) -> bool:
        session, choices = self._page.session, self.choices()
        # Both before anything is kept: keeping the first shows the page anew.
        content, before = self.picture.content, self._logo
        changed = choices != self._shown
        if changed:
            set_shop(session, changes={"paper": asdict(choices)}, operation_id=new_id())
        if content != before:
            set_picture(session, name=LOGO, content=content, operation_id=new_id())
            changed = True
        return changed

    def _later(self, *_: object) -> None:
        self._pause.start()

    def _make_fields(self) -> None:
        own = tr("As it came")
        self.picture = PictureField(self._page, "settings.logo", tr("Logo"))
        self.colour = ColourSwatches(
            "settings.colour", tr("Colour of the shop"), own=(PLAIN_PAPER.colour, own)
        )
        self.ground = ColourSwatches(
            "settings.ground", tr("Ground of the member card"), own=(PLAIN_PAPER.ground, own)
        )
        self.pale = label(
            tr("This colour is pale: it is hard to see on white paper."), "warn", wrap=True
        )
        self.address = _few_lines("settings.address", tr("Address of the shop"))
        self.phone = text_field("settings.phone", tr("Phone"), longest=60)
        self.website = text_field("settings.website", tr("Website"), longest=120)
        self.words = {
            "receipt_words": _few_lines("settings.receipt_words", tr("Words on slips")),
            "coupon_words": _few_lines("settings.coupon_words", tr("Words on coupons")),
            "card_words": _few_lines("settings.card_words", tr("Words on member cards")),
        }
        self.samples = Segments(
            "settings.sample",
            tr("Shown on"),
            {
                "coupon": tr("Coupon"),
                "card": tr("Member card"),
                "receipt": tr("Slip"),
            },
        )
        self.samples.choose("coupon")
        self.paper = PaperPicture("settings.paper", tr("The paper as it will be printed"))
        self._watch()

    def _watch(self) -> None:
        for changed in (self.picture.changed, self.colour.changed, self.ground.changed):
            changed.connect(self._later)
        for text in (self.address, *self.words.values()):
            text.textChanged.connect(self._later)
        for line in (self.phone, self.website):
            line.textChanged.connect(self._later)
        for each in self.samples.buttons.values():
            each.toggled.connect(self._later)

    def _lay_out(self) -> None:
        self.form, self.own_words = Form(), Form()
        self.form.add("data", tr("Logo"), self.picture)
        self.form.add("paper.colour", tr("Colour of the shop"), self.colour)
        self.form.add_widget(self.pale)
        self.form.add("paper.ground", tr("Ground of the member card"), self.ground)
        self.form.add(
            "paper.address",
            tr("Address of the shop"),
            self.address,
            hint=tr("With the postcode first; it stands on letters and as the sender."),
        )
        self.form.add("paper.phone", tr("Phone"), self.phone)
        self.form.add("paper.website", tr("Website"), self.website)
        for name, field in self.words.items():
            self.own_words.add(f"paper.{name}", field.accessibleName(), field)
        self.save_button = primary(tr("Save"), "settings.paper.save", self.save)
        self.body.addWidget(title(tr("On paper")))
        self.body.addSpacing(theme.GAP_SMALL)
        sides = QHBoxLayout()
        sides.setSpacing(theme.PADDING)
        sides.addWidget(self.form, 1)
        sides.addLayout(self._right(), 1)
        self.body.addLayout(sides)
        self.body.addSpacing(theme.GAP)
        self.terms_button = button(
            tr("The programme's terms"), "settings.terms", self.show_terms, icon="print"
        )
        self.add_row(self.save_button, None, self.terms_button)
        self.body.addStretch(1)

    def _right(self) -> QVBoxLayout:
        self.paper.setFixedHeight(_PREVIEW)
        column = QVBoxLayout()
        column.setSpacing(theme.GAP)
        column.addWidget(self.samples)
        column.addWidget(self.paper)
        column.addWidget(self.own_words)
        column.addStretch(1)
        return column


def _few_lines(name: str, spoken: str) -> QPlainTextEdit:
    field = named(QPlainTextEdit(), name, spoken)
    field.setFixedHeight(_FEW_LINES)
    field.setTabChangesFocus(True)
    return field
