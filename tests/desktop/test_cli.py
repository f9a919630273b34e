"""The command line: what it prints, what it refuses and with which status it ends."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.connection import open_book
from desktop.cli import okaeri
from desktop.i18n import speaking
from tests.desktop.read_back import about, codes_of, text_of

AT = "2026-11-22T10:14"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    error: str


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Leave the language as it was: a command chooses its own."""
    with speaking("en"):
        yield


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a way to run a command here: `run("month", "2026-10", book=path)`."""
    for name in ("OKAERI_BOOK", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def command(
        *words: object, book: Path | None = None, at: str | None = AT, lang: str = "en",
        said: str = "",
    ) -> Ended:  # fmt: skip
        before = ["--lang", lang]
        before += ["--at", at] if at else []
        before += ["--book", str(book)] if book else []
        ended = CliRunner().invoke(okaeri, [*before, *map(str, words)], input=said)
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    return command


@pytest.fixture
def alone(tmp_path: Path) -> Run:
    """Return a way to run the installed program as people do, from an empty folder."""
    program = Path(sys.executable).with_name("okaeri")
    hidden = ("OKAERI_BOOK", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    folder = tmp_path / "here"
    folder.mkdir()

    def command(*words: object, said: str = "", **environment: str) -> Ended:
        ended = subprocess.run(
            [str(program), *map(str, words)],
            input=said.encode(), capture_output=True, cwd=folder, timeout=120, check=False,
            env={**kept, "LC_ALL": "C.UTF-8", "HOME": str(folder), **environment},
        )  # fmt: skip
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return command


@dataclass(frozen=True)
class Shop:
    """A small shop's book, and how its things are called."""

    book: Path
    customer: str
    sale: str
    codes: tuple[str, ...]


@pytest.fixture
def shop(book_path: Path, run: Run) -> Shop:
    """Return a shop with a customer, a sale, two coupons of a batch, and a member of staff."""
    terms = {"kind": "amount_off", "value": "200", "name": "¥200 off"}
    requests: list[dict[str, object]] = [
        {"op": "shop.set", "name": "花の店", "language": "en"},
        {"op": "staff.add", "name": "mio", "role": "staff"},
        {"op": "customer.add", "name": "田中 美咲", "card": "A-77"},
        {"op": "sale", "customer": "A-77", "amount": "1980", "at": "2026-10-05T10:00"},
        {"op": "coupon.issue", "terms": terms, "count": 2, "batch": "flyer"},
    ]
    said = "\n".join(json.dumps(request) for request in requests)
    ended = run("feed", book=book_path, said=said)
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert all(answer["ok"] for answer in answers), answers
    return Shop(
        book=book_path,
        customer=answers[2]["customer"],
        sale=answers[3]["sale"],
        codes=tuple(coupon["code"] for coupon in answers[4]["coupons"]),
    )


def refused(ended: Ended, saying: str) -> None:
    """Check for one sentence on stderr, status 1 and nothing else."""
    assert ended.status == 1, ended
    assert ended.out == ""
    assert saying in ended.error
    assert len(ended.error.splitlines()) == 1, ended.error


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


# -- Paper ----------------------------------------------------------------------------------


def test_coupons_are_printed_by_code_or_by_batch_and_read_back(
    run: Run, shop: Shop, tmp_path: Path
) -> None:
    one, batch = tmp_path / "one.pdf", tmp_path / "batch.pdf"
    typed = shop.codes[0].lower().replace("-", " ")
    printed = run("print", "coupons", typed, "--out", one, book=shop.book)
    assert (printed.status, printed.out) == (0, f"{one}\n")
    run("print", "coupons", "--batch", "flyer", "--out", batch, "--paper", "a4", book=shop.book)
    plain = {code.replace("-", "") for code in shop.codes}
    assert {code.replace("-", "") for code in codes_of(one.read_bytes())} == {
        shop.codes[0].replace("-", "")
    }
    assert {code.replace("-", "") for code in codes_of(batch.read_bytes())} == plain
    assert "¥200 off" in text_of(one.read_bytes())


@pytest.mark.parametrize("paper", ["a6", "a4", "letter", "receipt80", "receipt58", "labels-2x5"])
def test_a_coupon_fits_every_paper(run: Run, shop: Shop, tmp_path: Path, paper: str) -> None:
    out = tmp_path / "coupons.pdf"
    run("print", "coupons", *shop.codes, "--out", out, "--paper", paper, book=shop.book)
    assert len(codes_of(out.read_bytes())) == 2


def test_a_card_is_printed_for_whom_it_is_named_and_reads_back(
    run: Run, shop: Shop, tmp_path: Path
) -> None:
    out = tmp_path / "card.pdf"
    assert run("print", "card", "A-77", "--out", out, book=shop.book).status == 0
    assert shop.customer in codes_of(out.read_bytes())
    assert "田中 美咲" in text_of(out.read_bytes())


def test_a_receipt_says_what_the_sale_gave(run: Run, shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "receipt.pdf"
    assert run("print", "receipt", shop.sale, "--out", out, book=shop.book).status == 0
    text = text_of(out.read_bytes())
    assert "1,980" in text
    assert "花の店" in text


def test_the_summary_says_the_month_s_figures(run: Run, shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "summary.pdf"
    assert run("print", "summary", "2026-10", "--out", out, book=shop.book).status == 0
    assert "1,980" in text_of(out.read_bytes())


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_same_book_hour_and_language_give_the_same_bytes(
    run: Run, shop: Shop, tmp_path: Path, lang: str
) -> None:
    papers = (
        ("summary", "2026-10"),
        ("coupons", *shop.codes),
        ("card", shop.customer),
        ("receipt", shop.sale),
    )
    for kind, *words in papers:
        printed = []
        for name in ("one.pdf", "two.pdf"):
            out = tmp_path / name
            run("print", kind, *words, "--out", out, book=shop.book, lang=lang)
            printed.append(out.read_bytes())
        assert printed[0] == printed[1], kind
        title, language = about(printed[0])
        assert title
        assert language.startswith(lang)


@pytest.mark.parametrize(
    "words",
    [
        ("coupons", "ABC"),
        ("coupons", "0000-0000-0000"),
        ("coupons", "--batch", "none"),
        ("card", "nobody"),
        ("receipt", "1-1"),
    ],
)
def test_what_the_book_does_not_hold_is_not_printed(
    run: Run, shop: Shop, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "x.pdf"
    refused(run("print", *words, "--out", out, book=shop.book), "")
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_said_and_an_older_paper_stays(
    alone: Run, shop: Shop, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no" / "card.pdf"
    refused(
        alone("--lang", "en", "--book", shop.book, "print", "card", "A-77", "--out", nowhere),
        "cannot be written",
    )
    older = tmp_path / "older.pdf"
    older.write_bytes(b"older")
    alone("--book", shop.book, "print", "card", "nobody", "--out", older)
    assert older.read_bytes() == b"older"


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
