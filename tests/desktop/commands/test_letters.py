"""Post by command: what is printed, who is left out and why, what is refused."""

import io
import json
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from desktop.commands import letters as cli_letters
from desktop.printing import address_labels, certificate, kind_words, letter, postcard, terms
from desktop.words.letters import LETTER_KINDS
from tests.desktop.command_line import Run, Shop, refused
from tests.desktop.read_back import about, codes_of, text_of

pytestmark = pytest.mark.usefixtures("english")
HOME = {"postcode": "1500001", "address": "東京都渋谷区神宮前 1-2-3"}


@pytest.fixture
def addressed(run: Run, shop: Shop) -> Shop:
    """Return the shop after its customer told an address, and another one said no to letters."""
    told = {"op": "customer.edit", "customer": shop.customer, **HOME}
    other = {"op": "customer.add", "name": "Ken", **HOME, "consent": ["no letter"]}
    run("feed", book=shop.book, said=f"{json.dumps(told)}\n{json.dumps(other)}")
    return shop


def test_a_letter_is_printed_with_ready_or_own_words(
    run: Run, addressed: Shop, tmp_path: Path
) -> None:
    out, words = tmp_path / "letter.pdf", tmp_path / "words.txt"
    command = ("print", "letter", addressed.customer, "--out", out)
    printed = run(*command, "--kind", "thanks", book=addressed.book)
    assert (printed.status, printed.out) == (0, f"For 1 customer.\n{out}\n")
    assert "〒150-0001" in text_of(out.read_bytes())
    words.write_bytes("またのお越しを\n\n{name} さん".encode("cp932"))
    run(*command, "--text", words, "--coupon", addressed.codes[0], book=addressed.book)
    assert "またのお越しを" in text_of(out.read_bytes())
    assert codes_of(out.read_bytes()) == {addressed.codes[0].replace("-", "")}
    missing = run(*command, "--text", tmp_path / "none.txt", book=addressed.book)
    refused(missing, "none.txt")


def test_labels_for_all_leave_out_who_said_no_and_say_so(
    run: Run, addressed: Shop, tmp_path: Path
) -> None:
    out = tmp_path / "labels.pdf"
    printed = run("print", "labels", "--all-with-address", "--out", out, book=addressed.book)
    assert printed.status == 0
    assert printed.error == "1 customer asked for no letters and is left out.\n"
    assert text_of(out.read_bytes()).count("〒150-0001") == 1
    too_far = ("print", "labels", "--all-with-address", "--out", out, "--start", 13)
    assert run(*too_far, book=addressed.book).status == 2


def test_where_nobody_is_left_nothing_is_printed(run: Run, shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "post.pdf"
    for command in (("labels",), ("postcard",), ("letter", "--kind", "plan_ends")):
        ended = run("print", *command, shop.customer, "--out", out, book=shop.book)
        assert ended.status == 1
        assert ended.error.endswith("So there is nobody to write to.\n")
        assert not out.exists()
    assert run("print", "labels", "--out", out, book=shop.book).status == 2
    both = ("print", "labels", shop.customer, "--all-with-address", "--out", out)
    assert run(*both, book=shop.book).status == 2


def test_a_postcard_has_the_countrys_own_size(run: Run, addressed: Shop, tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    command = ("print", "postcard", addressed.customer, "--out", out)
    run(*command, book=addressed.book)
    page = pypdf.PdfReader(out).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [100, 148]
    assert "郵便はがき" in text_of(out.read_bytes())
    run(*command, "--no-boxes", book=addressed.book)
    assert "郵便はがき" not in text_of(out.read_bytes())
    run(*command, "--paper", "a6", book=addressed.book)
    page = pypdf.PdfReader(out).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [148, 105]


def test_the_terms_are_printed_in_both_languages(run: Run, shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "terms.pdf"
    for language, says in (("en", "Collecting points"), ("ja", "ポイントをためる")):
        assert run("--lang", language, "print", "terms", "--out", out, book=shop.book).status == 0
        assert says in text_of(out.read_bytes())
        assert about(out.read_bytes())[1] == language


def test_certificates_are_for_a_cause_or_for_somebody(run: Run, shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "thanks.pdf"
    assert run("print", "certificate", "--for", "Mio", "--out", out, book=shop.book).status == 0
    assert "Mio" in text_of(out.read_bytes())
    assert run("print", "certificate", "--out", out, book=shop.book).status == 2
    unknown = run("print", "certificate", "--cause", "Sea", "--out", out, book=shop.book)
    refused(unknown, "Sea")
    run(
        "feed", book=shop.book, said=json.dumps({"op": "staff.add", "name": "Aya", "role": "staff"})
    )
    team = ("print", "certificate", "--staff", "aya", "--month", "2026-10", "--out", out)
    assert run(*team, book=shop.book).status == 0
    assert "October 2026" in text_of(out.read_bytes())
    nobody = run("print", "certificate", "--staff", "Bob", "--out", out, book=shop.book)
    refused(nobody, "Bob")


def test_kind_words_are_printed_with_consent_alone(run: Run, shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "words.pdf"
    refused(run("print", "kind-words", "--out", out, book=shop.book), "No kind words")
    told = {"op": "feedback", "customer": shop.customer, "score": 9, "comment": "Like home"}
    run("feed", book=shop.book, said=json.dumps({**told, "quotable": True}))
    assert run("print", "kind-words", "--out", out, "--paper", "a5", book=shop.book).status == 0
    assert "Like home" in text_of(out.read_bytes())


def test_a_logo_is_put_on_papers_and_taken_away(run: Run, shop: Shop, tmp_path: Path) -> None:
    picture, out = tmp_path / "logo.webp", tmp_path / "terms.pdf"
    content = io.BytesIO()
    Image.new("RGB", (3000, 1000), "tomato").save(content, "WEBP")
    picture.write_bytes(content.getvalue())
    assert run("logo", picture, book=shop.book).out == "The logo is on all papers now.\n"
    run("print", "terms", "--out", out, book=shop.book)
    assert len(pypdf.PdfReader(out).pages[0].images) == 1
    assert run("logo", "--remove", book=shop.book).out == "The logo is gone.\n"
    run("print", "terms", "--out", out, book=shop.book)
    assert len(pypdf.PdfReader(out).pages[0].images) == 0
    assert run("logo", book=shop.book).status == 2
    picture.write_bytes(b"no picture")
    refused(run("logo", picture, book=shop.book), "PNG or JPEG")
    refused(run("logo", tmp_path / "none.png", book=shop.book), "none.png")


def test_the_papers_of_commands_are_those_that_are_drawn() -> None:
    assert cli_letters.LETTER_PAPERS == letter.LETTER_PAPERS
    assert cli_letters.LETTER_PAPERS == certificate.CERTIFICATE_PAPERS == terms.TERMS_PAPERS
    assert cli_letters.POSTCARD_PAPERS == postcard.POSTCARD_PAPERS
    assert cli_letters.KIND_WORDS_PAPERS == kind_words.KIND_WORDS_PAPERS
    assert cli_letters.LABEL_PAPERS == address_labels.ADDRESS_PAPERS
    assert cli_letters.KINDS == LETTER_KINDS
