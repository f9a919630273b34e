"""The command line: what it prints, what it refuses and with which status it ends."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from db.connection import open_book
from tests.desktop.command_line import Run, Shop, refused

pytestmark = pytest.mark.usefixtures("english")


# -- Books that cannot be opened ------------------------------------------------------------


def test_a_book_that_is_not_there_is_said(alone: Run) -> None:
    refused(alone("--book", "none.okaeri", "month", "2026-10"), "There is no book at none.okaeri.")
    refused(alone("--book", ".", "verify"), "There is no book")


def test_another_file_is_no_book(alone: Run, tmp_path: Path) -> None:
    other = tmp_path / "letter.okaeri"
    other.write_text("Dear customer,\n" * 100, encoding="utf-8")
    refused(alone("--book", other, "verify"), "is not a book of Okaeri")
    subprocess.run(["sqlite3", str(tmp_path / "other.okaeri"), "CREATE TABLE x (y)"], check=True)
    refused(alone("--book", tmp_path / "other.okaeri", "verify"), "is not a book of Okaeri")


def test_a_book_of_a_newer_program_is_left_alone(run: Run, book_path: Path) -> None:
    newer = book_path.with_name("newer.okaeri")
    shutil.copy(book_path, newer)
    subprocess.run(["sqlite3", str(newer), "PRAGMA user_version = 999"], check=True)
    before = newer.read_bytes()
    refused(run("month", "2026-10", book=newer), "newer Okaeri")
    assert newer.read_bytes() == before


@pytest.mark.parametrize("page", [2, 5, 9, 14])
def test_a_damaged_book_is_a_refusal_and_never_a_traceback(run: Run, shop: Shop, page: int) -> None:
    damaged = shop.book.with_name("damaged.okaeri")
    whole = open_book(shop.book)
    whole.conn.execute("VACUUM INTO ?", (str(damaged),))
    whole.conn.close()
    content = bytearray(damaged.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[(page - 1) * size : (page - 1) * size + 300] = b"\xff" * 300
    damaged.write_bytes(content)
    assert run("verify", book=damaged).status == 1
    paper = damaged.with_name("receipt.pdf")
    for words in (("month", "2026-10"), ("print", "receipt", shop.sale, "--out", paper)):
        ended = run(*words, book=damaged)
        assert ended.status in (0, 1)
        assert "Traceback" not in ended.error
    asked = '{"op": "customer.find", "q": "tanaka"}\n'
    assert run("feed", book=damaged, said=asked).status in (0, 1)


# -- New books ------------------------------------------------------------------------------


def test_a_new_book_is_made_named_and_whole(alone: Run) -> None:
    made = alone("--lang", "en", "new", "hana.okaeri", "--name", "花の店", "--currency", "USD",
                 "--timezone", "America/New_York", "--language", "en")  # fmt: skip
    assert (made.status, made.error) == (0, "")
    assert "hana.okaeri" in made.out
    assert alone("--book", "hana.okaeri", "verify").status == 0
    shown = alone("feed", said='{"op": "shop.show"}\n', OKAERI_BOOK="hana.okaeri")
    told = json.loads(shown.out)["shop"]
    assert (told["name"], told["currency"], told["country"]) == ("花の店", "USD", "US")
    assert told["earn"] == {"per": "1.00", "points": 1}


def test_a_new_book_never_takes_the_place_of_a_file(alone: Run, tmp_path: Path) -> None:
    there = tmp_path / "there.okaeri"
    there.write_text("mine", encoding="utf-8")
    refused(alone("new", there, "--name", "Hana"), "already")
    assert there.read_text(encoding="utf-8") == "mine"
    refused(alone("new", tmp_path / "no" / "hana.okaeri", "--name", "Hana"), "cannot be written")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["--name", ""], "name"),
        (["--name", "Hana", "--currency", "XXY"], "currency"),
        (["--name", "Hana", "--timezone", "Mars/Base"], "timezone"),
        (["--name", "Hana", "--country", "Japan"], "country"),
    ],
)
def test_what_a_shop_cannot_be_leaves_no_file_behind(
    run: Run, tmp_path: Path, words: list[str], field: str
) -> None:
    book = tmp_path / "new.okaeri"
    refused(run("new", book, *words), field)
    assert list(tmp_path.glob("new*")) == []


# -- What is said before the command --------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["--lang", "fr", "verify"],
        ["month"],
        ["verify"],
        ["new", "x.okaeri"],
        ["--book", "x", "print", "coupons", "--out", "x.pdf"],
        ["--book", "x", "print", "coupons", "ABC", "--batch", "b", "--out", "x.pdf"],
        ["--book", "x", "print", "card", "--out", "x.pdf"],
        ["--book", "x", "print", "summary", "2026-10"],
        ["--book", "x", "print", "summary", "2026-10", "--out", "x.pdf", "--paper", "a3"],
        ["--book", "x", "import", "sheep", "x.csv"],
    ],
)
def test_wrong_words_end_with_two(run: Run, words: list[str]) -> None:
    ended = run(*words)
    assert (ended.status, ended.out) == (2, "")
    assert "Usage" in ended.error


def test_without_a_screen_the_desk_says_so(alone: Run, shop: Shop) -> None:
    for words in ([], ["--book", "none"], ["--book", str(shop.book)]):
        ended = alone("--lang", "en", *words)
        assert ended.status == 1
        assert ended.error == "There is no screen here, so no window can open.\n"


# -- Feed -----------------------------------------------------------------------------------


def test_the_feed_answers_each_line_and_goes_on(alone: Run, shop: Shop) -> None:
    said = 'nonsense\n\n{"op": "month", "month": "0001-01"}\n{"op": "shop.show", "id": "7"}'
    ended = alone("--book", shop.book, "feed", said=said)
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert (ended.status, ended.error) == (0, "")
    assert [answer["ok"] for answer in answers] == [False, False, True]
    assert [answer["error"]["code"] for answer in answers[:2]] == ["bad_request", "bad_date"]
    assert answers[2]["id"] == "7"


def test_the_feed_needs_a_book_and_its_schema_none(alone: Run) -> None:
    refused(alone("--book", "none", "feed", said='{"op": "shop.show"}\n'), "no book")
    schema = alone("feed", "--schema")
    assert schema.status == 0
    assert "operations" in json.loads(schema.out)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "9999-12-31T23:59"])
def test_the_ends_of_the_calendar_end_no_feed(run: Run, shop: Shop, day: str) -> None:
    requests = [
        {"op": "customer.show", "customer": shop.customer, "as_of": day},
        {"op": "sale", "customer": shop.customer, "amount": "100", "at": day},
        {"op": "coupon.issue", "terms": {"kind": "amount_off", "value": "1"}, "from": day[:10]},
        {"op": "day.rollover", "at": day},
    ]
    said = "\n".join(json.dumps(request) for request in requests)
    ended = run("feed", book=shop.book, said=said)
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert [answer["error"]["code"] for answer in answers] == ["bad_date"] * 4


# -- The month ------------------------------------------------------------------------------


def test_a_month_is_told_in_lines_and_as_figures(run: Run, shop: Shop) -> None:
    lines = run("month", "2026-10", book=shop.book)
    assert (lines.status, lines.error) == (0, "")
    assert "revenue ¥1,980" in lines.out
    figures = json.loads(run("month", "2026-10", "--json", book=shop.book).out)
    assert (figures["month"], figures["sales"], figures["revenue"]) == ("2026-10", 1, "1980")


@pytest.mark.parametrize("month", ["2026-13", "2026", "0001-01", "9999-12", "october", "2026-00"])
def test_a_month_that_cannot_be_is_refused(run: Run, shop: Shop, month: str) -> None:
    refused(run("month", month, book=shop.book), f"“{month}”")
    refused(run("print", "summary", month, "--out", "x.pdf", book=shop.book), f"“{month}”")


def test_a_day_is_told_in_lines_and_as_the_feed_answers_it(run: Run, shop: Shop) -> None:
    lines = run("day", "2026-10-05", book=shop.book).out.splitlines()
    assert lines[0] == "Mon 5 Oct 2026"
    assert "Money in: ¥1,980" in lines
    told = json.loads(run("day", "2026-10-05", "--json", book=shop.book).out)
    asked = '{"op": "day", "day": "2026-10-05"}'
    answer = json.loads(run("feed", book=shop.book, said=asked).out)
    assert {"ok": True, **told} == answer
    assert told["money_in"] == "1980"
    today = json.loads(run("day", "--json", book=shop.book).out)
    assert (today["day"], today["sales"]) == ("2026-11-22", 0)
    refused(run("day", "2026-02-30", book=shop.book), "2026-02-30")


# -- Verify, import, demo -------------------------------------------------------------------


def test_a_whole_book_is_said_to_be_whole(run: Run, shop: Shop) -> None:
    ended = run("verify", book=shop.book)
    assert (ended.status, ended.error) == (0, "")
    assert "whole" in ended.out


def test_a_fact_that_another_program_changed_is_named_by_its_number(
    alone: Run, shop: Shop, tmp_path: Path
) -> None:
    tampered = tmp_path / "tampered.okaeri"
    whole = open_book(shop.book)
    whole.conn.execute("VACUUM INTO ?", (str(tampered),))
    (seq,) = whole.conn.execute("SELECT seq FROM facts WHERE kind = 'sale'").fetchone()
    whole.conn.close()
    sql = f"""DROP TRIGGER facts_are_never_changed;
      UPDATE facts SET doc = replace(doc, '1980', '1990') WHERE seq = {seq}"""
    subprocess.run(["sqlite3", str(tampered), sql], check=True)
    ended = alone("--lang", "en", "--book", tampered, "verify")
    assert ended.status == 1
    assert f"Fact {seq} was altered" in ended.error
    assert "Traceback" not in ended.error


def test_a_file_is_taken_in_once_and_bad_rows_are_named(
    run: Run, book_path: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("氏名,誕生日\n森 一郎,1980-01-01\n林,1999-13-45\n", encoding="utf-8")
    taken = run("import", "customers", people, book=book_path)
    assert taken.status == 0
    assert "3" in taken.out, "the line of the bad row"
    assert run("import", "customers", people, book=book_path).status == 0
    found = run("feed", book=book_path, said='{"op": "customer.find", "q": "森"}\n')
    assert len(json.loads(found.out)["customers"]) == 1
    refused(run("import", "customers", tmp_path / "no.csv", book=book_path), "no.csv")


def test_a_demo_has_no_place_in_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert run("demo", tmp_path / "file").status == 2
    ended = run("demo", tmp_path / "file" / "inside", "--no-window")
    assert (ended.status, "cannot be written" in ended.error) == (1, True)
