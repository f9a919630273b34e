"""A period beside the one before: what all words for figures stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from db.queries.figures import PeriodFigures
from db.rules.retention import Percent
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.figure_list import FigureRow
from desktop.widgets.figure_panel import Figure
from desktop.words.periods import period_short, period_words

NO_FIGURE = "–"


@dataclass(frozen=True)
class Telling:
    """Two periods side by side; `before` is None where nothing came before."""

    now: PeriodFigures
    before: PeriodFigures | None
    settings: ShopSettings

    @property
    def period(self) -> str:
        """Return the period as a sentence has it: "October 2026"."""
        return period_words(self.now.period)

    def money(self, amount: int | Fraction) -> str:
        """Write an amount of minor units."""
        settings = self.settings
        return formats.money(round(amount), currency=settings.currency, digits=settings.digits)

    def count_change(
        self, count: Callable[[PeriodFigures], int], *, good: int = 0
    ) -> tuple[str, Tone]:
        """Return how a count moved; `good` is +1 where more is better, −1 where less is."""
        if self.before is None:
            return "", "plain"
        change = count(self.now) - count(self.before)
        if change == 0:
            return "", "plain"
        better = change * good
        tone: Tone = "good" if better > 0 else "warn" if better else "info"
        return formats.signed(change), self._judged(tone)

    def share_change(
        self, share: Callable[[PeriodFigures], Percent], *, good: int = 1
    ) -> tuple[str, Tone]:
        """Return how a share moved, as the reader would subtract what is shown."""
        now, before = share(self.now), share(self.before) if self.before else None
        if now is None or before is None:
            return "", "plain"
        change = _shown(now) - _shown(before)
        if change == 0:
            return "", "plain"
        bare = formats.percent_bare(change)
        tone: Tone = "good" if change * good > 0 else "warn"
        return (f"+{bare}" if change > 0 else bare), self._judged(tone)

    def _judged(self, tone: Tone) -> Tone:
        """Return the tone of a change; a period that is not over is not judged by a whole one."""
        return "info" if self.now.as_of < self.now.last_day else tone

    def by_chance(self) -> str:
        """Return why a change is called neither good nor bad."""
        return tr(
            "The change is small for so few: chance alone may have made it, so it is called "
            "neither better nor worse."
        )

    def since(self, change: str) -> str:
        """Return a change with what it is held against: "+2.1 since Sep"."""
        if not change or self.before is None:
            return change
        return tr("{change} since {month}").format(
            change=change, month=period_short(self.before.period)
        )


def row_of(figure: Figure, *, is_sum: bool = False, note: str = "") -> FigureRow:
    """Return a figure as a line that can be pressed."""
    return FigureRow(figure.words, (figure.shown,), is_sum=is_sum, name=figure.name, note=note)


def _shown(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)  # half-even, as it is printed
