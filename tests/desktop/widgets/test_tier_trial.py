"""What a change of a tier would do, as it is seen; only the answer asked for last is shown."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.errors import BadRequest
from db.moment import Moment
from db.queries.tier_trials import TierTrial, try_tier
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.tiers import NewTier, add_tier, proposed_tier
from desktop.tasks import TaskRunner
from desktop.widgets.page import Page
from desktop.widgets.tier_trial import TierTrialPanel


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[Page]:
    del dressed_app
    made = Page(session)
    qtbot.addWidget(made)
    lane = TaskRunner()
    made.long_work.connect(lane.start)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    lane.stop()


@pytest.fixture
def panel(page: Page) -> TierTrialPanel:
    made = TierTrialPanel("trial")
    made.setParent(page)
    return made


@pytest.fixture
def seven_who_hold_it(session: Session) -> None:
    """Let seven people hold gold with 5,000 yen each."""
    add_tier(session, NewTier("Gold", "5000"), operation_id="gold")
    for number in range(7):
        who = NewCustomer(name=f"<b>Nobody {number}</b>")
        customer = add_customer(session, new=who, operation_id=f"c{number}").id
        order = SaleOrder((OrderLine(5000),), customer)
        record_sale(session, order, operation_id=f"s{number}")


def higher(moment: Moment) -> TierTrial:
    return try_tier(moment, proposed_tier(moment, "Gold", {"threshold": "6000"}))


def lower(moment: Moment) -> TierTrial:
    return try_tier(moment, proposed_tier(moment, "Gold", {"threshold": "4000"}))


def words(panel: TierTrialPanel) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]


@pytest.mark.usefixtures("seven_who_hold_it")
def test_it_counts_and_names_the_first_few(page: Page, panel: TierTrialPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.tried):
        panel.try_out(page, higher)
    said = words(panel)
    assert "By this change 7 of the 7 who hold it would not keep it." in panel.sentences.text()
    assert "<b>Nobody 0</b>" in said
    assert said.count("¥1,000 short, until 30 Nov 2027, then none") == 5
    assert "and 2 others" in said
    assert "Would reach it" not in said


@pytest.mark.usefixtures("seven_who_hold_it")
def test_only_the_answer_to_the_latest_question_is_shown(
    page: Page, panel: TierTrialPanel, qtbot: QtBot
) -> None:
    told: list[TierTrial] = []
    panel.tried.connect(told.append)
    with qtbot.waitSignal(panel.tried):
        panel.try_out(page, higher)
        panel.try_out(page, lower)
    assert [each.tier.threshold for each in told] == [4000]
    assert "Nobody's tier changes by that." in panel.sentences.text()
    assert "Would not keep it" not in words(panel)
    panel.clear()
    assert panel.isHidden()


def test_a_question_that_is_refused_leaves_nothing_behind(
    page: Page, panel: TierTrialPanel, qtbot: QtBot
) -> None:
    def refused(moment: Moment) -> TierTrial:
        del moment
        raise BadRequest("threshold", "missing")

    panel.try_out(page, refused)
    qtbot.waitUntil(panel.isHidden)


@pytest.mark.usefixtures("seven_who_hold_it")
def test_who_would_reach_it_is_named_with_what_they_have(
    page: Page, panel: TierTrialPanel, session: Session, qtbot: QtBot
) -> None:
    later = session.with_request(clock=fixed_clock(session.clock()))
    ken = add_customer(later, new=NewCustomer(name="Ken"), operation_id="ken").id
    record_sale(later, SaleOrder((OrderLine(4500),), ken), operation_id="sale")
    with qtbot.waitSignal(panel.tried):
        panel.try_out(page, lower)
    said = words(panel)
    assert "Would reach it" in said
    assert said[said.index("Ken") + 1] == "¥4,500"
    trial = lower(session.moment())
    panel.show_trial(replace(trial, reach=()), session.settings, today=session.today)
    assert "Ken" not in words(panel)
