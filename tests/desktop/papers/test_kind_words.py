"""On paper stand only words that may be printed, and of the customer no more than was agreed."""

import io

import pytest

from db.errors import BadRequest
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from desktop.i18n import speaking
from desktop.messages import explain
from desktop.papers.kind_words import kind_words_sheet, print_kind_words
from tests.desktop.read_back import text_of

pytestmark = pytest.mark.usefixtures("english")


def say(session: Session, words: str, *, quotable: bool, named: bool) -> None:
    new = NewCustomer("田中 美咲", reading="タナカ ミサキ")
    who = add_customer(session, new=new, operation_id=f"add {words}").id
    give_feedback(
        session, customer_id=who, score=9, comment=words, quotable=quotable, named=named,
        operation_id=words,
    )  # fmt: skip


def test_initials_stand_beside_the_words_unless_the_name_may(session: Session) -> None:
    say(session, "Like home", quotable=True, named=False)
    say(session, "Warm soup", quotable=True, named=True)
    say(session, "Not for the wall", quotable=False, named=False)
    for language, names in (("en", ["美咲", "T.M."]), ("ja", ["美咲 様", "T.M. 様"])):
        with speaking(language):
            sheet = kind_words_sheet(session)
            assert [each.speaker for each in sheet.said] == names
            assert [each.words for each in sheet.said] == ["Warm soup", "Like home"]
            to = io.BytesIO()
            print_kind_words(session, to, paper="a5")
            assert "田中" not in text_of(to.getvalue())


def test_where_nothing_may_be_printed_it_says_what_to_do(session: Session) -> None:
    say(session, "Not for the wall", quotable=False, named=False)
    with pytest.raises(BadRequest) as refused:
        kind_words_sheet(session)
    assert explain(refused.value, session.settings).startswith("No kind words may be printed yet.")
