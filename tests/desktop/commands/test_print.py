"""Papers by command: what they say, that they read back, and what is refused."""

import json
from pathlib import Path

import pypdf
import pytest

from desktop.commands import print as cli_print
from desktop.printing import card, coupon, receipt, voucher
from tests.desktop.command_line import Run, Shop, refused
from tests.desktop.read_back import about, codes_of, text_of

pytestmark = pytest.mark.usefixtures("english")


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


def test_the_papers_of_commands_are_those_that_are_drawn() -> None:
    assert cli_print.COUPON_PAPERS == coupon.COUPON_PAPERS
    assert cli_print.VOUCHER_PAPERS == voucher.VOUCHER_PAPERS
    assert cli_print.CARD_PAPERS == card.CARD_PAPERS
    assert cli_print.RECEIPT_PAPERS == receipt.RECEIPT_PAPERS


def test_printing_begins_on_the_first_free_label_of_a_used_sheet(
    run: Run, shop: Shop, tmp_path: Path
) -> None:
    out = tmp_path / "labels.pdf"
    words = ("print", "coupons", "--batch", "flyer", "--out", out, "--paper", "labels-2x5")
    run(*words, "--start", 10, book=shop.book)
    assert len(pypdf.PdfReader(out).pages) == 2
    assert len(codes_of(out.read_bytes())) == 2
    refused_start = run(*words, "--start", 11, book=shop.book)
    assert refused_start.status == 2
    assert "10" in refused_start.error


def test_a_voucher_is_printed_by_its_code(run: Run, shop: Shop, tmp_path: Path) -> None:
    asked = json.dumps({"op": "voucher.issue", "amount": "5000"})
    code = json.loads(run("feed", book=shop.book, said=asked).out)["voucher"]["code"]
    out = tmp_path / "voucher.pdf"
    assert run("print", "voucher", code.lower(), "--out", out, book=shop.book).status == 0
    assert codes_of(out.read_bytes()) == {code.replace("-", "")}
    assert "¥5,000" in text_of(out.read_bytes())


@pytest.mark.parametrize("paper", coupon.COUPON_PAPERS)
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


@pytest.mark.parametrize("paper", ["a4", "letter", "receipt80", "receipt58"])
def test_the_end_of_a_day_is_printed_on_every_paper(
    run: Run, shop: Shop, tmp_path: Path, paper: str
) -> None:
    out = tmp_path / "day.pdf"
    words = ("print", "day", "2026-10-05", "--out", out, "--paper", paper)
    assert run(*words, book=shop.book).status == 0
    assert "¥1,980" in text_of(out.read_bytes())
    today = tmp_path / "today.pdf"
    assert run("print", "day", "--out", today, book=shop.book).status == 0
    assert "22 Nov 2026" in text_of(today.read_bytes())


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_same_book_hour_and_language_give_the_same_bytes(
    run: Run, shop: Shop, tmp_path: Path, lang: str
) -> None:
    papers = (
        ("summary", "2026-10"),
        ("coupons", *shop.codes),
        ("card", shop.customer),
        ("receipt", shop.sale),
        ("day", "2026-10-05"),
        ("today",),
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
        ("voucher", "ABC"),
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
