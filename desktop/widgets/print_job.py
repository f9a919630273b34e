"""Prints a paper beside the windows: nobody waits, and what went wrong is said on the page."""

from collections.abc import Callable

from db.errors import ShopError
from desktop.i18n import tr
from desktop.messages import explain
from desktop.printer_choices import load_choices
from desktop.printers import Paper, all_printers, print_paper, printer_for
from desktop.tasks import Task
from desktop.widgets.page import Page
from desktop.widgets.save_dialog import ask_where_to_save, save_bytes

Make = Callable[[], Paper]
"""Draws a paper; beside the windows, so it opens the book for itself."""


def print_behind(
    page: Page, make: Make, *, printer: str = "", then: Callable[[str], object] | None = None
) -> None:
    """Print a paper in the printers' lane, on the printer of its kind or on the one named.

    `then` hears the printer's name when it has the paper. Where it has not, the page says why and
    offers to try again; the paper itself is kept for that.
    """
    drawn: list[Paper] = []

    def work(progress: Callable[[int, int], None]) -> str:
        progress(0, 1)  # not begun any more where the desk closes
        drawn.append(make())
        paper, choices = drawn[0], load_choices()
        printers = all_printers(choices)
        named = next((each for each in printers if each.id == printer), None)
        chosen = named or printer_for(paper.kind, choices, printers)
        print_paper(paper, chosen)
        return chosen.name

    def say_why_not(refusal: ShopError) -> None:
        again = (lambda: drawn[0]) if drawn else make
        page.notice.offer(
            explain(refusal, page.session.settings),
            tr("Try again"),
            lambda: print_behind(page, again, printer=printer, then=then),
            kind="refused",
        )
        if drawn:
            page.notice.offer_too(tr("Save as PDF"), lambda: save_paper(page, drawn[0]))

    task = Task(work)
    task.signals.refused.connect(say_why_not)
    if then is not None:
        task.signals.finished.connect(then)
    page.printing.emit(task)


def save_paper(page: Page, paper: Paper) -> None:
    """Ask for a place and save a paper there as a PDF."""
    ask_where_to_save(
        page,
        title=tr("Save as PDF"),
        suggested=f"{paper.title}.pdf",
        then=lambda path: save_bytes(page, path, paper.content),
    )
