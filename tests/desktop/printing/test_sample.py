"""The test page of a printer."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from desktop.i18n import speaking
from desktop.printing.sample import SAMPLE_CODE, SAMPLE_PAPERS, SampleSheet, draw_sample
from tests.desktop.read_back import about, codes_of, text_of


@pytest.mark.parametrize("paper", SAMPLE_PAPERS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_test_page_names_the_printer_and_reads_back_whole(paper: str, language: str) -> None:
    sheet = SampleSheet("喫茶コモレビ", "Office", datetime(2026, 11, 22, 10, 14, tzinfo=UTC))
    drawn = BytesIO()
    with speaking(language):
        draw_sample(sheet, drawn, paper=paper)
    text = text_of(drawn.getvalue())
    assert "Office" in text
    assert "おかえりなさい" in text
    assert codes_of(drawn.getvalue()) == {SAMPLE_CODE}
    assert about(drawn.getvalue())[1] == language
