"""Groups get names, change and are given up."""

import pytest

from db.errors import BadRequest, NotAllowed
from db.queries.segments import saved_segments, segment_named
from db.rules.segments import Segment
from db.session import Session
from db.usecases.segments import add_segment, edit_segment


def test_a_group_is_saved_changed_and_given_up(session: Session) -> None:
    add_segment(session, name="Away", terms={"not_visited_within_days": 60}, operation_id="a")
    changes = {"name": "Long away", "terms": {"not_visited_within_days": 90}}
    edit_segment(session, segment="Away", changes=changes, operation_id="b")
    (saved,) = saved_segments(session.db, digits=0)
    assert (saved.name, saved.segment) == ("Long away", Segment(not_visited_within_days=90))
    edit_segment(session, segment="Long away", changes={"kept": False}, operation_id="c")
    assert saved_segments(session.db, digits=0) == []
    again = add_segment(session, name="Long away", terms={}, operation_id="d")
    assert again == segment_named(session.db, "Long away", digits=0)


def test_a_name_stands_once_and_terms_must_be_meant(session: Session) -> None:
    add_segment(session, name="Away", terms={}, operation_id="a")
    for name, terms in (("Away", {}), ("Red", {"colour": "red"}), ("Gold", {"tier": "Gold"})):
        with pytest.raises(BadRequest):
            add_segment(session, name=name, terms=terms, operation_id=f"refused-{name}")
    with pytest.raises(BadRequest):
        edit_segment(session, segment="Nobody", changes={}, operation_id="b")
    with pytest.raises(NotAllowed):
        add_segment(session.with_request(role="staff"), name="X", terms={}, operation_id="c")
