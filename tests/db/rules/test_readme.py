"""The page of laws is run, word for word."""

import doctest
from pathlib import Path

README = Path(__file__).parent.parent.parent.parent / "db/rules/README.md"


def test_every_number_on_the_page_of_laws_is_right() -> None:
    examples = README.read_text(encoding="utf-8").replace("```", "")
    parsed = doctest.DocTestParser().get_doctest(examples, {}, "db/rules/README.md", str(README), 0)
    result = doctest.DocTestRunner().run(parsed)
    assert result.failed == 0
    assert result.attempted > 20
