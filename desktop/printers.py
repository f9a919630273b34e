"""What prints what: the printers there are, the one for each kind of paper, and the printing."""

from dataclasses import dataclass, replace

from db.environment import PrinterFault
from desktop.printer_choices import (
    ON_A_ROLL,
    PaperKind,
    PrinterChoices,
    ReceiptPrinter,
    load_choices,
)


@dataclass(frozen=True)
class Printer:
    """A printer to choose: one of this computer's, or a receipt printer set up here."""

    id: str
    name: str
    receipt: ReceiptPrinter | None = None


@dataclass(frozen=True)
class Paper:
    """A paper ready to be printed."""

    content: bytes  # PDF
    title: str
    kind: PaperKind = "page"
    copies: int = 1


def all_printers(choices: PrinterChoices) -> list[Printer]:
    """Return all printers: receipt printers first, then this computer's, the usual one first."""
    from desktop.system_printers import system_printers

    rolls = [Printer(each.id, each.name, each) for each in choices.receipt_printers]
    return rolls + [Printer(f"queue:{each.name}", each.name) for each in system_printers()]


def printers_for(kind: PaperKind, printers: list[Printer]) -> list[Printer]:
    """Return the printers that can print a kind of paper."""
    return [each for each in printers if each.receipt is None or kind in ON_A_ROLL]


def printer_for(kind: PaperKind, choices: PrinterChoices, printers: list[Printer]) -> Printer:
    """Return the printer chosen for a kind of paper, else the one that suits it.

    Slips go to a receipt printer by themselves; any other paper to the computer's usual printer.
    Raises PrinterFault where there is none, or where the chosen one is gone.
    """
    usable = printers_for(kind, printers)
    chosen = choices.printers.get(kind, "")
    if chosen:
        found = next((each for each in usable if each.id == chosen), None)
        if found is None:
            raise PrinterFault(chosen.partition(":")[2], "unknown")
        return found
    queues = [each for each in usable if each.receipt is None]
    rolls = [each for each in usable if each.receipt is not None]
    suited = [*rolls, *queues] if kind == "receipt" else [*queues, *rolls]
    if not suited:
        raise PrinterFault("", "none")
    return suited[0]


def size_for(kind: PaperKind, otherwise: str) -> str:
    """Return the size that a kind of paper is drawn in: the roll's where it goes to a roll."""
    choices = load_choices()
    rolls = {each.id: each.paper for each in choices.receipt_printers}
    chosen = choices.printers.get(kind, "")
    if not chosen and kind == "receipt" and choices.receipt_printers:
        chosen = choices.receipt_printers[0].id
    return rolls.get(chosen) or choices.papers.get(kind) or otherwise


def print_paper(paper: Paper, printer: Printer) -> None:
    """Print a paper; returns when the printer or the system has it. Raises PrinterFault."""
    if printer.receipt is not None:
        from desktop.receipt_links import print_dots
        from desktop.receipt_raster import dots_of

        pages = dots_of(paper.content, dots=printer.receipt.dots)
        print_dots(printer.receipt, pages, copies=paper.copies)
        return
    from desktop.system_printers import print_pages

    queue = printer.id.removeprefix("queue:")
    print_pages(paper.content, printer=queue, title=paper.title, copies=paper.copies)


def open_drawer(choices: PrinterChoices) -> None:
    """Open the drawer; raises PrinterFault where there is none, or where its printer is away."""
    from desktop.receipt_links import kick_drawer

    printer = choices.drawer()
    if printer is None:
        raise PrinterFault("", "no_drawer")
    kick_drawer(printer)


def named_printer(name: str, choices: PrinterChoices) -> Printer:
    """Return a printer by its name, as the command line names it; raises PrinterFault."""
    found = next((each for each in all_printers(choices) if name in (each.name, each.id)), None)
    if found is None:
        raise PrinterFault(name, "unknown")
    return found


def several(paper: Paper, copies: int) -> Paper:
    """Return the same paper in so many copies."""
    return replace(paper, copies=copies)
