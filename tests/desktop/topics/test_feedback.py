"""Scores and kind words through the feed."""

import json
from typing import Any

import pytest

from db import checks
from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


@pytest.fixture
def misaki(session: Session) -> str:
    added = ask(session, op="customer.add", name="Misaki Tanaka", at="2026-11-01T10:00")
    return str(added["customer"])


def test_a_score_is_answered_with_its_group_and_follow_up_and_shown_from_then_on(
    session: Session, misaki: str
) -> None:
    told = {"op": "feedback", "id": "till-1", "customer": misaki, "score": 4, "comment": "Cold tea"}
    low = ask(session, **told, at="2026-11-02T10:00")
    assert (low["group"], low["follow_up"][:8]) == ("detractor", "unhappy:")
    assert ask(session, **told, at="2026-11-02T10:00") == low  # asked again, kept once
    high = ask(session, op="feedback", customer=misaki, score=10, at="2026-11-03T10:00")
    assert (high["group"], high["follow_up"]) == ("promoter", None)
    shown = ask(session, op="customer.show", customer=misaki)
    assert shown["feedback"] == {"score": 10, "day": "2026-11-03"}
    before = ask(session, op="customer.show", customer=misaki, as_of="2026-11-02")
    assert before["feedback"] == {"score": 4, "day": "2026-11-02"}
    listed = ask(session, op="feedback.list", customer=misaki, **{"from": "2026-11-02"})
    assert [each["score"] for each in listed["answers"]] == [10, 4]
    assert (listed["nps"], listed["nps_from"] < 0 < listed["nps_to"]) == (0.0, True)
    empty = ask(session, op="feedback.list", to="2026-10-31")
    assert (empty["answers"], empty["nps"], empty["nps_from"]) == ([], None, None)
    assert checks.problems(session.db) == []


@pytest.mark.parametrize("score", [11, -1, 7.5, "9", None, True])
def test_a_score_that_is_none_is_refused_by_name(
    session: Session, misaki: str, score: object
) -> None:
    refused = ask(session, op="feedback", customer=misaki, score=score)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", "score")


@pytest.mark.parametrize("comment", ["", "a" * 501])
def test_words_that_are_none_or_endless_are_refused_by_name(
    session: Session, misaki: str, comment: str
) -> None:
    refused = ask(session, op="feedback", customer=misaki, score=9, comment=comment)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", "comment")
    assert ask(session, op="feedback.list")["answers"] == []


def test_kind_words_are_printed_with_consent_alone(session: Session, misaki: str) -> None:
    given = ask(session, op="feedback", customer=misaki, score=9, comment="Like home")
    [words] = ask(session, op="kind_words")["kind_words"]
    assert (words["words"], words["quotable"]) == ("Like home", False)
    assert ask(session, op="kind_words", printable=True)["kind_words"] == []
    changed = ask(
        session, op="feedback.quote", id="q", feedback=given["feedback"], quotable=True, named=True
    )
    assert (changed["answer"]["comment"], changed["answer"]["named"]) == ("Like home", True)
    assert len(ask(session, op="kind_words", printable=True)["kind_words"]) == 1
    undone = ask(session, op="undo", request="q")
    assert undone["ok"], undone
    assert ask(session, op="kind_words", printable=True)["kind_words"] == []
    refused = ask(session, op="feedback.quote", feedback="9-9", quotable=True)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", "feedback")
