"""Makes and draws coupons beside the window: a thousand take a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.connection import open_book
from db.rules.shop import whole
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from desktop.printer_choices import PaperKind
from desktop.tasks import Task
from desktop.widgets.page import Page

if TYPE_CHECKING:
    from desktop.widgets.paper_preview import PaperPreview

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Drawn:
    """A paper, and how many coupons were made for it."""

    content: bytes  # PDF
    title: str
    kind: PaperKind
    made: int


class CouponPress(QObject):
    """One piece of work at a time; what is drawn lies over its page when it is done."""

    progressed = Signal(int, int)
    made = Signal(int)  # how many coupons
    ended = Signal()  # done, refused, stopped or failed

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._task: Task | None = None
        self.preview: PaperPreview | None = None

    def make(self, issue: Issue, *, paper: str, operation_id: str, title: str) -> None:
        """Make coupons in the lane, all or none, and show them drawn."""

        def work(session: Session, progress: Progress) -> Drawn:
            issued = issue_coupons(session, issue, operation_id=operation_id, progress=progress)
            codes = [each.code for each in issued]
            progress(len(codes), len(codes))
            return _drawn(session, codes, paper, title, made=len(codes))

        self._start(work, changes=frozenset({"facts", "coupons"}))

    def draw(self, codes: Sequence[str], *, paper: str, title: str, start: int = 1) -> None:
        """Draw coupons in the lane and show them; `start` is the first free label of a sheet."""

        def work(session: Session, _: Progress) -> Drawn:
            return _drawn(session, codes, paper, title, start=start)

        self._start(work)

    def is_busy(self) -> bool:
        """Tell whether coupons are being made or drawn."""
        return self._task is not None

    def stop(self) -> None:
        """Stop what is being made; then none of it was made."""
        if self._task is not None:
            self._task.cancel()

    def _start(
        self,
        work: Callable[[Session, Progress], Drawn],
        *,
        changes: frozenset[str] = frozenset(),
    ) -> None:
        session, path = self._page.session, self._page.session.path

        def beside(progress: Progress) -> Drawn:
            book = replace(session, db=open_book(path), listeners=[])
            try:
                return work(book, progress)
            finally:
                book.db.conn.close()

        task = self._task = Task(beside, changes=changes)
        signals = task.signals
        signals.progressed.connect(self.progressed)
        signals.refused.connect(self._page.explain_refusal)
        signals.finished.connect(self._show)
        for ending in (signals.finished, signals.refused, signals.cancelled, signals.failed):
            ending.connect(self._end)
        self._page.long_work.emit(task)

    def _end(self, *_: object) -> None:
        self._task = None
        self.ended.emit()

    def _show(self, drawn: Drawn) -> None:
        from desktop.widgets.paper_preview import PaperPreview

        if drawn.made:
            self.made.emit(drawn.made)
        if self.preview is None:
            self.preview = PaperPreview(self._page, "offers.paper", closed=self._page.take_focus)
        name = f"{drawn.title}.pdf"
        self.preview.show_paper(drawn.content, title=drawn.title, file_name=name, kind=drawn.kind)


def _drawn(
    session: Session,
    codes: Sequence[str],
    paper: str,
    title: str,
    *,
    start: int = 1,
    made: int = 0,
) -> Drawn:
    from desktop.papers.counter import print_coupons
    from desktop.papers.summary import office_paper
    from desktop.printing.coupon import fields_of

    sheets = BytesIO()
    chosen = office_paper(session.settings.country) if paper == "page" else paper
    start = whole(start, "start", least=1, most=fields_of(chosen))
    print_coupons(session, codes, sheets, paper=chosen, start=start)
    kind: PaperKind = "labels" if paper.startswith("labels") else "coupon"
    return Drawn(sheets.getvalue(), title, "page" if paper == "page" else kind, made)
