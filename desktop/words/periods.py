"""Says periods: October 2026, the week from 16 to 22 November, the fourth quarter, 2026."""

from collections.abc import Sequence

from db.rules.spans import Period, PeriodKind
from desktop import formats
from desktop.i18n import tr, trc


def period_words(period: Period) -> str:
    """Return a period as a title has it: "October 2026", "16–22 Nov 2026", "Q4 2026", "2026"."""
    first, last = period.first, period.last
    if period.kind == "month":
        return formats.month(first)
    if period.kind == "week":
        first_day = formats.day(first) if first.year != last.year else formats.day_short(first)
        return tr("{first} – {last}").format(first=first_day, last=formats.day(last))
    if period.kind == "quarter":
        return tr("Q{number} {year}").format(number=_quarter(period), year=first.year)
    return trc("a year", "{year}").format(year=first.year)


def period_short(period: Period) -> str:
    """Return a period under a chart: "Oct", "16 Nov", "Q4", "2026"."""
    if period.kind == "month":
        return formats.month_short(period.first)
    if period.kind == "week":
        return formats.day_short(period.first)
    if period.kind == "quarter":
        return tr("Q{number}").format(number=_quarter(period))
    return str(period.first.year)


def kind_choices() -> Sequence[tuple[PeriodKind, str]]:
    """Return the kinds of periods to choose from, and their words."""
    return (
        ("week", trc("period", "Week")),
        ("month", trc("period", "Month")),
        ("quarter", trc("period", "Quarter")),
        ("year", trc("period", "Year")),
    )


def turning_words(kind: PeriodKind) -> tuple[str, str]:
    """Return what the ways to the period before and after are called."""
    return {
        "week": (tr("The week before"), tr("The week after")),
        "month": (tr("The month before"), tr("The month after")),
        "quarter": (tr("The quarter before"), tr("The quarter after")),
        "year": (tr("The year before"), tr("The year after")),
    }[kind]


def history_words(kind: PeriodKind) -> str:
    """Return what the last twelve of a kind are called."""
    return {
        "week": tr("last 12 weeks"),
        "month": tr("last 12 months"),
        "quarter": tr("last 12 quarters"),
        "year": tr("last 12 years"),
    }[kind]


def _quarter(period: Period) -> int:
    return (period.first.month + 2) // 3
