"""Categories on the page Offers."""

import pytest

from db.queries.shop import all_categories
from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.category_section import CategorySection


@pytest.fixture
def section(window: MainWindow) -> CategorySection:
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("categories")
    return page.part(CategorySection)


def test_a_category_is_added(section: CategorySection, session: Session) -> None:
    section.begin()
    section.form.name.setText("Vouchers")
    section.form.earning.choose("none")
    section.panel.save_button.click()
    assert [(each.name, each.earns) for each in all_categories(session.db)] == [("Vouchers", False)]
    section.begin()
    section.form.name.setText("Vouchers")
    section.panel.save_button.click()
    assert "exists already" in section.page.notice.text()


def test_goods_of_a_kind_can_earn_at_a_rate_of_their_own(
    section: CategorySection, session: Session
) -> None:
    section.begin()
    section.form.name.setText("Beans")
    section.panel.save_button.click()
    section.buttons["offers.edit.Beans"].click()
    section.form.earning.choose("own")
    section.form.points.setText("")
    section.panel.save_button.click()
    assert section.page.notice.text() == "“Points given” is missing. Fill it in."
    assert section.form.points.hasFocus()
    section.form.points.setText("3")
    section.form.per.setText("200")
    section.panel.save_button.click()
    assert [each.earn for each in all_categories(session.db)] == [(200, 3)]
    section.buttons["offers.edit.Beans"].click()
    section.form.earning.choose("shop")
    section.panel.save_button.click()
    assert [each.earn for each in all_categories(session.db)] == [None]
    assert section.page.notice.text() == "“Beans” is saved: it holds from the next sale on."
