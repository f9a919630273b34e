"""The end of the day, opened from the counter while nobody is served."""

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart

if TYPE_CHECKING:
    from desktop.widgets.end_of_day import EndOfDay


class CounterDay(CounterPart):
    """Opens what the day has brought over the counter."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.board.day.end_asked.connect(self.end)

    @cached_property
    def panel(self) -> "EndOfDay":
        """Return the panel of the day; made when it is first asked for."""
        from desktop.widgets.end_of_day import EndOfDay

        panel = EndOfDay(self._desk)
        panel.print_asked.connect(self._desk.papers.show_day)
        panel.closed.connect(self._desk.take_focus)
        return panel

    def end(self) -> None:
        """Show today, where nobody is served and nothing is open."""
        if self._desk.customer_id is None and self._desk.is_free():
            self.panel.open_today()

    def reload(self) -> None:
        """Read the day again while it is shown."""
        if self.is_open():
            self.panel.reload()
