"""Surprises on the page Offers: a group by pointing, its size at once, the draw, its winners."""

import pytest

from db.queries.surprises import surprises
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.form import choose
from desktop.widgets.paper_preview import PaperPreview
from desktop.widgets.surprise_section import SurpriseSection


@pytest.fixture
def section(window: MainWindow, session: Session) -> SurpriseSection:
    """Return the surprises of a shop with six customers, three born in November."""
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    for number in range(6):
        born = "--11-05" if number < 3 else "--01-05"
        new = NewCustomer(f"顧客 {number}", birthday=born, tags=("vinyl",) if number else ())
        add_customer(session, new=new, operation_id=f"c{number}")
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("surprises")
    return page.part(SurpriseSection)


def test_the_group_is_counted_while_it_is_chosen(section: SurpriseSection) -> None:
    section.begin()
    assert section.panel.story.text().startswith("There are 6 customers in the group: all")
    choose(section.form.month, "11")
    assert section.panel.story.text().startswith("There are 3 customers in the group: born in Nov.")
    choose(section.form.tag, "vinyl")
    section.form.count.setText("1")
    assert section.panel.story.text() == (
        "There are 2 customers in the group: marked “vinyl” · born in Nov. 1 of them is drawn, "
        "each with the same odds: 1/2. To be won: Tea."
    )


def test_the_winners_are_shown_with_their_coupons_and_kept(
    section: SurpriseSection, session: Session
) -> None:
    section.begin()
    choose(section.form.month, "11")
    section.form.name.setText("November")
    section.form.count.setText("2")
    section.panel.save_button.click()
    (drawn,) = surprises(session.db)
    names = [winner.name for winner in drawn.winners]
    assert section.winners.isVisible()
    assert section.winners.names() == names
    assert section.winners.odds.text() == "2 of 3 are drawn"
    section.winners.print_button.click()
    assert isinstance(section.page.findChild(PaperPreview, "surprises.paper"), PaperPreview)
    section.winners.close_panel()
    section.buttons[f"surprises.winners.{drawn.id}"].click()
    assert section.winners.names() == names
    assert section.how_many(session) == 1


@pytest.mark.parametrize(
    ("name", "count", "gift_points", "field"),
    [
        ("", "1", None, "name"),
        ("November", "", None, "count"),
        ("November", "7", None, "count"),
        ("November", "1", "", "gifts.points"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    section: SurpriseSection,
    session: Session,
    name: str,
    count: str,
    gift_points: str | None,
    field: str,
) -> None:
    section.begin()
    section.form.name.setText(name)
    section.form.count.setText(count)
    if gift_points is not None:
        choose(section.form.gifts.rows[0].gift, "points")
        section.form.gifts.rows[0].points.setText(gift_points)
    section.panel.save_button.click()
    assert section.panel.isVisible()
    assert section.form.fields[field].hasFocus()
    assert surprises(session.db) == []


def test_a_day_that_does_not_exist_has_no_story_and_is_refused(section: SurpriseSection) -> None:
    section.begin()
    section.form.name.setText("November")
    section.form.count.setText("1")
    section.form.here.setText("2026-02-30")
    assert section.panel.story.text() == ""
    section.panel.save_button.click()
    assert section.form.here.hasFocus()


def test_the_law_stands_under_the_form(section: SurpriseSection) -> None:
    section.begin()
    texts = [each.text() for each in section.form.findChildren(type(section.panel.story))]
    assert any("20 times" in text for text in texts)
