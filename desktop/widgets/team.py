"""What each person of the team did, so that they can be thanked: a word, or a certificate."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.queries.team import TeamMember, team_of
from db.rules.periods import last_day_of_month
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.labels import ElidedLabel, label, muted, named, small
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.words.team import best_deed, deeds, how_counted, member_name

if TYPE_CHECKING:
    from desktop.widgets.paper_preview import PaperPreview


class TeamPanel(Panel):
    """Shows a month: in brief, what to thank each person for first, or everything in columns.

    Pressing a person's row, or the button beside it, shows their certificate as it is printed.
    """

    def __init__(self, page: Page, *, brief: bool = False) -> None:
        super().__init__(tr("Thank the team"))
        named(self, "team", tr("Thank the team"))
        self._page = page
        self._brief = brief
        self._month = date.min
        self._shown: object = None
        self._preview: PaperPreview | None = None
        self.rows: dict[str, QPushButton] = {}  # what prints a certificate, by whose it is
        self.about = small(wrap=True)
        self.nobody = muted(wrap=True)
        self._holder = QWidget()
        for each in (self.nobody, self._holder, self.about):
            self.body.addWidget(each)

    def show_month(self, month: date) -> None:
        """Show the month that begins on this day; of the present one, what there is so far."""
        db = self._page.session.db
        team = team_of(db, first=month, last=last_day_of_month(month))
        if self._brief:
            team = [each for each in team if not each.did_nothing_counted and each.staff]
        team = [each for each in team if each.staff or not each.did_nothing_counted]
        if self._shown == (month, team):
            return
        self._shown, self._month = (month, team), month
        assert self.heading is not None
        words = tr("Thank the team · {month}").format(month=formats.month(month))
        self.heading.setText(words)
        self.nobody.setText(
            tr("Nobody was named yet. Whoever works here can be named in the feed: staff.add.")
            if not team
            else ""
        )
        self.nobody.setVisible(not team)
        self.about.setText(how_counted())
        self.about.setVisible(bool(team) and not self._brief)
        self._fill(team)
        self.setVisible(bool(team) or not self._brief)

    def show_certificate(self, staff: str) -> None:
        """Show somebody's certificate as it is printed."""
        from desktop.papers.summary import office_paper
        from desktop.papers.team import print_team_certificate
        from desktop.widgets.paper_preview import PaperPreview

        session, drawn = self._page.session, BytesIO()
        paper = office_paper(session.settings.country)
        print_team_certificate(session, staff, self._month, drawn, paper=paper)
        if self._preview is None:
            self._preview = PaperPreview(self._page, "team.paper", closed=self._page.take_focus)
        title = tr("Certificate: {name}").format(name=staff)
        file_name = f"{staff}-{self._month:%Y-%m}.pdf"
        self._preview.show_paper(drawn.getvalue(), title=title, file_name=file_name)

    # -- Inside -----------------------------------------------------------------------------

    def _fill(self, team: Sequence[TeamMember]) -> None:
        """Put the rows into a new holder, since a grid does not forget how wide it was."""
        old, self._holder = self._holder, QWidget()
        place = self.body.indexOf(old)
        self.body.removeWidget(old)
        self.body.insertWidget(place, self._holder)
        old.hide()
        old.deleteLater()
        self.rows = {}
        if self._brief:
            self._fill_in_brief(team)
        elif team:
            self._fill_columns(team)

    def _fill_in_brief(self, team: Sequence[TeamMember]) -> None:
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for member in team:
            best = best_deed(member, team)
            if best is None or member.staff is None:
                continue
            deed, count = best
            words = tr("{name} · {deed}").format(name=member.staff, deed=deed.heading)
            row = _Row(words, formats.number(count))
            self._prints(row, member.staff)
            column.addWidget(row)

    def _fill_columns(self, team: Sequence[TeamMember]) -> None:
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.PADDING)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, deed in enumerate(deeds(), start=1):
            head = small(deed.heading, wrap=True)
            head.setAlignment(right)
            grid.addWidget(head, 0, column)
        for row, member in enumerate(team, start=1):
            grid.addWidget(label(member_name(member), "strong", wrap=True), row, 0)
            for column, deed in enumerate(deeds(), start=1):
                count = deed.of(member)
                figure = label(formats.number(count) if count else "–")
                figure.setAlignment(right)
                grid.addWidget(figure, row, column)
            if member.staff is not None:
                made = button(tr("Certificate"), "", icon="print")
                self._prints(made, member.staff)
                grid.addWidget(made, row, len(deeds()) + 1)
            grid.setRowMinimumHeight(row, theme.TOUCH)

    def _prints(self, made: QPushButton, staff: str) -> None:
        spoken = tr("Print certificate for {name}").format(name=staff)
        named(made, f"team.certificate.{staff}", spoken)
        made.setToolTip(spoken)
        made.clicked.connect(
            lambda _=False: self._page.attempt(partial(self.show_certificate, staff))
        )
        self.rows[staff] = made


class _Row(QPushButton):
    """A name and a figure, as wide as there is room, to be pressed."""

    def __init__(self, words: str, figure: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        self.setMinimumHeight(theme.TOUCH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        said, count = ElidedLabel(), label(figure, "strong")
        said.setText(words)
        for each in (said, count):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(said, 1)
        row.addWidget(count)
