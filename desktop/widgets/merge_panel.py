"""Two entries of one person become one, or are said to be two people; covers its page."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from db.clock import new_id
from db.errors import UnknownCustomer
from db.queries.customers import CustomerRow, customer_record
from db.queries.duplicates import CustomerPair, PairsFound
from db.usecases.merging import Merged, keep_apart, merge_customers
from desktop import formats, theme
from desktop.i18n import tr, trn
from desktop.widgets.buttons import icon_button
from desktop.widgets.customer_chooser import CustomerChooser
from desktop.widgets.form import turn_focus
from desktop.widgets.labels import ElidedLabel, muted
from desktop.widgets.merge_view import MergeView
from desktop.widgets.page import Page
from desktop.widgets.pair_list import PairList, ids_of
from desktop.widgets.panel import Panel


class MergePanel(QFrame):
    """Goes through the pairs that may be one person, or merges one customer with a chosen one."""

    closed = Signal()
    merged = Signal(object)  # Merged

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page)
        self.setObjectName(name)
        self.setProperty("role", "cover")
        self._page = page
        self._operation_id = new_id()
        self._customer_id = ""  # who is merged with a chosen one; empty: the pairs are shown
        self._left = list[CustomerPair]()
        self.title = ElidedLabel(role="title")
        self.said = ElidedLabel(role="good")
        self.count = muted()
        self.close_button = icon_button("close", f"{name}.close", tr("Close"), self.close_panel)
        self.pairs = PairList(f"{name}.pairs")
        self.chooser = CustomerChooser(page, name, tr("Merge with whom"))
        self.view = MergeView(name)
        self.nothing = muted(wrap=True)
        self._lay_out()
        self._connect()
        page.installEventFilter(self)
        self.hide()

    # -- What others ask of it --------------------------------------------------------------

    def open_pairs(self, found: PairsFound) -> None:
        """Begin with the pairs that may be one person."""
        self._customer_id = ""
        self._open(tr("Possible doubles"))
        self.show_pairs(found)
        self.pairs.setFocus()

    def show_pairs(self, found: PairsFound) -> None:
        """Show pairs that were looked for anew; while somebody is merged by hand, none."""
        if not self._customer_id:
            self._left = list(found.pairs)
            words = trn("{count} pair", "{count} pairs", found.count)
            self.count.setText(words.format(count=formats.number(found.count)))
            self._show_left()

    def open_with(self, customer_id: str) -> None:
        """Choose whom to merge with this customer."""
        self._customer_id = customer_id
        name = customer_record(self._page.session.db, customer_id).name
        self._open(tr("Merge {name} with …").format(name=name))
        self.count.setText("")
        self.chooser.begin(without=customer_id)
        self._show_choice(None)
        self.chooser.field.setFocus()

    def close_panel(self) -> None:
        """Go back to the page."""
        self._customer_id, self._left = "", []
        self.hide()
        self.closed.emit()

    # -- What a person does -----------------------------------------------------------------

    def merge(self, keep: str, other: str) -> None:
        """Merge the two that are shown."""
        self._page.attempt(
            partial(
                merge_customers,
                self._page.session,
                keep=keep,
                merge=other,
                operation_id=self._operation_id,
            ),
            then=lambda merged: self._done(merged, other),
        )

    def keep_apart(self, customer_id: str, other_id: str) -> None:
        """Say that the two that are shown are two people."""
        self._page.attempt(
            partial(
                keep_apart,
                self._page.session,
                customer_id=customer_id,
                other_id=other_id,
                operation_id=self._operation_id,
            ),
            then=lambda _: self._go_on(frozenset((customer_id, other_id))),
        )

    # -- Inside -----------------------------------------------------------------------------

    def _done(self, merged: Merged, other: str) -> None:
        self.merged.emit(merged)
        points = trn("{points} point", "{points} points", abs(merged.balance))
        said = tr("{name} is one entry now, with {points}.").format(
            name=merged.customer.name,
            points=points.format(points=formats.number(merged.balance)),
        )
        if self._customer_id:
            self.close_panel()
            self._page.notice.say(said)
        else:
            self._go_on(frozenset((other,)))
            self.said.setText(said)  # a notice would lie over the buttons

    def _go_on(self, gone: frozenset[str]) -> None:
        """Go on with the next pair; those of whoever was merged are asked for anew."""
        self._operation_id = new_id()
        before = self.pairs.currentIndex().row()
        self._left = [pair for pair in self._left if not gone <= ids_of(pair)]
        self._show_left()
        if self._left:
            self.pairs.choose_row(min(before, len(self._left) - 1))
        self.pairs.setFocus()

    def _show_left(self) -> None:
        self.pairs.show_pairs(self._left, chosen=self._shown())
        self.nothing.setText(tr("Nobody seems to be in the book twice."))
        self._show_parts()

    def _shown(self) -> frozenset[str]:
        return frozenset((self.view.keep_id, self.view.other_id))

    def _show_pair(self, pair: CustomerPair | None) -> None:
        if pair is not None and not self._customer_id:
            self._show_two(pair.keep.id, pair.other.id, pair)

    def _show_choice(self, row: CustomerRow | None) -> None:
        """Show the two; whose merging was begun is kept until it is turned round."""
        if not self._customer_id:
            return
        self.nothing.setText(tr("Look for the other entry of the same person."))
        if row is not None:
            self._show_two(self._customer_id, row.id, None)
        else:
            self.view.keep_id = self.view.other_id = ""
        self._show_parts()

    def _show_two(self, keep: str, other: str, pair: CustomerPair | None) -> None:
        self._operation_id = new_id()
        try:
            self.view.show_pair(
                self._page.session, keep, other, signs=pair.why if pair is not None else ()
            )
        except UnknownCustomer:  # merged meanwhile: the pairs are on their way
            self.view.keep_id = self.view.other_id = ""

    def _show_parts(self) -> None:
        by_hand = bool(self._customer_id)
        some = bool(self.view.keep_id) if by_hand else bool(self._left)
        self.chooser.setVisible(by_hand)
        self.pairs.setVisible(not by_hand and some)
        self.view.setVisible(some)
        self.view.apart_button.setVisible(not by_hand)
        self.nothing.setVisible(not some)

    def _open(self, title: str) -> None:
        self.title.setText(title)
        self.said.setText("")
        self.setAccessibleName(title)
        self.view.keep_id = self.view.other_id = ""
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self._page.notice.raise_()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.title, 1)
        head.addWidget(self.said, 1)
        head.addWidget(self.count)
        head.addWidget(self.close_button)
        left, right = Panel(), Panel()
        left.body.addWidget(self.chooser, 1)
        left.body.addWidget(self.pairs, 1)
        right.body.addWidget(self.view, 1)
        right.body.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_CARD)
        row.addWidget(left, 28)
        row.addWidget(right, 72)
        column = QVBoxLayout(self)
        edge = theme.PADDING
        column.setContentsMargins(edge, theme.GAP_CARD, edge, theme.GAP_CARD)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.pairs.chosen.connect(self._show_pair)
        self.pairs.opened.connect(lambda _: self.view.merge_button.setFocus())
        self.chooser.chosen.connect(self._show_choice)
        self.chooser.table.opened.connect(lambda _: self.view.merge_button.setFocus())
        self.view.merge_asked.connect(self.merge)
        self.view.apart_asked.connect(self.keep_apart)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if target is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._page.rect())
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return turn_focus(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            event.accept()  # the page behind cannot be seen
