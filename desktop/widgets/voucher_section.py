"""Gift vouchers on the page Offers: what is still out, each of them, and what the law asks."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.customers import customer_record
from db.queries.vouchers import outstanding_vouchers, voucher_month, vouchers_page
from db.rules.coupons import spoken_code
from db.rules.vouchers import Voucher
from db.session import Session
from desktop import formats, theme
from desktop.i18n import mark, tr, trn
from desktop.widgets.form import choice_field, chosen, text_field
from desktop.widgets.labels import muted
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page, Subject
from desktop.widgets.panel import Panel
from desktop.widgets.pause import Pause
from desktop.widgets.record_table import Column, RecordTable, room_for
from desktop.widgets.stat_tile import StatTile
from desktop.widgets.voucher_form import VoucherForm
from desktop.widgets.voucher_law import VoucherLaw
from desktop.widgets.voucher_panel import VoucherPanel
from desktop.words.history import money
from desktop.words.payments import state_words

_BATCH = 100
_PAUSE_MS = 60  # between two looks while somebody types
_LEAST_HEIGHT = 260
_LONG_DAY = date(2026, 12, 28)
_SHOWN_FROM = {2: 760, 4: 900}  # by column: the section's width that it needs


class VoucherSection(OfferSection):
    """Lists vouchers, the newest first; a press on one shows all about it."""

    kind = "vouchers"
    words = mark("Gift vouchers")
    new_words = mark("New voucher")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("A present that brings somebody new"),
            empty=tr(
                "A gift voucher is money: it pays for anything here, in one go or in several, "
                "and what is left stays on it. Sell one here or at the counter."
            ),
        )
        self._preview: QWidget | None = None
        self.panel = VoucherPanel(page)
        self.form = VoucherForm(page)
        self.law = VoucherLaw(page)
        self.out = StatTile("vouchers.out", tr("Still out"))
        self.sold = StatTile("vouchers.sold", tr("Made this month"))
        self.filter = text_field(
            "vouchers.filter", tr("Find a voucher"), placeholder=tr("Code or name …")
        )
        self.filter.setClearButtonEnabled(True)
        states = [("open", tr("With money left")), ("all", tr("All vouchers"))]
        self.which = choice_field("vouchers.which", tr("Which"), states)
        self.which.setMinimumContentsLength(16)
        self.nothing = muted(wrap=True)
        self.table: RecordTable[Voucher] = RecordTable(
            "vouchers.table", tr("Gift vouchers"), self._columns()
        )
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self._lay_out()
        self._connect()

    @staticmethod
    def how_many(session: Session) -> int:
        return outstanding_vouchers(session.db, on=session.today).count

    def new_panels(self) -> list[OfferPanel]:
        return []

    def reload(self) -> None:
        any_voucher = bool(vouchers_page(self.session.db, limit=1))
        self.show_offers([])
        self.empty.setVisible(not any_voucher)
        for each in (self.out, self.sold, self.card):
            each.setVisible(any_voucher)
        self._show_sums()
        self.show_list()

    def begin(self) -> None:
        self.form.open_for(None)

    def show_list(self) -> None:
        """Show the vouchers that fit what was typed and chosen."""
        self.table.show_records(self._pages())
        none, typed = not self.table.records.records, self.filter.text().strip()
        words = tr("No voucher fits “{text}”.").format(text=typed) if typed else tr("None so far.")
        self.nothing.setText(words)
        self.nothing.setVisible(none)
        self.table.setVisible(not none)

    def show_voucher(self, code: str) -> None:
        """Show all about a voucher in the panel at the side."""
        self.page.attempt(lambda: self.panel.show_voucher(code, may_use=True))

    def _show_sold(self, voucher: Voucher) -> None:
        self.show_voucher(voucher.code)
        self.panel.print_button.setFocus()

    def print_voucher(self, code: str) -> None:
        """Show a voucher as it is printed."""
        self.page.attempt(lambda: self._draw(code), then=self._show_paper)

    # -- What it shows ----------------------------------------------------------------------

    def _show_sums(self) -> None:
        settings, today, db = self.session.settings, self.session.today, self.session.db
        out = outstanding_vouchers(db, on=today)
        month = voucher_month(db, first=today.replace(day=1), last=today, on=today)
        count = trn("on {count} voucher", "on {count} vouchers", out.count)
        self.out.show_figure(
            money(out.left, settings), note=count.format(count=formats.number(out.count))
        )
        paid = tr("{amount} was paid with vouchers").format(amount=money(month.used, settings))
        self.sold.show_figure(money(month.issued, settings), note=paid)
        self.law.show_for(settings, out)

    def _pages(self) -> Iterator[Sequence[Voucher]]:
        """Return the list a batch at a time; the next is read when it is scrolled to."""
        open_on = self.session.today if chosen(self.which) == "open" else None
        after: Voucher | None = None
        while True:
            page = vouchers_page(
                self.session.db, self.filter.text(), limit=_BATCH, after=after, open_on=open_on
            )
            yield page
            if len(page) < _BATCH:
                return
            after = page[-1]

    def _columns(self) -> tuple[Column[Voucher], ...]:
        session = self.session

        def left(voucher: Voucher) -> str:
            return money(voucher.left, session.settings)

        def of(voucher: Voucher) -> str:
            return money(voucher.amount, session.settings)

        def owner(voucher: Voucher) -> str:
            if voucher.customer_id is None:
                return "–"
            return customer_record(session.db, voucher.customer_id).name

        def until(voucher: Voucher) -> str:
            return formats.day(voucher.valid_until) if voucher.valid_until else tr("no last day")

        def state(voucher: Voucher) -> str:
            return state_words(voucher, today=session.today)[0]

        def tone(voucher: Voucher) -> str:
            found = state_words(voucher, today=session.today)[1]
            return "muted" if found == "plain" else found

        days = room_for((formats.day(_LONG_DAY), tr("no last day")))
        return (
            Column(tr("Code"), lambda voucher: spoken_code(voucher.code), width=190),
            Column(tr("Left"), left, width=96, right=True, bold=True),
            Column(tr("Of"), of, width=96, right=True, tone=lambda _: "muted"),
            Column(tr("In the name of"), owner),
            Column(tr("Made"), lambda voucher: formats.day(voucher.issued_on), width=days),
            Column(tr("Last day"), until, width=days),
            Column(tr("State"), state, width=92, tone=tone),
        )

    # -- What it does -----------------------------------------------------------------------

    def _draw(self, code: str) -> bytes:
        from desktop.papers import counter as papers
        from desktop.printers import size_for

        drawn = BytesIO()
        papers.print_voucher(self.session, code, drawn, paper=size_for("voucher", "a6"))
        return drawn.getvalue()

    def _show_paper(self, drawn: bytes) -> None:
        from desktop.widgets.paper_preview import PaperPreview

        if not isinstance(self._preview, PaperPreview):
            self._preview = PaperPreview(self.page, "vouchers.paper", closed=self.page.take_focus)
        title = tr("Gift voucher")
        self._preview.show_paper(drawn, title=title, file_name=f"{title}.pdf", kind="voucher")

    def _use(self, code: str) -> None:
        self.panel.close_panel()
        self.page.turn_to.emit("counter", Subject("voucher", code))

    def _show_chosen(self) -> None:
        voucher = self.table.record()
        if voucher is not None:
            self.show_voucher(voucher.code)

    def _show_first(self) -> None:
        self._pause.stop()
        self.show_list()
        if self.table.records.records:
            self.table.choose_row(0)
            self._show_chosen()

    # -- Inside -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is least asked for where there is little room."""
        super().resizeEvent(event)
        for column, least in _SHOWN_FROM.items():
            self.table.setColumnHidden(column, self.width() < least)

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.GAP_CARD)
        for tile in (self.out, self.sold, self.law.tile):
            tiles.addWidget(tile, 1)
        self.card = Panel()
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.filter, 1)
        row.addWidget(self.which)
        self.card.body.addLayout(row)
        self.card.body.addWidget(self.nothing)
        self.card.body.addWidget(self.table, 1)
        self.card.body.addStretch(0)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(0, tiles)
        column.insertWidget(1, self.card, 1)

    def _connect(self) -> None:
        self._pause = Pause(self, _PAUSE_MS, self.show_list)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self._show_first)
        self.which.currentIndexChanged.connect(lambda _: self.show_list())
        for asked in (self.table.opened, self.table.clicked):
            asked.connect(lambda _: self._show_chosen())
        self.panel.print_asked.connect(self.print_voucher)
        self.panel.use_asked.connect(self._use)
        self.panel.voided.connect(lambda _: self.reload())
        self.form.made.connect(self._show_sold)
