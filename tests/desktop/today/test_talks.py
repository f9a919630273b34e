"""What one reads before a telephone is taken up."""

from datetime import date

from db.rules.customers import NewCustomer
from db.rules.follow_ups import FollowUp, Promised
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import make_contact
from desktop.today.talks import talk_of


def test_a_talk_tells_the_number_what_to_say_and_what_was_said_before(session: Session) -> None:
    new = NewCustomer("Yamamoto", phone="090-0000-0142", email="y@example.jp", note="Likes jazz")
    customer = add_customer(session, new=new, operation_id="customer").id
    make_contact(session, customer_id=customer, by="visit", note="Asked for jazz", operation_id="1")
    give_feedback(
        session, customer_id=customer, score=6, comment="Too loud", quotable=False, operation_id="2"
    )
    promise = FollowUp(
        id="f", kind="promise", customer_id=customer, number="", name="Yamamoto", phone=None,
        due_day=date(2026, 11, 22), due_time=None, facts=Promised("A record", session.today),
        owed_by=None, late=False, act="call", channel="call",
    )  # fmt: skip
    talk = talk_of(promise, session.moment(), by="call")
    assert (talk.title, talk.reach, talk.note) == ("Call Yamamoto", "090-0000-0142", "Likes jazz")
    assert talk.say == ["“I had promised to come back to you: A record”"]
    assert talk.last == [
        "Spoke in person · 22 Nov: Asked for jazz",
        "Scored us 6 on 22 Nov: Too loud",
    ]
    assert talk_of(promise, session.moment(), by="mail").reach == "y@example.jp"
