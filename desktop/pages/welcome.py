"""The first page: a new book, one that is there, or the demo shop."""

import re
from pathlib import Path

from platformdirs import user_documents_path
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from db.connection import open_book
from db.errors import ShopError
from db.session import Session
from db.usecases.shop import new_book
from desktop import theme
from desktop.i18n import language_in_use, tr
from desktop.messages import explain
from desktop.widgets.buttons import Segments, button, primary, quiet
from desktop.widgets.field_fault import mark_fault
from desktop.widgets.form import Form, choice_field, choose, chosen, search_field, text_field
from desktop.widgets.labels import ElidedLabel, label, muted, named, small, strong
from desktop.widgets.notice_bar import NoticeBar
from desktop.widgets.page import field_at_fault
from desktop.widgets.panel import Panel
from desktop.words import choices

BOOK_ENDING = ".okaeri"
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class WelcomePage(QWidget):
    """Makes or opens a book; shown when there is none to open."""

    opened = Signal(object)  # Session
    demo_asked = Signal()
    language_chosen = Signal(str)

    def __init__(self, sentence: str = "") -> None:
        """`sentence` says why the last book could not be opened."""
        super().__init__()
        self.setObjectName("ground")
        self.folder = user_documents_path() / "Okaeri"
        self._place: Path | None = None  # chosen by hand
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_CARD)
        row.addWidget(self._new_book_card(), 3)
        row.addLayout(self._other_ways(), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 28)
        column.setSpacing(24)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addLayout(row)
        column.addStretch(2)
        self.notice = NoticeBar(self)
        self._show_place()
        if sentence:
            self.notice.refuse(sentence)

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.name.setFocus()

    def make_book(self) -> None:
        """Make the new book and open it, or say what is missing."""
        try:
            place = self._place_of_book()
            place.parent.mkdir(parents=True, exist_ok=True)
            session = new_book(
                place,
                name=self.name.text(),
                currency=chosen(self.currency),
                timezone=chosen(self.timezone),
                country=None,
                language=chosen(self.language),
            )
        except ShopError as refusal:
            self._refuse(refusal)
            return
        except OSError:
            self.notice.refuse(tr("The folder cannot be written to. Choose another place."))
            return
        self.opened.emit(session)

    def open_book_at(self, place: Path) -> None:
        """Open a book that is there, or say why not."""
        try:
            session = Session(open_book(place))
        except ShopError as refusal:
            self._refuse(refusal)
            return
        self.opened.emit(session)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the demo shop has come."""
        self.demo_button.setEnabled(False)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.show()

    def choose_place(self) -> None:
        """Ask where the new book shall be kept."""
        text, _ = QFileDialog.getSaveFileName(
            self, tr("Where to keep the book"), str(self._place_of_book()), self._file_kinds()
        )
        if text:
            place = Path(text)
            self._place = place if place.suffix else place.with_suffix(BOOK_ENDING)
            self._show_place()

    def choose_book(self) -> None:
        """Ask which book to open."""
        text, _ = QFileDialog.getOpenFileName(
            self, tr("Open a book"), str(self.folder), self._file_kinds()
        )
        if text:
            self.open_book_at(Path(text))

    # -- Building ---------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        mark = QLabel("お")
        mark.setObjectName("mark")
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setFixedSize(52, 52)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(label(tr("Welcome to Okaeri"), "title"))
        words.addWidget(muted(tr("The loyalty desk of your shop: points, rewards, coupons.")))
        self.languages = Segments("welcome.language", tr("Language"), dict(choices.languages()))
        self.languages.choose(language_in_use())
        self.languages.group.buttonClicked.connect(
            lambda _: self.language_chosen.emit(self.languages.value())
        )
        row = QHBoxLayout()
        row.setSpacing(theme.PADDING)
        row.addWidget(mark)
        row.addLayout(words)
        row.addStretch(1)
        row.addWidget(self.languages)
        return row

    def _new_book_card(self) -> Panel:
        card = Panel(tr("A new book for your shop"))
        self.name = text_field(
            "welcome.name", tr("Name of the shop"), placeholder=tr("Café Komorebi")
        )
        self.currency = search_field("welcome.currency", tr("Currency"), choices.currencies())
        self.timezone = search_field("welcome.timezone", tr("Time zone"), choices.time_zones())
        self.language = choice_field(
            "welcome.shop_language", tr("Language of papers"), choices.languages()
        )
        zone = choices.zone_of_this_computer()
        choose(self.timezone, zone)
        choose(self.currency, choices.currency_of_zone(zone))
        choose(self.language, language_in_use())
        self.name.textChanged.connect(lambda _: self._show_place())
        self.name.returnPressed.connect(self.make_book)
        form = Form(columns=2)
        form.add("name", tr("Name of the shop"), self.name, wide=True)
        form.add("currency", tr("Currency"), self.currency)
        form.add("timezone", tr("Time zone"), self.timezone)
        form.add("language", tr("Language of papers"), self.language)
        self.fields = form.fields
        card.body.addWidget(form)
        self.place = ElidedLabel(role="small")
        self.place_button = quiet(tr("Keep it elsewhere"), "welcome.place", self.choose_place)
        kept = QHBoxLayout()
        kept.addWidget(self.place, 1)
        kept.addWidget(self.place_button)
        card.body.addLayout(kept)
        self.make_button = primary(tr("Make the book"), "welcome.make", self.make_book)
        card.body.addWidget(self.make_button)
        card.body.addStretch(1)
        return card

    def _other_ways(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.GAP_CARD)
        there = Panel(tr("You have a book already"))
        there.body.addWidget(
            muted(tr("Open the file that ends in .okaeri: the one you use, or a copy."), wrap=True)
        )
        self.open_button = button(
            tr("Open a book"), "welcome.open", self.choose_book, icon="folder"
        )
        there.body.addWidget(self.open_button)
        look = Panel(tr("Just looking"))
        look.body.addWidget(strong(tr("A record shop with a year and a half of customers")))
        look.body.addWidget(
            muted(tr("Real purchases, invented people. Nothing you do there matters."), wrap=True)
        )
        self.demo_button = button(
            tr("Look at the demo shop"), "welcome.demo", self.demo_asked.emit, icon="star"
        )
        look.body.addWidget(self.demo_button)
        self.progress = named(QProgressBar(), "welcome.progress", tr("The demo shop grows"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        look.body.addWidget(self.progress)
        column.addWidget(there)
        column.addWidget(look)
        column.addWidget(
            small(
                tr("One file on this computer holds everything. No account, no network."), wrap=True
            )
        )
        column.addStretch(1)
        return column

    # -- Inside -----------------------------------------------------------------------------

    def _place_of_book(self) -> Path:
        if self._place is not None:
            return self._place
        plain = " ".join(_NO_FILE_NAME.sub(" ", self.name.text()).split()).strip(" .") or "okaeri"
        return self.folder / f"{plain}{BOOK_ENDING}"

    def _show_place(self) -> None:
        self.place.setText(tr("Kept in {place}").format(place=self._place_of_book()))

    def _file_kinds(self) -> str:
        return tr("Books of Okaeri ({pattern})").format(pattern=f"*{BOOK_ENDING}")

    def _refuse(self, refusal: ShopError) -> None:
        self.notice.refuse(explain(refusal))
        field = self.fields.get(field_at_fault(refusal))
        if field is not None:
            mark_fault(field, at_fault=True)
            field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.settle()
