"""What the conditions of a promotion are called, and the choices that a few of them have."""

from db.rules.promotions import BirthdaySpan, Once
from desktop.i18n import mark, tr

_CONDITIONS: dict[str, str] = {
    "dates": mark("Dates"),
    "weekdays": mark("Weekdays"),
    "hours": mark("Hours"),
    "categories": mark("Goods on the sale"),
    "minimum": mark("Sale from"),
    "tier": mark("From this tier on"),
    "plan": mark("For members of"),
    "tag": mark("Customers with the tag"),
    "birthday": mark("Birthday"),
    "first_sale": mark("Only the first sale ever"),
    "nth_visit": mark("Only on visit number"),
    "days_since_last_visit": mark("Days away, at least"),
    "called": mark("Only on days when you say so"),
}
_CHOICES: dict[str, str] = {
    "dates": mark("Dates"),
    "weekdays": mark("Weekdays"),
    "hours": mark("Hours"),
    "categories": mark("Goods"),
    "minimum": mark("Amount"),
    "tier": mark("Tier"),
    "plan": mark("Plan"),
    "tag": mark("Tag"),
    "birthday": mark("Birthday"),
    "first_sale": mark("First sale"),
    "nth_visit": mark("Visit number"),
    "days_since_last_visit": mark("Long away"),
    "called": mark("When you say so"),
}
_SPANS: dict[BirthdaySpan, str] = {
    "day": mark("The day"),
    "week": mark("The week"),
    "month": mark("The month"),
}
_TIMES: dict[Once, str] = {
    "ever": mark("Once"),
    "year": mark("Once a year"),
    "month": mark("Once a month"),
    "day": mark("Once a day"),
}


def condition_kinds() -> list[str]:
    """Return the kinds of conditions, in the order in which they are offered and shown."""
    return list(_CONDITIONS)


def condition_words(kind: str) -> str:
    """Return what stands over a condition."""
    return tr(_CONDITIONS[kind])


def condition_choice(kind: str) -> str:
    """Return what a condition is called where there is little room."""
    return tr(_CHOICES[kind])


def birthday_spans() -> dict[str, str]:
    """Return how long around a birthday something can hold."""
    return {span: tr(words) for span, words in _SPANS.items()}


def times_for_each() -> list[tuple[str, str]]:
    """Return how often each customer can have it."""
    return [("", tr("On every sale")), *((once, tr(words)) for once, words in _TIMES.items())]
