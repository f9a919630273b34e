"""Coupons on the page Offers: found by code, customer or gift, made one by one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.coupon_list import ListedCoupon, coupons_count, coupons_page
from db.queries.rewards import all_rewards, reward_with_id
from db.rules.coupons import State, spoken_code
from db.rules.shop import ShopSettings
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.shop import set_shop
from desktop import formats, theme
from desktop.i18n import mark, tr
from desktop.widgets.buttons import quiet
from desktop.widgets.coupon_details import CouponDetails
from desktop.widgets.coupon_form import CouponForm
from desktop.widgets.coupon_press import CouponPress
from desktop.widgets.form import choice_field, chosen, text_field
from desktop.widgets.labels import muted
from desktop.widgets.next_visit_form import NextVisitForm
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page, Subject
from desktop.widgets.panel import Panel
from desktop.widgets.pause import Pause
from desktop.widgets.record_table import Column, RecordTable, room_for
from desktop.words.coupons import (
    coming_words,
    for_whom,
    last_day,
    name_of,
    next_visit_story,
    state_chip,
    states,
)

_BATCH = 100
_PAUSE_MS = 60  # between two looks while somebody types
_LEAST_HEIGHT = 320
_CODE, _CODE_WIDTH = 2, 176
_LONG_DAY = date(2026, 12, 28)
_WIDE = 760  # from here on there is room for codes


class CouponSection(OfferSection):
    """Lists coupons, the latest first; a press on one shows all about it."""

    kind = "coupons"
    words = mark("Coupons")
    new_words = mark("New coupon")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("A reason to come again, on paper"),
            empty=tr(
                "Coupons come from rewards, stamp cards, birthdays and friends by themselves. "
                "Here you find every one of them, make one for somebody, and reprint a lost one."
            ),
        )
        self.press = CouponPress(page)
        self.details = CouponDetails(page)
        self.designer: QWidget | None = None
        self.filter = text_field(
            "coupons.filter", tr("Find a coupon"), placeholder=tr("Code, customer, batch, gift …")
        )
        self.filter.setClearButtonEnabled(True)
        self.state = choice_field("coupons.state", tr("State"), states())
        self.nothing = muted(wrap=True)
        self.table: RecordTable[ListedCoupon] = RecordTable(
            "coupons.table", tr("Coupons"), self._columns()
        )
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self._lay_out()
        self._connect()

    @staticmethod
    def how_many(session: Session) -> int:
        return coupons_count(session.db, on=session.today)

    def new_panels(self) -> list[OfferPanel]:
        self.form = CouponForm(self.page, "coupon_new", many=False)
        self.panel = OfferPanel(self.page, "coupon_new", self.form)
        self.promise_form = NextVisitForm(self.session.settings)
        self.promise_panel = OfferPanel(self.page, "next_visit", self.promise_form)
        return [self.panel, self.promise_panel]

    def reload(self) -> None:
        any_coupon = bool(coupons_page(self.session.db, on=self.session.today, limit=1))
        self.show_offers([])
        self.empty.setVisible(not any_coupon)
        self.card.setVisible(any_coupon)
        settings = self.session.settings
        self.promise.setText(next_visit_story(settings.next_visit, settings))
        self.show_list()

    def begin(self) -> None:
        self.form.begin()
        self.panel.open_form(tr("New coupon"), tr("Make it"), self._issue)

    def show_list(self) -> None:
        """Show the coupons that fit what was typed and chosen."""
        self.table.show_records(self._pages())
        typed = self.filter.text().strip()
        none = not self.table.records.records
        words = tr("No coupon fits “{text}”.").format(text=typed) if typed else tr("None so far.")
        self.nothing.setText(words)
        self.nothing.setVisible(none)
        self.table.setVisible(not none)

    def show_coupon(self, code: str) -> None:
        """Show all about a coupon in the panel at the side."""
        self.page.attempt(lambda: self.details.show_coupon(code))

    def choose_promise(self) -> None:
        """Choose what a sale gives for the next visit."""
        promise = self.session.settings.next_visit
        self.promise_form.show_promise(promise, all_rewards(self.session.db))
        self.promise_panel.open_form(
            tr("For the next visit"),
            tr("Save"),
            lambda: self._promise(self.promise_form.read),
            stop=None if promise is None else lambda: self._promise(lambda: None),
        )

    # -- What it does -----------------------------------------------------------------------

    def _issue(self) -> None:
        self.page.attempt(self._made, then=self._show_made)

    def _promise(self, read: Callable[[], dict[str, Any] | None]) -> None:
        def keep() -> ShopSettings:
            return set_shop(
                self.session,
                changes={"next_visit": read()},
                operation_id=self.promise_panel.operation_id,
            )

        def tell(settings: ShopSettings) -> None:
            self.done(self.promise_panel, next_visit_story(settings.next_visit, settings))

        self.page.attempt(keep, then=tell)

    def _made(self) -> str:
        issue: Issue = self.form.read()
        (issued,) = issue_coupons(self.session, issue, operation_id=self.panel.operation_id)
        return issued.code

    def _show_made(self, code: str) -> None:
        words = tr("{code} is made. Print it, or read it aloud.")
        self.done(self.panel, words.format(code=spoken_code(code)))
        self.details.show_coupon(code)

    def _print(self, code: str) -> None:
        self.press.draw([code], paper="a6", title=tr("Coupon"))

    def _design(self, reward_id: str) -> None:
        """Design all coupons of a reward; what draws them is loaded with the first one."""
        from desktop.widgets.coupon_designer import CouponDesigner

        if not isinstance(self.designer, CouponDesigner):
            self.designer = CouponDesigner(self.page, closed=lambda: None)
        self.designer.open_for(reward_with_id(self.session.db, reward_id))

    def _use(self, code: str) -> None:
        self.details.close_panel()
        self.page.turn_to.emit("counter", Subject("coupon", code))

    # -- What it shows ----------------------------------------------------------------------

    def _pages(self) -> Iterator[Sequence[ListedCoupon]]:
        """Return the list a batch at a time; the next is read when it is scrolled to."""
        state: State | None = next((each for each in _STATES if each == chosen(self.state)), None)
        text, before = self.filter.text(), None
        while True:
            page = coupons_page(
                self.session.db, text, on=self.session.today, state=state, before=before,
                limit=_BATCH,
            )  # fmt: skip
            yield page
            if len(page) < _BATCH:
                return
            before = page[-1].place

    def _columns(self) -> tuple[Column[ListedCoupon], ...]:
        session = self.session

        def gives(row: ListedCoupon) -> str:
            return name_of(row.coupon.terms, session.settings)

        def state(row: ListedCoupon) -> str:
            return state_chip(row.coupon, session.today)[0]

        def tone(row: ListedCoupon) -> str:
            tone = state_chip(row.coupon, session.today)[1]
            return "muted" if tone in ("plain", "info") else tone

        days = (formats.day(_LONG_DAY), tr("no last day"))
        words = (coming_words(_LONG_DAY), *(each for value, each in states() if value))
        return (
            Column(tr("Gives"), gives, bold=True),
            Column(tr("For whom"), for_whom),
            Column(tr("Code"), lambda row: spoken_code(row.coupon.code), width=_CODE_WIDTH),
            Column(tr("Last day"), lambda row: last_day(row.coupon), width=room_for(days)),
            Column(tr("State"), state, width=room_for(words), tone=tone),
        )

    def _lay_out(self) -> None:
        self.card = Panel()
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.filter, 1)
        row.addWidget(self.state)
        self.card.body.addLayout(row)
        self.card.body.addWidget(self.nothing)
        self.card.body.addWidget(self.table, 1)
        self.card.body.addStretch(0)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self.promise = muted(wrap=True)
        self.promise_button = quiet(
            tr("For the next visit …"), "coupons.next_visit", self.choose_promise
        )
        below = Panel()
        below.body.setContentsMargins(
            theme.PADDING, theme.GAP_SMALL, theme.GAP_SMALL, theme.GAP_SMALL
        )
        line = QHBoxLayout()
        line.addWidget(self.promise, 1)
        line.addWidget(self.promise_button)
        below.body.addLayout(line)
        column.insertWidget(0, below)
        column.insertWidget(1, self.card, 1)
        column.setStretch(column.count() - 1, 0)  # the table takes all the room

    def _connect(self) -> None:
        self._pause = Pause(self, _PAUSE_MS, self.show_list)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.state.currentIndexChanged.connect(lambda _: self.show_list())
        for asked in (self.table.opened, self.table.clicked):
            asked.connect(lambda _: self._show_chosen())
        self.filter.returnPressed.connect(self._show_first)
        self.details.print_asked.connect(self._print)
        self.details.use_asked.connect(self._use)
        self.details.design_asked.connect(self._design)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(_CODE, self.width() < _WIDE)

    def _show_chosen(self) -> None:
        row = self.table.record()
        if row is not None:
            self.show_coupon(row.coupon.code)

    def _show_first(self) -> None:
        self._pause.stop()
        self.show_list()
        if self.table.records.records:
            self.table.choose_row(0)
            self._show_chosen()


_STATES: tuple[State, ...] = ("issued", "used", "voided", "expired")
