"""Printers, the drawer and the customers' screen, in every dress: nothing is cut."""

from pathlib import Path

import pytest

from desktop.customer_screen import IN_A_WINDOW, choose_screen, choose_words
from desktop.pages.counter import CounterPage
from desktop.pages.settings import SettingsPage
from desktop.printer_choices import PrinterChoices, ReceiptPrinter
from tests.screens.conftest import PICTURES, Screen

COUNTER = ReceiptPrinter("Counter", "network", "192.168.1.50:9100", drawer_pin=2)


@pytest.fixture(autouse=True)
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKAERI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")


def settings_of(screen: Screen, section: str) -> SettingsPage:
    screen.window.turn_to("settings")
    page = screen.window.current()
    assert isinstance(page, SettingsPage)
    page.turn_to_section(section)
    return page


def test_no_text_is_cut_where_printers_are_chosen(screen: Screen) -> None:
    settings_of(screen, "printers")
    screen.look("printers-none")
    PrinterChoices((COUNTER,)).save()
    page = settings_of(screen, "printers")
    page.printers.reload()
    screen.look("printers")
    page.printers.form.open_printer(COUNTER)
    screen.look("printers-form")


def test_no_text_is_cut_where_the_customers_screen_is_chosen(screen: Screen) -> None:
    settings_of(screen, "customer_screen")
    screen.look("customer-screen")


def test_no_text_is_cut_while_the_drawer_is_opened_and_a_slip_previewed(screen: Screen) -> None:
    PrinterChoices((COUNTER,)).save()
    screen.window.turn_to("counter")
    page = screen.window.current()
    assert isinstance(page, CounterPage)
    page.drawer.reload()
    page.drawer.ask()
    screen.look("drawer")
    page.drawer.close()
    page.print_receipt()
    screen.look("slip-preview")


def test_customers_see_every_step_of_a_sale(screen: Screen) -> None:
    choose_words("Beans are roasted every Thursday\nClosed on Tuesdays")
    choose_screen(IN_A_WINDOW)
    screen.window.turn_to("counter")
    page = screen.window.current()
    assert isinstance(page, CounterPage)
    page.display.open_where_wished()
    display = page.display.window
    assert display is not None
    PICTURES.mkdir(parents=True, exist_ok=True)
    for step in ("idle", "sale"):
        if step == "sale":
            page.amount.insert("1980")
        assert display.view.kind == step
        display.grab().save(str(PICTURES / f"customers-see-{step}-{screen.dress}.png"))
    page.display.close()
