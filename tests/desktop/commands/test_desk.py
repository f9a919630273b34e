"""What is said before a command: the time, who is there, the language, the book."""

import json

import pytest

from tests.desktop.command_line import Ended, Run, Shop, refused

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("at", ["nonsense", "1999-13-45", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_time_that_cannot_be_is_refused(run: Run, shop: Shop, at: str) -> None:
    refused(run("month", "2026-10", book=shop.book, at=at), at)


def test_the_time_given_dates_what_is_entered(run: Run, shop: Shop) -> None:
    sale = '{"op": "sale", "amount": "500"}\n'
    run("feed", book=shop.book, at="2026-09-30T23:59", said=sale)
    run("feed", book=shop.book, at="2026-09-30T23:59Z", said=sale)  # 1 October in Tokyo
    september = json.loads(run("month", "2026-09", "--json", book=shop.book).out)
    october = json.loads(run("month", "2026-10", "--json", book=shop.book).out)
    assert (september["anonymous_sales"], october["anonymous_sales"]) == (1, 1)


def test_who_is_at_the_desk_has_their_own_rights(run: Run, shop: Shop) -> None:
    def as_(staff: str, op: str) -> Ended:
        return run("--as", staff, "feed", book=shop.book, said=op)

    sold = json.loads(as_("mio", '{"op": "sale", "amount": "1"}\n').out)
    set_up = json.loads(as_("mio", '{"op": "shop.set", "name": "Mine"}\n').out)
    assert sold["ok"]
    assert set_up["error"]["code"] == "not_allowed"
    refused(as_("nobody", '{"op": "shop.show"}\n'), "nobody")


def test_the_language_asked_for_goes_before_the_book_s(run: Run, shop: Shop) -> None:
    assert "2026-13" in run("month", "2026-13", book=shop.book, lang="ja").error
    assert "暦" in run("month", "2026-13", book=shop.book, lang="ja").error
    assert "calendar" in run("month", "2026-13", book=shop.book, lang="en").error


def test_the_book_s_own_language_is_spoken_where_none_is_asked_for(alone: Run) -> None:
    alone("new", "hana.okaeri", "--name", "花の店")
    assert "暦" in alone("--book", "hana.okaeri", "month", "2026-13").error


def test_a_book_may_be_named_by_the_environment_and_the_word_goes_before_it(
    alone: Run, shop: Shop
) -> None:
    assert alone("verify", OKAERI_BOOK=str(shop.book)).status == 0
    assert alone("--book", "none", "verify", OKAERI_BOOK=str(shop.book)).status == 1
