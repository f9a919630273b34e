"""What this computer remembers about printers."""

import json
from pathlib import Path

import pytest

from desktop.preferences import Preferences
from desktop.printer_choices import (
    PrinterChoices,
    ReceiptPrinter,
    choices_path,
    load_choices,
)

COUNTER = ReceiptPrinter("Counter", "network", "192.168.1.50", dots=384, drawer_pin=2)


def test_what_was_chosen_is_there_next_time() -> None:
    chosen = PrinterChoices((COUNTER,), slip="always", opens_drawer=False)
    chosen = chosen.with_printer("receipt", COUNTER.id).with_paper("coupon", "a6")
    chosen.save()
    assert load_choices() == chosen
    assert load_choices().drawer() == COUNTER


def test_the_desks_own_choices_do_not_take_them_away() -> None:
    PrinterChoices((COUNTER,)).save()
    Preferences(looks="dark").save()
    assert load_choices().receipt_printers == (COUNTER,)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        '{"receipt_printers": 5, "printers": [], "slip": "sometimes", "papers": {"hat": "a4"}}',
        '{"receipt_printers": [{"name": ""}, {"name": "x", "dots": 7}, "x", {"name": 3}]}',
    ],
)
def test_what_makes_no_sense_is_as_if_never_chosen(own_home: Path, kept: str) -> None:
    own_home.mkdir()
    choices_path().write_text(kept, encoding="utf-8")
    assert load_choices() == PrinterChoices()


def test_a_printer_of_a_later_version_is_still_that_printer(own_home: Path) -> None:
    own_home.mkdir()
    kept = {"receipt_printers": [{"name": "Counter", "address": "lp", "speed": 3}]}
    choices_path().write_text(json.dumps(kept), encoding="utf-8")
    assert load_choices().receipt_printers == (ReceiptPrinter("Counter", address="lp"),)


def test_a_printer_of_another_name_keeps_its_papers() -> None:
    before = PrinterChoices((COUNTER,)).with_printer("receipt", COUNTER.id)
    renamed = ReceiptPrinter("Till", "network", "192.168.1.50")
    after = before.with_receipt_printer(renamed, before="Counter")
    assert after.receipt_printers == (renamed,)
    assert after.printers == {"receipt": "roll:Till"}
    assert after.without_receipt_printer("Till") == PrinterChoices()
