"""What this computer remembers about printers: which there are for slips, and which prints what."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from desktop.preferences import keep, preferences_path, what_was_kept

PaperKind = Literal[
    "receipt", "coupon", "voucher", "card", "membership", "labels", "letter", "statement", "day",
    "page",
]  # fmt: skip
"""What a paper is for; each kind has its printer. A page is any other sheet: summary, terms."""
PAPER_KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
ON_A_ROLL: frozenset[PaperKind] = frozenset({"receipt", "coupon", "voucher", "membership", "day"})
"""The kinds that can be drawn on the roll of a receipt printer."""

Link = Literal["network", "usb", "device", "queue"]
LINKS: tuple[Link, ...] = get_args(Link)
SlipWish = Literal["always", "ask", "never"]
WIDTHS: dict[int, str] = {384: "receipt58", 512: "receipt80", 576: "receipt80"}
"""How many dots the print heads have, and on which roll they print."""
DRAWER_PINS = (0, 2, 5)  # 0: no drawer
Choice = TypeVar("Choice")


@dataclass(frozen=True)
class ReceiptPrinter:
    """A printer for slips that is spoken to in ESC/POS, without a driver."""

    name: str
    link: Link = "network"
    address: str = ""  # host:port, vendor:product, /dev/usb/lp0, or the queue's name
    dots: int = 576
    cuts: bool = True
    drawer_pin: int = 0

    @property
    def id(self) -> str:
        """Return what the printer is known by among all printers."""
        return f"roll:{self.name}"

    @property
    def paper(self) -> str:
        """Return the roll that it prints on."""
        return WIDTHS[self.dots]


@dataclass(frozen=True)
class PrinterChoices:
    """The choices of one computer; a kind that is not named goes to the usual printer."""

    receipt_printers: tuple[ReceiptPrinter, ...] = ()
    printers: Mapping[str, str] = field(default_factory=dict)  # kind → printer's id
    papers: Mapping[str, str] = field(default_factory=dict)  # kind → size, as `--paper` takes it
    slip: SlipWish = "ask"  # after each sale
    opens_drawer: bool = True  # after each sale that takes in cash, where there is a drawer

    def with_printer(self, kind: PaperKind, printer: str) -> "PrinterChoices":
        """Return the choices with another printer for a kind of paper."""
        return replace(self, printers={**self.printers, kind: printer})

    def with_paper(self, kind: PaperKind, paper: str) -> "PrinterChoices":
        """Return the choices with another size for a kind of paper."""
        return replace(self, papers={**self.papers, kind: paper})

    def with_wishes(self, *, slip: str, opens_drawer: bool) -> "PrinterChoices":
        """Return the choices with other wishes about what follows a sale."""
        wish = _one_of(slip, get_args(SlipWish), self.slip)
        return replace(self, slip=wish, opens_drawer=opens_drawer)

    def with_receipt_printer(self, printer: ReceiptPrinter, *, before: str) -> "PrinterChoices":
        """Return the choices with a receipt printer added, or in the place of the one named."""
        others = [each for each in self.receipt_printers if each.name not in (before, printer.name)]
        old = f"roll:{before}"
        moved = {kind: printer.id if at == old else at for kind, at in self.printers.items()}
        return replace(self, receipt_printers=(*others, printer), printers=moved)

    def without_receipt_printer(self, name: str) -> "PrinterChoices":
        """Return the choices without a receipt printer."""
        gone = f"roll:{name}"
        return replace(
            self,
            receipt_printers=tuple(each for each in self.receipt_printers if each.name != name),
            printers={kind: at for kind, at in self.printers.items() if at != gone},
        )

    def drawer(self) -> ReceiptPrinter | None:
        """Return the printer that opens the drawer, None where there is none."""
        return next((each for each in self.receipt_printers if each.drawer_pin), None)

    def save(self) -> None:
        """Keep the choices on this computer."""
        keep(choices_path(), asdict(self))


def load_choices() -> PrinterChoices:
    """Return the choices of this computer; what cannot be read any more is as if never chosen."""
    kept = what_was_kept(choices_path())
    made = [_receipt_printer(each) for each in _list(kept.get("receipt_printers"))]
    return PrinterChoices(
        receipt_printers=tuple(each for each in made if each is not None),
        printers=_words(kept.get("printers")),
        papers=_words(kept.get("papers")),
        slip=_one_of(kept.get("slip"), get_args(SlipWish), "ask"),
        opens_drawer=kept.get("opens_drawer") is not False,
    )


def choices_path() -> Path:
    """Return where the choices are kept: beside the desk's own, which the desk writes whole."""
    return preferences_path().with_name("printers.json")


def _receipt_printer(kept: object) -> ReceiptPrinter | None:
    """Return a printer as it was kept, None where something of it makes no sense."""
    if not isinstance(kept, dict):
        return None
    known: dict[str, Any] = {
        each.name: kept[each.name] for each in fields(ReceiptPrinter) if each.name in kept
    }
    sample = ReceiptPrinter("")
    sound = all(type(value) is type(getattr(sample, name)) for name, value in known.items())
    if not sound or not known.get("name"):
        return None
    made = ReceiptPrinter(**known)
    if made.link in LINKS and made.dots in WIDTHS and made.drawer_pin in DRAWER_PINS:
        return made
    return None


def _words(kept: object) -> dict[str, str]:
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {kind: value for kind, value in pairs if kind in PAPER_KINDS and isinstance(value, str)}


def _list(kept: object) -> list[object]:
    return kept if isinstance(kept, list) else []


def _one_of(kept: object, choices: tuple[Choice, ...], otherwise: Choice) -> Choice:
    return kept if kept in choices else otherwise
