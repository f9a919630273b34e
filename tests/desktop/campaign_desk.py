"""A shop with thirty customers and its campaigns, open on the page Offers."""

from datetime import datetime

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.campaigns import add_campaign, start_campaign
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.campaign_section import CampaignSection

CUSTOMERS = 30
WITHOUT_ADDRESS = 6  # of them
TAGGED = 12


def fill(session: Session) -> list[str]:
    """Add customers: the first ones are marked "vinyl", the last ones have no address."""
    add_reward(session, NewReward("Cake", "free_item", "480", 650, valid_days=30), operation_id="r")
    return [
        add_customer(session, new=_customer(number), operation_id=f"c{number}").id
        for number in range(CUSTOMERS)
    ]


def _customer(number: int) -> NewCustomer:
    has_address = number < CUSTOMERS - WITHOUT_ADDRESS
    return NewCustomer(
        f"Customer {number:02}",
        phone=f"090-0000-{number:04}",
        email=f"customer{number}@example.com",
        postcode="000-0001" if has_address else None,
        address="Komorebi 1-2-3" if has_address else None,
        tags=("vinyl",) if number < TAGGED else (),
        consent=("mail",),
    )


def started(session: Session, name: str = "Autumn", **terms: object) -> str:
    """Plan and start a campaign; returns its name."""
    told = {"name": name, "channel": "letter", "message": "Come again, {name}.", **terms}
    add_campaign(session, terms=told, operation_id=f"add {name}")
    start_campaign(session, campaign=name, operation_id=f"start {name}")
    return name


def at(session: Session, day: str) -> Session:
    """Return the session as of an hour of another day."""
    return session.with_request(clock=fixed_clock(datetime.fromisoformat(f"{day}T11:00+09:00")))


def buys(session: Session, customer: str, amount: int = 1000) -> None:
    """Let a customer buy something."""
    order = SaleOrder((OrderLine(amount),), customer_id=customer)
    record_sale(session, order, operation_id=f"sale {customer} {session.today}")


def open_campaigns(window: MainWindow) -> CampaignSection:
    """Turn to the campaigns."""
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("campaigns")
    return page.part(CampaignSection)


def settled(window: MainWindow, qtbot: QtBot, section: CampaignSection) -> None:
    """Wait until it is counted."""
    if section.cover.isVisible():
        section.cover.count_now()
    qtbot.waitUntil(lambda: window.tasks.idle() and not section.cover.counter.is_busy())
    QApplication.processEvents()
