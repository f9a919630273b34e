"""The terms on paper are those that hold on their day."""

import io
from collections.abc import Callable

import pytest

from db.session import Session
from desktop.i18n import speaking
from desktop.papers.terms import print_terms, terms_sheet
from tests.desktop.read_back import about, text_of


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sentence_of_the_record_reads_back(
    session: Session, set_shop: Callable[..., None], language: str
) -> None:
    set_shop(name="Café Komorebi", expiry={"months": 12})
    with speaking(language):
        pdf = io.BytesIO()
        print_terms(session, pdf, paper="a4")
        sheet = terms_sheet(session)
    text = "".join(text_of(pdf.getvalue()).split())
    for section in sheet.sections:
        for said in (section.heading, *section.sentences):
            assert "".join(said.split()) in text
    assert about(pdf.getvalue()) == (sheet.title, language)
    assert "2026" in sheet.as_of
