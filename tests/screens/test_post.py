"""Writing to a customer, in every dress: nothing is cut."""

import pytest

from desktop.pages.customers import CustomersPage
from tests.screens.conftest import Screen


@pytest.mark.parametrize("sort", ["letter", "postcard", "labels"])
def test_no_text_is_cut_while_somebody_is_written_to(screen: Screen, sort: str) -> None:
    screen.window.turn_to("customers")
    page = screen.window.current()
    assert isinstance(page, CustomersPage)
    page.table.choose_row(0)
    page.acts.write()
    panel = page.acts._posting
    assert panel is not None
    panel.sort.choose(sort)
    screen.look(f"post-{sort}")
