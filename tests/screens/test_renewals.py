"""Plans' figures and the list of renewals in every dress, with long names and every state."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.pages.offers import OffersPage
from desktop.widgets.plan_section import PlanSection
from desktop.widgets.renewal_section import RenewalSection
from tests.db.queries.plan_pasts import agreed, write_past
from tests.screens.conftest import Screen

NAMES = (
    "長谷川 美智子", "Bartholomew Featherstonehaugh", "勅使河原 光太郎", "田中 実",
    "Maximiliane von Hohenlohe",
)  # fmt: skip
PLANS = {
    "en": ("Pantry Club", "Roaster's Table with two tastings", "It has become too expensive"),
    "ja": ("豆の会", "焙煎所の会（試飲会ふたり分つき）", "料金が高くなりすぎたため"),
}


@pytest.fixture
def page(screen: Screen) -> OffersPage:
    live_a_year(screen.window.session, *PLANS[screen.dress.language])
    screen.window.turn_to("offers")
    made = screen.window.current()
    assert isinstance(made, OffersPage)
    return made


def live_a_year(session: Session, club: str, table: str, reason: str) -> None:
    """Let customers join, renew, pause, change, leave and come back."""
    today = session.today
    cheap = {**agreed("m", renew_bonus={"points": 200, "days_before": 3}), "plan": club}
    dear = {**agreed("p"), "plan": table}
    people = [
        add_customer(
            session,
            new=NewCustomer(name=f"{name} {number}", phone=f"090-0000-01{number:02}"),
            operation_id=f"renewals-{number}",
        ).id
        for number, name in enumerate((*NAMES, *NAMES))
    ]
    for number, customer in enumerate(people[:9]):
        joined = today - timedelta(days=62 + 3 * number)
        told = [(joined, "start", cheap), (joined + timedelta(days=25), "renew", {})]
        if number % 3 == 0:
            told.append((joined + timedelta(days=40), "change", {**dear, "at_once": True}))
        if number % 4 == 1:
            left = {"reason": reason, "offer": 0}
            told.append((joined + timedelta(days=45), "cancel", left))
        elif number % 4 == 2:
            told.append((joined + timedelta(days=46), "pause", {}))
        else:
            told.append((joined + timedelta(days=50), "renew", {}))
        write_past(session, customer, [each for each in told if each[0] <= today])
    late = date.fromordinal(today.toordinal() - 34)
    write_past(session, people[9], [(late, "start", dear)])


def test_no_text_of_the_plans_figures_is_cut(screen: Screen, page: OffersPage) -> None:
    page.turn_to_section("plans")
    screen.look("plan-figures")
    section = page.part(PlanSection)
    for name in ("churn", "life"):
        section.figures.explain(name)
        QApplication.processEvents()
        screen.look(f"plan-figures-{name}")
    page.scroll_area.verticalScrollBar().setValue(10_000)
    screen.look("plan-figures-below")
    name = next(name for name in section.buttons if name.startswith("offers.worth."))
    section.buttons[name].click()
    screen.look("plan-worth")


def test_no_text_of_the_renewals_is_cut(screen: Screen, page: OffersPage) -> None:
    page.turn_to_section("renewals")
    screen.look("renewals")
    section = page.part(RenewalSection)
    section.cards[0].tick_all()
    QApplication.processEvents()
    screen.look("renewals-ticked")
    section.paid_button.click()
    screen.look("renewals-paid")
