"""The drawer is opened without a sale by somebody, for a reason."""

from dataclasses import replace

import pytest

from db.errors import BadRequest
from db.queries.drawer import drawer_openings
from db.session import Session
from db.usecases.drawer import open_drawer


def test_who_opened_the_drawer_stands_in_the_journal(session: Session) -> None:
    open_drawer(replace(session, staff="Mio"), reason=" Change ", operation_id="1")
    open_drawer(session, reason="Count", operation_id="2")
    told = [(each.staff, each.reason) for each in drawer_openings(session.db, session.today)]
    assert told == [("Mio", "Change"), (None, "Count")]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "two\nlines"])
def test_it_is_not_opened_without_a_reason_in_one_line(session: Session, reason: str) -> None:
    with pytest.raises(BadRequest):
        open_drawer(session, reason=reason, operation_id="1")
    assert drawer_openings(session.db, session.today) == ()
