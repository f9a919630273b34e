"""What the parts of the counter share: panels over the page, each made when it is first needed."""

from PySide6.QtCore import QObject

from desktop.counter.desk import CounterDesk
from desktop.widgets.form import SidePanel


class CounterPart(QObject):
    """A part of the counter; its panels are its cached properties, and close with the customer."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.lies_over.append(self)

    def is_open(self) -> bool:
        """Tell whether one of its panels lies over the page."""
        return any(panel.isVisibleTo(self._desk) for panel in self._made())

    def close(self) -> None:
        """Close what was about the customer before."""
        for panel in self._made():
            if panel.isVisibleTo(self._desk):
                panel.close_panel()

    def _made(self) -> list[SidePanel]:
        """Return the panels that were needed so far; asking a property would make its panel."""
        return [each for each in vars(self).values() if isinstance(each, SidePanel)]
