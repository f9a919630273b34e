"""The form of a category."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.queries.shop import Category
from db.rules.shop import ShopSettings
from desktop.widgets.category_form import CategoryForm


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> CategoryForm:
    del dressed_app
    made = CategoryForm(ShopSettings())
    qtbot.addWidget(made)
    made.show_category(None)
    made.show()
    return made


def test_a_category_earns_unless_it_is_said_not_to(form: CategoryForm) -> None:
    form.name.setText("Vouchers")
    assert form.story() == "What is sold as “Vouchers” earns points."
    assert (form.earns(), form.rate()) == (True, None)
    form.earning.choose("none")
    assert form.story() == "What is sold as “Vouchers” earns no points."
    assert (form.earns(), form.rate()) == (False, None)


def test_a_rate_of_its_own_is_asked_for_only_then(form: CategoryForm) -> None:
    form.name.setText("Beans")
    assert not form.points.isVisible()
    form.earning.choose("own")
    assert form.points.isVisible()
    form.points.setText("3")
    form.per.setText("200")
    assert form.rate() == {"points": 3, "per": "200"}
    assert form.story() == "What is sold as “Beans” earns 3 points per ¥200."
    form.per.clear()
    assert form.story() == "What is sold as “Beans” earns 3 points per …."
    with pytest.raises(BadRequest, match=r"earn\.per"):
        form.rate()


def test_a_name_stays(form: CategoryForm) -> None:
    form.show_category(Category("c", "Beans", True, (200, 3)))
    assert form.name.isReadOnly()
    assert form.earning.value() == "own"
    assert form.rate() == {"points": 3, "per": "200"}
    form.show_category(None)
    assert not form.name.isReadOnly()
