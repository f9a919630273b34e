"""Whom to speak to today, on the command line, as words and as JSON."""

import json

import pytest

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from tests.desktop.command_line import Run


@pytest.mark.usefixtures("english")
def test_today_is_printed_for_any_day_as_words_and_as_json(run: Run, session: Session) -> None:
    new = NewCustomer("田中 美咲", birthday="--11-22", phone="090-0000-0142")
    customer = add_customer(session, new=new, operation_id="customer").id
    line, week = run("today", book=session.path).out.splitlines()
    assert line.startswith("Birthday: 田中 美咲 (2000 0000 0001 5)")
    assert line.endswith("Wish them a happy birthday. → Call")
    assert week == "This week: 0 of 1 followed up."
    told = json.loads(run("today", "--json", book=session.path).out)
    assert told["day"] == "2026-11-22"
    assert [each["id"] for each in told["follow_ups"]] == [f"birthday:{customer}:2026"]
    assert told["week"] == {"done": 0, "due": 1, "came_back": 0, "kind_words": 0}
    nobody = run("today", book=session.path, at="2027-08-01T10:00")
    assert nobody.out == "Nobody waits for a word from you today.\n"
