"""One of each paper of the demo: titled, in its language, and read back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from db.clock import fixed_clock
from desktop.demo.papers import print_papers
from desktop.demo.shop import make_demo, moved_purchases
from desktop.i18n import speaking
from tests.desktop.read_back import about, codes_of, text_of
from tests.desktop.small_demo import TODAY, slice_of

CLOCK = fixed_clock(datetime.fromisoformat("2026-11-22T10:14+09:00"))
PAPERS = [
    "coupons.pdf",
    "card.pdf",
    "cards.pdf",
    "receipt.pdf",
    "voucher.pdf",
    "membership.pdf",
    "plan-receipt.pdf",
    "friends.pdf",
    "renewals.pdf",
    "summary-2026-10.pdf",
    "day.pdf",
    "statement.pdf",
    "terms.pdf",
    "letter.pdf",
    "postcard.pdf",
    "labels.pdf",
    "certificate.pdf",
    "today.pdf",
    "team-certificate.pdf",
    "kind-words.pdf",
]


@pytest.fixture(scope="module", params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


@pytest.fixture(scope="module")
def demo(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the place of a small demo's book."""
    purchases = slice_of(moved_purchases(TODAY), every=120)
    with speaking(language):
        return make_demo(tmp_path_factory.mktemp(language), today=TODAY, purchases=purchases)


def test_its_papers_have_titles_speak_its_language_and_read_back(
    demo: Path, language: str, tmp_path: Path
) -> None:
    with speaking(language):
        places = print_papers(demo, tmp_path, clock=CLOCK)
    assert [place.name for place in places] == PAPERS
    papers = {place.name: place.read_bytes() for place in places}
    for name, pdf in papers.items():
        title, tongue = about(pdf)
        assert title, name
        assert tongue.startswith(language), name
    assert "10:14" in text_of(papers["summary-2026-10.pdf"])
    assert len(codes_of(papers["coupons.pdf"])) == 10
    assert len(codes_of(papers["cards.pdf"])) >= 10
    assert len(codes_of(papers["membership.pdf"])) == 1
    assert len(codes_of(papers["friends.pdf"])) == 1


def test_the_same_hour_gives_the_same_bytes(demo: Path, language: str, tmp_path: Path) -> None:
    with speaking(language):
        first = [place.read_bytes() for place in print_papers(demo, tmp_path, clock=CLOCK)]
        assert [place.read_bytes() for place in print_papers(demo, tmp_path, clock=CLOCK)] == first


def test_a_demo_of_one_language_prints_its_flyer_in_the_other(
    demo: Path, language: str, tmp_path: Path
) -> None:
    with speaking({"en": "ja", "ja": "en"}[language]):
        places = print_papers(demo, tmp_path, clock=CLOCK)
    assert len(codes_of(places[0].read_bytes())) == 10
