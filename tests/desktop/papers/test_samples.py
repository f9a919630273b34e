"""Samples of papers: in the shop's language, in the look that is being tried."""

from collections.abc import Callable

import pytest

from db.rules.paper_choices import PaperChoices
from db.session import Session
from desktop.i18n import speaking
from desktop.papers.look import look_with
from desktop.papers.samples import SAMPLES, Sample, sample_paper
from tests.desktop.read_back import about, text_of

WORDS = PaperChoices(receipt_words="Words ABC", coupon_words="Words ABC", card_words="Words ABC")


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_sample_speaks_the_language_of_the_papers_and_has_the_shops_words(
    session: Session, set_shop: Callable[..., None], kind: Sample
) -> None:
    for language in ("en", "ja"):
        set_shop(language=language)
        with speaking("en"):
            look = look_with("Café Komorebi", WORDS, None)
            pdf = sample_paper(kind, look, WORDS, session.moment())
        assert about(pdf)[1] == language
        assert "Café Komorebi" in text_of(pdf)
        assert "Words ABC" in text_of(pdf)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_shop_with_cents_has_samples_too(
    session: Session, set_shop: Callable[..., None], kind: Sample
) -> None:
    set_shop(currency="USD", language="en")
    look = look_with("Café Komorebi", PaperChoices(), None)
    assert sample_paper(kind, look, PaperChoices(), session.moment()).startswith(b"%PDF")
