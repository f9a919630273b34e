"""What the feed says of a field that cannot be right: how it would be, in the shop's words."""

import json

import pytest

from db.session import Session
from desktop.feed import answer


@pytest.mark.parametrize(
    ("line", "field", "problem", "detail"),
    [
        ('{"op":"feedback","customer":"1","score":11}', "score", "range", "0–10"),
        ('{"op":"feedback","customer":"1","score":-1}', "score", "range", "0–10"),
        ('{"op":"feedback","customer":"1","score":1e400}', "score", "range", "0–10"),
        ('{"op":"feedback","customer":"1","score":"5"}', "score", "whole_number", None),
        ('{"op":"feedback","customer":1,"score":5}', "customer", "text", None),
        ('{"op":"feedback","customer":"1","score":5,"named":1}', "named", "yes_or_no", None),
        ('{"op":"contact","customer":"1","by":"fax"}', "by", "choice",
         "call, letter, mail, message, visit"),
        ('{"op":"segment.size","segment":{"late_days":0}}', "segment.late_days", "at_least", "1"),
        ('{"op":"segment.size","segment":{"customers":"x"}}', "segment.customers", "list", None),
        ('{"op":"segment.size","segment":{"customers":[5]}}', "segment.customers[0]", "text",
         None),
        ('{"op":"segment.size","segment":5}', "segment", "type", None),
        ('{"op":"figures","period":"October"}', "period", "form",
         "2026-10, 2026-W47, 2026-Q4, 2026"),
        ('{"op":"shop.show","id":""}', "id", "missing", None),
        ('{"op":"sing"}', "op", "no_operation", "sing"),
        ('{"op":5}', "op", "invalid", None),
        ("{}", "op", "missing", None),
    ],
)  # fmt: skip
def test_a_wrong_field_is_told_with_what_would_be_right(
    session: Session, line: str, field: str, problem: str, detail: str | None
) -> None:
    error = answer(session, line.encode())["error"]
    assert (error["code"], error["field"], error["problem"]) == ("bad_request", field, problem)
    assert error.get("detail") == detail
    assert "Expected" not in json.dumps(error)
