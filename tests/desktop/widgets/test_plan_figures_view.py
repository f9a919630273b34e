"""A month of plans in figures, on the real page."""

from datetime import date

import pytest

from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.plan_figures_view import PlanFiguresView
from desktop.widgets.plan_section import PlanSection
from tests.db.queries.plan_pasts import agreed, write_past


@pytest.fixture
def view(window: MainWindow, session: Session) -> PlanFiguresView:
    """Return the figures of a club that two joined, one left, and one went up."""
    write_past(
        session, "a",
        [
            (date(2026, 8, 1), "start", agreed("m")), (date(2026, 8, 20), "renew", {}),
            (date(2026, 9, 20), "renew", {}),
            (date(2026, 10, 10), "change", {**agreed("p"), "at_once": True}),
            (date(2026, 11, 5), "renew", {}),
        ],
    )  # fmt: skip
    write_past(session, "b", [(date(2026, 9, 10), "start", agreed("m"))])
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("plans")
    return page.part(PlanSection).figures


def shown(view: PlanFiguresView) -> dict[str, str]:
    return {name: tile.figure.text() for name, tile in view.tiles.items()}


def test_the_present_month_is_shown_so_far(view: PlanFiguresView) -> None:
    assert view.month_control.words.text() == "November 2026"
    assert "so far, up to 22 Nov" in view.month_control.aside.text()
    assert shown(view)["members"] == "1"


def test_turning_back_shows_a_churn_below_zero_only_where_it_is(view: PlanFiguresView) -> None:
    assert not view.meaning.isVisible()
    view.month_control.turn(-1)
    told = shown(view)
    # ¥980 were lost, ¥500 more come in: of ¥1,960 that is 24.5 %.
    assert (told["recurring"], told["left"], told["churn"]) == ("¥1,480", "1", "24.5 %")
    assert not view.meaning.isVisible()


def test_a_month_in_which_plans_only_grew_says_so(view: PlanFiguresView, session: Session) -> None:
    write_past(
        session, "c",
        [
            (date(2026, 7, 1), "start", agreed("m")),
            (date(2026, 7, 20), "renew", {}), (date(2026, 8, 20), "renew", {}),
            (date(2026, 8, 25), "change", {**agreed("p"), "at_once": True}),
        ],
    )  # fmt: skip
    view.show_month(date(2026, 8, 1))
    assert view.tiles["churn"].figure.text() == "−51.0 %"
    assert view.meaning.isVisible()
    assert view.meaning.text().startswith("Below zero is good")


def test_a_figure_says_what_it_means_at_a_press_and_again_nothing(view: PlanFiguresView) -> None:
    view.explain("life")
    assert view.how.isVisible()
    assert "÷ the 1 that ended" in view.how.paragraphs[0].text()
    view.month_control.turn(-2)
    assert "Nobody has left yet" in view.how.paragraphs[0].text()
    view.explain("life")
    assert not view.how.isVisible()
    assert view.tiles["life"].hasFocus()


def test_without_a_member_there_are_no_figures(window: MainWindow) -> None:
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("plans")
    assert not page.part(PlanSection).figures.isVisible()
