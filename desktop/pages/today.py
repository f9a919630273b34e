"""Today: whom to speak to, why, and one act for each; late promises first."""

from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.queries.customers import customers_count
from db.queries.follow_ups import follow_up_counts, follow_ups, week_of_follow_ups
from db.rules.follow_ups import FollowUp, read_kind
from db.session import Session
from desktop import theme
from desktop.i18n import tr
from desktop.today.acts import TodayActs
from desktop.today.chances import TodayChances
from desktop.today.lines import kind_choices, line_of
from desktop.undoing import Undoing
from desktop.widgets.buttons import button
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.follow_up_list import AT_ONCE, CLEAR_OF_NOTICE, FollowUpList
from desktop.widgets.labels import muted, title
from desktop.widgets.page import Page, Subject
from desktop.widgets.panel import Panel
from desktop.widgets.pause import Pause
from desktop.widgets.team import TeamPanel
from desktop.widgets.week_panel import WeekPanel

_WIDE = 1150  # from here on the week stands beside the list
_SIDE = 280
_DIGITS_MS = 60  # a scanner's keys follow each other faster
_UNBOUND = 16_777_215  # Qt's word for no bound at all


class TodayPage(Page):
    """Lists what is worth doing today; everything can be done without leaving the keys."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"facts", "customers", "settings", "promises", "follow_up_answers", "contacts", "feedback"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown = AT_ONCE
        self._found: dict[str, FollowUp] = {}
        self._wide: bool | None = None
        self._digits = ""
        self._pause = Pause(self, _DIGITS_MS, self._choose_by_digit)
        self.kinds = ChoiceRow("today.kind", tr("What to show"))
        self.print_button = button(tr("Print list"), "today.print", self.print_list)
        self.print_button.setToolTip("Ctrl+P")
        self.list = FollowUpList()
        self.week = WeekPanel()
        self.team = TeamPanel(self, brief=True)
        self.empty = _Empty()
        self.undoing = Undoing(self, is_free=self.is_free)
        self.chances = TodayChances(self)
        self.acts = TodayActs(self, chance=self.chances.of)
        self._lay_out()
        self._connect()

    # -- What others ask of it --------------------------------------------------------------

    def reload(self) -> None:
        """Read again what is to be done today, and what became of this week."""
        moment = self.session.moment()
        every = follow_ups(moment)  # asked once: in a large book it takes a moment
        counts = follow_up_counts(moment, open_now=every)
        self.kinds.offer(kind_choices(counts))
        chosen = self.kinds.value()
        kind = read_kind(chosen) if chosen else None
        total = counts.get(kind, 0) if kind is not None else sum(counts.values())
        found = [each for each in every if kind in (None, each.kind)][: self._shown]
        self._found = {each.id: each for each in found}
        self.list.show_lines(
            [line_of(each, moment, chance=self.chances.of(each)) for each in found],
            hidden=total - len(found),
        )
        begun = customers_count(self.session.db) > 0
        self.empty.tell(begun=begun)
        self.empty.setVisible(not found)
        self._side.setVisible(begun)
        self.list.setVisible(bool(found))
        self.week.show_week(week_of_follow_ups(moment, open_now=every))
        self._thank_the_team(moment.today.replace(day=1))
        self._order_tabs()
        self.chances.learn_for(found)

    def take_focus(self) -> None:
        """Put the focus on the first thing to do; what lies over the page keeps it."""
        if not self.is_free() or self.notice.action.hasFocus():
            return
        if not self.list.take_focus():
            self.print_button.setFocus()

    def tell_done(self, sentence: str, operation: str) -> None:
        """Say what was done, and that it can be undone."""
        self.undoing.offer(sentence, operation)

    def is_free(self) -> bool:
        """Tell whether nothing lies over the page."""
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        beside = set(self.findChildren(QWidget, options=directly)) - {self.scroll_area, self.notice}
        return not any(each.isVisibleTo(self) for each in beside)

    def is_choosing(self) -> bool:
        """Tell whether a digit was typed that may still be a scanner's."""
        return bool(self._digits)

    # -- What a person does -----------------------------------------------------------------

    def act(self, follow_up: str) -> None:
        """Do what a follow-up offers."""
        if self.is_free():
            self.acts.act(self._found[follow_up])

    def finish(self, follow_up: str) -> None:
        """Tick a follow-up."""
        if self.is_free():
            self.acts.finish(self._found[follow_up])

    def put_off(self, follow_up: str) -> None:
        """Put a follow-up off."""
        if self.is_free():
            self.acts.put_off(self._found[follow_up])

    def open_customer(self, customer_id: str) -> None:
        """Turn to everything about somebody."""
        if self.is_free():
            self.turn_to.emit("customer", Subject("customer", customer_id))

    def print_list(self) -> None:
        """Show the list as it is printed."""
        if not self.is_free():
            return
        from desktop.papers import follow_ups as follow_up_paper
        from desktop.papers.summary import office_paper
        from desktop.printers import size_for
        from desktop.widgets.paper_preview import PaperPreview

        paper = BytesIO()
        size = size_for("page", office_paper(self.session.settings.country))
        follow_up_paper.print_follow_ups(self.session, paper, paper=size)
        self.preview = PaperPreview(self, "today.paper", closed=self.take_focus)
        words = tr("Today's list")
        self.preview.show_paper(
            paper.getvalue(), title=words, file_name=f"{words} {self.session.today}.pdf"
        )

    # -- Inside -----------------------------------------------------------------------------

    def _thank_the_team(self, month: date) -> None:
        """Show whom to thank this month; while there is nobody yet, those of the month before."""
        self.team.show_month(month)
        if not self.team.rows:
            self.team.show_month((month - timedelta(days=1)).replace(day=1))

    def _show_more(self) -> None:
        self._shown += AT_ONCE
        self.reload()

    def _show_kind(self) -> None:
        self._shown = AT_ONCE
        self.reload()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.PADDING)
        top = Qt.AlignmentFlag.AlignTop
        words = title(tr("Today"))
        words.setMinimumHeight(theme.TOUCH)
        head.addWidget(words, 0, top)
        head.addWidget(self.kinds, 1, top)
        head.addWidget(self.print_button, 0, top | Qt.AlignmentFlag.AlignRight)
        main = QVBoxLayout()
        main.setSpacing(theme.GAP)
        main.addLayout(head)
        main.addWidget(self.empty)
        main.addWidget(self.list)
        main.addStretch(1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.GAP_CARD)
        side.addWidget(self.week)
        side.addWidget(self.team)
        side.addStretch(1)
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, CLEAR_OF_NOTICE)
        self._grid.setSpacing(theme.GAP_CARD)
        self._grid.addLayout(main, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._arrange(wide=True)

    def _arrange(self, *, wide: bool) -> None:
        """Put the week beside the list, or below it where there is less room."""
        if wide == self._wide:
            return
        self._wide = wide
        self._grid.removeWidget(self._side)
        self._side.setMinimumWidth(_SIDE if wide else 0)
        self._side.setMaximumWidth(_SIDE if wide else _UNBOUND)
        self._grid.addWidget(self._side, *((0, 1) if wide else (1, 0)))

    def _connect(self) -> None:
        self.list.done.connect(self.finish)
        self.list.acted.connect(self.act)
        self.list.deferred.connect(self.put_off)
        self.list.opened.connect(self.open_customer)
        self.list.more_asked.connect(self._show_more)
        self.kinds.chosen.connect(lambda _: self._show_kind())
        self.chances.learnt.connect(self.reload)
        self.undoing.undone.connect(lambda _: self.take_focus())
        for keys, do in (
            ("Ctrl+P", self.print_list),
            ("Alt+Right", self._open_current),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _choose_by_digit(self) -> None:
        """Choose a kind by its place; many digits at once are a scanner's, and mean a customer."""
        typed, self._digits = self._digits, ""
        place = int(typed) - 1
        if len(typed) == 1 and 0 <= place < len(self.kinds.buttons) and self.is_free():
            self.kinds.buttons[place].setChecked(True)
            self.list.take_focus()

    def _open_current(self) -> None:
        found = self._found.get(self.list.current_id())
        if found is not None:
            self.open_customer(found.customer_id)

    def _order_tabs(self) -> None:
        order = [*self.kinds.buttons, self.print_button, *self.list.in_order()]
        order += self.team.rows.values()
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= _WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no row wanted: digits choose a kind, arrows go into the list."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if not self.undoing.take_back():
                super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.is_free():
            self.list.take_focus()
        elif event.text().isdecimal() and self.is_free():
            self._digits += event.text()
            self._pause.start()
        else:
            super().keyPressEvent(event)


class _Empty(Panel):
    """What is said while nobody waits for a word."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.more = title(""), muted(wrap=True)
        self.body.addWidget(self.words)
        self.body.addWidget(self.more)

    def tell(self, *, begun: bool) -> None:
        """Say that all is done, or what will come here where the book knows nobody yet."""
        if begun:
            self.words.setText(tr("Everybody is looked after."))
            self.more.setText(
                tr(
                    "Nobody waits for a word from you now. Whoever comes in today is the best"
                    " follow-up of all; new ones appear here by themselves."
                )
            )
        else:
            self.words.setText(tr("Here you will see who is glad to hear from you."))
            self.more.setText(
                tr(
                    "Birthdays, promises, newcomers, and whoever stays away longer than usual come"
                    " here by themselves, once the first customers are signed up or imported."
                )
            )
