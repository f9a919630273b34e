"""A panel of the counter costs nothing before it is needed, and closes with its customer."""

from functools import cached_property

from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.widgets.form import SidePanel
from tests.desktop.desk import Desk


class Two(CounterPart):
    @cached_property
    def panel(self) -> SidePanel:
        return SidePanel(self._desk, "first")

    @cached_property
    def other(self) -> SidePanel:
        return SidePanel(self._desk, "second")


def part_of(desk: CounterDesk) -> Two:
    return Two(desk)


def test_asking_whether_it_is_open_makes_no_panel(desk: Desk) -> None:
    part = part_of(desk.counter)
    assert not part.is_open()
    part.close()
    assert "panel" not in vars(part)
    assert desk.counter.is_free()


def test_any_of_its_panels_lies_over_the_page_until_the_customer_leaves(desk: Desk) -> None:
    part = part_of(desk.counter)
    part.other.open_panel("Second")
    assert part.is_open()
    assert not desk.counter.is_free()
    desk.counter.serve(desk.tanaka)
    assert not part.is_open()
    assert desk.counter.is_free()
