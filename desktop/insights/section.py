"""A section of Insights: tiles and cards of figures, each of which tells how it came about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.insights.reading import Reading
from desktop.table_files import Cell
from desktop.widgets.explained_tile import ExplainedTile
from desktop.widgets.figure_card import FigureCard, Table
from desktop.widgets.figure_list import FigureList, FigureRow
from desktop.widgets.figure_panel import Figure, Whose
from desktop.widgets.page import Page
from desktop.widgets.side_by_side import SideBySide

NARROWEST_TILE, NARROWEST_CARD = 160, 340
_NARROW = 860  # below this width of a section all cards stand under each other


class InsightsDesk(Protocol):
    """What a section asks of its page."""

    page: Page

    def explain(self, figure: Figure) -> object:
        """Tell how a figure came about."""

    def show_behind(self, behind: Whose) -> object:
        """Show the customers behind a figure."""

    def beneath(self) -> str:
        """Return what stands under the title of a copied picture: whose figures, of when."""


class InsightsSection(QWidget):
    """One tab of the page; it is made when it is first shown, and filled with each period."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__()
        self.desk = desk
        self.page = desk.page
        self.tiles: dict[str, ExplainedTile] = {}
        self.figures: dict[str, Figure] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GAP_CARD)
        self._columns: QBoxLayout | None = None
        self._parts: list[QVBoxLayout] = []

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew."""
        raise NotImplementedError

    def read_beside(self) -> None:
        """Read what does not hang on the period, such as lists of today."""

    # -- Building ---------------------------------------------------------------------------

    def add_tiles(self, names: Mapping[str, str]) -> None:
        """Put tiles on top: object name after "insights." → words."""
        tiles = [self.tile(name, words) for name, words in names.items()]
        self.column.addWidget(SideBySide(tiles, narrowest=NARROWEST_TILE))

    def tile(self, name: str, words: str) -> ExplainedTile:
        """Return a tile that tells its figure when it is pressed."""
        tile = ExplainedTile(f"insights.{name}", words)
        tile.asked.connect(partial(self._explain, name))
        self.tiles[name] = tile
        return tile

    def add_columns(self, *columns: Sequence[QWidget], shares: Sequence[int] = ()) -> None:
        """Put cards into columns side by side; in little room they stand under each other."""
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.GAP_CARD)
        for number, cards in enumerate(columns):
            column = QVBoxLayout()
            column.setSpacing(theme.GAP_CARD)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._parts.append(column)
            self._columns.addLayout(column, shares[number] if shares else 1)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self.settle(self.width())

    def put_into(self, column: int, card: QWidget) -> None:
        """Let a card stand last in a column, wherever it stood before."""
        if self._parts[column].indexOf(card) < 0:
            self._parts[column].insertWidget(self._parts[column].count() - 1, card)

    def card(self, name: str, words: str, *, aside: QWidget | None = None) -> FigureCard:
        """Return a card of figures."""
        made = FigureCard(self.page, f"insights.card.{name}", words, aside=aside)
        made.beneath = self.desk.beneath
        return made

    def list_card(self, name: str, words: str, heads: Sequence[str] = ()) -> "ListCard":
        """Return a card with a list of figures, which can be saved as a table."""
        made = ListCard(self.page, name, words, heads)
        made.beneath = self.desk.beneath
        made.list.pressed.connect(self._explain)
        return made

    # -- Filling ----------------------------------------------------------------------------

    def keep(self, figures: Iterable[Figure]) -> list[Figure]:
        """Keep figures by their names, so that one that is pressed can be told."""
        found = list(figures)
        self.figures |= {figure.name: figure for figure in found}
        return found

    def show_tiles(self, figures: Iterable[Figure]) -> None:
        """Fill the tiles."""
        for figure in self.keep(figures):
            tile = self.tiles[figure.name]
            tile.show_figure(figure.shown, note=figure.note, change=figure.change, tone=figure.tone)
            tile.setToolTip("\n".join(figure.how))

    def order_tabs(self) -> None:
        """Let Tab go through the section as eyes do, column by column; lines come and go."""
        layout = self.layout()
        assert layout is not None
        for one, following in pairwise(_taking_tab(layout)):
            QWidget.setTabOrder(one, following)

    def chosen(self) -> Figure | None:
        """Return the figure that has the focus, else the first tile's."""
        for name, tile in self.tiles.items():
            if tile.hasFocus():
                return self.figures.get(name)
        return self.figures.get(next(iter(self.tiles), ""))

    def settle(self, width: int) -> None:
        """Lay the columns for a width of the page."""
        if self._columns is not None:
            ways = QBoxLayout.Direction
            narrow = 0 < width < _NARROW
            self._columns.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _explain(self, name: str) -> None:
        figure = self.figures.get(name)
        if figure is not None:
            self.desk.explain(figure)


class ListCard(FigureCard):
    """A card with lines of figures; what is shown can be saved as it stands."""

    def __init__(self, page: Page, name: str, words: str, heads: Sequence[str] = ()) -> None:
        super().__init__(page, f"insights.card.{name}", words)
        self._heads = heads
        self._rows: Sequence[FigureRow] = ()
        self.list = FigureList(f"insights.{name}")
        self.body.addWidget(self.list)
        self.offer_table(self._table)

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show these lines instead of those before."""
        self._rows = rows
        self.list.show_rows(rows, heads=self._heads)

    def add(self, *widgets: QWidget) -> "ListCard":
        """Put something under the lines."""
        for widget in widgets:
            self.body.addWidget(widget)
        return self

    def _table(self) -> Table:
        cells = max((len(row.cells) for row in self._rows), default=0)
        heads = [*self._heads, *[""] * cells][:cells]
        if not self._heads:
            heads = [self.beneath().split(" · ")[0], *[""] * cells][:cells]
        rows = [(row.words, *map(_cell, row.cells)) for row in self._rows]
        return Table((self.title.text(), *heads), rows)


def _taking_tab(layout: QLayout) -> Iterator[QWidget]:
    """Yield what Tab can reach, in the order in which it is laid out."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        widget, inside = item.widget(), item.layout()
        if inside is not None:
            yield from _taking_tab(inside)
        if widget is None:
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        within = widget.layout()
        if within is not None:
            yield from _taking_tab(within)


def _cell(text: str) -> Cell:
    """Return a figure as a number where it is a whole one: "1,240" as 1240."""
    plain = text.replace(",", "").replace("−", "-").removeprefix("+")
    return int(plain) if plain.removeprefix("-").isdecimal() else text
