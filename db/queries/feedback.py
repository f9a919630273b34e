"""What customers said of the shop: one customer's answers, those of a span of days, kind words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from db.clock import instant, milliseconds
from db.rules.feedback import FeedbackCounts, Group, are_kind, counts_of, group_of
from db.rules.shop import ShopSettings

_COLUMNS = "id, customer_id, at, day, score, comment, quotable, named, staff"
_OF_CUSTOMER = f"""
SELECT {_COLUMNS} FROM feedback WHERE customer_id = ? ORDER BY at DESC, id DESC
"""  # noqa: S608 - our own words
_LAST = f"""
SELECT {_COLUMNS} FROM feedback
WHERE customer_id = :customer AND at <= coalesce(:until, at) ORDER BY at DESC, id DESC LIMIT 1
"""  # noqa: S608
_IN_DAYS = f"""
SELECT {_COLUMNS} FROM feedback WHERE day BETWEEN ? AND ? ORDER BY at DESC, id DESC
"""  # noqa: S608
_WITH_ID = f"SELECT {_COLUMNS} FROM feedback WHERE id = ?"  # noqa: S608
_SCORES = "SELECT score FROM feedback WHERE day BETWEEN ? AND ?"
_KIND = """
SELECT feedback.id, customer_id, customers.name, reading, feedback.at, feedback.day, score,
  comment, quotable, named, staff
FROM feedback JOIN customers ON customers.id = customer_id
WHERE comment IS NOT NULL AND day BETWEEN :first AND :last
ORDER BY feedback.at DESC, feedback.id DESC
"""


@dataclass(frozen=True)
class FeedbackAnswer:
    """One answer; `quotable`: the words may be printed, `named`: with the given name."""

    id: str
    customer_id: str
    at: datetime  # UTC
    day: date
    score: int
    comment: str | None
    quotable: bool
    named: bool
    staff: str | None

    @property
    def group(self) -> Group:
        """Return the group of the score."""
        return group_of(self.score)


@dataclass(frozen=True)
class KindWords:
    """Words worth reading again, and whose they are."""

    id: str  # of the answer
    customer_id: str
    name: str
    reading: str | None
    at: datetime  # UTC
    day: date
    score: int
    words: str
    quotable: bool
    named: bool
    staff: str | None


def answers_of(db: Database, customer_id: str) -> list[FeedbackAnswer]:
    """Return what a customer answered, the newest first."""
    return [_answer(row) for row in db.conn.execute(_OF_CUSTOMER, (customer_id,))]


def last_answer(
    db: Database, customer_id: str, *, until: datetime | None = None
) -> FeedbackAnswer | None:
    """Return what a customer answered last, by an instant or at all; None: nothing yet."""
    told = {"customer": customer_id, "until": milliseconds(until) if until else None}
    row = db.conn.execute(_LAST, told).fetchone()
    return _answer(row) if row else None


def answers_in(db: Database, *, first: date, last: date) -> list[FeedbackAnswer]:
    """Return what was answered in a span of days, the newest first."""
    days = (first.isoformat(), last.isoformat())
    return [_answer(row) for row in db.conn.execute(_IN_DAYS, days)]


def feedback_with_id(db: Database, feedback: str) -> FeedbackAnswer | None:
    """Return an answer by its id, None where there is none."""
    row = db.conn.execute(_WITH_ID, (feedback,)).fetchone()
    return _answer(row) if row else None


def feedback_counts(db: Database, *, first: date, last: date) -> FeedbackCounts:
    """Return how many answered what in a span of days."""
    rows = db.conn.execute(_SCORES, (first.isoformat(), last.isoformat()))
    return counts_of(score for (score,) in rows)


def kind_words(
    db: Database, *, first: date = date.min, last: date = date.max, printable: bool = False
) -> list[KindWords]:
    """Return kind words, the newest first; `printable`: only those with the customer's consent."""
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return [words for words in _kind(db, days) if words.quotable or not printable]


def has_follow_up(settings: ShopSettings, score: int) -> bool:
    """Tell whether an answer becomes a follow-up by rule."""
    return group_of(score) == "detractor" and settings.follow_ups.unhappy.on


def unhappy_follow_up(customer_id: str, feedback: str) -> str:
    """Return the id of the follow-up that an unhappy answer becomes by rule."""
    return f"unhappy:{customer_id}:{feedback}"


def _kind(db: Database, days: dict[str, str]) -> Iterator[KindWords]:
    for row in db.conn.execute(_KIND, days):
        id, customer_id, name, reading, at, day, score, words, quotable, named, staff = row
        if are_kind(score, quotable=bool(quotable)):
            yield KindWords(
                id, customer_id, name, reading, instant(at), date.fromisoformat(day), score, words,
                bool(quotable), bool(named), staff,
            )  # fmt: skip


def _answer(row: tuple[object, ...]) -> FeedbackAnswer:
    id, customer_id, at, day, score, comment, quotable, named, staff = row
    assert isinstance(at, int) and isinstance(score, int)  # noqa: PT018 - one row's own shape
    return FeedbackAnswer(
        str(id), str(customer_id), instant(at), date.fromisoformat(str(day)), score,
        str(comment) if comment is not None else None, bool(quotable), bool(named),
        str(staff) if staff is not None else None,
    )  # fmt: skip
