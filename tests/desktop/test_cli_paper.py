"""A paper is drawn whole before anything is written."""

from pathlib import Path
from typing import BinaryIO

import pytest

from db.environment import BookReadOnly
from desktop.cli_paper import save_paper


def test_a_refusal_leaves_the_older_paper_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "f.pdf"
    save_paper(out, lambda to: to.write(b"old"))

    def broken(to: BinaryIO) -> None:
        to.write(b"new")
        raise KeyError

    with pytest.raises(KeyError):
        save_paper(out, broken)
    assert out.read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BookReadOnly):
        save_paper(tmp_path / "none" / "f.pdf", lambda to: to.write(b"x"))
