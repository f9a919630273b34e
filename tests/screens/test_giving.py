"""Causes, surprises, and what is kept from somebody, in every dress."""

import pytest

from db.queries.surprises import surprises
from db.session import Session
from db.usecases.causes import donate_points, pay_cause
from db.usecases.points import adjust_points
from db.usecases.rewards import NewReward, add_reward
from db.usecases.tiers import NewTier, add_tier
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.cause_section import CauseSection
from desktop.widgets.surprise_section import SurpriseSection
from tests.screens.conftest import Screen

WORDS = {
    "en": (
        "Trees for Okutama", "A month free", "Sticker, once only", "Diamond listening", "Diamond",
        "Thank you, autumn birthdays", "to the forest office, receipt 12",
    ),
    "ja": (
        "奥多摩に木を植える", "ひと月無料", "一度だけのステッカー", "試聴会へのご招待",
        "ダイヤモンド", "秋生まれのお客様に感謝", "森林組合の窓口へ、領収書 12",
    ),
}  # fmt: skip


@pytest.fixture
def regular(screen: Screen) -> str:
    """Return a customer with many points, in a shop with every kind of obstacle."""
    trees, month, sticker, listening, diamond, _, note = WORDS[screen.dress.language]
    session = screen.window.session
    customer = str(next(session.db.query("SELECT id FROM customers ORDER BY id LIMIT 1"))["id"])
    adjust_points(session, customer_id=customer, points=900, reason="x", operation_id="points")
    add_tier(session, NewTier(diamond, "9000000"), operation_id="tier")
    for number, new in enumerate((
        NewReward(trees, "donation", "50", 100),
        NewReward(month, "free_months", "1", 300),
        NewReward(sticker, "free_item", "100", 20, max_per_customer=1),
        NewReward(listening, "free_item", "3000", 20, tier=diamond),
    )):  # fmt: skip
        add_reward(session, new, operation_id=f"reward-{number}")
    donate_points(session, customer_id=customer, cause=trees, points=330, operation_id="donate")
    pay_cause(session, cause=trees, amount=100, note=note, operation_id="pay")
    return customer


def offers(screen: Screen, kind: str) -> OffersPage:
    screen.window.turn_to("offers")
    page = screen.window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section(kind)
    return page


def test_no_text_of_causes_is_cut(screen: Screen, regular: str) -> None:
    assert regular
    section = offers(screen, "causes").part(CauseSection)
    screen.look("offers-causes")
    section.buttons[f"causes.pay.{WORDS[screen.dress.language][0]}"].click()
    screen.look("offers-cause-pay")
    section.panel.close_panel()
    section.begin()
    section.new_form.show_more()
    screen.look("offers-cause-new")


def test_no_text_of_surprises_is_cut(screen: Screen, regular: str) -> None:
    assert regular
    section = offers(screen, "surprises").part(SurpriseSection)
    screen.look("offers-surprises-empty")
    section.begin()
    section.form.name.setText(WORDS[screen.dress.language][5])
    section.form.count.setText("5")
    section.form.gifts.add()
    section.form.show_more()
    screen.look("offers-surprise-new")
    bar = section.panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen.look("offers-surprise-gifts")
    section.panel.save_button.click()
    assert drawn(screen.window.session) == 1
    screen.look("offers-winners")
    section.winners.close_panel()
    screen.look("offers-surprises")


def drawn(session: Session) -> int:
    return len(surprises(session.db))


def test_no_text_of_what_is_kept_or_given_is_cut_at_the_counter(
    screen: Screen, regular: str
) -> None:
    screen.window.turn_to("counter")
    counter = screen.window.current()
    assert isinstance(counter, CounterPage)
    counter.serve(regular)
    bar = counter.board.rewards.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen.look("counter-kept")
    counter.board.rewards.buttons[WORDS[screen.dress.language][0]].click()
    screen.look("counter-donate")
