"""Slips for friends tell what the shop promised, and of the customer no more than a given name."""

import io
from collections.abc import Callable

import pytest

from db.errors import BadRequest
from db.queries.scan import what_is
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.i18n import speaking
from desktop.messages import explain
from desktop.papers.friends import friend_slip_sheet, print_friend_slips
from tests.desktop.read_back import codes_of, text_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def who(session: Session) -> str:
    new = NewCustomer("田中 美咲", reading="タナカ ミサキ", phone="090-0000-0001")
    return add_customer(session, new=new, operation_id="who").id


def test_a_scanned_slip_names_who_sent_it(
    session: Session, who: str, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 300}, "referee": {"points": 200}, "minimum": "1000"})
    for language in ("en", "ja"):
        with speaking(language):
            to = io.BytesIO()
            print_friend_slips(session, who, to, paper="a6")
            (code,) = codes_of(to.getvalue())
            found = what_is(session.db, code)
            assert (found.kind, found.customer_id) == ("referral", who)
            said = text_of(to.getvalue())
            assert "美咲" in said
            assert "田中" not in said
            assert "0001" not in said
    assert friend_slip_sheet(session, who).words == (
        "Your first purchase of ¥1,000 or more brings you 200 points, and 美咲 300 points."
        " Say the code when you join, before you pay."
    )


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ({"referrer": {"points": 1}, "referee": {"points": 2}},
         "Your first purchase brings you 2 points, and Ken 1 point."),
        ({"referrer": {"points": 0}, "referee": {"points": 2}},
         "Your first purchase brings you 2 points."),
        ({"referrer": {"points": 0}, "referee": {"points": 2}, "minimum": "500"},
         "Your first purchase of ¥500 or more brings you 2 points."),
        ({"referrer": {"points": 3}}, "Your first purchase brings Ken 3 points, as thanks."),
        ({"referrer": {"points": 3}, "minimum": "500"},
         "Your first purchase of ¥500 or more brings Ken 3 points, as thanks."),
    ],
)  # fmt: skip
def test_the_sentence_follows_the_promise(
    session: Session, set_shop: Callable[..., None], promise: dict[str, object], said: str
) -> None:
    ken = add_customer(session, new=NewCustomer("Ken Suzuki"), operation_id="ken").id
    set_shop(referral=promise)
    assert friend_slip_sheet(session, ken).words.startswith(said)
    with speaking("ja"):
        assert said not in friend_slip_sheet(session, ken).words


def test_a_name_that_cannot_be_parted_is_not_shown(
    session: Session, set_shop: Callable[..., None]
) -> None:
    someone = add_customer(session, new=NewCustomer("田中美咲"), operation_id="one").id
    set_shop(referral={"referrer": {"points": 1}})
    sheet = friend_slip_sheet(session, someone)
    assert sheet.heading == "A friend thought of you"
    assert "your friend" in sheet.words


def test_where_friends_bring_nothing_there_is_no_slip(session: Session, who: str) -> None:
    with pytest.raises(BadRequest) as refused:
        friend_slip_sheet(session, who)
    assert "Bringing a friend gives nothing yet" in explain(refused.value, session.settings)
