"""The answer to a trial as it is seen: asked in the lane, and only the latest one is shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.moment import Moment
from db.queries.trials import try_promotion
from db.rules.customers import NewCustomer
from db.rules.promotions import Promotion
from db.rules.shop import ShopSettings
from db.rules.trials import Trial
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.tasks import TaskRunner
from desktop.widgets.page import Page
from desktop.widgets.trial_panel import TrialPanel

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 22)


def double(moment: Moment) -> Trial:
    promotion = Promotion("p", "Double", multiplier=Fraction(2))
    return try_promotion(moment, promotion, first=FIRST, last=LAST)


def ten(moment: Moment) -> Trial:
    return try_promotion(moment, Promotion("p", "Ten", points=10), first=FIRST, last=LAST)


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
def panel(page: Page) -> TrialPanel:
    made = TrialPanel("trial")
    made.setParent(page)
    return made


@pytest.fixture
def sold(session: Session) -> None:
    misaki = add_customer(session, new=NewCustomer(name="<b>Misaki</b>"), operation_id="c").id
    record_sale(session, SaleOrder((OrderLine(1980),), misaki), operation_id="s")


def shown(panel: TrialPanel) -> list[str]:
    return [each.text() for each in panel.most.findChildren(QLabel)]


@pytest.mark.usefixtures("sold")
def test_the_answer_comes_as_a_sentence_with_the_months_and_the_people(
    panel: TrialPanel, page: Page, qtbot: QtBot
) -> None:
    assert panel.isHidden()
    with qtbot.waitSignal(panel.tried):
        panel.try_out(page, double)
        assert panel.sentence.text() == "Going through the past …"
    assert panel.isVisible()
    assert "19 points (¥19) on 1 sale, 1.0 %" in panel.sentence.text()
    assert panel.notes.text().startswith("1 customer would have got something: 19.0 points")
    assert {"<b>Misaki</b>", "+19"} <= set(shown(panel))
    assert "Today's rates" in panel.assumptions.text()
    assert panel.figures.isVisible()


def test_where_nothing_would_have_been_given_there_is_only_the_sentence(
    panel: TrialPanel, page: Page, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.tried):
        panel.try_out(page, double)
    assert "there were no sales" in panel.sentence.text()
    assert panel.figures.isHidden()
    assert panel.assumptions.isHidden()


@pytest.mark.usefixtures("sold")
def test_only_the_latest_question_is_answered(panel: TrialPanel, page: Page, qtbot: QtBot) -> None:
    told: list[Trial] = []
    panel.tried.connect(told.append)
    with qtbot.waitSignal(panel.tried):
        panel.try_out(page, double)
        panel.try_out(page, ten)
    assert [trial.totals.points for trial in told] == [10]


def test_a_refusal_is_explained_and_the_panel_closes(
    panel: TrialPanel, page: Page, qtbot: QtBot
) -> None:
    def refuse(_moment: Moment) -> Trial:
        raise BadRequest("category", "choice", "–")

    panel.try_out(page, refuse)
    qtbot.waitUntil(panel.isHidden)
    assert page.notice.text()


@pytest.mark.usefixtures("sold")
def test_a_rate_that_gives_less_says_for_whom_it_changes_most(
    panel: TrialPanel, session: Session
) -> None:
    trial = ten(session.moment())
    fewer = replace(trial, kind="earning", totals=replace(trial.totals, points=-10, worth=-10))
    panel.show_trial(fewer, ShopSettings())
    assert panel.most_heading.text() == "For whom it changes most"
    assert "10 fewer" in panel.sentence.text()
