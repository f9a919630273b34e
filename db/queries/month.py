"""A month's figures: those of any period, where it is a calendar month."""

from datetime import date

from sqlite_utils import Database

from db.queries.figures import PeriodFigures, period_figures
from db.rules.shop import ShopSettings
from db.rules.spans import period_of

MonthFigures = PeriodFigures


def month_figures(
    db: Database, *, month: date, today: date, settings: ShopSettings
) -> MonthFigures:
    """Return the figures of the month that begins on that day."""
    return period_figures(db, period=period_of("month", month), today=today, settings=settings)
