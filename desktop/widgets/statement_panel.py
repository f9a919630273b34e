"""Why is my balance this? Every line that moved it, and every lot with what took from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.moment import Moment
from db.queries.customers import customer_record, owner_now
from db.queries.statements import statement_of
from db.rules.periods import add_months
from db.rules.shop import ShopSettings
from db.rules.statements import Line, LotStory, Statement
from desktop import formats, theme
from desktop.i18n import tr, trn
from desktop.widgets.breakdown import Breakdown, FigureLine
from desktop.widgets.buttons import Segments, button, icon_button
from desktop.widgets.form import turn_focus
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import ElidedLabel, heading, muted, named
from desktop.widgets.lot_list import LotBar, LotList
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.sale_sheet import SaleSheetPanel
from desktop.words import statements as words

if TYPE_CHECKING:
    from desktop.widgets.paper_preview import PaperPreview

_ROW = 38
_WIDE = 1100  # from here on there is room for who did it
_WHO = 4
_AIR = 34  # around the words of a cell
_LEAST_WIDTHS = {0: 84, 2: 78, 3: 84}  # of day, points and balance
_MOST_HEIGHT = 170  # of what took from a lot
_MONTHS = {"all": 0, "year": 12, "quarter": 3}
_MOST_TAKINGS = 60


@dataclass(frozen=True)
class Row:
    """A line of the statement in words; the one that was brought forward has no line."""

    when: str
    what: str
    points: int
    balance: str
    who: str = ""
    line: Line | None = None


class StatementPanel(QFrame):
    """Covers its page while a statement is looked at; Esc or the cross closes it."""

    closed = Signal()

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page)
        self.setObjectName(name)
        self.setProperty("role", "cover")
        self._page = page
        self._customer_id = ""
        self._says_who = False
        self.statement: Statement | None = None
        self.title = ElidedLabel(role="title")
        self.balance = named(ElidedLabel(role="strong"), f"{name}.balance", tr("Points"))
        self.notes = ElidedLabel(role="muted")
        self.since = Segments(f"{name}.since", tr("Period"), {
            "all": tr("From the first day"), "year": tr("12 months"), "quarter": tr("3 months"),
        })  # fmt: skip
        self.print_button = button(tr("Print"), f"{name}.print", self.print_paper, icon="print")
        self.close_button = icon_button("close", f"{name}.close", tr("Close"), self.close_panel)
        self.lines: RecordTable[Row] = RecordTable(
            f"{name}.lines", tr("What moved the points"), _columns()
        )
        self.sale_button = KeyButton(
            tr("Show the sale"), f"{name}.show_sale", self._open_chosen, key=tr("Enter")
        )
        self.whole = ElidedLabel(role="muted")  # what the chosen line had to cut
        self.nothing = muted(wrap=True)
        self.nothing.setText(tr("Nothing has moved the points in this time."))
        self.lots = LotList(f"{name}.lots", tr("Where the points lie"))
        self.lot_head = heading()
        self.takings = Breakdown(f"{name}.takings", tr("What took from these points"))
        self.sheet = SaleSheetPanel(page, f"{name}.sale")
        self.preview: PaperPreview | None = None
        self._lay_out()
        self._connect()
        page.installEventFilter(self)
        self.hide()

    # -- What others ask of it --------------------------------------------------------------

    def show_customer(self, customer_id: str) -> None:
        """Show a customer's statement, from the first day on."""
        self._customer_id = customer_id
        self.since.choose("all")
        self.reload()
        self.show()
        self.raise_()
        self._page.notice.raise_()
        if self.lines.records.records:
            self.lines.choose_row(0)
            self.lines.setFocus()
        else:
            self.close_button.setFocus()

    def reload(self) -> None:
        """Read the statement again, where one is shown."""
        if not self._customer_id:
            return
        session = self._page.session
        moment, settings = session.moment(), session.settings
        self._customer_id = owner_now(session.db, self._customer_id)
        record = customer_record(session.db, self._customer_id)
        told = statement_of(moment, self._customer_id, since=self._since())
        self.statement = told
        title = tr("Points statement, {name}").format(name=record.name)
        self.title.setText(title)
        self.setAccessibleName(title)
        worth = max(told.closing.balance, 0) * settings.point_value
        self.balance.setText(_balance_words(told.closing.balance, worth, settings))
        self.notes.setText(" · ".join(words.standing_words(told.closing)))
        self.notes.setVisible(bool(self.notes.text()))
        self._show_rows(list(_rows(told, moment, hour=self._is_wide())))
        self.lots.show_lots(list(_bars(told, settings)))
        self._show_lot(None)
        if self.sheet.isVisibleTo(self._page):
            self.sheet.reload()

    def print_paper(self) -> None:
        """Show the statement as it is printed."""
        from desktop.papers import statement as statement_paper
        from desktop.papers.summary import office_paper
        from desktop.printers import size_for
        from desktop.widgets.paper_preview import PaperPreview

        if self.preview is None:
            name = f"{self.objectName()}.paper"
            self.preview = PaperPreview(self._page, name, closed=self.lines.setFocus)
        session, content, preview = self._page.session, BytesIO(), self.preview
        paper = size_for("statement", office_paper(session.settings.country))
        title = tr("Points statement")
        self._page.attempt(
            lambda: statement_paper.print_statement(
                session, self._customer_id, content, since=self._since(), paper=paper
            ),
            then=lambda _: preview.show_paper(
                content.getvalue(), title=title, file_name=f"{title}.pdf", kind="statement"
            ),
        )

    def close_panel(self) -> None:
        """Go back to the page."""
        self._customer_id = ""
        for part in (self.sheet, self.preview, self):
            if part is not None:
                part.hide()
        self.closed.emit()

    def is_open(self) -> bool:
        """Tell whether the statement, or something it has opened, lies over the page."""
        parts = (self, self.sheet, self.preview)
        return any(part is not None and part.isVisibleTo(self._page) for part in parts)

    # -- Inside -----------------------------------------------------------------------------

    def _since(self) -> date | None:
        months = _MONTHS[self.since.value() or "all"]
        return add_months(self._page.session.today, -months) if months else None

    def _show_rows(self, rows: list[Row]) -> None:
        """Show the lines; a column that says nothing leaves its room to the others."""
        self.lines.show_records([rows])
        metrics, model = self.lines.fontMetrics(), self.lines.records
        for column, least in _LEAST_WIDTHS.items():
            texts = (str(model.index(row, column).data()) for row in range(len(rows)))
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self.lines.setColumnWidth(column, max(widest + _AIR, least))
        self._says_who = any(row.who for row in rows)
        self.lines.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._right.setVisible(bool(rows))
        self.sale_button.setVisible(bool(rows))
        self._settle()

    def _open_chosen(self) -> None:
        row = self.lines.record()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: Row) -> None:
        self._open_sale(row.line.cause.sale if row.line else None)

    def _open_sale(self, sale: str | None) -> None:
        if sale is not None:
            self._page.attempt(lambda: self.sheet.show_sale(sale))

    def _mark(self, row: Row | None) -> None:
        line = row.line if row is not None else None
        self.lots.mark(line.lots if line is not None else ())
        self.whole.setText(row.what if row is not None else "")
        self.sale_button.setEnabled(line is not None and line.cause.sale is not None)

    def _show_lot(self, bar: LotBar | None) -> None:
        """Show what took from the chosen lot."""
        settings = self._page.session.settings
        stories = self.statement.lots if self.statement else ()
        story = next((each for each in stories if bar is not None and each.id == bar.id), None)
        takings = story.takings if story else ()
        lines = [
            FigureLine(
                f"{formats.day(each.cause.day)} · {words.cause_words(each.cause, settings)}",
                formats.number(-each.points),
            )
            for each in takings[-_MOST_TAKINGS:]
        ]
        self.takings.show_lines(lines)
        self._takings_area.setFixedHeight(min(self.takings.sizeHint().height(), _MOST_HEIGHT))
        self.lot_head.setText(tr("What took from these points") if lines else "")
        self._takings_area.setVisible(bool(lines))
        self.lot_head.setVisible(bool(lines))

    def _is_wide(self) -> bool:
        return self._page.width() >= _WIDE

    def _settle(self) -> None:
        self.setGeometry(self._page.rect())
        self._say_who_where_there_is_room()

    def _say_who_where_there_is_room(self) -> None:
        self.lines.setColumnHidden(_WHO, not (self._is_wide() and self._says_who))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        names = QVBoxLayout()
        names.setSpacing(4)
        for each in (self.title, self.balance, self.notes):
            names.addWidget(each)
        head.addLayout(names, 1)
        for widget in (self.since, self.print_button, self.close_button):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        left, right = Panel(), Panel()
        self._right = right
        self.lines.verticalHeader().setDefaultSectionSize(_ROW)
        left.body.addWidget(self.lines, 1)
        left.body.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        left.add_row(self.whole, self.sale_button).setStretch(0, 1)
        right.body.addWidget(self.lots, 1)
        right.body.addWidget(self.lot_head)
        self._takings_area = _scrolling(self.takings)
        right.body.addWidget(self._takings_area)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_CARD)
        row.addWidget(left, 64)
        row.addWidget(right, 36)
        column = QVBoxLayout(self)
        edge = theme.PADDING
        column.setContentsMargins(edge, theme.GAP_CARD, edge, theme.GAP_CARD)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.lines.chosen.connect(self._mark)
        self.lines.opened.connect(self._open_row)
        self.lots.chosen.connect(self._show_lot)
        self.lots.opened.connect(lambda bar: self._open_sale(bar.sale))
        self.since.group.buttonClicked.connect(lambda _: self.reload())
        printing = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        printing.activated.connect(self.print_paper)

    def let_refund(self, do: Callable[[str], object]) -> None:
        """Do this when a refund of a sale is asked for; until then there is no button for it."""
        self.sheet.refund_asked.connect(do)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if target is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self.reload()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return turn_focus(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            event.accept()  # the page behind cannot be seen


def _rows(told: Statement, moment: Moment, *, hour: bool) -> Iterable[Row]:
    """Yield the lines, the newest first; last what was brought forward."""
    settings = moment.settings
    for line in reversed(told.lines):
        yield Row(
            when=words.when_shortly(line.cause, moment, hour=hour),
            what=words.line_words(line, settings),
            points=line.change.balance,
            balance=formats.number(line.after.balance),
            who=line.cause.staff or "",
            line=line,
        )
    if told.since is not None:
        brought = formats.number(told.opening.balance)
        yield Row("", tr("Brought forward"), 0, brought)


def _bars(told: Statement, settings: ShopSettings) -> Iterable[LotBar]:
    """Yield the lots that can be used, those that end first before; then those that are gone."""
    for heading_, stories in (
        (tr("Where the points lie"), told.lots_left()),
        (tr("Used up or expired"), [each for each in reversed(told.lots) if not each.left]),
    ):
        if stories:
            yield LotBar("", heading_)
        for story in stories:
            yield _bar(story, settings)


def _bar(story: LotStory, settings: ShopSettings) -> LotBar:
    return LotBar(
        id=story.id,
        what=words.cause_words(story.cause, settings),
        day=formats.day(story.cause.day),
        left=tr("{left} of {points}").format(
            left=formats.number(story.left), points=formats.number(story.points)
        ),
        until=words.last_day_words(story),
        share=story.left / story.points,
        sale=story.cause.sale,
    )


def _balance_words(balance: int, worth: int, settings: ShopSettings) -> str:
    unit = trn("{points} point · worth {amount}", "{points} points · worth {amount}", abs(balance))
    return unit.format(
        points=formats.number(balance),
        amount=formats.money(worth, currency=settings.currency, digits=settings.digits),
    )


def _columns() -> tuple[Column[Row], ...]:
    def points(row: Row) -> str:
        return formats.signed(row.points) if row.line else ""

    return (
        Column(tr("When"), lambda row: row.when, width=_LEAST_WIDTHS[0], tone=lambda _: "muted"),
        Column(tr("What"), lambda row: row.what),
        Column(tr("Points"), points, width=_LEAST_WIDTHS[2], right=True, tone=_tone),
        Column(tr("Balance"), lambda row: row.balance, width=_LEAST_WIDTHS[3], right=True),
        Column(tr("Who"), lambda row: row.who, width=96, tone=lambda _: "muted"),
        Column("", _leads, width=36, tone=lambda _: "muted"),
    )


def _leads(row: Row) -> str:
    return "›" if row.line is not None and row.line.cause.sale else ""


def _tone(row: Row) -> str:
    if row.points == 0:
        return "muted"
    return "good" if row.points > 0 else "warn"


def _scrolling(within: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(within)
    return area
