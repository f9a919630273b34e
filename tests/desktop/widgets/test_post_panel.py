"""Writing to a customer: what fits them is offered, what stands against it is said, papers show."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import new_id
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from db.usecases.points import adjust_points
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from desktop.widgets.form import choose
from desktop.widgets.page import Page
from desktop.widgets.post_panel import PostPanel

HOME = {"postcode": "1500001", "address": "東京都渋谷区神宮前 1-2-3"}


@pytest.fixture
def misaki(session: Session, set_shop: Callable[..., None]) -> str:
    """Return a customer with an address and 650 points."""
    set_shop(name="Café Komorebi", language="en")
    new = NewCustomer("田中 美咲", postcode=HOME["postcode"], address=HOME["address"])
    customer = add_customer(session, new=new, operation_id=new_id()).id
    adjust_points(session, customer_id=customer, points=650, reason="x", operation_id=new_id())
    return customer


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, misaki: str, qtbot: QtBot) -> PostPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = PostPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    made.open_customer(misaki)
    return made


def shown(panel: PostPanel) -> str:
    panel.show_button.click()
    assert panel.preview is not None
    assert panel.preview.isVisible()
    pages = range(panel.preview.document.pageCount())
    text = "".join(panel.preview.document.getAllText(page).text() for page in pages)
    panel.preview.close_preview()
    return "".join(text.split())


def test_a_letter_is_shown_with_ready_words(panel: PostPanel) -> None:
    assert panel.title.text() == "Write to 田中 美咲"
    assert "It has been a while" in panel.text.toPlainText()
    text = shown(panel)
    assert "〒150-0001" in text
    assert "Ithasbeenawhile" in text
    choose(panel.kind, "thanks")
    assert "Thank you for choosing us" in panel.text.toPlainText()
    assert "Thankyouforchoosing" in shown(panel)


def test_own_words_stay_whatever_occasion_is_chosen(panel: PostPanel) -> None:
    panel.text.setPlainText("We moved, {name}!")
    choose(panel.kind, "birthday")
    assert panel.text.toPlainText() == "We moved, {name}!"
    assert "Wemoved,田中美咲!" in shown(panel)


def test_only_occasions_that_are_true_are_offered(
    panel: PostPanel, session: Session, set_shop: Callable[..., None], misaki: str
) -> None:
    kinds = [panel.kind.itemData(place) for place in range(panel.kind.count())]
    assert kinds == ["missed", "birthday", "thanks"]
    set_shop(expiry={"months": 12})
    adjust_points(session, customer_id=misaki, points=5, reason="x", operation_id=new_id())
    panel.open_customer(misaki)
    assert "points_end" in [panel.kind.itemData(place) for place in range(panel.kind.count())]


def test_a_coupon_of_the_customers_goes_along(
    panel: PostPanel, session: Session, misaki: str
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 100), operation_id="r")
    redeemed = redeem_reward(session, customer_id=misaki, reward="Cake", operation_id=new_id())
    panel.open_customer(misaki)
    assert panel.coupon.count() == 2
    choose(panel.coupon, redeemed.coupon.code)
    for sort in ("letter", "postcard"):
        panel.sort.choose(sort)
        assert "Cake" in shown(panel)


def test_a_postcard_and_its_boxes(panel: PostPanel) -> None:
    panel.sort.choose("postcard")
    assert panel.has_boxes.isVisible()
    assert "郵便はがき" in shown(panel)
    panel.has_boxes.setChecked(True)
    assert "郵便はがき" not in shown(panel)


def test_a_friends_slip_is_offered_where_friends_bring_something(
    panel: PostPanel, set_shop: Callable[..., None], misaki: str
) -> None:
    assert not panel.friend.isVisible()
    set_shop(referral={"referrer": {"points": 300}})
    panel.open_customer(misaki)
    panel.friend.setChecked(True)
    assert "yourfriend" in shown(panel).casefold() or "afriendnames" in shown(panel).casefold()


def test_labels_for_one_or_for_all_with_an_address(panel: PostPanel, session: Session) -> None:
    for number, consent in enumerate(((), ("no letter",))):
        new = NewCustomer(f"Ken {number}", address="Elsewhere", consent=consent)
        add_customer(session, new=new, operation_id=new_id())
    panel.sort.choose("labels")
    assert not panel.text.isVisible()
    text = shown(panel)
    assert "田中美咲" in text
    assert "Ken0" not in text
    panel.whom.choose("all")
    text = shown(panel)
    assert "Ken0" in text
    assert "Ken1" not in text
    assert "asked for no letters" in panel._page.notice.text()
    panel.start.setText("13")
    panel.show_button.click()
    assert "1–12" in panel._page.notice.text()


def test_who_asked_for_no_letters_gets_none(
    panel: PostPanel, session: Session, misaki: str
) -> None:
    changes = {"consent": ["no letter"]}
    edit_customer(session, customer_id=misaki, changes=changes, operation_id=new_id())
    panel.open_customer(misaki)
    assert panel.warning.text() == "田中 美咲 asked for no letters."
    assert not panel.show_button.isEnabled()


def test_without_an_address_a_letter_can_be_handed_over_but_nothing_is_posted(
    panel: PostPanel, session: Session, misaki: str
) -> None:
    edit_customer(session, customer_id=misaki, changes={"address": None}, operation_id=new_id())
    panel.open_customer(misaki)
    assert "handed over" in panel.warning.text()
    assert "田中美咲" in shown(panel)
    panel.sort.choose("postcard")
    assert not panel.show_button.isEnabled()


def test_too_many_words_for_a_postcard_are_refused_on_their_field(panel: PostPanel) -> None:
    panel.sort.choose("postcard")
    panel.text.setPlainText("Too much to say. " * 300)
    panel.show_button.click()
    assert "do not fit on a postcard" in panel._page.notice.text()
    assert panel.text.hasFocus()


def test_papers_speak_the_language_of_the_shop(
    panel: PostPanel, set_shop: Callable[..., None], misaki: str
) -> None:
    set_shop(language="ja")
    panel.open_customer(misaki)
    assert "ご無沙汰" in panel.text.toPlainText()
    assert "田中美咲様" in shown(panel)
