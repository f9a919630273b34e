"""Answers are found by customer and by day; kind words newest first."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from db import checks
from db.clock import fixed_clock
from db.queries.feedback import answers_in, answers_of, feedback_counts, kind_words, last_answer
from db.rules.customers import NewCustomer
from db.rules.feedback import FeedbackCounts
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback

SAID = [
    ("2026-10-31T18:00", 9, "Warm soup, warm people", True),
    ("2026-11-01T09:00", 3, "Too long a queue", True),
    ("2026-11-02T09:00", 8, "Good coffee", False),
    ("2026-11-03T09:00", 7, "I like the window seat", True),
    ("2026-11-04T09:00", 10, None, False),
    ("2026-11-05T09:00", 10, "Like home", False),
]


@pytest.fixture
def guest(session: Session) -> Iterator[str]:
    who = add_customer(session, new=NewCustomer(name="Guest"), operation_id="guest").id
    for when, score, comment, quotable in SAID:
        clock = fixed_clock(datetime.fromisoformat(f"{when}+09:00"))
        give_feedback(
            session.with_request(clock=clock), customer_id=who, score=score, comment=comment,
            quotable=quotable, operation_id=when,
        )  # fmt: skip
    yield who
    assert checks.problems(session.db) == []


def test_answers_are_counted_by_the_shops_own_day(session: Session, guest: str) -> None:
    november = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    assert feedback_counts(session.db, **november) == FeedbackCounts(2, 2, 1)
    assert [answer.score for answer in answers_in(session.db, **november)] == [10, 10, 7, 8, 3]
    assert len(answers_of(session.db, guest)) == 6
    last = last_answer(session.db, guest)
    assert last is not None
    assert (last.score, last.day) == (10, date(2026, 11, 5))
    assert last_answer(session.db, "nobody") is None


@pytest.mark.usefixtures("guest")
def test_kind_words_are_those_of_nine_and_ten_and_what_others_gave_to_be_printed(
    session: Session,
) -> None:
    kind = ["Like home", "I like the window seat", "Warm soup, warm people"]
    assert [each.words for each in kind_words(session.db)] == kind
    assert [each.words for each in kind_words(session.db, printable=True)] == kind[1:]
    october = kind_words(session.db, first=date(2026, 10, 1), last=date(2026, 10, 31))
    assert [each.words for each in october] == kind[2:]
