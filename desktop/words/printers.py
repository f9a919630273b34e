"""The words for printers and papers: what a paper is for, its size, where a printer is."""

from desktop.i18n import mark, tr
from desktop.printer_choices import PAPER_KINDS, Link, PaperKind, ReceiptPrinter

_KINDS: dict[PaperKind, str] = {
    "receipt": mark("Slips after a sale"),
    "coupon": mark("Coupons"),
    "voucher": mark("Gift vouchers"),
    "card": mark("Member cards"),
    "membership": mark("Memberships and slips for friends"),
    "labels": mark("Labels"),
    "letter": mark("Letters and postcards"),
    "statement": mark("Points statements"),
    "day": mark("End of day"),
    "page": mark("Summaries and other pages"),
}
_SIZES = {
    "a4": mark("A4"),
    "letter": mark("US Letter"),
    "a6": mark("A6"),
    "cr80": mark("Plastic card"),
    "receipt80": mark("Roll of 80 mm"),
    "receipt58": mark("Roll of 58 mm"),
}
_SIZES_OF: dict[PaperKind, tuple[str, ...]] = {
    "receipt": ("receipt80", "receipt58"),
    "coupon": ("a6", "a4", "letter", "receipt80", "receipt58"),
    "voucher": ("a6", "receipt80", "receipt58"),
    "card": ("cr80", "a4", "letter"),
    "membership": ("a4", "letter", "a6", "receipt80", "receipt58"),
    "statement": ("a4", "letter"),
    "day": ("a4", "letter", "receipt80", "receipt58"),
    "page": ("a4", "letter"),
}


def kinds() -> list[tuple[PaperKind, str]]:
    """Return the kinds of paper with their words, as people ask for them."""
    return [(kind, tr(_KINDS[kind])) for kind in PAPER_KINDS]


def sizes_of(kind: PaperKind) -> list[tuple[str, str]]:
    """Return the sizes that a kind of paper can be printed in; none where the paper says it."""
    return [(size, tr(_SIZES[size])) for size in _SIZES_OF.get(kind, ())]


def links() -> list[tuple[Link, str]]:
    """Return the ways to a receipt printer, with their words."""
    return [
        ("network", tr("Network")),
        ("usb", tr("USB cable")),
        ("device", tr("Device file")),
        ("queue", tr("Queue of this computer")),
    ]


def widths() -> list[tuple[int, str]]:
    """Return the print heads of receipt printers, with their words."""
    return [
        (576, tr("80 mm, 576 dots")),
        (512, tr("80 mm, 512 dots")),
        (384, tr("58 mm, 384 dots")),
    ]


def example_of(link: str) -> str:
    """Return how the place of a printer is written."""
    examples = {"network": "192.168.1.50:9100", "usb": "04b8:0e28", "device": "/dev/usb/lp0"}
    return examples.get(link, "")


def hint_of(link: str) -> str:
    """Return where a person finds the place of a printer."""
    hints = {
        "network": tr("The printer's own test print says its address."),
        "usb": tr("Vendor and product, as the system lists its USB devices."),
        "device": tr("Where the system has put the printer's cable."),
        "queue": tr("The name of the queue, as in the system's settings."),
    }
    return hints[link]


def about(printer: ReceiptPrinter) -> str:
    """Return in one line where a receipt printer is and what it can do."""
    parts = [dict(links())[printer.link], printer.address, dict(widths())[printer.dots]]
    if printer.cuts:
        parts.append(tr("cuts"))
    if printer.drawer_pin:
        parts.append(tr("opens the drawer"))
    return " · ".join(parts)
