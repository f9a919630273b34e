"""A certificate thanks somebody for what they did, and tells nobody of a nought."""

import io
from datetime import date

import pytest

from db.errors import BadRequest
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.shop import add_staff
from desktop.messages import explain
from desktop.papers.team import print_team_certificate, team_certificate

pytestmark = pytest.mark.usefixtures("english")
NOVEMBER = date(2026, 11, 1)


def test_it_tells_what_was_done_and_what_a_customer_said(session: Session) -> None:
    for name in ("Mio", "Ken"):
        add_staff(session, name=name, role="staff", operation_id=name)
    session.staff = "Mio"
    who = add_customer(session, new=NewCustomer("Ann"), operation_id="ann").id
    give_feedback(
        session, customer_id=who, score=10, comment="So kind", quotable=True, operation_id="10"
    )
    sheet = team_certificate(session, "mio", NOVEMBER)
    assert (sheet.name, sheet.quote) == ("Mio", "“So kind”")
    assert sheet.figures == (("1", "new customers signed up"), ("1", "scores of 9 or 10"))
    assert "November 2026" in sheet.words[0]
    assert sheet.day == "22 Nov 2026"  # the month is not over
    idle = team_certificate(session, "Ken", date(2026, 10, 1))
    assert (idle.figures, idle.quote, idle.day) == ((), "", "31 Oct 2026")
    drawn = []
    for _ in range(2):
        to = io.BytesIO()
        print_team_certificate(session, "Mio", NOVEMBER, to, paper="letter")
        drawn.append(to.getvalue())
    assert drawn[0] == drawn[1]


def test_nobody_is_thanked_who_does_not_work_here(session: Session) -> None:
    with pytest.raises(BadRequest) as refused:
        team_certificate(session, "Nobody", NOVEMBER)
    assert "Nobody" in explain(refused.value, session.settings)
