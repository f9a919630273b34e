"""The words for printers and papers."""

from desktop.i18n import speaking
from desktop.printer_choices import LINKS, PAPER_KINDS, WIDTHS, ReceiptPrinter
from desktop.words.printers import about, example_of, hint_of, kinds, links, sizes_of, widths


def test_everything_that_can_be_chosen_has_words() -> None:
    assert [kind for kind, _ in kinds()] == list(PAPER_KINDS)
    assert [link for link, _ in links()] == list(LINKS)
    assert {dots for dots, _ in widths()} == set(WIDTHS)
    assert all(hint_of(link) for link in LINKS)
    assert example_of("network").startswith("192.168")
    assert sizes_of("labels") == []
    assert "a6" in dict(sizes_of("coupon"))


def test_a_receipt_printer_is_told_in_one_line() -> None:
    printer = ReceiptPrinter("Counter", address="192.168.1.50", dots=384, drawer_pin=2)
    with speaking("en"):
        assert about(printer) == (
            "Network · 192.168.1.50 · 58 mm, 384 dots · cuts · opens the drawer"
        )
